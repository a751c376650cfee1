package io.plumbline.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.benchmarks.load.Fill;
import io.plumbline.benchmarks.load.Workload;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every contender, on a topic so small that only the counts mean anything. */
class ContendersTest {
    private static final Workload WORKLOAD = new Workload(2_003, 10, 100, 100, 1);

    @TempDir
    private static Path directory;

    private static LocalBroker broker;
    private static LocalRegistry registry;
    private static Task task;

    @BeforeAll
    static void fillATopic() throws Exception {
        broker = LocalBroker.start(directory);
        registry = LocalRegistry.start();
        Cluster cluster = new Cluster(broker.bootstrapServers(), registry.url());
        Fill.run(cluster, WORKLOAD);
        task = new Task(cluster, WORKLOAD.events(), WORKLOAD.records(), 60_000);
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void countsEveryEventOnce(Engine engine) throws Exception {
        Round round = engine.contender().run(task);

        assertThat(round.counted()).isEqualTo(round.expected()).isEqualTo(WORKLOAD.events());
        assertThat(round.nanos()).isPositive();
    }

    @Test
    void whatOneRoundPublishedIsNotCountedInTheNext() throws Exception {
        Contender plumbline = Engine.PLUMBLINE.contender();
        plumbline.run(task);

        assertThat(plumbline.run(task).counted()).isEqualTo(WORKLOAD.events());
    }
}
