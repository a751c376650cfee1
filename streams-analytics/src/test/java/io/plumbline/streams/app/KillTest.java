package io.plumbline.streams.app;

import static io.plumbline.streams.topology.Agent.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.schemas.event.Delivery;
import io.plumbline.schemas.event.MeasurementBatch;
import io.plumbline.settings.Settings;
import io.plumbline.streams.BatchComputation;
import io.plumbline.streams.topology.Agent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Exactly once, shown by killing: the state is written inside the commit, so whatever a killed process had done since its
 * last commit is done again, once. If {@code ObjectStore} were not flushed at commits, the next process would begin with
 * half-filled windows.
 */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
    private static final int NODES = 6;

    @TempDir
    Path directory;

    @Test
    void aKilledProcessLosesAndDoublesNothing() throws Exception {
        List<Agent> agents = new ArrayList<>();
        for (int node = 0; node < NODES; node++) {
            agents.add(new Agent("node-" + node));
        }
        BatchComputation computation = new BatchComputation();
        try (TestCluster cluster = new TestCluster(directory.resolve("broker"))) {
            int second = 100;
            for (int life = 0; life < 2; life++) {
                Process process = startAndWaitForRows(cluster, computation, agents, life, second);
                second += 200;
                process.destroyForcibly().waitFor();
            }
            Map<String, String> settings = cluster.settings(directory.resolve("last"));
            try (StreamsApp app = StreamsApp.start(Settings.of(settings), cluster.topics, new SimpleMeterRegistry())) {
                send(cluster, computation, agents, second);
                awaitReceived(cluster, 3L * 150 * NODES * 2);
                app.drain();
                assertThat(app.awaitDrained(Duration.ofSeconds(60))).isTrue();
            }
            computation.assertEqualTo(cluster.committed(cluster.topics.windowStats()));
        }
    }

    /** Kills come while windows are open, and long after a commit of some of their events. */
    private Process startAndWaitForRows(
            TestCluster cluster, BatchComputation computation, List<Agent> agents, int life, int second)
            throws Exception {
        Path output = directory.resolve("process-" + life + ".log");
        Process process = StreamsProcess.start(cluster.settings(directory.resolve("state-" + life)), output);
        int rows = cluster.committed(cluster.topics.windowStats()).size();
        send(cluster, computation, agents, second);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> cluster.committed(cluster.topics.windowStats()).size() > rows);
        return process;
    }

    /** 150 half-filled tenths of a second, so that windows of every level are open at the end. */
    private static void send(TestCluster cluster, BatchComputation computation, List<Agent> agents, int second)
            throws Exception {
        for (int tenth = 0; tenth < 150; tenth++) {
            long millis = second * 1_000L + tenth * 100L;
            for (Agent agent : agents) {
                MeasurementBatch batch =
                        agent.batch(event("charge", millis, 1_000 + tenth), event("ship", millis + 50, 2_000));
                cluster.send(batch);
                computation.take(batch);
            }
        }
    }

    private static void awaitReceived(TestCluster cluster, long expected) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            Map<String, Delivery> latest = new HashMap<>();
            cluster.committed(cluster.topics.deliveries())
                    .forEach(delivery -> latest.put(delivery.getNode(), delivery));
            assertThat(latest.values()).allMatch(delivery -> delivery.getDuplicated() == 0);
            return latest.values().stream().mapToLong(Delivery::getReceived).sum() == expected;
        });
    }
}
