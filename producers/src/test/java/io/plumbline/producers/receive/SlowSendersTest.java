package io.plumbline.producers.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.producers.Pipeline;
import io.plumbline.producers.SharedPipeline;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.settings.Settings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowSendersTest {
    @RegisterExtension
    static final SharedPipeline SHARED = new SharedPipeline();

    private static final String HEAD = "POST /v1/measurements HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n";
    private static final int PLACES = 2;

    private final Pipeline pipeline = SHARED.get();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Socket> sockets = new ArrayList<>();
    private TopicCatalogue topics;
    private Receiver receiver;

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        receiver.close();
    }

    @Test
    void whoStopsInTheMiddleIsToldSoAndLosesItsPlace() throws Exception {
        start("slow-middle", "2s");
        for (int i = 0; i < PLACES; i++) {
            connect(HEAD + "\r\n" + line("half"));
        }

        await().until(() -> post().statusCode() == 503); // both have taken their places
        assertThat(post().headers().firstValue("Retry-After")).contains("1");
        for (Socket slow : sockets) {
            assertThat(everything(slow)).startsWith("HTTP/1.1 408 "); // and then the end of the connection
        }
        assertThat(post().statusCode()).isEqualTo(200);
        assertOnlyWholeRequestsAreStored();
    }

    @Test
    void whoGoesAwayInTheMiddleHasGivenNothing() throws Exception {
        start("slow-gone", "30s");
        connect(HEAD + "\r\n" + line("half")).close();

        await().until(() -> post().statusCode() == 200);
        assertOnlyWholeRequestsAreStored();
    }

    @Test
    void whoseHeadersAreNotThereYetKeepsNobodyElseFromAsking() throws Exception {
        start("slow-headers", "30s");
        for (int i = 0; i < 20; i++) {
            connect(HEAD);
        }

        assertThat(post().statusCode()).isEqualTo(200);
    }

    /** The answer comes before the rest of the body, and is not kept back by it. */
    @Test
    void whoIsRefusedNeedNotSendTheRest() throws Exception {
        start("slow-refused", "500ms");
        Socket slow = connect(HEAD.replace("POST", "PUT") + "\r\n" + line("half"));

        assertThat(everything(slow)).startsWith("HTTP/1.1 405 ");
    }

    private void assertOnlyWholeRequestsAreStored() {
        assertThat(pipeline.values(topics.measurements()))
                .isNotEmpty()
                .flatExtracting(MeasurementBatch::getMeasurements)
                .allSatisfy(
                        measurement -> assertThat(measurement.getOperation()).isEqualTo("whole"));
    }

    private Socket connect(String text) throws IOException {
        URI url = URI.create(receiver.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String everything(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private HttpResponse<String> post() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(receiver.url() + "/v1/measurements"))
                .POST(BodyPublishers.ofString(line("whole")))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String line(String operation) {
        return "{\"operation\":\"" + operation + "\",\"start\":\"" + Instant.now() + "\",\"duration_ns\":1}\n";
    }

    private void start(String prefix, String readTimeout) throws Exception {
        topics = pipeline.topics(prefix);
        Map<String, String> settings = new HashMap<>(Map.of(
                "receive.port",
                "0",
                "receive.requests",
                Integer.toString(PLACES),
                "receive.read.timeout",
                readTimeout,
                "topics.prefix",
                prefix + ".",
                "topics.partitions",
                "2"));
        pipeline.kafkaSettings().forEach((key, value) -> settings.put("kafka." + key, value));
        pipeline.registrySettings().forEach((key, value) -> settings.put("registry." + key, value));
        receiver = Receiver.start(ReceiveConfig.from(Settings.of(settings)), new SimpleMeterRegistry());
    }
}
