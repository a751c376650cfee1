package io.plumbline.producers.load;

import io.plumbline.producers.figure.Estimate;
import io.plumbline.settings.Settings;
import io.plumbline.sketch.QuantileInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.DoubleStream;

/**
 * What B costs over A. Both are called in turns, a few operations of each, A first in one round and B first in the next,
 * so that whatever the machine does besides meets both alike. Each round gives one ratio of median times; what is
 * reported is the median of the ratios with the interval of its order statistics (docs/math.md), which asks nothing of
 * their distribution.
 *
 * @param rounds each gives one ratio; the first tenth is to warm up
 * @param operations of each in a round
 * @param tolerance the share by which B may be slower
 */
public record Overhead(ClosedLoop a, ClosedLoop b, int rounds, int operations, double tolerance) {
    private static final int LEAST_ROUNDS = 5;
    private static final int WARM_UP_PARTS = 10;
    private static final double NANOS_OF_MILLI = 1e6;

    public Overhead {
        Settings.check(
                rounds >= LEAST_ROUNDS,
                "at least " + LEAST_ROUNDS + " rounds are needed for an interval, was " + rounds);
        Settings.check(operations >= 1, "a round has at least one operation, was " + operations);
        Settings.check(tolerance >= 0, "the tolerance must not be negative, was " + tolerance);
    }

    /** How sure the answer is. */
    public enum Verdict {
        /** The whole interval is within the tolerance. */
        WITHIN,
        /** The whole interval is beyond it. */
        BEYOND,
        /** The tolerance is inside the interval. */
        INCONCLUSIVE
    }

    /**
     * @param ratio time of B over time of A
     * @param efficiency 1 / ratio: the work that is left for what A did
     * @param errors of both together; their times are not in it
     */
    public record Result(
            int rounds,
            double aMillis,
            double bMillis,
            Estimate ratio,
            double efficiency,
            double tolerance,
            long errors,
            Verdict verdict) {}

    /** @throws InconclusiveException if all operations of a round failed, or it was ended before five rounds */
    public Result run(AtomicBoolean stop) throws InterruptedException {
        List<double[]> pairs = new ArrayList<>();
        long errors = 0;
        int warmUp = rounds / WARM_UP_PARTS + 1;
        try (LoadTarget first = a.target().create();
                LoadTarget second = b.target().create()) {
            for (int round = 0; round < warmUp + rounds && !stop.get(); round++) {
                OperationLog logA = new OperationLog();
                OperationLog logB = new OperationLog();
                perform(first, logA, second, logB, round % 2 == 0);
                if (round >= warmUp) {
                    errors += failures(logA) + failures(logB);
                    pairs.add(new double[] {median(logA, "A"), median(logB, "B")});
                }
            }
        }
        if (pairs.size() < LEAST_ROUNDS) {
            throw new InconclusiveException("ended before " + LEAST_ROUNDS + " rounds were done");
        }
        return judge(pairs, tolerance, errors);
    }

    /** @param pairs median times of A and B, in nanoseconds, of each round */
    static Result judge(List<double[]> pairs, double tolerance, long errors) {
        double[] ratios =
                pairs.stream().mapToDouble(pair -> pair[1] / pair[0]).sorted().toArray();
        QuantileInterval ranks = QuantileInterval.of(.5, ratios.length);
        double low = ratios[(int) ranks.low() - 1];
        double high = ratios[(int) ranks.high() - 1];
        double ratio = middle(ratios);
        double limit = 1 + tolerance;
        Verdict verdict = high <= limit ? Verdict.WITHIN : low > limit ? Verdict.BEYOND : Verdict.INCONCLUSIVE;
        return new Result(
                ratios.length,
                middle(sorted(pairs.stream().mapToDouble(pair -> pair[0]))) / NANOS_OF_MILLI,
                middle(sorted(pairs.stream().mapToDouble(pair -> pair[1]))) / NANOS_OF_MILLI,
                new Estimate(ratio, low, high),
                1 / ratio,
                tolerance,
                errors,
                verdict);
    }

    private void perform(LoadTarget first, OperationLog logA, LoadTarget second, OperationLog logB, boolean aFirst) {
        for (int i = 0; i < 2 * operations; i++) {
            if (aFirst == (i < operations)) {
                a.once(first, logA, 0);
            } else {
                b.once(second, logB, 0);
            }
        }
    }

    private static double median(OperationLog log, String name) {
        double[] times = new double[log.size()];
        int count = 0;
        for (int i = 0; i < log.size(); i++) {
            if (log.isOk(i)) {
                times[count++] = log.serviceNanos(i);
            }
        }
        if (count == 0) {
            throw new InconclusiveException("all operations of " + name + " failed: there is no time to compare");
        }
        return middle(sorted(DoubleStream.of(times).limit(count)));
    }

    private static long failures(OperationLog log) {
        long failures = 0;
        for (int i = 0; i < log.size(); i++) {
            failures += log.isOk(i) ? 0 : 1;
        }
        return failures;
    }

    private static double[] sorted(DoubleStream values) {
        return values.sorted().toArray();
    }

    private static double middle(double[] sorted) {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
