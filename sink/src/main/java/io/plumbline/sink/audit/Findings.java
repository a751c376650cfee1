package io.plumbline.sink.audit;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong: all is counted, the first are kept. Mutable. */
final class Findings {
    /** Where everything is gone, nobody reads on. */
    static final int KEPT = 1_000;

    private final List<Finding> first = new ArrayList<>();
    private long count;

    void add(Finding finding) {
        count++;
        if (first.size() < KEPT) {
            first.add(finding);
        }
    }

    List<Finding> first() {
        return List.copyOf(first);
    }

    long count() {
        return count;
    }
}
