package io.plumbline.streams.app;

import io.plumbline.streams.topology.ThreadProgress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The producer of a stream thread. It times commits, keeps the thread's {@link ThreadProgress}, and answers at once for an
 * output that will be refused: Kafka's own producer gives up the whole transaction for it, whatever the handler of the error
 * says, and then the same input makes the same output again.
 */
final class OutputProducer extends KafkaProducer<byte[], byte[]> {
    private static final int DEFAULT_MAX_REQUEST_BYTES = 1 << 20;
    private static final int MAX_BATCH_AND_RECORD_HEADER_BYTES = 61 + 21 + 3 * 5;
    private static final int MAX_LENGTH_BYTES = 5;

    private final CommitListener listener;
    private final Refusals refusals;
    private final ThreadProgress progress;
    private final int maxRequestBytes;
    private volatile KafkaException unanswered;
    private Refusals.Transaction answers;

    OutputProducer(Map<String, Object> config, CommitListener listener, Refusals refusals, ThreadProgress progress) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.listener = listener;
        this.refusals = refusals;
        this.answers = refusals.transaction();
        this.progress = progress;
        Object limit = config.getOrDefault(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DEFAULT_MAX_REQUEST_BYTES);
        this.maxRequestBytes = Integer.parseInt(limit.toString().trim());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        checkAnswered();
        Exception refusal = refusal(record);
        if (refusal == null) {
            progress.send();
            Refusals.Transaction its = answers;
            return super.send(record, (metadata, exception) -> {
                its.learn(record, exception);
                callback.onCompletion(metadata, exception == null || unanswered == null ? exception : unanswered);
            });
        }
        TopicPartition nowhere = new TopicPartition(record.topic(), RecordMetadata.UNKNOWN_PARTITION);
        callback.onCompletion(new RecordMetadata(nowhere, -1, -1, -1, -1, -1), refusal);
        return CompletableFuture.failedFuture(refusal);
    }

    /**
     * Does nothing. Kafka Streams flushes for every task before it commits all of them together, and waits each time for
     * the broker to answer; the commit itself flushes, and fails if anything that was sent failed.
     */
    @Override
    public void flush() {}

    @Override
    public void beginTransaction() {
        checkAnswered();
        answers = refusals.transaction();
        super.beginTransaction();
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata membership) {
        checkAnswered();
        super.sendOffsetsToTransaction(offsets, membership);
    }

    @Override
    public void commitTransaction() {
        long start = System.nanoTime();
        long sent = progress.sent();
        boolean ok = false;
        try {
            end(super::commitTransaction);
            ok = true;
            progress.commit(sent, start);
        } finally {
            listener.committed(start, System.nanoTime(), ok);
        }
    }

    @Override
    public void abortTransaction() {
        end(super::abortTransaction);
    }

    /**
     * Ends the transaction. When the answer does not come in time, Kafka's producer takes nothing but the same call again.
     * Kafka Streams does not know that: it goes on with this producer, from the state of the last commit, and a commit that
     * comes true later is missing from that state. So this producer takes no more calls, the thread ends, and another
     * begins where the transaction turns out to have ended (ADR 0012). It is closed at once, so that it sends nothing more:
     * either everything was sent, and restoring waits until the broker has ended the transaction, or it is never committed.
     */
    private void end(Runnable request) {
        checkAnswered();
        try {
            request.run();
        } catch (TimeoutException e) {
            unanswered = new KafkaException("Kafka has not confirmed the end of a transaction", e);
            close(Duration.ZERO);
            throw unanswered;
        }
    }

    private void checkAnswered() {
        if (unanswered != null) {
            throw new KafkaException(unanswered.getMessage(), unanswered);
        }
    }

    private Exception refusal(ProducerRecord<byte[], byte[]> record) {
        long bytes = maxBytes(record);
        return bytes > maxRequestBytes
                ? new RecordTooLargeException(
                        "the record has up to " + bytes + " bytes, max.request.size is " + maxRequestBytes)
                : refusals.of(record);
    }

    /** No less than what Kafka's producer holds against its limit: a batch of this record alone, not compressed. */
    private static long maxBytes(ProducerRecord<byte[], byte[]> record) {
        long bytes = MAX_BATCH_AND_RECORD_HEADER_BYTES + (long) length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            bytes += 2L * MAX_LENGTH_BYTES + 3L * header.key().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
