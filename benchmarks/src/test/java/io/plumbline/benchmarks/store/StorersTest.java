package io.plumbline.benchmarks.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.local.LocalBroker;
import io.plumbline.local.LocalRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every contender, on a topic so small that only the rows mean anything. */
class StorersTest {
    private static final StoreWorkload WORKLOAD = new StoreWorkload(240, .1, 50, 1);

    @TempDir
    private static Path directory;

    private static LocalBroker broker;
    private static LocalRegistry registry;
    private static Target target;
    private static StoreTask task;

    @BeforeAll
    static void fillATopic() throws Exception {
        broker = LocalBroker.start(directory.resolve("kafka"));
        registry = LocalRegistry.start();
        target = Target.open("plain", directory);
        Cluster cluster = new Cluster(broker.bootstrapServers(), registry.url());
        ResultTopic.fill(cluster, WORKLOAD);
        task = new StoreTask(cluster, target.jdbcUrl(), WORKLOAD.records(), 10);
    }

    @AfterAll
    static void stop() throws Exception {
        target.close();
        registry.close();
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void storesEveryRowOnceAndItsCorrection(Peer peer) throws Exception {
        target.empty();

        peer.storer().store(task);

        long events = new WindowRows(WORKLOAD).events();
        assertThat(target.contents().rows()).isEqualTo(240);
        assertThat(target.contents().events()).isEqualTo(peer == Peer.COPY_LIMIT ? events - 24 : events);
    }
}
