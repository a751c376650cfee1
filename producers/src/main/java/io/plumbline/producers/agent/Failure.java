package io.plumbline.producers.agent;

import io.plumbline.schemas.registry.RegistryException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** What the outbox does about a record that was not acknowledged. */
enum Failure {
    /**
     * Send it again, unchanged. It may have arrived all the same (a lost acknowledgement): then it arrives twice under the
     * same sequence numbers, and the reader counts it once. Losing it, or giving it new numbers, could not be mended there.
     */
    WAIT,
    /** The same, with a new producer: this one says of every record what it said of this. */
    REPLACE_PRODUCER,
    /** Neither Kafka nor the encoder will ever take it, and it certainly was not stored: declare its numbers as dropped. */
    REFUSED;

    static Failure of(Exception e) {
        if (e instanceof RecordTooLargeException
                || e instanceof RecordBatchTooLargeException
                || e instanceof InvalidTimestampException
                || e instanceof InvalidRecordException
                || e instanceof SerializationException) {
            return REFUSED;
        }
        return e instanceof RetriableException || e instanceof RegistryException ? WAIT : REPLACE_PRODUCER;
    }
}
