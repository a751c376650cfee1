package io.plumbline.streams.app;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.schemas.event.ClosedBy;
import io.plumbline.schemas.event.Measurement;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.schemas.event.OperationSummary;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.settings.ConfigException;
import io.plumbline.settings.Settings;
import io.plumbline.streams.BatchComputation;
import io.plumbline.streams.topology.Agent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsAppTest {
    private static final int NODES = 8; // over four partitions

    @TempDir
    Path directory;

    private final Queue<Boolean> commits = new ConcurrentLinkedQueue<>();
    private final AtomicLong polled = new AtomicLong();
    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(directory.resolve("broker"));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void twoInstancesGiveTheRowsOfOneBatchComputation() throws Exception {
        BatchComputation computation = new BatchComputation();
        List<Agent> agents = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            agents.add(new Agent("node-" + node));
        }
        try (StreamsApp one = app("one");
                StreamsApp two = app("two")) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> one.ready() && two.ready());
            long begin = System.currentTimeMillis() / 1_000 * 1_000;
            for (int tenth = 0; tenth < 80; tenth++) { // in real time, so that windows close as they do in use
                long millis = begin + tenth * 100L;
                waitUntil(millis);
                for (Agent agent : agents) {
                    MeasurementBatch batch = agent.batch(event("charge", millis, 1_000 + tenth));
                    cluster.send(batch);
                    computation.take(batch);
                }
            }
            one.drain();
            two.drain();
            assertThat(one.awaitDrained(Duration.ofSeconds(30))).isTrue();
            assertThat(two.awaitDrained(Duration.ofSeconds(30))).isTrue();
        }
        List<WindowStats> rows = cluster.committed(cluster.topics.windowStats());
        computation.assertEqualTo(rows);
        assertThat(rows).allMatch(row -> row.getRevision() == 0); // nothing closed before its last summary came
        List<WindowStats> byEventTime = rows.stream()
                .filter(row -> row.getWindowMillis() == 1_000 && row.getClosedBy() == ClosedBy.EVENT_TIME)
                .toList();
        assertThat(byEventTime).hasSizeGreaterThanOrEqualTo(4);
        assertThat(byEventTime).allSatisfy(row -> assertThat(row.getNodeCount()).isEqualTo(NODES));
        assertThat(commits).doesNotContain(false).isNotEmpty();
        assertThat(polled).hasValueGreaterThanOrEqualTo(80 * NODES);
    }

    @Test
    void stateOfOtherWindowsStopsTheApplicationInsteadOfBeingMisread() throws Exception {
        Settings settings = Settings.of(cluster.settings(directory.resolve("one")))
                .with(Map.of("windows.idle.timeout", "1h")); // what is open stays open
        try (StreamsApp app = StreamsApp.start(settings, cluster.topics, new SimpleMeterRegistry())) {
            cluster.send(new Agent("node-0").batch(event("charge", System.currentTimeMillis(), 1_000)));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !cluster.committed(cluster.topics.deliveries()).isEmpty());
            assertThat(app.live()).isTrue();
        }
        Settings otherBase = settings.with(Map.of("windows.levels", "2s,10s,1m,1h"));
        try (StreamsApp app = StreamsApp.start(otherBase, cluster.topics, new SimpleMeterRegistry())) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !app.live());
        }
        try (StreamsApp app = StreamsApp.start(settings, cluster.topics, new SimpleMeterRegistry())) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(app::ready); // nothing was harmed
        }
    }

    @Test
    void anOperationWithNearlyAllEventsIsSharedOutByNode() throws Exception {
        Map<Integer, Long> sent = new HashMap<>();
        try (StreamsApp app = app("one")) {
            for (int node = 0; node < 100; node++) {
                MeasurementBatch batch = skewed(new Agent("node-" + node));
                sent.merge(cluster.send(batch).partition(), 99L, Long::sum);
            }
            app.drain();
            assertThat(app.awaitDrained(Duration.ofSeconds(60))).isTrue();
        }
        Map<Integer, Long> charged = cluster.committed(cluster.topics.summaries()).stream()
                .filter(summary -> summary.getOperation().equals("charge")
                        && summary.getNode().isEmpty())
                .collect(Collectors.toMap(OperationSummary::getSource, OperationSummary::getOkCount, Long::sum));
        assertThat(charged).isEqualTo(sent);
        assertThat(charged.values())
                .hasSize(4)
                .allSatisfy(events -> assertThat(events).isBetween(99 * 15L, 99 * 35L));
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThatThrownBy(() -> StreamsApp.start(Settings.of(Map.of()), cluster.topics, new SimpleMeterRegistry()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers");
    }

    private static MeasurementBatch skewed(Agent agent) {
        Measurement[] events = new Measurement[100];
        Arrays.setAll(events, i -> event(i == 0 ? "refund" : "charge", 100_000 + i, 1_000));
        return agent.batch(events);
    }

    private StreamsApp app(String name) {
        Settings settings = Settings.of(cluster.settings(directory.resolve(name)));
        return StreamsApp.start(
                settings,
                cluster.topics,
                new SimpleMeterRegistry(),
                (start, end, ok) -> commits.add(ok && start < end),
                () -> this::count);
    }

    private ConsumerRecords<byte[], byte[]> count(ConsumerRecords<byte[], byte[]> records) {
        polled.addAndGet(records.count());
        return records;
    }

    private static void waitUntil(long millis) {
        while (System.currentTimeMillis() < millis) {
            LockSupport.parkUntil(millis);
        }
    }
}
