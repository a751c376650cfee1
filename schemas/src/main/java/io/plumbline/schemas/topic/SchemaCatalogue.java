package io.plumbline.schemas.topic;

import io.plumbline.schemas.registry.RegisteredSchema;
import io.plumbline.schemas.registry.RegistryClient;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Publishes the schema of every topic under {@code <topic>-value}, with compatibility BACKWARD. */
public final class SchemaCatalogue {
    private static final String LEVEL = "BACKWARD";

    /** What happened to one subject. */
    public sealed interface Outcome {
        String subject();

        /** The schema is new there. */
        record Registered(String subject, int id) implements Outcome {}

        /** The schema was there. */
        record Unchanged(String subject, int id) implements Outcome {}

        /** The registry must not take the schema; {@code reasons} are its own words. No version was added. */
        record Incompatible(String subject, List<String> reasons) implements Outcome {}
    }

    private SchemaCatalogue() {}

    /** One outcome for each topic that has a schema, in the catalogue's order. */
    public static List<Outcome> apply(RegistryClient registry, TopicCatalogue catalogue) {
        return catalogue.all().stream()
                .filter(Topic::hasSchema)
                .map(topic -> apply(registry, topic.name() + "-value", topic.schema()))
                .toList();
    }

    private static Outcome apply(RegistryClient registry, String subject, Schema schema) {
        Optional<RegisteredSchema> before = registry.latest(subject);
        registry.setCompatibility(subject, LEVEL);
        List<String> reasons = registry.incompatibilities(subject, schema);
        if (!reasons.isEmpty()) {
            return new Outcome.Incompatible(subject, reasons);
        }
        int id = registry.register(subject, schema);
        boolean known = before.isPresent() && before.get().id() == id;
        return known ? new Outcome.Unchanged(subject, id) : new Outcome.Registered(subject, id);
    }
}
