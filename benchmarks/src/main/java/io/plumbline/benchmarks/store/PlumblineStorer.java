package io.plumbline.benchmarks.store;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.plumbline.benchmarks.run.PollClock;
import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.settings.Settings;
import io.plumbline.sink.LatencyListener;
import io.plumbline.sink.SinkApp;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The sink as it is shipped. It reads all result topics, of which one holds something, and stores positions as ever. */
final class PlumblineStorer implements Storer {
    private static final long LOOK_MILLIS = 20;

    @Override
    public Stopwatch.Lap store(StoreTask task) throws InterruptedException {
        Stopwatch stopwatch = PollClock.arm(task.topic());
        AtomicReference<Stopwatch.Lap> last = new AtomicReference<>(Stopwatch.Lap.now());
        LatencyListener listener = (start, end, ok) -> last.set(Stopwatch.Lap.now());
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Settings settings = settings(task);
        try (SinkApp app = SinkApp.start(settings, task.cluster().topics(), meters, listener)) {
            settings.rejectUnknown();
            long deadline = task.patienceNanos();
            while (written(meters) < task.records()) {
                if (!app.live() || System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException(
                            "the sink stopped, or hangs", app.failure().orElse(null));
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return stopwatch.since(last.get());
        }
    }

    private static double written(SimpleMeterRegistry meters) {
        return meters.find("plumbline.sink.rows").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static Settings settings(StoreTask task) {
        return Settings.of(Map.of(
                "kafka.bootstrap.servers", task.cluster().bootstrapServers(),
                "kafka.interceptor.classes", PollClock.class.getName(),
                "registry.schema.registry.url", task.cluster().registryUrl(),
                "sink.group", "bench-" + UUID.randomUUID(),
                "sink.batch.rows", Integer.toString(task.batchRows()),
                "db.url", task.jdbcUrl()));
    }
}
