package io.plumbline.streams.domain.alert;

/**
 * The end of an episode of one metric.
 *
 * @param atMicros end of the last window that was heard of it
 * @param isFinal whether the whole episode is over; a suspicion that was dismissed, and what was not heard of any more,
 *     may be seen again
 */
public record Seal(long onsetMicros, long atMicros, boolean isFinal) {
    /** Whether {@code sighting} is of what is over. */
    boolean covers(Sighting sighting) {
        return sighting.atMicros() <= atMicros
                || (isFinal && sighting.evidence().onsetMicros() <= onsetMicros);
    }
}
