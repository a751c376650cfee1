package io.plumbline.benchmarks.store;

import io.plumbline.benchmarks.run.Stopwatch;
import io.plumbline.schemas.event.WindowStats;
import io.plumbline.sink.database.Column;
import io.plumbline.sink.database.DatabaseConfig;
import io.plumbline.sink.database.Table;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a JDBC sink does when it is written with care: prepared once, bound with typed values, sent in batches that the
 * driver makes into statements of many rows. It stores no positions, and a correction replaces whatever is there.
 */
final class InsertStorer implements Storer {
    private static final String SQL = sql();

    @Override
    public Stopwatch.Lap store(StoreTask task) throws SQLException {
        String url = task.jdbcUrl() + "&reWriteBatchedInserts=true";
        Stopwatch stopwatch = new Stopwatch();
        try (Connection connection = DatabaseConfig.of(url).connect("bench-insert")) {
            connection.setAutoCommit(false);
            WindowConsumer.readAll(task, stopwatch, rows -> {
                insert(connection, rows);
                connection.commit();
            });
        }
        return stopwatch.lap();
    }

    private static void insert(Connection connection, List<WindowStats> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            for (WindowStats row : rows) {
                bind(statement, FlatRow.values(row));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Instant time) {
                statement.setObject(i + 1, time.atOffset(ZoneOffset.UTC));
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
    }

    private static String sql() {
        Table table = FlatRow.TABLE;
        List<String> names = table.columns().stream().map(Column::name).toList();
        String updates = names.stream()
                .filter(name -> !table.key().contains(name))
                .map(name -> name + " = excluded." + name)
                .collect(Collectors.joining(", "));
        return "INSERT INTO plumbline." + table.name() + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ") ON CONFLICT ("
                + String.join(", ", table.key()) + ") DO UPDATE SET " + updates;
    }
}
