package io.plumbline.streams.topology;

import io.plumbline.streams.domain.window.SourceClock;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where a record stands in Kafka. */
record Coordinates(String topic, int partition, long offset) {
    private static final String ERRORS = "__streams.errors.";

    /** Of what did not come from Kafka. */
    static final Coordinates UNKNOWN = new Coordinates("", -1, -1);

    static Coordinates of(Optional<RecordMetadata> metadata) {
        return metadata.map(from -> new Coordinates(from.topic(), from.partition(), from.offset()))
                .orElse(UNKNOWN);
    }

    /** Of the record that is being processed; in a tick there is none. */
    static Coordinates of(ErrorHandlerContext context) {
        return context.topic() == null
                ? UNKNOWN
                : new Coordinates(context.topic(), context.partition(), context.offset());
    }

    /** Whether a header is one of {@link #errorHeaders}. */
    static boolean isOfError(Header header) {
        return header.key().startsWith(ERRORS);
    }

    /** The headers that Kafka Streams itself puts on dead letters. */
    Headers errorHeaders(Class<? extends Exception> exception, String reason) {
        Headers headers = headers(ERRORS);
        headers.add(ERRORS + "exception", text(exception.getName()));
        return headers.add(ERRORS + "message", text(reason));
    }

    /**
     * What a late event carries: how far its boot had come in event time by then. {@link SourceClock#NOTHING} is no time:
     * an event beyond the horizon is late even as the first of its boot, and then says nothing of it.
     */
    Headers lateHeaders(long watermarkMicros) {
        Headers headers = headers("plumbline.late.");
        return watermarkMicros == SourceClock.NOTHING
                ? headers
                : headers.add("plumbline.late.watermark", text(Long.toString(watermarkMicros)));
    }

    private Headers headers(String prefix) {
        Headers headers = new RecordHeaders();
        return this.equals(UNKNOWN)
                ? headers
                : headers.add(prefix + "topic", text(topic))
                        .add(prefix + "partition", text(Integer.toString(partition)))
                        .add(prefix + "offset", text(Long.toString(offset)));
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
