package io.plumbline.streams.topology;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.local.LocalRegistry;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.registry.RegistryException;
import io.plumbline.schemas.serde.AvroSerde;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.junit.jupiter.api.Test;

class PoisonHandlerTest {
    @Test
    void aRegistryThatRefusesUsMakesNoRecordPoison() throws IOException {
        byte[] value = framed();
        RegistryException refusal = catchThrowableOfType(RegistryException.class, () -> readWithExpiredPassword(value));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        PoisonHandler handler = new PoisonHandler();
        handler.configure(Map.of(PoisonHandler.METERS, new StreamsMeters(meters)));

        var response = handler.handleError(null, new ConsumerRecord<>("measurements", 0, 0, null, value), refusal);

        assertThat(response.result()).isEqualTo(Result.FAIL);
        assertThat(response.deadLetterQueueRecords()).isEmpty();
        assertThat(meters.get("plumbline.streams.quarantined").counter().count())
                .isZero();
    }

    private static byte[] framed() {
        try (LocalRegistry registry = LocalRegistry.start();
                RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", registry.url()))) {
            return new AvroSerde<>(MeasurementBatch.class, client)
                    .serializer()
                    .serialize("measurements", new Agent("a").batch(event("charge", 100, 100)));
        }
    }

    private static void readWithExpiredPassword(byte[] value) throws IOException {
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        refusing.start();
        String url = "http://127.0.0.1:" + refusing.getAddress().getPort();
        try (RegistryClient client = RegistryClient.create(Map.of("schema.registry.url", url))) {
            new AvroSerde<>(MeasurementBatch.class, client).deserializer().deserialize("measurements", value);
        } finally {
            refusing.stop(0);
        }
    }
}
