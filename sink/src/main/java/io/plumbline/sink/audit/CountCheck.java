package io.plumbline.sink.audit;

import java.util.Optional;

/** Holds what the sink counted against what the partition holds. */
final class CountCheck {
    private CountCheck() {}

    /**
     * What differs; empty: nothing, or nothing that can be told.
     *
     * @param held of the range
     * @param compacted whether records vanish once a later one has their key: then there may be fewer
     * @param truncated whether the broker lost records that were counted, and that was accepted
     */
    static Optional<String> difference(
            StoredPosition stored, Range range, Tally held, boolean compacted, boolean truncated) {
        Tally counted = stored.counted();
        boolean isFine = compacted ? held.records() <= counted.records() : held.equals(counted);
        return !range.isWhole() || truncated || isFine
                ? Optional.empty()
                : Optional.of("from %d up to %d the sink counted %s; Kafka holds %s%s"
                        .formatted(
                                stored.countedFrom(),
                                stored.next(),
                                text(counted),
                                text(held),
                                compacted ? ", which is more" : ""));
    }

    /**
     * How the quarantine differs from the count; empty: it does not, or that cannot be told.
     *
     * @param held records of the partition that it holds
     * @param mayExpire whether it forgets what is old: then fewer are suspicious only where Kafka has all of them
     * @param expired records that Kafka has, and that are so old
     */
    static Optional<String> quarantineDifference(
            StoredPosition stored, long held, boolean mayExpire, Range range, long expired) {
        long missing = stored.counted().quarantined() - held;
        boolean isFine = missing == 0 || (missing > 0 && mayExpire && (!range.isWhole() || missing <= expired));
        return isFine
                ? Optional.empty()
                : Optional.of("from %d up to %d the sink set %d records aside; the quarantine holds %d"
                        .formatted(
                                stored.countedFrom(),
                                stored.next(),
                                stored.counted().quarantined(),
                                held));
    }

    private static String text(Tally tally) {
        return "%d stored, %d quarantined, %d empty".formatted(tally.stored(), tally.quarantined(), tally.empty());
    }
}
