package io.plumbline.producers.spool;

import org.apache.avro.specific.SpecificRecord;

/**
 * One record for Kafka, as it waits on disk.
 *
 * @param topic full name
 * @param timestampMillis event time
 */
public record SpoolRecord(String topic, String key, long timestampMillis, SpecificRecord value) {}
