package io.plumbline.producers.load;

import io.plumbline.producers.figure.Distribution;
import io.plumbline.producers.figure.Samples;

/**
 * How exact the generator itself was: what its own threads were late by although they had waited for the due time, and how
 * often there was nobody to wait. For one thread; those of several are merged afterwards.
 */
public final class Pace {
    /** How often a waiting worker looks whether it is all over. */
    static final long LOOK_NANOS = 100_000_000;

    private final Samples lateNanos = new Samples();
    private long withoutWorker;
    private String firstFailure;

    void lateBy(long nanos) {
        lateNanos.record(Math.max(0, nanos));
    }

    void noWorkerFree() {
        withoutWorker++;
    }

    void failed(Exception failure) {
        if (firstFailure == null) { // only the kind: messages of drivers repeat addresses, and these hold passwords
            firstFailure = failure.getClass().getSimpleName();
        }
    }

    void merge(Pace other) {
        lateNanos.merge(other.lateNanos);
        withoutWorker += other.withoutWorker;
        firstFailure = firstFailure == null ? other.firstFailure : firstFailure;
    }

    /** Null if no worker ever waited. */
    public Distribution lateNanos() {
        return lateNanos.distribution();
    }

    /** Operations that were due before a worker was free: the target was slower than the pace. */
    public long withoutWorker() {
        return withoutWorker;
    }

    /** What kind of failure came first from a worker's target; null: none. */
    public String firstFailure() {
        return firstFailure;
    }
}
