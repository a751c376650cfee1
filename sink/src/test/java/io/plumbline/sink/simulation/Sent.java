package io.plumbline.sink.simulation;

import io.plumbline.sink.database.Column;
import io.plumbline.sink.database.ColumnType;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.route.Decoded;
import io.plumbline.sink.route.Refusals;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A record of the simulation, and what its topic makes of it.
 *
 * @param id of this very record
 * @param revision decides between records of a key, where the topic's table has revisions
 * @param newSchema whether the registry has to be asked about it
 */
record Sent(long id, Kind kind, int key, int revision, boolean newSchema) {
    /** Rows have revisions, and usually are new. */
    static final String WINDOWS = "windows";
    /** Rows replace each other, and are kept as history too. */
    static final String STATES = "states";

    static final Table WINDOW = new Table("window", columns(), List.of("key"), "revision");
    static final Table PRESENT = new Table("present", columns(), List.of("key"), "");
    static final Table HISTORY = new Table("history", columns(), List.of("key", "revision"), "");

    static final List<Kind> KINDS = List.of(Kind.values());

    /** What the record deserves. */
    enum Kind {
        GOOD,
        TOMBSTONE,
        /** Not even a record. */
        GARBAGE,
        /** Refused by a constraint, in a COPY that names the line. */
        POISON,
        /** Refused without a word about the line. */
        NAMELESS,
        /** Refused only where rows meet the table: by a foreign key, say. */
        POISON_AT_MERGE,
        /** Bigger than the server allows. */
        TOO_BIG
    }

    private static List<Column> columns() {
        return List.of(new Column("key", ColumnType.BIGINT), new Column("revision", ColumnType.BIGINT));
    }

    boolean refused() {
        return kind != Kind.GOOD && kind != Kind.TOMBSTONE;
    }

    byte[] bytes() {
        if (kind == Kind.TOMBSTONE) {
            return null;
        }
        return ByteBuffer.allocate(24)
                .putLong(id)
                .putInt(KINDS.indexOf(kind))
                .putInt(key)
                .putInt(revision)
                .putInt(newSchema ? 1 : 0)
                .array();
    }

    static Sent of(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Sent(in.getLong(), KINDS.get(in.getInt()), in.getInt(), in.getInt(), in.getInt() == 1);
    }

    /** As the sink decodes it. */
    static Decoded decode(ConsumerRecord<byte[], byte[]> record, boolean registryDown) {
        if (record.value() == null) {
            return new Decoded.Nothing();
        }
        Sent sent = of(record.value());
        if (sent.newSchema && registryDown) {
            throw new TimeoutException("the registry does not answer");
        }
        return sent.kind == Kind.GARBAGE
                ? new Decoded.SetAside(Refusals.bySink(record, "no record"))
                : new Decoded.Stored(sent.rows(record.topic()));
    }

    List<Row> rows(String topic) {
        if (topic.equals(WINDOWS)) {
            return List.of(new Row(WINDOW, bytes()));
        }
        return List.of(new Row(PRESENT, bytes()), new Row(HISTORY, bytes()));
    }
}
