package io.plumbline.streams.app;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;

/** What a dead letter says of the record that it is for: where that is, its key, and its bytes (here in base 64). */
record DeadLetter(String topic, int partition, long offset, String key, String value) {
    static DeadLetter of(ConsumerRecord<String, byte[]> letter) {
        return new DeadLetter(
                header(letter, "__streams.errors.topic"),
                Integer.parseInt(header(letter, "__streams.errors.partition")),
                Long.parseLong(header(letter, "__streams.errors.offset")),
                letter.key(),
                encoded(letter.value()));
    }

    static DeadLetter of(RecordMetadata sent, String key, byte[] value) {
        return new DeadLetter(sent.topic(), sent.partition(), sent.offset(), key, encoded(value));
    }

    /** The text of a header, or null. */
    static String header(ConsumerRecord<String, byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static String encoded(byte[] value) {
        return value == null ? null : Base64.getEncoder().encodeToString(value);
    }
}
