package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.PollClock;
import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.local.Directories;
import io.plumbline.schemas.registry.RegistryClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Suppressed;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Kafka Streams by the book: each event is sent to the partition of its operation and added there to the sketch of its
 * window in a state store; exactly once, one stream thread, else Kafka's defaults. Closed windows are dropped.
 *
 * <p>Windows are suppressed until they close. The emit strategy for the same end, with its cache, begins each task with a
 * search from 1970 on, which takes seconds (Kafka 4.3.1, TimeOrderedCachingWindowStore).
 *
 * <p>It is much slower than the others: a round ends when it is through, or after the time limit, with the events that
 * are in a window by then; commits are not waited for. It drops what is late, because partitions run ahead of each other.
 */
final class DslContender<S> implements Contender {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final long LOOK_MILLIS = 10;

    private final DslSketch<S> sketch;
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong worstP99 = new AtomicLong();

    DslContender(DslSketch<S> sketch) {
        this.sketch = sketch;
    }

    @Override
    public Round run(Task task) throws Exception {
        added.set(0);
        String application = "dsl-" + UUID.randomUUID();
        Path directory = Directories.temporary("plumbline-bench-state-");
        try (Admin admin = task.cluster().admin();
                RegistryClient registry = task.cluster().registry()) {
            Stopwatch stopwatch = PollClock.arm(task.cluster().input());
            try (KafkaStreams streams = new KafkaStreams(
                    topology(task.cluster().input(), registry), properties(task.cluster(), application, directory))) {
                streams.start();
                return await(task, streams, stopwatch);
            } finally {
                StreamsTopics.forget(admin, application);
            }
        } finally {
            Directories.delete(directory);
        }
    }

    private Round await(Task task, KafkaStreams streams, Stopwatch stopwatch) throws InterruptedException {
        long deadline = task.patienceNanos();
        while (true) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            long events = added.get();
            long late = dropped(streams);
            boolean through = events + late >= task.events();
            if (through || stopwatch.millis() >= task.limitMillis()) {
                long expected = through ? task.events() : events + late;
                Stopwatch.Lap lap = stopwatch.lap();
                return new Round(
                        events,
                        lap.nanos(),
                        lap.cpuNanos(),
                        expected,
                        events + late,
                        Map.of("late", (double) late, "through", through ? 1. : 0.));
            }
            if (streams.state() == KafkaStreams.State.ERROR || System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the topology stopped, or hangs");
            }
        }
    }

    private Topology topology(String input, RegistryClient registry) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(input, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .process(() -> new Events(new FastDecoder(registry)))
                .groupByKey(Grouped.with("by-operation", Serdes.String(), Serdes.Long()))
                .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, GRACE))
                .aggregate(
                        sketch.empty()::get,
                        (operation, nanos, window) -> add(window, nanos),
                        Materialized.<String, S, WindowStore<Bytes, byte[]>>as("windows")
                                .withKeySerde(Serdes.String())
                                .withValueSerde(sketch.serde()))
                .suppress(Suppressed.untilWindowCloses(Suppressed.BufferConfig.unbounded()))
                .toStream()
                .foreach((window, closed) ->
                        worstP99.accumulateAndGet(sketch.p99().apply(closed), Math::max));
        return builder.build();
    }

    private S add(S window, long nanos) {
        added.incrementAndGet();
        return sketch.added(window, nanos);
    }

    private static Properties properties(Cluster cluster, String application, Path directory) {
        Properties p = new Properties();
        p.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        p.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        p.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        p.put(StreamsConfig.STATE_DIR_CONFIG, directory.toString());
        p.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        p.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG), PollClock.class.getName());
        return p;
    }

    private static long dropped(KafkaStreams streams) {
        return (long) streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("dropped-records-total"))
                .mapToDouble(metric -> (double) metric.metricValue())
                .sum();
    }

    /** One record to its events, each with its own time. */
    private static final class Events extends ContextualProcessor<byte[], byte[], String, Long> {
        private final Decoder decoder;

        Events(Decoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void process(Record<byte[], byte[]> batch) {
            decoder.decode(
                    batch.value(),
                    (operation, eventMicros, nanos) ->
                            context().forward(new Record<>(operation, nanos, eventMicros / 1_000)));
        }
    }
}
