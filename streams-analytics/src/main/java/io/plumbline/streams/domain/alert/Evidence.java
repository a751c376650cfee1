package io.plumbline.streams.domain.alert;

import io.plumbline.streams.domain.regression.Severity;
import io.plumbline.streams.domain.regression.watch.ChangeKind;
import io.plumbline.streams.domain.regression.watch.Phase;
import java.util.Comparator;

/**
 * What a watch says of one metric.
 *
 * @param metric as the contract calls it
 * @param unit of {@code before}, {@code now} and {@code target}
 * @param windowMillis length of the windows that its watch looks at
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
        long windowMillis,
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

    /**
     * What one watch watches. A metric can miss its target while its level is what it always was; and where it is going is
     * watched in longer windows than its level. Each has episodes of its own, of which only the kind may change.
     */
    public record Key(String metric, boolean isTarget, long windowMillis) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::metric).thenComparing(Key::isTarget).thenComparing(Key::windowMillis);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    public Key key() {
        return new Key(metric, kind == ChangeKind.TARGET, windowMillis);
    }
}
