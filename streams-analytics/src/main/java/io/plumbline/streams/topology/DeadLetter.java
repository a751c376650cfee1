package io.plumbline.streams.topology;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * A dead letter with the headers of Kafka Streams' own ones, but for the stack trace, which would make each of them many
 * times as large.
 */
final class DeadLetter {
    private DeadLetter() {}

    /** @param context where the record came from, or what was being processed; its headers go along */
    static ProducerRecord<byte[], byte[]> of(
            String topic, byte[] key, byte[] value, ErrorHandlerContext context, Exception reason) {
        // A record need not have a time; a dead letter then has that of its writing.
        Long timestamp = context.timestamp() < 0 ? null : Long.valueOf(context.timestamp());
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, null, timestamp, key, value);
        if (context.headers() != null) {
            context.headers().forEach(letter.headers()::add);
        }
        Coordinates.of(context)
                .errorHeaders(reason.getClass(), String.valueOf(reason.getMessage()))
                .forEach(letter.headers()::add);
        return letter;
    }
}
