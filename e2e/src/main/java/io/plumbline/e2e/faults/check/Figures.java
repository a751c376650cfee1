package io.plumbline.e2e.faults.check;

import java.util.List;

/**
 * What a row says of its events, as far as it must be equal to the last bit.
 *
 * @param lo first bucket of the sketch
 * @param counts its events by bucket
 */
record Figures(
        long events,
        long ok,
        long errors,
        long timeouts,
        long bytes,
        long nodes,
        long late,
        Double minNanos,
        Double maxNanos,
        int lo,
        List<Long> counts) {
    Figures {
        counts = List.copyOf(counts);
    }
}
