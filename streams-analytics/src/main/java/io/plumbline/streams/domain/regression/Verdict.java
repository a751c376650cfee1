package io.plumbline.streams.domain.regression;

import java.util.List;

/** What a detector says of a series. */
public sealed interface Verdict {
    /** Too little was seen to say anything; {@code reason} is shown to people as it is. */
    record Inconclusive(String reason) implements Verdict {}

    /**
     * The series was judged.
     *
     * @param changes in the order of their indexes; none if it is steady
     * @param smallestDetectablePercent the smallest lasting change in the middle of the series that would have been found
     *     nine times in ten, in percent of the level; null where the level is not positive
     */
    record Judged(List<Change> changes, Double smallestDetectablePercent) implements Verdict {
        public Judged {
            changes = List.copyOf(changes);
        }
    }
}
