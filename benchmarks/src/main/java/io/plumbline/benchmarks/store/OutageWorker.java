package io.plumbline.benchmarks.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Dialogue;
import io.plumbline.settings.Settings;
import io.plumbline.sink.SinkApp;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;

/** Main class of the child with a sink whose database goes away. */
public final class OutageWorker {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** @param caughtUp whether to wait first until everything is stored */
    record Look(boolean caughtUp) {}

    /**
     * What was seen.
     *
     * @param caughtUp whether everything was stored; also true where nobody waited for it
     * @param live whether the sink goes on
     * @param heapBytes what the whole process holds after a collection
     */
    record Seen(boolean caughtUp, boolean live, long heapBytes) {}

    private OutageWorker() {}

    public static void main(String[] arguments) throws Exception {
        Dialogue dialogue = Dialogue.begin();
        Cluster cluster = new Cluster(arguments[0], arguments[1]);
        Settings settings = Settings.of(Map.of(
                "kafka.bootstrap.servers", cluster.bootstrapServers(),
                "registry.schema.registry.url", cluster.registryUrl(),
                "db.url", arguments[2]));
        try (SinkApp sink = SinkApp.start(settings, cluster.topics(), new SimpleMeterRegistry())) {
            for (Look look = dialogue.next(Look.class); look != null; look = dialogue.next(Look.class)) {
                boolean caughtUp = !look.caughtUp() || sink.awaitCaughtUp(PATIENCE);
                dialogue.answer(new Seen(caughtUp, sink.live(), heapBytes()));
            }
        }
        System.exit(0);
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
