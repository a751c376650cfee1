package io.plumbline.sink.quarantine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends dead letters to where they came from, with their own bytes, key and time. */
final class Resender implements AutoCloseable {
    /** Says where in quarantine the record stands that this is again. */
    static final String RETRY_OF = "plumbline.retry.of";

    private final Map<String, Object> configuration = new HashMap<>();
    private Producer<byte[], byte[]> producer;

    /** @param kafka settings of the producer, which is made when it is needed */
    Resender(Map<String, String> kafka) {
        configuration.put("max.block.ms", "10000");
        configuration.put("delivery.timeout.ms", "20000");
        configuration.put("request.timeout.ms", "10000");
        configuration.put("linger.ms", "0");
        configuration.putAll(kafka);
        configuration.put("client.id", "plumbline-quarantine");
        configuration.put("acks", "all");
        configuration.put("enable.idempotence", "true");
    }

    /**
     * Sends it and waits for the answer.
     *
     * @throws KafkaException if Kafka does not answer; it may have the record or not
     */
    Attempt send(Held letter) {
        try {
            RecordMetadata now = producer().send(record(letter)).get();
            return Attempt.resent(new Coordinates(now.topic(), now.partition(), now.offset()));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException away) {
                throw away;
            }
            return Attempt.refused(e.getCause().getMessage());
        }
    }

    /** Of the record; -1: none. */
    static long timestamp(Held held) {
        return held.entry().recordTime() == null
                ? -1
                : held.entry().recordTime().toEpochMilli();
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }

    /**
     * A result goes where its key leads. An input goes into the partition in which it stood, because the account of its
     * boot is there.
     */
    private ProducerRecord<byte[], byte[]> record(Held letter) {
        String topic = letter.valueTopic();
        boolean isResult = letter.outputTopic() != null;
        long timestamp = timestamp(letter);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                topic,
                isResult ? null : Integer.valueOf(letter.entry().partition()),
                timestamp < 0 ? null : Long.valueOf(timestamp),
                letter.key(),
                letter.value());
        letter.headers().forEach((name, text) -> {
            if (!name.startsWith("__streams.errors.") && !name.startsWith("plumbline.errors.")) {
                record.headers().add(name, text.getBytes(StandardCharsets.UTF_8));
            }
        });
        String origin = letter.entry().found().toString();
        record.headers().add(RETRY_OF, origin.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
