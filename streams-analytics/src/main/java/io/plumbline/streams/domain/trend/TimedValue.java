package io.plumbline.streams.domain.trend;

/**
 * A figure of one moment, mostly of a window.
 *
 * @param time in any unit; slopes are per this unit
 */
public record TimedValue(double time, double value) {
    public TimedValue {
        if (!Double.isFinite(time) || !Double.isFinite(value)) {
            throw new IllegalArgumentException("a trend is of finite figures, had " + value + " at " + time);
        }
    }
}
