package io.plumbline.reports;

/** The queries of {@link ResultStore}. Each takes the run, the base window in milliseconds and one more. */
final class Sql {
    static final String OPERATIONS = """
            WITH asked (run, window_ms, seconds) AS (VALUES (?::text, ?::bigint, ?::double precision)),
            base AS (
                SELECT w.* FROM grafana.windows w JOIN asked USING (run, window_ms)
                WHERE asked.seconds IS NULL
                    OR w.window_start >= now() - make_interval(secs => asked.seconds)),
            merged AS (
                SELECT system, operation, sum(event_count) AS events,
                       sum(event_count) / (extract(epoch FROM max(window_start) - min(window_start)) + max(window_ms) / 1000.0) AS rate,
                       plumbline.merge(sketch_lo, sketch_counts, min_ns, max_ns) AS sketch,
                       sum(error_count + timeout_count)::double precision / sum(event_count) AS error_rate
                FROM base GROUP BY system, operation HAVING sum(event_count) > 0)
            SELECT system, operation, events, rate, plumbline.sketch_quantile(0.50, sketch) AS p50,
                   plumbline.sketch_quantile(0.95, sketch) AS p95, plumbline.sketch_low(0.95, sketch) AS p95_low,
                   plumbline.sketch_high(0.95, sketch) AS p95_high, plumbline.sketch_quantile(0.99, sketch) AS p99,
                   plumbline.sketch_low(0.99, sketch) AS p99_low, plumbline.sketch_high(0.99, sketch) AS p99_high, error_rate
            FROM merged ORDER BY system, operation
            """;

    static final String NODES = """
            WITH asked (run, window_ms, seconds) AS (VALUES (?::text, ?::bigint, ?::double precision)),
            base AS (
                SELECT r.* FROM grafana.resources r JOIN asked USING (run, window_ms)
                WHERE asked.seconds IS NULL
                    OR r.window_start >= now() - make_interval(secs => asked.seconds))
            SELECT system, node,
                   avg(cpu_system_mean) AS cpu_system, avg(cpu_process_mean) AS cpu_process,
                   max(memory_system_bytes_max) AS memory_system, max(memory_process_bytes_max) AS memory_process
            FROM base GROUP BY system, node ORDER BY system, node
            """;

    /** sent (recorded - dropped) - received: lost on the way to the topology; received - stored - late: lost behind it. */
    static final String EVENTS = """
            WITH asked (run, window_ms, boots) AS (VALUES (?::text, ?::bigint, ?::text[])),
            arrived AS (
                SELECT coalesce(sum(d.recorded_count - d.dropped_count), 0) AS sent,
                       coalesce(sum(d.received_count), 0) AS events, coalesce(sum(d.duplicated_count), 0) AS duplicated,
                       coalesce(sum(d.quarantined_count), 0) AS refused
                FROM grafana.deliveries d, asked WHERE d.boot = ANY (asked.boots)),
            kept AS (
                SELECT coalesce(sum(w.event_count), 0) AS events, coalesce(sum(w.late_count), 0) AS late
                FROM grafana.windows w JOIN asked USING (run, window_ms))
            SELECT arrived.sent AS produced, kept.events AS stored, kept.late AS late,
                   (SELECT count(*) FROM grafana.quarantine) AS quarantined,
                   greatest(arrived.sent - arrived.events, 0)
                     + greatest(arrived.events - arrived.refused - kept.late - kept.events, 0) AS lost,
                   arrived.duplicated + greatest(kept.events + kept.late - arrived.events, 0) AS duplicated
            FROM arrived, kept
            """;

    /** Only the first emission of a window says how fresh it was, and a drained pipeline closes windows early. */
    static final String FRESHNESS = """
            WITH asked (run, window_ms, seconds) AS (VALUES (?::text, ?::bigint, ?::double precision)),
            delay AS (
                SELECT f.freshness_ms AS millis
                FROM grafana.freshness f JOIN asked USING (run, window_ms)
                WHERE asked.seconds IS NULL OR f.window_start >= now() - make_interval(secs => asked.seconds))
            SELECT percentile_disc(0.50) WITHIN GROUP (ORDER BY millis)::double precision AS p50,
                   percentile_disc(0.99) WITHIN GROUP (ORDER BY millis)::double precision AS p99
            FROM delay
            """;

    private Sql() {}
}
