package io.plumbline.sink.core;

import io.plumbline.sink.route.Decoded;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Says what becomes of a record. */
@FunctionalInterface
public interface Decoder {
    /** @throws org.apache.kafka.common.KafkaException if that cannot be said now: the record may be as good as any */
    Decoded decode(ConsumerRecord<byte[], byte[]> record);
}
