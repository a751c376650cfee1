package io.plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry's client that is closed knows nothing any more: what it knew before it has to ask for again. */
class OutletTest {
    private static final TopicCatalogue TOPICS = new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, 1);
    private static final Map<String, String> KAFKA = Map.of("bootstrap.servers", "127.0.0.1:1");

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private RegistryClient registry;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] answer = "{\"schema\":\"\\\"string\\\"\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        registry = RegistryClient.create(Map.of(
                "schema.registry.url", "http://127.0.0.1:" + server.getAddress().getPort()));
        registry.byId(1);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theRegistryStaysOpenAsLongAsTheOutletAndNoLonger() {
        try (Outlet outlet = Outlet.open(TOPICS, KAFKA, registry)) {
            assertThat(isClosed()).isFalse();
            assertThat(outlet.registry()).isSameAs(registry);
        }

        assertThat(isClosed()).isTrue();
    }

    @Test
    void aPublisherThatCannotBeOpenedLeavesNothingOpen() {
        assertThatThrownBy(() -> Outlet.open(TOPICS, Map.of(), registry)).isInstanceOf(ConfigException.class);

        assertThat(isClosed()).isTrue();
    }

    @Test
    void withoutKafkaThereIsNone() {
        assertThat(Outlet.open(Settings.of(Map.of("registry.schema.registry.url", "http://127.0.0.1:1"))))
                .isEmpty();
    }

    @Test
    void aMisspeltSettingIsNamedWithKafkaAndWithout() {
        assertThatThrownBy(() -> Outlet.open(Settings.of(Map.of("kafak.bootstrap.servers", "127.0.0.1:1"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafak.bootstrap.servers");
        assertThatThrownBy(() ->
                        Outlet.open(Settings.of(Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "nonsense", "7"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nonsense");
    }

    private boolean isClosed() {
        int before = asked.get();
        registry.byId(1);
        return asked.get() > before;
    }
}
