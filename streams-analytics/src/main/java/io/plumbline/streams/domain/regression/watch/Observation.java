package io.plumbline.streams.domain.regression.watch;

import io.plumbline.streams.domain.regression.Severity;

/** What is to be said of one metric after one window. */
public sealed interface Observation {
    /**
     * An episode goes on: a change for the worse, from the first suspicion until it is over.
     *
     * @param onsetMicros start of its first window, as it was when first suspected
     * @param before the level that it left, or the baseline; null for a target
     * @param now the present level
     * @param target what it misses; null for other kinds
     * @param effect how much worse, in parts of {@code before} or of {@code target}; at most {@link #MOST}
     * @param tolerance relative change that does not matter
     * @param pValue of the test that confirmed; null before, and without one
     * @param baselineVersion version of the baseline that it was compared with; 0: its own past
     */
    record Worse(
            Phase phase,
            ChangeKind kind,
            long onsetMicros,
            Double before,
            double now,
            Double target,
            double effect,
            double tolerance,
            Double pValue,
            int baselineVersion)
            implements Observation {
        /** From nothing to something is infinitely more; this much is shown. */
        static final double MOST = 1e6;

        public Worse {
            effect = Math.max(-MOST, Math.min(MOST, effect));
        }

        public Severity severity() {
            return Severity.of(effect, tolerance);
        }

        /** The same with the levels that were measured times {@code factor}. */
        Worse times(double factor) {
            return new Worse(
                    phase,
                    kind,
                    onsetMicros,
                    before * factor,
                    now * factor,
                    target,
                    effect,
                    tolerance,
                    pValue,
                    baselineVersion);
        }
    }

    /**
     * A change for the better was confirmed.
     *
     * @param windows behind the level {@code now}
     */
    record Better(double before, double now, int windows) implements Observation {}
}
