package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Stopwatch;
import java.util.Map;

/**
 * What one round gave.
 *
 * @param events measurements that were processed in the time
 * @param nanos the time: from the first records handed over to the end that the contender's description names
 * @param cpuNanos processor time of the whole process meanwhile, garbage collection and client threads included
 * @param expected measurements that had to be in the results
 * @param counted measurements that are in the results
 * @param details further figures of this contender, by name
 */
public record Round(long events, long nanos, long cpuNanos, long expected, long counted, Map<String, Double> details) {

    static Round of(Stopwatch.Lap lap, long events, long counted) {
        return new Round(events, lap.nanos(), lap.cpuNanos(), events, counted, Map.of());
    }

    Round with(Map<String, Double> newDetails) {
        return new Round(events, nanos, cpuNanos, expected, counted, newDetails);
    }

    /** Whether every event was counted exactly once. */
    public boolean correct() {
        return counted == expected;
    }

    public double eventsPerSecond() {
        return events * 1e9 / nanos;
    }
}
