package io.plumbline.sink.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The SQL files that travel with the sink. */
final class Scripts {
    static final String ROLES = "/db/roles/roles.sql";
    static final String EXTENSION = "CREATE EXTENSION IF NOT EXISTS timescaledb";

    private Scripts() {}

    static String read(String name) {
        try (InputStream stream = Scripts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the build lacks " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
