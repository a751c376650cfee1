package io.plumbline.producers.agent;

import java.util.Map;

/**
 * A named operation of one agent, with labels that all its measurements have, interned by {@link Agent#operation}: the
 * handle that {@link Agent#record} takes, so that recording neither looks anything up nor allocates.
 */
public final class Operation {
    private final String name;
    private final Map<String, String> labels;

    Operation(String name) {
        this(name, Map.of());
    }

    Operation(String name, Map<String, String> labels) {
        this.name = name;
        this.labels = Map.copyOf(labels);
    }

    public String name() {
        return name;
    }

    public Map<String, String> labels() {
        return labels;
    }

    @Override
    public String toString() {
        return labels.isEmpty() ? name : name + labels;
    }
}
