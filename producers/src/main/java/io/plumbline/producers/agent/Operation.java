package io.plumbline.producers.agent;

import java.util.Map;

/**
 * A named operation of one agent, with labels that all its measurements have, interned by {@link Agent#operation}: the
 * handle that {@link Agent#record} takes, so that recording neither looks anything up nor allocates.
 */
public final class Operation {
    private final Operations owner;
    private final int index;
    private final String name;
    private final Map<String, String> labels;

    /**
     * @param owner of which it is number {@code index}
     * @param labels not to be changed any more
     */
    Operation(Operations owner, int index, String name, Map<String, String> labels) {
        this.owner = owner;
        this.index = index;
        this.name = name;
        this.labels = labels;
    }

    public String name() {
        return name;
    }

    public Map<String, String> labels() {
        return labels;
    }

    /** Its number in its agent: 0 to {@link Agent#MAX_OPERATIONS} - 1. */
    int index() {
        return index;
    }

    boolean isOf(Operations operations) {
        return owner == operations;
    }

    @Override
    public String toString() {
        return labels.isEmpty() ? name : name + labels;
    }
}
