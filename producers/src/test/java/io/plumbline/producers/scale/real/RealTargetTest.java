package io.plumbline.producers.scale.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.plumbline.producers.publish.RecordingSink;
import io.plumbline.producers.scale.Curve;
import io.plumbline.producers.scale.NodeLimits;
import io.plumbline.producers.scale.RunEvents;
import io.plumbline.producers.scale.Step;
import io.plumbline.producers.scale.StepResult;
import io.plumbline.producers.scale.Timing;
import io.plumbline.schemas.event.Origin;
import io.plumbline.schemas.event.RunEvent;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With real child processes and a real service. */
class RealTargetTest {
    /** So long that even on a machine that does much else some answers come. */
    private static final Duration MEASURED = Duration.ofSeconds(3);

    private static final List<String> WORKER = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName());

    private final AtomicLong asked = new AtomicLong();
    private final AtomicInteger status = new AtomicInteger(200);
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyNodeAsksAndItsAnswersCount() throws Exception {
        StepResult two = target(Optional.empty()).measure(step(2));

        assertThat(two.nodes()).isEqualTo(2);
        assertThat(two.operations()).isPositive().isLessThanOrEqualTo(asked.get());
        assertThat(two.operationsPerSecond()).isCloseTo(two.operations() / 3.0, within(1e-9));
        assertThat(two.failed()).isZero();
        assertThat(two.p99LatencyMillis()).isGreaterThanOrEqualTo(two.medianLatencyMillis());
        assertThat(two.cpuShare()).isBetween(0.0, 1.0);
        assertThat(two.memoryBytes() == null).isNotEqualTo(Files.exists(Path.of("/proc/self/status")));
        assertThat(two.serviceCpuShare())
                .as("nobody said where the service runs")
                .isNull();
        assertThat(two.deliveredShare()).as("nobody measured it").isNull();
    }

    @Test
    void theRunSaysWhenWhatIsMeasured() throws Exception {
        RecordingSink sink = new RecordingSink();
        TopicCatalogue topics = new TopicCatalogue(TopicCatalogue.DEFAULT_PREFIX, 1);
        RealTarget target = target(Optional.of(
                new RunEvents(sink, topics.runs(), "here", "real_1", Origin.REAL, Map.of("target", "http"))));

        target.measure(step(1));

        assertThat(sink.values(RunEvent.class))
                .extracting(event -> event.getPhase() + " " + event.getStage())
                .containsExactly("STARTED ", "STAGE warm-up 1", "STAGE nodes 1", "STAGE cool-down 1", "FINISHED ");
        assertThat(sink.values(RunEvent.class)).allMatch(event -> event.getOrigin() == Origin.REAL);
    }

    /** It tells one second more of processor time each time that it is asked. */
    @Test
    void theServiceHasItsShareOfTheMachine() throws Exception {
        AtomicLong seconds = new AtomicLong();
        Service service = new Service("get", url(), "", Duration.ofSeconds(20), Map.of());
        RealTarget target = new RealTarget(
                service,
                WORKER,
                node -> Map.of(),
                Optional.empty(),
                () -> OptionalLong.of(seconds.incrementAndGet() * 1_000_000_000));

        double share = target.measure(step(1)).serviceCpuShare();

        double most = 1 / 3.0 / Runtime.getRuntime().availableProcessors(); // it measures three seconds at least
        assertThat(share).isBetween(most / 10, most);
    }

    @Test
    void failuresAreCountedAsSuch() throws Exception {
        RealTarget target = target(Optional.empty());
        server.removeContext("/");
        AtomicLong count = new AtomicLong();
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(count.incrementAndGet() == 1 ? 200 : 503, -1);
            exchange.close();
        });

        StepResult one = target.measure(step(1));

        assertThat(one.operations()).isZero();
        assertThat(one.failed()).isPositive();
        assertThat(one.meanLatencyMillis()).isNull();
        assertThat(one.successRate()).isZero();
    }

    @Test
    void aServiceThatDoesNotAnswerEndsTheStepAndItsNodes() {
        status.set(500);

        assertThatThrownBy(() -> target(Optional.empty()).measure(step(2)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("node 1 ended before it had measured");
        assertThat(ProcessHandle.current().children().filter(RealTargetTest::isWorker))
                .isEmpty();
    }

    @Test
    void nobodyOutlivesWhoLeadsIt() throws Exception {
        Process node = new ProcessBuilder(WORKER).redirectErrorStream(true).start();
        try {
            node.outputWriter()
                    .write("{\"operation\":\"get\",\"target\":\"" + url() + "\",\"query\":\"\","
                            + "\"timeoutMillis\":1000,\"kafka\":{},\"settings\":{}}\n");
            node.outputWriter().flush();
            assertThat(node.inputReader().readLine()).isEqualTo("ready");
            node.outputWriter().write("go 0 3600000\n");
            node.outputWriter().close();

            assertThat(node.waitFor()).isEqualTo(1);
            assertThat(node.inputReader().readLine()).isNull();
        } finally {
            node.destroyForcibly();
        }
    }

    /** The only one of its curve. */
    private static Step step(int nodes) {
        Timing timing = new Timing(Duration.ofMillis(100), MEASURED, Duration.ZERO);
        Curve curve = new Curve("real", "real", List.of(nodes), timing, NodeLimits.DEFAULT, Optional.empty());
        return curve.steps().get(0);
    }

    private RealTarget target(Optional<RunEvents> run) {
        Service service = new Service("get", url(), "", Duration.ofSeconds(20), Map.of());
        return new RealTarget(service, WORKER, node -> Map.of(), run, OptionalLong::empty);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static boolean isWorker(ProcessHandle process) {
        return process.info().commandLine().orElse("").contains(WorkerMain.class.getName());
    }
}
