package io.plumbline.producers.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The operations of one agent, numbered from 0 in the order in which they came: a slot of the buffer holds the number, as a
 * reference would cost the recording thread a barrier of the garbage collector. Thread-safe.
 */
final class Operations {
    private final Map<Series, Operation> known = new ConcurrentHashMap<>();
    private final AtomicReferenceArray<Operation> numbered = new AtomicReferenceArray<>(Agent.MAX_OPERATIONS);

    private record Series(String name, Map<String, String> labels) {}

    /** The same for the same arguments; see {@link Agent#operation(String, Map)}. */
    Operation of(String name, Map<String, String> labels) {
        Operation found = known.get(new Series(name, labels));
        return found == null ? make(name, labels) : found;
    }

    /** @param index that an operation of this agent has */
    Operation at(int index) {
        return numbered.get(index);
    }

    private synchronized Operation make(String name, Map<String, String> labels) {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("an operation's name must have 1 to 200 characters: '" + name + "'");
        }
        Labels.refusal(labels).ifPresent(refusal -> {
            throw new IllegalArgumentException(name + ": " + refusal);
        });
        Series series = new Series(name, Map.copyOf(labels));
        Operation before = known.get(series);
        if (before != null) {
            return before; // another thread was first
        }
        int index = known.size();
        if (index >= Agent.MAX_OPERATIONS) {
            throw new IllegalStateException(
                    Agent.MAX_OPERATIONS + " operations are enough: does a name contain an id? " + name);
        }
        Operation operation = new Operation(this, index, name, series.labels);
        numbered.set(index, operation); // before anybody can have it
        known.put(series, operation);
        return operation;
    }
}
