package io.plumbline.sink.quarantine;

import java.time.Instant;

/**
 * A row of the quarantine without the record's content.
 *
 * @param found where the sink found it
 * @param topic where it stood first, with {@code partition} and {@code offset}
 * @param recordTime Kafka's timestamp; null: none
 * @param keyBytes null: no key
 * @param valueBytes null: no value
 * @param outcome of the last retry: STORED, RESENT or REFUSED; null: there was none, and the next four are null, too
 * @param retryReason why it was refused again; null: it was not
 * @param resent where it was sent to; null: nowhere
 */
public record Entry(
        Coordinates found,
        String stage,
        String topic,
        int partition,
        long offset,
        Instant recordTime,
        Instant quarantinedAt,
        Integer keyBytes,
        Integer valueBytes,
        String reason,
        String outcome,
        Instant retriedAt,
        String retriedBy,
        String retryReason,
        Coordinates resent) {}
