package io.plumbline.streams.app;

import io.plumbline.streams.topology.ThreadProgress;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/**
 * Kafka's ordinary clients, but for the stream threads' consumers ({@link Polls}) and producers
 * ({@link OutputProducer}).
 */
record StreamsClients(CommitListener listener, Refusals refusals, ThreadProgress progress)
        implements KafkaClientSupplier {
    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new OutputProducer(config, listener, refusals, progress);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new PolledConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getRestoreConsumer(config);
    }

    private static final class PolledConsumer extends KafkaConsumer<byte[], byte[]> {
        private final Polls.OfOne polls;

        PolledConsumer(Map<String, Object> config) {
            super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            this.polls = Polls.of(this, config);
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            return polls.polled(super.poll(timeout));
        }
    }
}
