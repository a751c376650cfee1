package io.plumbline.producers.agent;

import io.plumbline.producers.spool.SpoolRecord;
import io.plumbline.schemas.event.NodeStatus;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record on its way to Kafka. It keeps its value until Kafka has acknowledged it, so that it can be sent again as it
 * was, under the same sequence numbers.
 *
 * @param record topic, key, event time and value
 * @param span the sequence numbers of this boot that it carries
 * @param perishable a failure drops it: a newer one of its kind follows anyway
 */
record Envelope(SpoolRecord record, Span span, boolean perishable) {
    String topic() {
        return record.topic();
    }

    SpecificRecord value() {
        return record.value();
    }

    boolean isStatus() {
        return value() instanceof NodeStatus;
    }
}
