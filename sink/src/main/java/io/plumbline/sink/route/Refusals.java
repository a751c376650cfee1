package io.plumbline.sink.route;

import io.plumbline.sink.database.Refused;
import io.plumbline.sink.rows.JsonText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Records that are set aside, with their coordinates and reason. */
public final class Refusals {
    private static final String PREFIX = "__streams.errors.";

    private Refusals() {}

    public static Refused bySink(ConsumerRecord<byte[], byte[]> record, String reason) {
        TopicPartition found = new TopicPartition(record.topic(), record.partition());
        return refused(record, "sink", found, record.offset(), Objects.requireNonNullElse(reason, "no reason given"));
    }

    /** A dead letter; where its headers do not tell its origin, the dead letter itself is the origin. */
    static Refused byStreams(ConsumerRecord<byte[], byte[]> record) {
        String topic = text(record, "topic", "");
        long partition = number(record, "partition");
        long offset = number(record, "offset");
        String exception = text(record, "exception", "");
        String reason = text(record, "message", exception.isEmpty() ? "no reason given" : exception);
        if (topic.isEmpty() || partition < 0 || partition > Integer.MAX_VALUE || offset < 0) {
            TopicPartition found = new TopicPartition(record.topic(), record.partition());
            return refused(record, "streams", found, record.offset(), reason);
        }
        return refused(record, "streams", new TopicPartition(topic, (int) partition), offset, reason);
    }

    private static Refused refused(
            ConsumerRecord<byte[], byte[]> record,
            String stage,
            TopicPartition original,
            long originalOffset,
            String reason) {
        return new Refused(
                new TopicPartition(record.topic(), record.partition()),
                record.offset(),
                stage,
                original,
                originalOffset,
                record.timestamp(),
                record.key(),
                record.value(),
                reason,
                headers(record));
    }

    private static String headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> result = new TreeMap<>();
        for (Header header : record.headers()) {
            result.put(header.key().replace('\0', '\uFFFD'), readable(header.value()));
        }
        return JsonText.object(result);
    }

    private static String text(ConsumerRecord<byte[], byte[]> record, String name, String otherwise) {
        Header header = record.headers().lastHeader(PREFIX + name);
        return header == null ? otherwise : readable(header.value());
    }

    private static long number(ConsumerRecord<byte[], byte[]> record, String name) {
        String text = text(record, name, "");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
    }

    /** The bytes as text, or in hexadecimal where they are none that the database can hold. */
    private static String readable(byte[] bytes) {
        if (bytes == null) {
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? text : HexFormat.of().formatHex(bytes);
        } catch (CharacterCodingException e) {
            return HexFormat.of().formatHex(bytes);
        }
    }
}
