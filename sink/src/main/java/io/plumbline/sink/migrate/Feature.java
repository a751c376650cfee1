package io.plumbline.sink.migrate;

import java.util.List;

/**
 * Something that a database may or may not be able to do, and that everything else works without.
 *
 * @param statements run in order, each in a transaction of its own; all can be run again
 */
record Feature(String name, List<String> statements) {
    Feature {
        statements = List.copyOf(statements);
    }

    Feature(String name, String... statements) {
        this(name, List.of(statements));
    }
}
