package io.plumbline.streams.domain.trend;

/** An estimate with its 95 % confidence interval; an end that the data do not give is infinite. */
public record Interval(double value, double low, double high) {
    public boolean contains(double other) {
        return low <= other && other <= high;
    }
}
