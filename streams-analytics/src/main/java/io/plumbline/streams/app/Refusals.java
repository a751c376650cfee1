package io.plumbline.streams.app;

import io.plumbline.streams.topology.OutputHandler;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Outputs that a broker refused. Such a refusal ends the transaction, so the same output is going to come again: then it is
 * known here, and need not be sent to be refused. Thread-safe.
 */
final class Refusals {
    /** With more than these, it is not the outputs: then the refusal is left to stop the application. */
    static final int LIMIT = 100;

    private final Map<Output, Exception> refusals = new ConcurrentHashMap<>();
    private final AtomicBoolean learned = new AtomicBoolean();

    /** The same output when it comes again: its bytes may differ, in the time of its emission. */
    private record Output(String topic, ByteBuffer key, Long timestamp, int valueBytes) {
        static Output of(ProducerRecord<byte[], byte[]> record) {
            ByteBuffer key = record.key() == null ? null : ByteBuffer.wrap(record.key());
            return new Output(
                    record.topic(), key, record.timestamp(), record.value() == null ? -1 : record.value().length);
        }
    }

    /** Why the broker refused this output, or null if it has not. */
    Exception of(ProducerRecord<byte[], byte[]> record) {
        return refusals.isEmpty() ? null : refusals.get(Output.of(record));
    }

    /** What is learned from one transaction; its answers come from one thread. */
    Transaction transaction() {
        return new Transaction();
    }

    /**
     * The answers to the outputs of one transaction. Only the first refusal tells of its own output: it ends the
     * transaction, and Kafka's producer then answers with the same exception for whatever it had not sent yet.
     */
    final class Transaction {
        private boolean ended;

        /** Takes note of what a broker said of an output; null: that it has it. */
        void learn(ProducerRecord<byte[], byte[]> record, Exception answer) {
            if (OutputHandler.isRefusal(answer) && !ended) {
                ended = true;
                if (refusals.size() < LIMIT) {
                    refusals.put(Output.of(record), answer);
                    learned.set(true);
                }
            }
        }
    }

    /**
     * Whether {@code failure} came from an output that will not be sent when it comes again: it is about a refusal, and
     * one was learned since the last answer. The exceptions are not the same: the producer makes another one for the
     * transaction.
     */
    boolean explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (OutputHandler.isRefusal(cause)) {
                return learned.getAndSet(false);
            }
        }
        return false;
    }
}
