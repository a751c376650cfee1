package io.plumbline.producers.publish;

import io.plumbline.producers.Pipeline;
import io.plumbline.schemas.topic.TopicCatalogue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A real producer of a process that is killed at one of its steps: before a record, before a commit, or after one. What was sent has
 * arrived by then, and nothing is aborted.
 */
public final class KilledProducer extends KafkaProducer<String, byte[]> {
    /** The process is gone. */
    public static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final int last;
    private int steps;

    /** @param last step that is not taken any more */
    KilledProducer(Map<String, Object> settings, int last) {
        super(settings, new StringSerializer(), new ByteArraySerializer());
        this.last = last;
    }

    /** How many were taken, or begun. */
    public int steps() {
        return steps;
    }

    /**
     * A publisher of a process that is killed.
     *
     * @param last step that is not taken any more
     * @param producers to which its producer is added
     */
    public static ResumablePublisher publisher(
            Pipeline pipeline,
            TopicCatalogue topics,
            String name,
            CommitPolicy policy,
            int last,
            List<KilledProducer> producers) {
        Transactions transactions = Transactions.open(
                pipeline.kafkaSettings(), name, ResumablePublisher.place(topics), policy, settings -> {
                    KilledProducer producer = new KilledProducer(settings, last);
                    producers.add(producer);
                    return producer;
                });
        return new ResumablePublisher(topics, pipeline.registry(), transactions);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> message) {
        step();
        return super.send(message);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> message, Callback callback) {
        return super.send(message, callback);
    }

    @Override
    public void commitTransaction() {
        step();
        super.commitTransaction();
        step();
    }

    @Override
    public void abortTransaction() {
        if (steps < last) {
            super.abortTransaction();
        }
    }

    @Override
    public void close(Duration timeout) {
        super.close(steps < last ? timeout : Duration.ZERO); // at once: it must not tell Kafka that it ends
    }

    private void step() {
        steps++;
        if (steps == last) {
            flush();
            throw new Killed();
        }
    }
}
