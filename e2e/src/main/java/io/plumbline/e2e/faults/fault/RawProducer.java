package io.plumbline.e2e.faults.fault;

import io.plumbline.e2e.faults.run.World;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends bytes as they are, and waits for the acknowledgement of each. */
final class RawProducer implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    RawProducer(World world) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", world.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    RecordMetadata send(String topic, String key, byte[] value) throws ExecutionException, InterruptedException {
        return producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    @Override
    public void close() {
        producer.close();
    }
}
