package io.plumbline.benchmarks.freshness;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Delays of one kind of row, in milliseconds. */
final class Samples {
    private final List<Long> millis = new ArrayList<>();

    void add(long delayMillis) {
        millis.add(delayMillis);
    }

    int count() {
        return millis.size();
    }

    /** Nearest rank: the least delay that at least {@code q} of them do not exceed; nothing if there are none. */
    OptionalLong quantile(double q) {
        if (millis.isEmpty()) {
            return OptionalLong.empty();
        }
        int rank = (int) Math.ceil(q * millis.size());
        return OptionalLong.of(millis.stream().sorted().toList().get(Math.max(0, rank - 1)));
    }
}
