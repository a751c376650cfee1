package io.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schemas.event.NodeState;
import io.plumbline.schemas.event.NodeStatus;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.registry.RegistryException;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.SchemaCatalogue;
import io.plumbline.schemas.topic.SchemaCatalogue.Outcome;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our registry client against a registry that is not ours. */
class ApicurioInteropTest {
    private static ApicurioRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        registry = ApicurioRegistry.start();
    }

    @AfterAll
    static void stop() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void theCatalogueIsPublishedOnceAndGuarded() {
        TopicCatalogue catalogue = new TopicCatalogue("catalogue.", 1);
        try (RegistryClient client = client(Map.of())) {
            assertThat(SchemaCatalogue.apply(client, catalogue))
                    .isNotEmpty()
                    .allMatch(Outcome.Registered.class::isInstance);
            assertThatThrownBy(() -> client.register("catalogue.nodes-value", Schema.create(Schema.Type.INT)))
                    .isInstanceOfSatisfying(
                            RegistryException.class,
                            refusal -> assertThat(refusal.isIncompatible()).isTrue());
            assertThat(SchemaCatalogue.apply(client, catalogue))
                    .isNotEmpty()
                    .allMatch(Outcome.Unchanged.class::isInstance);
            assertThat(client.compatibility("catalogue.nodes-value")).isEqualTo("BACKWARD");
        }
    }

    @Test
    void whatOneProcessWritesAnotherReads() {
        NodeStatus status = status();
        byte[] bytes;
        try (RegistryClient writer = client(Map.of())) {
            bytes = new AvroSerde<>(NodeStatus.class, writer).serializer().serialize("pair.nodes", status);
        }
        try (RegistryClient reader = client(Map.of())) {
            assertThat(new AvroSerde<>(NodeStatus.class, reader).deserializer().deserialize("pair.nodes", bytes))
                    .isEqualTo(status);
        }
    }

    @Test
    void schemasCanBeUsedWithoutTheRightToRegister() {
        try (RegistryClient owner = client(Map.of())) {
            int id = owner.register("owned.nodes-value", NodeStatus.getClassSchema());
            for (String useLatest : new String[] {"true", "false"}) {
                try (RegistryClient guest =
                        client(Map.of("auto.register.schemas", "false", "use.latest.version", useLatest))) {
                    assertThat(guest.idOf("owned.nodes-value", NodeStatus.getClassSchema()))
                            .isEqualTo(id);
                    assertThatThrownBy(() -> guest.idOf("nowhere-value", NodeStatus.getClassSchema()))
                            .isInstanceOf(RegistryException.class);
                }
            }
        }
    }

    @Test
    void anIdThatDoesNotExistIsPoison() {
        try (RegistryClient client = client(Map.of())) {
            assertThatThrownBy(() -> client.byId(1_000_000)).isInstanceOf(SerializationException.class);
            assertThat(client.latest("nowhere-value")).isEmpty();
        }
    }

    private static RegistryClient client(Map<String, String> more) {
        Map<String, String> configuration = new HashMap<>(more);
        configuration.put("schema.registry.url", registry.url());
        return RegistryClient.create(configuration);
    }

    private static NodeStatus status() {
        return NodeStatus.newBuilder()
                .setSystem("shop")
                .setNode("a")
                .setBoot("b1")
                .setState(NodeState.UP)
                .setHeartbeatAt(Instant.ofEpochSecond(1_700_000_000L))
                .setStartedAt(Instant.ofEpochSecond(1_600_000_000L))
                .setHeartbeatIntervalMillis(1_000)
                .setRecorded(3)
                .setSent(2)
                .setDropped(1)
                .build();
    }
}
