package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PatientSerdeTest {
    @Test
    void anOutageOfTheRegistryIsWaitedOut() {
        MeasurementBatch batch = new Agent("a").batch(event("charge", 100, 100));
        LocalRegistry registry = LocalRegistry.start();
        byte[] bytes;
        try (RegistryClient writer = client(registry)) {
            bytes = serde(writer).serializer().serialize("measurements", batch);
        }
        registry.close();
        try (RegistryClient reader = client(registry)) { // it has never seen that id
            var read = CompletableFuture.supplyAsync(
                    () -> serde(reader).deserializer().deserialize("measurements", bytes));
            Awaitility.await().during(Duration.ofMillis(500)).until(() -> !read.isDone());

            registry.restart();

            assertThat(read).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(batch);
        } finally {
            registry.close();
        }
    }

    @Test
    void aSchemaIdInAHeaderIsRecognisedAndRefused() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("__value_schema_id", new byte[17]);
        try (LocalRegistry registry = LocalRegistry.start();
                RegistryClient client = client(registry)) {
            assertThatThrownBy(() -> serde(client).deserializer().deserialize("measurements", headers, new byte[10]))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("__value_schema_id");
        }
    }

    private static PatientSerde<MeasurementBatch> serde(RegistryClient client) {
        return new PatientSerde<>(new AvroSerde<>(MeasurementBatch.class, client));
    }

    private static RegistryClient client(LocalRegistry registry) {
        return RegistryClient.create(Map.of("schema.registry.url", registry.url(), "max.retries", "0"));
    }
}
