package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.database.Row;
import io.plumbline.sink.database.Table;
import io.plumbline.sink.rows.WindowStatsRows;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * What nobody who stores these rows can beat: every batch lies in memory in the form of COPY BINARY and only has to be sent.
 * One connection, one transaction for each batch. Corrections are left out, because COPY knows no conflicts.
 */
final class CopyStorer implements Storer {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};
    private static final int MESSAGE_BYTES = 64 << 10; // as the sink sends

    private final WindowStatsRows mapper = new WindowStatsRows();
    private final List<byte[]> batches = new ArrayList<>();
    private Table table;

    @Override
    public Stopwatch.Lap store(StoreTask task) throws SQLException {
        if (batches.isEmpty()) {
            prepare(task);
        }
        try (Connection connection = DatabaseConfig.of(task.jdbcUrl()).connect("bench-copy")) {
            connection.setAutoCommit(false);
            Stopwatch stopwatch = new Stopwatch();
            stopwatch.start();
            for (byte[] batch : batches) {
                copy(connection, batch);
                connection.commit();
            }
            return stopwatch.lap();
        }
    }

    private void copy(Connection connection, byte[] batch) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(table.copy());
        for (int from = 0; from < batch.length; from += MESSAGE_BYTES) {
            copy.writeToCopy(batch, from, Math.min(MESSAGE_BYTES, batch.length - from));
        }
        copy.endCopy();
    }

    private void prepare(StoreTask task) throws SQLException {
        List<byte[]> waiting = new ArrayList<>();
        WindowConsumer.readAll(task, new Stopwatch(), rows -> {
            for (WindowStats stats : rows) {
                if (stats.getRevision() == 0) {
                    Row row = mapper.row(stats);
                    table = row.table();
                    waiting.add(row.tuple());
                }
                if (waiting.size() == task.batchRows()) {
                    batches.add(batch(waiting));
                    waiting.clear();
                }
            }
        });
        if (!waiting.isEmpty()) {
            batches.add(batch(waiting));
        }
    }

    private static byte[] batch(List<byte[]> tuples) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HEADER);
        tuples.forEach(bytes::writeBytes);
        bytes.writeBytes(TRAILER);
        return bytes.toByteArray();
    }
}
