package io.plumbline.reports;

/**
 * One operation over a time range, merged from the stored sketches.
 *
 * @param count events
 * @param ratePerSecond events per second of the time in which the operation was seen
 * @param p50Millis median response time, within 2^-7; the others likewise
 * @param errorRate share of the events that ended in an error or a timeout, 0 to 1
 */
public record OperationFigures(
        String system,
        String operation,
        long count,
        double ratePerSecond,
        double p50Millis,
        double p95Millis,
        double p99Millis,
        double errorRate) {}
