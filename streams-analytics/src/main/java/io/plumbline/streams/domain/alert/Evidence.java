package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Phase;

/**
 * What a watch says of one metric.
 *
 * @param metric as the contract calls it
 * @param unit of {@code before}, {@code now} and {@code target}
 * @param onsetMicros start of the first window of the episode, which it names: it does not move
 * @param before the level that it left, or the baseline; null for a target
 * @param now its present level
 * @param target null for other kinds
 * @param effect how much worse, in parts of {@code before} or of {@code target}
 * @param tolerance relative change that does not matter
 * @param pValue of the test that confirmed; null where none did
 * @param baselineVersion 0: compared with its own past
 */
public record Evidence(
        String metric,
        String unit,
        ChangeKind kind,
        Phase phase,
        long onsetMicros,
        Double before,
        double now,
        Double target,
        double effect,
        Severity severity,
        double tolerance,
        Double pValue,
        int baselineVersion) {

    /** Who says it: each of them follows its own episodes. */
    public enum Watch {
        /** Of the level of a metric, against its past and its baseline. */
        LEVEL,
        /** Of where it is going. */
        TREND,
        /** Of its target, which it can miss while its level is what it always was. */
        TARGET
    }

    /** What one watch watches. */
    public record Key(String metric, Watch watch) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byMetric = metric.compareTo(other.metric);
            return byMetric != 0 ? byMetric : watch.compareTo(other.watch);
        }
    }

    public Key key() {
        return new Key(metric, watch());
    }

    private Watch watch() {
        return switch (kind) {
            case STEP, SPIKE, BASELINE -> Watch.LEVEL;
            case TREND -> Watch.TREND;
            case TARGET -> Watch.TARGET;
        };
    }
}
