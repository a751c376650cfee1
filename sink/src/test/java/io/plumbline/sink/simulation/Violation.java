package io.plumbline.sink.simulation;

import java.util.function.Supplier;

/** Something that must never happen did. */
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    Violation(String message) {
        super(message);
    }

    static void unless(boolean holds, Supplier<String> message) {
        if (!holds) {
            throw new Violation(message.get());
        }
    }
}
