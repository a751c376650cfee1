package io.plumbline.streams.app;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** Kafka's ordinary clients, with the commits of the producer timed: Kafka Streams itself gives only averages. */
record TimedClients(CommitListener listener) implements KafkaClientSupplier {
    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return new TimedProducer(config, listener);
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    private static final class TimedProducer extends KafkaProducer<byte[], byte[]> {
        private final CommitListener listener;

        TimedProducer(Map<String, Object> config, CommitListener listener) {
            super(config, new ByteArraySerializer(), new ByteArraySerializer());
            this.listener = listener;
        }

        @Override
        public void commitTransaction() {
            long start = System.nanoTime();
            boolean ok = false;
            try {
                super.commitTransaction();
                ok = true;
            } finally {
                listener.committed(start, System.nanoTime(), ok);
            }
        }
    }
}
