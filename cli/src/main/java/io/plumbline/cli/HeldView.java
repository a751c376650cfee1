package io.plumbline.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.schemas.registry.RegistryClient;
import io.plumbline.schemas.serde.AvroSerde;
import io.plumbline.schemas.topic.Topic;
import io.plumbline.schemas.topic.TopicCatalogue;
import io.plumbline.sink.quarantine.Entry;
import io.plumbline.sink.quarantine.Held;
import java.io.PrintWriter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;

/**
 * One record of the quarantine, with its value as far as it can be read.
 *
 * @param value decoded; null: it could not be, for {@code unreadable}
 */
record HeldView(Held held, JsonNode value, String unreadable) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param registry settings of the registry; empty: values stay bytes */
    static HeldView of(Held held, TopicCatalogue topics, Map<String, String> registry) {
        Optional<Topic<?>> topic = topic(held.valueTopic(), topics);
        if (held.value() == null) {
            return new HeldView(held, null, "there is no value");
        }
        if (topic.isEmpty()) {
            return new HeldView(held, null, "no topic of ours: " + held.valueTopic());
        }
        if (registry.isEmpty()) {
            return new HeldView(held, null, "no registry is set");
        }
        try (RegistryClient client = RegistryClient.create(registry)) {
            return new HeldView(held, decoded(topic.get(), held.value(), client), null);
        } catch (KafkaException e) {
            return new HeldView(held, null, e.getMessage());
        }
    }

    Map<String, Object> document() {
        Map<String, Object> document = QuarantineDocument.of(held.entry());
        document.put("headers", held.headers());
        document.put("key", held.key() == null ? null : HexFormat.of().formatHex(held.key()));
        document.put("value", value);
        document.put("unreadable", unreadable);
        document.put(
                "bytes",
                value != null || held.value() == null ? null : HexFormat.of().formatHex(held.value()));
        return document;
    }

    void print(PrintWriter out) {
        Entry entry = held.entry();
        out.println(QuarantineDocument.line(entry));
        if (entry.outcome() != null) {
            String why = entry.retryReason() == null ? "" : ": " + QuarantineDocument.oneLine(entry.retryReason());
            String where = entry.resent() == null ? "" : ", now " + entry.resent();
            out.println("retried    " + entry.retriedAt() + " by " + entry.retriedBy() + ", " + entry.outcome() + where
                    + why);
        }
        out.println("record of  " + entry.recordTime());
        held.headers()
                .forEach((name, text) -> out.println("header     " + name + ": " + QuarantineDocument.oneLine(text)));
        out.println("key        " + (held.key() == null ? "none" : ""));
        HexDump.print(out, held.key());
        if (value != null) {
            out.println("value");
            out.println(value.toPrettyString());
        } else {
            out.println("value      not decoded: " + unreadable);
            HexDump.print(out, held.value());
        }
    }

    private static Optional<Topic<?>> topic(String name, TopicCatalogue topics) {
        return topics.all().stream()
                .filter(topic -> topic.hasSchema() && topic.name().equals(name))
                .<Topic<?>>map(topic -> topic)
                .findFirst();
    }

    private static <V extends SpecificRecord> JsonNode decoded(Topic<V> topic, byte[] value, RegistryClient registry) {
        V record = new AvroSerde<>(topic.type(), registry).deserializer().deserialize(topic.name(), value);
        try {
            return JSON.readTree(record.toString());
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(record.toString()); // numbers that JSON has no form for
        }
    }
}
