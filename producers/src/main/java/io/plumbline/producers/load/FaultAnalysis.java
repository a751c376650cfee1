package io.plumbline.producers.load;

import io.plumbline.settings.Settings;
import java.time.Duration;

/**
 * What a fault did to the operations that were under way, from their log alone. Before the fault is the baseline. An
 * operation is bad if it failed or took more than {@code slowFactor} times the baseline's P99.
 *
 * <p>Detection: from the fault to the end of the first bad operation that was due after it: then somebody knew.
 * Recovery: from the heal to the start of the first of {@code windows} windows in a row in which no larger share of
 * operations is bad than {@code tolerance} above the baseline's.
 *
 * @param window length of the stretches in which recovery is judged
 */
public record FaultAnalysis(double slowFactor, Duration window, int windows, double tolerance) {
    public static final FaultAnalysis DEFAULT = new FaultAnalysis(3, Duration.ofMillis(500), 3, .01);

    public FaultAnalysis {
        Settings.check(slowFactor > 1, "the factor of slow must be above 1, was " + slowFactor);
        Settings.check(
                window.toMillis() >= 1 && windows >= 1, "recovery needs windows, had " + windows + " of " + window);
        Settings.check(tolerance >= 0 && tolerance < 1, "the tolerance must be within 0 and 1, was " + tolerance);
    }

    /**
     * @param slowNanos what counts as slow
     * @param detectionNanos null: no operation showed the fault
     * @param recoveryNanos from the heal; null: not seen within the run. 0: nothing was to be recovered from
     * @param impairedNanos from the first bad operation's due time to recovery; null: unknown, or there was none
     * @param failed operations after the fault that failed
     * @param slow operations after the fault that succeeded too slowly
     */
    public record Result(
            LoadSummary baseline,
            double slowNanos,
            Long detectionNanos,
            Long recoveryNanos,
            Long impairedNanos,
            long failed,
            long slow) {
        public boolean detected() {
            return detectionNanos != null;
        }

        public boolean recovered() {
            return recoveryNanos != null;
        }
    }

    /**
     * @param faultNanos when the fault began
     * @param healNanos when it was healed
     * @param endNanos end of the run
     * @throws InconclusiveException if nothing succeeded before the fault: there is no baseline
     */
    public Result judge(OperationLog log, long faultNanos, long healNanos, long endNanos) {
        LoadSummary baseline = LoadSummary.of(log, 0, faultNanos);
        if (baseline.succeeded() == 0) {
            throw new InconclusiveException("no operation succeeded before the fault: there is no baseline");
        }
        double slow = slowFactor * baseline.responseNanos().p99().value();
        long firstBadDue = Long.MAX_VALUE;
        long firstBadEnd = Long.MAX_VALUE;
        long failed = 0;
        long slowed = 0;
        for (int i = 0; i < log.size(); i++) {
            if (log.dueNanos(i) < faultNanos || !isBad(log, i, slow)) {
                continue;
            }
            firstBadDue = Math.min(firstBadDue, log.dueNanos(i));
            firstBadEnd = Math.min(firstBadEnd, log.endNanos(i));
            failed += log.isOk(i) ? 0 : 1;
            slowed += log.isOk(i) ? 1 : 0;
        }
        boolean detected = firstBadEnd != Long.MAX_VALUE;
        Long good = detected ? firstGood(log, slow, healNanos, endNanos, badShare(log, slow, 0, faultNanos)) : null;
        return new Result(
                baseline,
                slow,
                detected ? (Long) (firstBadEnd - faultNanos) : null,
                detected ? (good == null ? null : (Long) (good - healNanos)) : (Long) 0L,
                good == null ? null : (Long) (good - firstBadDue),
                failed,
                slowed);
    }

    /** Where the run of good windows begins; null if there is none up to the end. */
    private Long firstGood(OperationLog log, double slow, long healNanos, long endNanos, double baselineShare) {
        long length = window.toNanos();
        int inRow = 0;
        for (long from = healNanos; from + length <= endNanos; from += length) {
            double share = badShare(log, slow, from, from + length);
            inRow = share <= baselineShare + tolerance ? inRow + 1 : 0; // NaN, nothing due, is not good
            if (inRow == windows) {
                return from - (windows - 1) * length;
            }
        }
        return null;
    }

    private static double badShare(OperationLog log, double slow, long from, long to) {
        long all = 0;
        long bad = 0;
        for (int i = 0; i < log.size(); i++) {
            if (log.dueNanos(i) >= from && log.dueNanos(i) < to) {
                all++;
                bad += isBad(log, i, slow) ? 1 : 0;
            }
        }
        return (double) bad / all;
    }

    private static boolean isBad(OperationLog log, int i, double slow) {
        return !log.isOk(i) || log.responseNanos(i) > slow;
    }
}
