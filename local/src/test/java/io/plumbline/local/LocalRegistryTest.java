package io.plumbline.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.registry.RegistryException;
import io.plumbline.schemas.registry.RegistryUnavailableException;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.SchemaCatalogue.Outcome;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our client and our registry together. That both are Confluent's is what {@link ConfluentInteropTest} shows. */
class LocalRegistryTest {
    private static final Schema STRING = Schema.create(Schema.Type.STRING);
    private static final Schema INT = Schema.create(Schema.Type.INT);

    private final LocalRegistry registry = LocalRegistry.start();
    private final RegistryClient client =
            RegistryClient.create(Map.of("schema.registry.url", registry.url(), "max.retries", "0"));

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void aSchemaHasOneIdInAllSubjects() {
        assertThat(client.register("a", STRING)).isEqualTo(client.register("b", STRING));
        assertThat(client.register("c", INT)).isNotEqualTo(client.register("a", STRING));
        assertThat(client.byId(client.idOf("c", INT))).isEqualTo(INT);
    }

    @Test
    void anIncompatibleSchemaIsRefusedUnlessTheSubjectAllowsIt() {
        client.register("s", STRING);

        assertThat(client.incompatibilities("s", INT)).anyMatch(reason -> reason.contains("TYPE_MISMATCH"));
        assertThatThrownBy(() -> client.register("s", INT))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refusal -> assertThat(refusal.isIncompatible()).isTrue());
        assertThat(client.compatibility("s")).isEqualTo("BACKWARD");

        client.setCompatibility("s", "NONE");
        client.register("s", INT);
        assertThat(client.latest("s"))
                .hasValueSatisfying(latest -> assertThat(latest.version()).isEqualTo(2));
    }

    @Test
    void anUnknownSubjectHasNothingToBreak() {
        assertThat(client.latest("s")).isEmpty();
        assertThat(client.incompatibilities("s", INT)).isEmpty();
    }

    @Test
    void theCatalogueIsPublishedOnceAndChangesAreReported() {
        TopicCatalogue catalogue = new TopicCatalogue("t.", 1);
        long subjects =
                catalogue.all().stream().filter(topic -> topic.hasSchema()).count();

        assertThat(SchemaCatalogue.apply(client, catalogue))
                .hasSize((int) subjects)
                .allMatch(outcome -> outcome instanceof Outcome.Registered);
        assertThat(SchemaCatalogue.apply(client, catalogue))
                .hasSize((int) subjects)
                .allMatch(outcome -> outcome instanceof Outcome.Unchanged);
        assertThat(client.compatibility("t.measurements-value")).isEqualTo("BACKWARD");
    }

    @Test
    void aSubjectThatSomebodyElseFilledIsLeftAlone() {
        client.register("t.measurements-value", STRING);

        List<Outcome> outcomes = SchemaCatalogue.apply(client, new TopicCatalogue("t.", 1));

        assertThat(outcomes.get(0)).isInstanceOfSatisfying(Outcome.Incompatible.class, incompatible -> {
            assertThat(incompatible.subject()).isEqualTo("t.measurements-value");
            assertThat(incompatible.reasons()).isNotEmpty();
        });
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Registered.class);
        assertThat(client.latest("t.measurements-value").orElseThrow().schema()).isEqualTo(STRING);
    }

    @Test
    void itComesBackWithItsSchemasOnItsPort() {
        int id = client.register("s", STRING);
        registry.close();
        registry.close();
        assertThatThrownBy(() -> client.byId(id)).isInstanceOf(RegistryUnavailableException.class);

        registry.restart();
        assertThat(client.byId(id)).isEqualTo(STRING);
    }
}
