package io.plumbline.sink.core;

import io.plumbline.sink.database.Counts;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.route.Decoded;
import io.plumbline.sink.route.Refusals;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One record and what becomes of it.
 *
 * @param partition that the record is of
 * @param refusedBy the tables that did not take it; empty unless the database itself refused it
 */
public record Item(
        TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Decoded decoded, Set<Table> refusedBy) {
    Item(TopicPartition partition, ConsumerRecord<byte[], byte[]> record, Decoded decoded) {
        this(partition, record, decoded, Set.of());
    }

    List<Row> rows() {
        return decoded instanceof Decoded.Stored stored ? stored.rows() : List.of();
    }

    Set<Table> tables() {
        return rows().stream().map(Row::table).collect(Collectors.toSet());
    }

    int weight() {
        return Math.max(1, rows().size());
    }

    long bytes() {
        return length(record.key()) + length(record.value());
    }

    Counts counts() {
        if (decoded instanceof Decoded.Stored) {
            return new Counts(1, 0, 0);
        }
        return decoded instanceof Decoded.SetAside ? new Counts(0, 1, 0) : new Counts(0, 0, 1);
    }

    /** The same record, set aside because these tables do not take it. */
    Item refused(Set<Table> by, String reason) {
        return new Item(partition, record, new Decoded.SetAside(Refusals.bySink(record, reason)), by);
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
