package io.plumbline.producers.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plumbline.local.LocalPostgres;
import io.plumbline.local.Ports;
import io.plumbline.producers.Pipeline;
import io.plumbline.producers.agent.Agent;
import io.plumbline.producers.agent.AgentConfig;
import io.plumbline.producers.agent.NodeIdentity;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.Outcome;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Real targets on the loopback interface: answering, failing, refusing, stalled. */
class ProbeTest {
    private static final int MOST_UNDER_WAY = 2; // at the end of a test
    private static final Duration INTERVAL = Duration.ofMillis(20);

    @TempDir
    static Path directory;

    private static Pipeline pipeline;

    @BeforeAll
    static void startPipeline() {
        pipeline = new Pipeline(directory);
    }

    @AfterAll
    static void stopPipeline() {
        pipeline.close();
    }

    @Test
    void anAnsweringServerGivesItsBytes(TestInfo test) throws Exception {
        try (Server server = new Server(exchange -> answer(exchange, 200))) {
            List<Measurement> measured = probe(test, config(server.url(), Duration.ofSeconds(5), 2), 10);

            assertThat(measured).allSatisfy(m -> {
                assertThat(m.getOutcome()).isEqualTo(Outcome.OK);
                assertThat(m.getBytes()).isEqualTo("hello".length());
                assertThat(m.getServiceNanos()).isPositive().isLessThanOrEqualTo(m.getDurationNanos());
            });
        }
    }

    @Test
    void aFailingServerIsAnError(TestInfo test) throws Exception {
        try (Server server = new Server(exchange -> answer(exchange, 503))) {
            assertThat(probe(test, config(server.url(), Duration.ofSeconds(5), 2), 3))
                    .extracting(Measurement::getOutcome)
                    .containsOnly(Outcome.ERROR);
        }
    }

    @Test
    void anAnswerWithoutTheExpectedTextIsAnError() throws Exception {
        try (Server server = new Server(exchange -> answer(exchange, 200))) {
            Duration allowed = Duration.ofSeconds(5);
            assertThat(new HttpTarget(server.url(), new Expected(200, "^hel+o", "", ""))
                            .ask(allowed)
                            .bytes())
                    .isEqualTo(5);
            assertThatThrownBy(() -> new HttpTarget(server.url(), new Expected(200, "bye", "", "")).ask(allowed))
                    .isInstanceOf(UnexpectedAnswer.class)
                    .hasMessageNotContaining("hello");
        }
    }

    @Test
    void aRefusingPortIsAnErrorAndAListeningOneIsNot(TestInfo test) throws Exception {
        String refusing = "tcp://127.0.0.1:" + Ports.reserve();
        try (ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String answering = "tcp://127.0.0.1:" + listening.getLocalPort();
            assertThat(outcomes(probe(test, config(answering, Duration.ofSeconds(5), 1), 3)))
                    .containsOnly(Outcome.OK);
        }
        assertThat(outcomes(probe(test, config(refusing, Duration.ofSeconds(5), 1), 3)))
                .contains(Outcome.ERROR);
    }

    @Test
    void aStalledServerCountsForEveryStartThatItHeldUp(TestInfo test) throws Exception {
        Duration stall = Duration.ofMillis(400);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger requests = new AtomicInteger();
        try (Server server = new Server(exchange -> {
            if (requests.getAndIncrement() == 5) {
                never.await(stall.toMillis(), TimeUnit.MILLISECONDS);
            }
            answer(exchange, 200);
        })) {
            List<Measurement> measured = probe(test, config(server.url(), Duration.ofSeconds(5), 1), 40);

            // One request was slow; 20 others were due while it was, every 20 ms, and waited 400, 380, 360 ... ms.
            long slow = measured.stream()
                    .filter(m -> m.getDurationNanos() > 100_000_000)
                    .count();
            long slowByService = measured.stream()
                    .filter(m -> m.getServiceNanos() > 100_000_000)
                    .count();
            assertThat(slow).isGreaterThan(10); // those of the first 300 ms, at least
            assertThat(slowByService).isLessThan(5);
            assertScheduleIsKept(measured);
        }
    }

    @Test
    void aServerThatNeverAnswersTimesOutAndTheScheduleGoesOn(TestInfo test) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Duration timeout = Duration.ofMillis(200);
        try (Server server = new Server(exchange -> never.await())) {
            List<Measurement> measured = probe(test, config(server.url(), timeout, 2), 40);

            assertThat(outcomes(measured)).containsOnly(Outcome.TIMEOUT);
            assertThat(measured).allMatch(m -> m.getDurationNanos() >= timeout.toNanos() - 1_000_000);
            // The time allowed shrinks as starts get late: two slots keep up with ten open questions for ever,
            // and the last of forty does not wait for the twenty before it.
            assertThat(measured).allMatch(m -> m.getDurationNanos() < 10 * timeout.toNanos());
            assertScheduleIsKept(measured);
        }
    }

    @Test
    void aDatabaseAnswersAndAnAbsentOneIsAnError(TestInfo test) throws Exception {
        try (LocalPostgres postgres = LocalPostgres.start()) {
            Measurement measured = probe(test, config(postgres.jdbcUrl(), Duration.ofSeconds(10), 1), 3)
                    .get(2);
            assertThat(measured.getOutcome()).isEqualTo(Outcome.OK);
            assertThat(measured.getBytes()).isPositive();
            assertThatCode(() -> askFor(postgres, "1")).doesNotThrowAnyException();
            assertThatThrownBy(() -> askFor(postgres, "2")).isInstanceOf(UnexpectedAnswer.class);
        }
        String nobody = "jdbc:postgresql://127.0.0.1:" + Ports.reserve() + "/x?user=a&password=hunter2";
        assertThat(outcomes(probe(test, config(nobody, Duration.ofSeconds(5), 1), 2)))
                .contains(Outcome.ERROR);
    }

    private static void askFor(LocalPostgres postgres, String value) throws Exception {
        try (JdbcTarget target = new JdbcTarget(postgres.jdbcUrl(), new Expected(0, "", "SELECT 1", value))) {
            target.ask(Duration.ofSeconds(10));
        }
    }

    /** Runs a probe until it has recorded {@code count} outcomes; what was recorded, in the order of the due times. */
    private static List<Measurement> probe(TestInfo test, ProbeConfig config, int count) throws Exception {
        TopicCatalogue topics =
                pipeline.topics(test.getTestMethod().orElseThrow().getName());
        AgentConfig agentConfig = AgentConfig.of(new NodeIdentity("test", "", "node-1", "", Origin.REAL, "", ""));
        AtomicInteger ended = new AtomicInteger();
        try (Agent agent = Agent.start(agentConfig, topics, pipeline.kafkaSettings(), pipeline.registry())) {
            try (Probe running = Probe.start(config, agent, outcome -> ended.incrementAndGet())) {
                assertThat(running).isNotNull();
                await(config.toString()).pollInterval(INTERVAL).until(() -> ended.get() >= count);
            }
        }
        return pipeline.values(topics.measurements()).stream()
                .flatMap(batch -> batch.getMeasurements().stream())
                .filter(measurement -> measurement.getOperation().equals(config.name()))
                .sorted(Comparator.comparing(Measurement::getIntendedStart))
                .toList();
    }

    /**
     * The intended starts are one interval apart, whatever the target did. Only the few that were under way when the probe
     * was stopped may be missing: one that started later may have ended before.
     */
    private static void assertScheduleIsKept(List<Measurement> measured) {
        long missing = 0;
        for (int i = 1; i < measured.size(); i++) {
            Duration apart = Duration.between(
                    measured.get(i - 1).getIntendedStart(), measured.get(i).getIntendedStart());
            double intervals = (double) apart.toNanos() / INTERVAL.toNanos();
            assertThat(intervals).isCloseTo(Math.rint(intervals), within(.005)).isGreaterThan(.9);
            missing += Math.round(intervals) - 1;
        }
        assertThat(missing).isLessThanOrEqualTo(MOST_UNDER_WAY);
    }

    private static List<Outcome> outcomes(List<Measurement> measured) {
        return measured.stream().map(Measurement::getOutcome).toList();
    }

    private static ProbeConfig config(String target, Duration timeout, int concurrency) {
        return new ProbeConfig("probe-under-test", target, INTERVAL, timeout, concurrency, Expected.ANY);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** What a server does with a request. */
    private interface Behaviour {
        void handle(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private static final class Server implements AutoCloseable {
        private final HttpServer server;
        private final ExecutorService threads = Executors.newCachedThreadPool();

        Server(Behaviour behaviour) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.createContext("/", exchange -> {
                try {
                    behaviour.handle(exchange);
                } catch (InterruptedException e) { // the test is over
                    exchange.close();
                }
            });
            server.setExecutor(threads);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
