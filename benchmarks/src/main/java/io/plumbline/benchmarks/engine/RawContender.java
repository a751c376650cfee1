package io.plumbline.benchmarks.engine;

import io.plumbline.benchmarks.run.Cluster;
import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.schemas.registry.RegistryClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** No engine at all: a consumer in a loop. It commits nothing and keeps nothing, so nobody can be faster. */
final class RawContender implements Contender {
    private static final Duration POLL = Duration.ofMillis(100);

    /** What is done with each record; made anew for each round. */
    interface Work {
        void accept(byte[] value);

        /** Events that were worked on, by the work's own count. */
        long counted(Task task);
    }

    private final Function<RegistryClient, Work> newWork;

    RawContender(Function<RegistryClient, Work> newWork) {
        this.newWork = newWork;
    }

    /** Looks at no value. */
    static Contender poll() {
        return new RawContender(registry -> new Polled());
    }

    /** Decodes, and does with the events what the optimiser cannot leave out. */
    static Contender decode(DecoderFactory decoder) {
        return new RawContender(registry -> new Decoded(decoder.create(registry)));
    }

    /** Decodes, and records into the histogram of operation and second. */
    static Contender record(DecoderFactory decoder) {
        return new RawContender(registry -> new Recorded(decoder.create(registry)));
    }

    @Override
    public Round run(Task task) {
        try (RegistryClient registry = task.cluster().registry();
                KafkaConsumer<byte[], byte[]> consumer = consumer(task.cluster())) {
            Work work = newWork.apply(registry);
            Stopwatch stopwatch = new Stopwatch();
            long deadline = task.patienceNanos();
            long records = 0;
            while (records < task.records()) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                if (!polled.isEmpty()) {
                    stopwatch.start();
                } else if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("only " + records + " of " + task.records() + " records came");
                }
                for (ConsumerRecord<byte[], byte[]> polledRecord : polled) {
                    work.accept(polledRecord.value());
                }
                records += polled.count();
            }
            return Round.of(stopwatch.lap(), task.events(), work.counted(task));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Cluster cluster) {
        Map<String, Object> settings = new HashMap<>(Consumers.FETCHING);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(partitions(cluster));
        return consumer;
    }

    private static List<TopicPartition> partitions(Cluster cluster) {
        return IntStream.range(0, cluster.topics().measurements().partitions())
                .mapToObj(partition -> new TopicPartition(cluster.input(), partition))
                .toList();
    }

    private static final class Polled implements Work {
        private long records;

        @Override
        public void accept(byte[] value) {
            records++;
        }

        @Override
        public long counted(Task task) {
            return records == task.records() ? task.events() : 0; // it never looked inside
        }
    }

    private static final class Decoded implements Work {
        private final Decoder decoder;
        private long events;
        private long checksum;

        Decoded(Decoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void accept(byte[] value) {
            decoder.decode(value, (operation, eventMicros, durationNanos) -> {
                checksum += eventMicros ^ durationNanos ^ operation.length();
                events++;
            });
        }

        @Override
        public long counted(Task task) {
            return checksum == 0 ? 0 : events;
        }
    }

    private static final class Recorded implements Work {
        private final Decoder decoder;
        private final WindowHistograms windows = new WindowHistograms();

        Recorded(Decoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void accept(byte[] value) {
            decoder.decode(value, windows);
        }

        @Override
        public long counted(Task task) {
            return windows.count();
        }
    }
}
