package io.plumbline.producers.agent;

/**
 * A named operation of one agent, interned by {@link Agent#operation}: the handle that {@link Agent#record} takes, so that
 * recording neither looks anything up nor allocates.
 */
public final class Operation {
    private final String name;

    Operation(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
