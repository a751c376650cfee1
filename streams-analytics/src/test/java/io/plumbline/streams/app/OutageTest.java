package io.plumbline.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.settings.Settings;
import io.plumbline.streams.BatchComputation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A broker or a registry that is away ends no application, makes no record poison, and leaves no trace in the rows. */
@Execution(ExecutionMode.CONCURRENT)
class OutageTest {
    private static final Duration OUTAGE = Duration.ofSeconds(4);

    @TempDir
    Path directory;

    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(directory.resolve("broker"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** It is away for longer than the producer waits for the end of a transaction, and than it keeps what is not sent. */
    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void aBrokerThatIsAwayIsWaitedFor(String protocol) throws Exception {
        Map<String, String> settings = settings();
        settings.put("streams.group.protocol", protocol);
        settings.put("kafka.producer.request.timeout.ms", "300");
        settings.put("kafka.producer.max.block.ms", "500");
        settings.put("kafka.producer.delivery.timeout.ms", "2000");
        Traffic traffic = Traffic.start(cluster, 8);
        try (StreamsApp app = start(settings)) {
            await().until(() -> !cluster.committed(cluster.topics.windowStats()).isEmpty());
            int all = active(app);
            cluster.broker.stop();
            await().during(OUTAGE).until(app::live);
            cluster.broker.restart();
            await().until(() -> app.ready() && active(app) == all);
            assertRows(app, traffic.stop());
        }
    }

    @Test
    void aRegistryThatIsAwayIsWaitedFor() throws Exception {
        Traffic traffic = Traffic.start(cluster, 8);
        try (StreamsApp app = start(settings())) {
            cluster.registry.close(); // nothing has been read yet, and nothing can be read without its schema
            await().during(OUTAGE).until(app::live);
            assertThat(cluster.committed(cluster.topics.windowStats())).isEmpty();
            cluster.registry.restart();
            assertRows(app, traffic.stop());
        }
    }

    private void assertRows(StreamsApp app, BatchComputation computation) throws InterruptedException {
        app.drain();
        assertThat(app.awaitDrained(Duration.ofSeconds(60))).isTrue();
        computation.assertEqualTo(cluster.committed(cluster.topics.windowStats()));
        assertThat(cluster.committed(cluster.topics.deadLetters().name())).isEmpty();
    }

    private Map<String, String> settings() {
        Map<String, String> settings = cluster.settings(directory.resolve("state"));
        settings.put("windows.idle.timeout", "60s"); // nothing but event time and the drain closes a window here
        return settings;
    }

    private StreamsApp start(Map<String, String> settings) {
        return StreamsApp.start(Settings.of(settings), cluster.topics, new SimpleMeterRegistry());
    }

    private static int active(StreamsApp app) {
        return app.threads().stream()
                .mapToInt(thread -> thread.activeTasks().size())
                .sum();
    }

    /** Threads that are replaced die of exceptions that nobody catches. */
    private static ConditionFactory await() {
        return Awaitility.await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(60));
    }
}
