package io.plumbline.reports;

/**
 * One operation over a time range, merged from the stored sketches.
 *
 * @param count events
 * @param ratePerSecond events per second of the time in which the operation was seen
 * @param p50Millis median response time, within 2^-7; the others likewise
 * @param p95LowMillis lower end of the 90 % confidence interval of p95Millis (docs/math.md); null: too few events for one
 * @param p95HighMillis its upper end; null below 59 events
 * @param p99LowMillis lower end of the interval of p99Millis; null: too few events for one
 * @param p99HighMillis its upper end; null below 299 events
 * @param p99FewSamples whether there are too few events to say how great the 99th percentile may be
 * @param errorRate share of the events that ended in an error or a timeout, 0 to 1
 */
public record OperationFigures(
        String system,
        String operation,
        long count,
        double ratePerSecond,
        double p50Millis,
        double p95Millis,
        Double p95LowMillis,
        Double p95HighMillis,
        double p99Millis,
        Double p99LowMillis,
        Double p99HighMillis,
        boolean p99FewSamples,
        double errorRate) {}
