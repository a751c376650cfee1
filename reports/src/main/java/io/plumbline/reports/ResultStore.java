package io.plumbline.reports;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * The stored results of one run, read with bound parameters only. Every percentile is merged from sketches; none is an
 * average of percentiles. Uses one connection, so one thread at a time.
 *
 * @param baseWindow the shortest window length that is stored: the level that is merged
 */
public record ResultStore(Connection connection, String run, Duration baseWindow) {

    /** All operations, over the newest {@code last} seconds of stored windows or, if null, over everything. */
    public List<OperationFigures> operations(Duration last) throws SQLException {
        return Query.list(
                connection,
                Sql.OPERATIONS,
                ResultStore::operation,
                run,
                baseWindow.toMillis(),
                last == null ? null : (double) last.toMillis() / 1000);
    }

    /** The resources of all nodes, over the newest {@code last} seconds of stored windows or, if null, over everything. */
    public List<NodeFigures> nodes(Duration last) throws SQLException {
        return Query.list(
                connection,
                Sql.NODES,
                row -> new NodeFigures(
                        row.getString("system"),
                        row.getString("node"),
                        Query.number(row, "cpu_system"),
                        Query.number(row, "cpu_process"),
                        Query.number(row, "memory_system"),
                        Query.number(row, "memory_process")),
                run,
                baseWindow.toMillis(),
                last == null ? null : (double) last.toMillis() / 1000);
    }

    /** What became of the events of these boots. */
    public EventAccount events(Collection<String> boots) throws SQLException {
        Array array = connection.createArrayOf("text", boots.toArray());
        return Query.list(
                        connection,
                        Sql.EVENTS,
                        row -> new EventAccount(
                                row.getLong("produced"),
                                row.getLong("stored"),
                                row.getLong("late"),
                                row.getLong("quarantined"),
                                row.getLong("lost"),
                                row.getLong("duplicated")),
                        run,
                        baseWindow.toMillis(),
                        array)
                .get(0);
    }

    /** Freshness over the newest {@code last} seconds of stored windows or, if null, over everything. */
    public Freshness freshness(Duration last) throws SQLException {
        return Query.list(
                        connection,
                        Sql.FRESHNESS,
                        row -> new Freshness(Query.number(row, "p50"), Query.number(row, "p99")),
                        run,
                        baseWindow.toMillis(),
                        last == null ? null : (double) last.toMillis() / 1000)
                .get(0);
    }

    private static OperationFigures operation(ResultSet row) throws SQLException {
        return new OperationFigures(
                row.getString("system"),
                row.getString("operation"),
                row.getLong("events"),
                row.getDouble("rate"),
                row.getDouble("p50") / 1e6,
                row.getDouble("p95") / 1e6,
                millis(row, "p95_low"),
                millis(row, "p95_high"),
                row.getDouble("p99") / 1e6,
                millis(row, "p99_low"),
                millis(row, "p99_high"),
                row.getObject("p99_high") == null,
                row.getDouble("error_rate"));
    }

    private static Double millis(ResultSet row, String column) throws SQLException {
        Double nanos = Query.number(row, column);
        return nanos == null ? null : (Double) (nanos / 1e6);
    }
}
