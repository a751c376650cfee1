package io.plumbline.streams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.settings.Settings;
import io.plumbline.streams.BatchComputation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.TaskMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.processor.TaskId;
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

/** Tasks move between instances while events flow, with both group protocols: no row shows it. */
@Execution(ExecutionMode.CONCURRENT)
class RebalanceTest {
    private static final int NODES = 8; // over four partitions

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

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void instancesComeAndGo(String protocol) throws Exception {
        Traffic traffic = Traffic.start(cluster, NODES);
        try (StreamsApp first = app("first", protocol, 0)) {
            await().until(first::ready);
            long all = active(first);
            try (StreamsApp second = app("second", protocol, 0)) {
                await().until(() -> active(second) > 0 && active(first) > 0 && active(first) + active(second) == all);
                awaitMoreRows();
                first.close(Duration.ofSeconds(10));
                await().until(() -> active(second) == all);
                awaitMoreRows();
                assertRows(traffic.stop(), second);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void aStandbyTakesOverFromAnInstanceThatIsKilled(String protocol) throws Exception {
        Traffic traffic = Traffic.start(cluster, NODES);
        try (StreamsApp survivor = app("survivor", protocol, 1)) {
            await().until(survivor::ready);
            long all = active(survivor);
            Set<TaskId> stateful = tasksWithState(survivor);
            Process victim = StreamsProcess.start(settings("victim", protocol, 1), directory.resolve("victim.log"));
            try {
                await().until(() -> active(survivor) > 0 && active(survivor) < all);
                await().until(() -> standby(survivor) > 0 && tasks(survivor).containsAll(stateful));
                awaitMoreRows();
            } finally {
                victim.destroyForcibly().waitFor();
            }
            await().until(() -> active(survivor) == all);
            awaitMoreRows();
            assertRows(traffic.stop(), survivor);
        }
    }

    @Test
    void theGroupProtocolChangesWhileNothingRuns() throws Exception {
        Traffic traffic = Traffic.start(cluster, NODES);
        try (StreamsApp before = app("before", "classic", 0)) {
            awaitMoreRows();
            assertThat(before.live()).isTrue();
        }
        try (StreamsApp after = app("after", "streams", 0)) {
            awaitMoreRows();
            assertRows(traffic.stop(), after);
        }
    }

    private StreamsApp app(String name, String protocol, int standbys) {
        return StreamsApp.start(
                Settings.of(settings(name, protocol, standbys)), cluster.topics, new SimpleMeterRegistry());
    }

    private Map<String, String> settings(String name, String protocol, int standbys) {
        Map<String, String> settings = cluster.settings(directory.resolve(name));
        settings.put("streams.group.protocol", protocol);
        settings.put("streams.standby.replicas", Integer.toString(standbys));
        settings.put("windows.idle.timeout", "60s"); // nothing but event time and the drain closes a window here
        return settings;
    }

    private void awaitMoreRows() {
        int before = cluster.committed(cluster.topics.windowStats()).size();
        await().until(() -> cluster.committed(cluster.topics.windowStats()).size() > before);
    }

    private void assertRows(BatchComputation computation, StreamsApp last) throws InterruptedException {
        last.drain();
        assertThat(last.awaitDrained(Duration.ofSeconds(60))).isTrue();
        computation.assertEqualTo(cluster.committed(cluster.topics.windowStats()));
    }

    /** All but those that only pass heartbeats or stages of runs on: there is nothing to keep a copy of. */
    private Set<TaskId> tasksWithState(StreamsApp app) {
        Set<String> passedOn =
                Set.of(cluster.topics.nodes().name(), cluster.topics.runs().name());
        return tasks(app, ThreadMetadata::activeTasks)
                .filter(task ->
                        task.topicPartitions().stream().noneMatch(partition -> passedOn.contains(partition.topic())))
                .map(TaskMetadata::taskId)
                .collect(Collectors.toSet());
    }

    private static Set<TaskId> tasks(StreamsApp app) {
        return Stream.concat(tasks(app, ThreadMetadata::activeTasks), tasks(app, ThreadMetadata::standbyTasks))
                .map(TaskMetadata::taskId)
                .collect(Collectors.toSet());
    }

    private static long active(StreamsApp app) {
        return tasks(app, ThreadMetadata::activeTasks).count();
    }

    private static long standby(StreamsApp app) {
        return tasks(app, ThreadMetadata::standbyTasks).count();
    }

    private static Stream<TaskMetadata> tasks(StreamsApp app, Function<ThreadMetadata, Set<TaskMetadata>> which) {
        return app.threads().stream().map(which).flatMap(Set::stream);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
