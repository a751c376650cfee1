package io.plumbline.producers.load;

import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.figure.Samples;
import io.plumbline.schemas.event.Outcome;

/**
 * What a stretch of a run says. Latencies are of operations that succeeded; failed ones are counted.
 *
 * @param operations due in it
 * @param succeeded of these, whenever they ended
 * @param seconds its length
 * @param offeredPerSecond due per second
 * @param completedPerSecond that ended well within it, whenever they were due, per second: what the target did
 * @param errorShare failed and timed out, of {@code operations}; null if there were none
 * @param responseNanos from when they were due; null if none succeeded
 * @param serviceNanos from when they started; null if none succeeded
 */
public record LoadSummary(
        long operations,
        long succeeded,
        long failed,
        long timedOut,
        double seconds,
        double offeredPerSecond,
        double completedPerSecond,
        Double errorShare,
        Distribution responseNanos,
        Distribution serviceNanos) {
    private static final double NANOS = 1e9;

    /** Of the operations that were due from {@code from}, inclusive, to {@code to}. */
    public static LoadSummary of(OperationLog log, long from, long to) {
        Samples response = new Samples();
        Samples service = new Samples();
        long operations = 0;
        long failed = 0;
        long timedOut = 0;
        long completed = 0;
        for (int i = 0; i < log.size(); i++) {
            completed += log.isOk(i) && log.endNanos(i) >= from && log.endNanos(i) < to ? 1 : 0;
            if (log.dueNanos(i) < from || log.dueNanos(i) >= to) {
                continue;
            }
            operations++;
            if (log.isOk(i)) {
                response.record(log.responseNanos(i));
                service.record(log.serviceNanos(i));
            } else if (log.outcome(i) == Outcome.TIMEOUT) {
                timedOut++;
            } else {
                failed++;
            }
        }
        double seconds = (to - from) / NANOS;
        return new LoadSummary(
                operations,
                response.count(),
                failed,
                timedOut,
                seconds,
                operations / seconds,
                completed / seconds,
                operations == 0 ? null : (Double) ((double) (failed + timedOut) / operations),
                response.distribution(),
                service.distribution());
    }
}
