package io.plumbline.producers.receive;

import java.util.ArrayList;
import java.util.List;

/** What of one request was not taken: all of it counted, the first reasons in words. */
final class Rejections {
    private static final int MOST_REASONS = 10;

    private final List<String> reasons = new ArrayList<>();
    private long count;

    void add(long times, String reason) {
        count += times;
        if (reasons.size() < MOST_REASONS && !reasons.contains(reason)) {
            reasons.add(reason);
        }
    }

    long count() {
        return count;
    }

    List<String> reasons() {
        return List.copyOf(reasons);
    }
}
