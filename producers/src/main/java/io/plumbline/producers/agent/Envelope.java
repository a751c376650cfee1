package io.plumbline.producers.agent;

import io.plumbline.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/**
 * One record on its way to Kafka. It keeps its value until Kafka has acknowledged it, so that it can be sent again as it
 * was, under the same sequence numbers.
 *
 * @param timestampMillis event time
 * @param span the sequence numbers that it carries
 * @param perishable a failure drops it: a newer one of its kind follows anyway
 */
record Envelope(
        Topic<? extends SpecificRecord> topic,
        SpecificRecord value,
        long timestampMillis,
        Span span,
        boolean perishable) {}
