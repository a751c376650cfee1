package io.plumbline.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schemas.event.SketchData;
import io.plumbline.schemas.registry.StubRegistry.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RegistryClientTest {
    private static final Schema SCHEMA = SketchData.getClassSchema();
    private static final String FOUND = "{\"schema\":\"\\\"string\\\"\"}";
    private static final String NO_SCHEMA = "{\"error_code\":40403,\"message\":\"Schema not found\"}";

    private final StubRegistry registry = new StubRegistry();

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void asksForAnIdOnce() {
        registry.answer(200, "{\"id\":7}").answer(500, "");
        RegistryClient client = client(Map.of());

        assertThat(client.idOf("a b/c-value", SCHEMA)).isEqualTo(7);
        assertThat(client.idOf("a b/c-value", SCHEMA)).isEqualTo(7);
        assertThat(registry.requests())
                .extracting(Request::line)
                .containsExactly("POST /subjects/a%20b%2Fc-value/versions");
    }

    @Test
    void registersSchemasWithoutWhatIsForJavaOnly() {
        registry.answer(200, "{\"id\":7}");
        client(Map.of()).idOf("s", new Schema.Parser().parse("""
            {"type":"record","name":"R","doc":"d","fields":[
              {"name":"a","type":{"type":"string","avro.java.string":"String"}},
              {"name":"b","type":{"type":"map","values":"int","avro.java.string":"String"}}]}\
            """));

        assertThat(registry.requests().get(0).body())
                .doesNotContain("avro.java.string")
                .contains("{\\\"name\\\":\\\"a\\\",\\\"type\\\":\\\"string\\\"}")
                .contains("{\\\"type\\\":\\\"map\\\",\\\"values\\\":\\\"int\\\"}");
    }

    @Test
    void registersNothingWhenToldNotTo() {
        registry.answer(404, "{\"error_code\":40401,\"message\":\"Subject 's' not found.\"}");
        RegistryClient client = client(Map.of("auto.register.schemas", "false"));

        assertThatThrownBy(() -> client.idOf("s", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .isNotInstanceOf(SerializationException.class)
                .hasMessageContaining("Subject 's' not found.");
        assertThat(registry.requests()).extracting(Request::line).containsExactly("POST /subjects/s");
    }

    @Test
    void theLatestVersionIsOursIfItWritesTheSameBytes() {
        registry.answer(200, latest(PortableSchema.json(SCHEMA).replaceFirst("\"doc\":\"", "\"doc\":\"Newer words. ")));
        RegistryClient client = client(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));

        assertThat(client.idOf("s", SCHEMA)).isEqualTo(9);
    }

    @Test
    void anotherLatestVersionDoesNotStandInForOurs() {
        registry.answer(200, latest("\"string\"")).answer(200, "{\"id\":3}");
        RegistryClient client = client(Map.of("auto.register.schemas", "false", "use.latest.version", "true"));

        assertThat(client.idOf("s", SCHEMA)).isEqualTo(3);
    }

    @Test
    void knownSchemasOutliveTheRegistry() {
        registry.answer(200, FOUND).answer(503, "");
        RegistryClient client = client(Map.of("max.retries", "0"));
        client.byId(1);

        assertThat(client.byId(1)).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThatThrownBy(() -> client.byId(2))
                .isInstanceOf(RegistryUnavailableException.class)
                .isNotInstanceOf(SerializationException.class);
    }

    @Test
    void asksAgainUntilTheRegistryIsBack() {
        registry.answer(503, "")
                .answer(429, "")
                .answer(200, "<html>busy</html>")
                .answer(200, FOUND);

        assertThat(client(Map.of()).byId(1)).isNotNull();
        assertThat(registry.requests()).hasSize(4);
    }

    @Test
    @Timeout(20)
    void givesUpInTheTimeAllowed() {
        registry.answer(503, "");
        RegistryClient client = client(Map.of("max.retries", "1000000", "retries.total.ms", "1000"));

        assertThatThrownBy(() -> client.byId(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(registry.requests()).hasSizeGreaterThan(1);
    }

    @Test
    @Timeout(20)
    void anAnswerThatStopsHalfWayIsNoAnswer() throws IOException {
        try (ServerSocket halting = new ServerSocket(0)) {
            CompletableFuture<Void> half = CompletableFuture.runAsync(() -> answerHalf(halting));
            Map<String, String> configuration = Map.of(
                    "schema.registry.url", "http://127.0.0.1:" + halting.getLocalPort(),
                    "http.read.timeout.ms", "300",
                    "max.retries", "0");
            try (RegistryClient client = RegistryClient.create(configuration)) {
                assertThatThrownBy(() -> client.byId(7)).isInstanceOf(RegistryUnavailableException.class);
            }
            assertThat(half).succeedsWithin(Duration.ofSeconds(10)); // the connection is not kept
        }
    }

    @Test
    @Timeout(20)
    void aRegistryThatHangsCostsNoMoreThanTheTimeAllowed() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();
            RegistryClient client = client(Map.of("schema.registry.url", url, "retries.total.ms", "200"));

            assertThatThrownBy(() -> client.byId(1)).isInstanceOf(RegistryUnavailableException.class);
        }
    }

    @Test
    void anIdThatDoesNotExistIsPoisonAndAskedForOnce() {
        registry.answer(404, NO_SCHEMA);
        RegistryClient client = client(Map.of());

        assertThatThrownBy(() -> client.byId(1)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> client.byId(1)).isInstanceOf(SerializationException.class);
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void anIdThatDidNotExistMayComeToExist() {
        registry.answer(404, NO_SCHEMA).answer(200, FOUND);
        RegistryClient client = client(Map.of("missing.id.cache.ttl.sec", "0"));

        assertThatThrownBy(() -> client.byId(1)).isInstanceOf(SerializationException.class);
        assertThat(client.byId(1)).isNotNull();
    }

    @Test
    void aRefusalIsNeitherPoisonNorRetried() {
        registry.answer(401, "");
        RegistryClient client = client(Map.of());

        assertThatThrownBy(() -> client.byId(1)).isInstanceOf(RegistryException.class);
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void aForeignNotFoundIsNoProofThatTheIdDoesNotExist() {
        registry.answer(404, "<html>wrong door</html>");

        assertThatThrownBy(() -> client(Map.of()).byId(1)).isInstanceOf(RegistryException.class);
    }

    @Test
    void asksTheNextRegistryWhenOneIsSickAndStaysThere() {
        registry.answer(200, FOUND);
        try (StubRegistry sick = new StubRegistry().answer(503, "")) {
            RegistryClient client =
                    client(Map.of("schema.registry.url", sick.url() + ", " + registry.url() + "/base/"));

            client.byId(1);
            client.byId(2);
            assertThat(sick.requests()).extracting(Request::line).containsExactly("GET /schemas/ids/1");
        }
        assertThat(registry.requests())
                .extracting(Request::line)
                .containsExactly("GET /base/schemas/ids/1", "GET /base/schemas/ids/2");
    }

    @Test
    void sendsCredentialsButNeverShowsThem() {
        registry.answer(403, "");
        Map<String, String> userInfo =
                Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", "me:secret");
        Map<String, String> inUrl = Map.of("schema.registry.url", "http://me:secret@" + registry.host());

        for (Map<String, String> way : List.of(userInfo, inUrl)) {
            RegistryClient client = client(way);
            assertThatThrownBy(() -> client.byId(1)).message().doesNotContain("secret");
            assertThat(client.toString()).contains(registry.host()).doesNotContain("secret");
        }
        assertThat(registry.requests()).extracting(Request::authorization).containsOnly("Basic bWU6c2VjcmV0");
    }

    @Test
    void resolvesReferencesToOtherSubjects() {
        registry.answer(200, """
            {"schema":"{\\"type\\":\\"array\\",\\"items\\":\\"x.E\\"}",
             "references":[{"name":"x.E","subject":"e","version":2}]}\
            """).answer(200, """
                {"schema":"{\\"type\\":\\"enum\\",\\"name\\":\\"E\\",\\"namespace\\":\\"x\\",\\"symbols\\":[\\"A\\"]}"}\
                """);

        assertThat(client(Map.of()).byId(1).getElementType().getEnumSymbols()).containsExactly("A");
        assertThat(registry.requests().get(1).line()).isEqualTo("GET /subjects/e/versions/2");
    }

    @Test
    void aSchemaOfAnotherKindIsPoison() {
        registry.answer(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}");

        assertThatThrownBy(() -> client(Map.of()).byId(1))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("PROTOBUF");
    }

    private RegistryClient client(Map<String, String> overrides) {
        Map<String, String> configuration =
                new HashMap<>(Map.of("schema.registry.url", registry.url(), "retries.wait.ms", "1"));
        configuration.putAll(overrides);
        return RegistryClient.create(configuration);
    }

    private static String latest(String schema) {
        return RegistryHttp.JSON
                .createObjectNode()
                .put("subject", "s")
                .put("version", 2)
                .put("id", 9)
                .put("schema", schema)
                .toString();
    }

    private static void answerHalf(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(UTF_8));
            connection.getInputStream().transferTo(OutputStream.nullOutputStream()); // until the client goes away
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
