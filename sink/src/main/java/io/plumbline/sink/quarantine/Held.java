package io.plumbline.sink.quarantine;

import java.util.Map;

/**
 * A record as it was set aside.
 *
 * @param topicId Kafka's id of the topic in which it was found; empty: not known
 * @param key its bytes; null: none
 * @param value its bytes; null: none
 * @param headers by name, as text, or in hexadecimal where they are none; of several with one name the last
 */
@SuppressWarnings("ArrayRecordComponent") // rows and records are never compared
public record Held(Entry entry, String topicId, byte[] key, byte[] value, Map<String, String> headers) {

    /** Whether it is stored, or on its way, already. */
    public boolean isDone() {
        return "STORED".equals(entry.outcome()) || "RESENT".equals(entry.outcome());
    }

    /** For a result that could not be written: the topic that it was for. */
    public String outputTopic() {
        return headers.get("plumbline.errors.output.topic");
    }

    /** Whose value it is: that of the result, or that of the record in its first place. */
    public String valueTopic() {
        return outputTopic() == null ? entry.topic() : outputTopic();
    }
}
