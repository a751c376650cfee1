package io.plumbline.streams.domain.alert;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered of a series whose alert has ended, so that what comes late raises nothing again.
 *
 * @param id of its last alert
 * @param atMicros end of the last window that was heard of it
 * @param heardMillis when something of it was last heard
 */
public record Ended(String id, long atMicros, long heardMillis, SortedMap<Evidence.Key, Seal> seals) {
    /** @param earlier what was remembered of the series before; null: nothing */
    static Ended of(Alert alert, Ended earlier, long nowMillis) {
        SortedMap<Evidence.Key, Seal> seals = new TreeMap<>(earlier == null ? Map.of() : earlier.seals);
        boolean accepted = alert.status() == Status.ACCEPTED;
        alert.tracks().forEach((key, track) -> seals.put(key, track.seal(accepted)));
        return new Ended(alert.id(), alert.atMicros(), nowMillis, seals);
    }

    boolean covers(Sighting sighting) {
        Seal seal = seals.get(sighting.evidence().key());
        return seal != null && seal.covers(sighting);
    }

    Ended heard(long nowMillis) {
        return new Ended(id, atMicros, nowMillis, seals);
    }
}
