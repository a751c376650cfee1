package io.plumbline.reports;

import io.plumbline.sketch.Sketch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * What many stored windows say together: quantiles are those of all their events, merged from sketches, never averages of
 * quantiles. Every window length covers all events, so one is chosen for each series: the one that covers most of the
 * range, of equals the shortest. Uses one connection, so one thread at a time.
 */
public record MergedWindows(Connection connection) {
    private static final String ASKED = """
            WITH asked (system, run, operation, node, release, from_at, to_at) AS (
                VALUES (?::text, ?::text, ?::text, ?::text, ?::text, ?::timestamptz, ?::timestamptz)),
            """;
    private static final String IN_RANGE = """
            w.system = asked.system AND w.run = asked.run AND (asked.release IS NULL OR w.release = asked.release)
                AND (asked.from_at IS NULL OR w.window_start >= asked.from_at)
                AND (asked.to_at IS NULL OR w.window_start + w.window_ms * INTERVAL '1 millisecond' <= asked.to_at)
            """;
    private static final String SPAN = """
            min(window_start) AS from_at, max(window_start + window_ms * INTERVAL '1 millisecond') AS to_at,
                (ARRAY['REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED'])[max(array_position(
                    ARRAY['REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED'], origin))] AS origin, count(*) AS windows
            """;

    private static final String OPERATIONS = ASKED + """
            found AS (
                SELECT w.*, %s AS of_node FROM grafana.%s AS w, asked
                WHERE w.event_count > 0 AND (asked.operation IS NULL OR w.operation = asked.operation) AND %s AND
            """ + IN_RANGE + """
            ),
            merged AS (
                SELECT operation, of_node, window_ms, sum(event_count) AS events, sum(ok_count) AS ok, sum(bytes) AS bytes,
                    sum(window_ms) / 1000.0 AS seconds, sum(mean_ns * event_count) / sum(event_count) AS mean,
                    plumbline.merge(sketch_lo, sketch_counts, min_ns, max_ns) AS sketch,
            """ + SPAN + """
                FROM found GROUP BY operation, of_node, window_ms)
            SELECT DISTINCT ON (operation, of_node) (SELECT system FROM asked) AS system, operation, of_node, origin, windows,
                seconds, from_at, to_at, events, ok, bytes, mean, plumbline.sketch_quantile(0.50, sketch) AS p50,
                plumbline.sketch_quantile(0.95, sketch) AS p95,
                CASE WHEN plumbline.sketch_high(0.99, sketch) IS NOT NULL
                    THEN plumbline.sketch_quantile(0.99, sketch) END AS p99,
                (sketch).lo AS lo, (sketch).counts AS counts, (sketch).min AS least, (sketch).max AS greatest
            FROM merged ORDER BY operation, of_node, events DESC, window_ms
            """;
    private static final String ALL_NODES = OPERATIONS.formatted("''::text", "windows", "true");
    private static final String ONE_NODE = OPERATIONS.formatted("w.node", "node_windows", "w.node = asked.node");

    private static final String NODES = ASKED + """
            found AS (
                SELECT w.* FROM grafana.resources AS w, asked
                WHERE num_nonnulls(cpu_process_mean, cpu_system_mean, memory_process_bytes_mean, memory_system_bytes_mean) > 0
                    AND (asked.node IS NULL OR w.node = asked.node) AND
            """ + IN_RANGE + """
            ),
            merged AS (
                SELECT node, window_ms, sum(samples) AS samples,
                    count(cpu_process_mean) + count(memory_process_bytes_mean) > 0 AS of_process,
                    sum(cpu_process_mean * cpu_process_samples) / sum(cpu_process_samples) AS cpu_process,
                    sum(cpu_system_mean * cpu_system_samples) / sum(cpu_system_samples) AS cpu_system,
                    sum(memory_process_bytes_mean * memory_process_bytes_samples)
                        / sum(memory_process_bytes_samples) AS memory_process,
                    sum(memory_system_bytes_mean * memory_system_bytes_samples)
                        / sum(memory_system_bytes_samples) AS memory_system,
            """ + SPAN + """
                FROM found GROUP BY node, window_ms)
            SELECT DISTINCT ON (node) (SELECT system FROM asked) AS system, node, origin, windows, from_at, to_at, of_process,
                CASE WHEN of_process THEN cpu_process ELSE cpu_system END AS cpu,
                CASE WHEN of_process THEN memory_process ELSE memory_system END AS memory
            FROM merged ORDER BY node, samples DESC, window_ms
            """;

    /** Each operation in the range, over all nodes or of the one that is asked for. */
    public List<MergedOperation> operations(WindowRange range) throws SQLException {
        String sql = range.node() == null || range.node().isEmpty() ? ALL_NODES : ONE_NODE;
        return Query.list(connection, sql, MergedWindows::operation, range.parameters());
    }

    /** The resources of each node in the range; its operation does not matter. */
    public List<MergedNode> nodes(WindowRange range) throws SQLException {
        return Query.list(connection, NODES, MergedWindows::node, range.parameters());
    }

    private static MergedOperation operation(ResultSet row) throws SQLException {
        return new MergedOperation(
                row.getString("system"),
                row.getString("operation"),
                row.getString("of_node"),
                row.getString("origin"),
                row.getInt("windows"),
                row.getDouble("seconds"),
                instant(row, "from_at"),
                instant(row, "to_at"),
                row.getLong("events"),
                row.getLong("ok"),
                row.getLong("bytes"),
                row.getDouble("p50"),
                row.getDouble("p95"),
                Query.number(row, "p99"),
                row.getDouble("mean"),
                sketch(row));
    }

    /** The sum, which nothing asks a merged sketch for, is that of the mean. */
    private static Sketch sketch(ResultSet row) throws SQLException {
        Long[] counts = (Long[]) row.getArray("counts").getArray();
        return Sketch.of(
                row.getInt("lo"),
                Arrays.stream(counts).mapToLong(Long::longValue).toArray(),
                Math.round(row.getDouble("mean") * row.getLong("events")),
                0,
                row.getDouble("least"),
                row.getDouble("greatest"));
    }

    private static MergedNode node(ResultSet row) throws SQLException {
        return new MergedNode(
                row.getString("system"),
                row.getString("node"),
                row.getString("origin"),
                row.getInt("windows"),
                instant(row, "from_at"),
                instant(row, "to_at"),
                row.getBoolean("of_process"),
                Query.number(row, "cpu"),
                Query.number(row, "memory"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
