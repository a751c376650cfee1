package io.plumbline.sink.migrate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the community edition of TimescaleDB adds: columnstore, policies and continuous aggregates, by the names of 2.18
 * and later. Written from its documentation; only the refusals of the Apache edition have been seen (ADR 23).
 */
final class CommunityFeatures {
    /** The columns that tell series apart: together with the order, the whole key. */
    private static final Map<String, String> SERIES = series();

    private CommunityFeatures() {}

    /** @param rules of the tables that are hypertables */
    static List<Feature> of(List<RetentionRule> rules) {
        List<Feature> result = new ArrayList<>();
        for (RetentionRule rule : rules) {
            String kind = rule.table().replaceFirst("_(short|medium|long)$", "");
            if (SERIES.containsKey(kind)) {
                result.addAll(columnstore(rule, SERIES.get(kind)));
            }
            result.add(retention(rule));
        }
        String keep = rules.stream()
                .filter(rule -> rule.table().equals("window_stats_short"))
                .map(RetentionRule::keep)
                .findFirst()
                .orElse("forever");
        result.addAll(counts(keep));
        return result;
    }

    private static List<Feature> columnstore(RetentionRule rule, String series) {
        String table = "plumbline." + rule.table();
        return List.of(
                new Feature(
                        "columnstore of " + rule.table(),
                        "ALTER TABLE " + table + " SET (timescaledb.enable_columnstore, timescaledb.segmentby = '"
                                + series + "', timescaledb.orderby = 'window_ms, window_start DESC')"),
                // A chunk is left alone while it is written to, and for as long again: corrections come late.
                new Feature(
                        "columnstore policy of " + rule.table(),
                        "CALL remove_columnstore_policy('" + table + "', if_exists => true)",
                        "CALL add_columnstore_policy('" + table + "', after => " + interval(rule.chunk())
                                + ", if_not_exists => true)"));
    }

    private static Feature retention(RetentionRule rule) {
        String remove = "SELECT remove_retention_policy('plumbline." + rule.table() + "', if_exists => true)";
        return rule.keep().equals("forever")
                ? new Feature("no retention policy of " + rule.table(), remove)
                : new Feature(
                        "retention policy of " + rule.table(),
                        remove,
                        "SELECT add_retention_policy('plumbline." + rule.table() + "', drop_after => "
                                + interval(rule.keep()) + ", if_not_exists => true)");
    }

    /** They outlive the windows that they count, so they must not be refreshed where these have gone. */
    private static List<Feature> counts(String keep) {
        String refreshed = keep.equals("forever") ? "INTERVAL '7 days'" : interval(keep) + " / 2";
        return List.of(
                new Feature("continuous aggregate operation_counts_hourly", hourly()),
                new Feature(
                        "refresh policy of operation_counts_hourly",
                        "SELECT remove_continuous_aggregate_policy('grafana.operation_counts_hourly', if_exists => true)",
                        "SELECT add_continuous_aggregate_policy('grafana.operation_counts_hourly', start_offset => "
                                + refreshed + ", end_offset => INTERVAL '1 minute',"
                                + " schedule_interval => INTERVAL '10 minutes')"),
                new Feature("continuous aggregate operation_counts_daily", daily()),
                new Feature(
                        "refresh policy of operation_counts_daily",
                        "SELECT remove_continuous_aggregate_policy('grafana.operation_counts_daily', if_exists => true)",
                        "SELECT add_continuous_aggregate_policy('grafana.operation_counts_daily',"
                                + " start_offset => INTERVAL '7 days', end_offset => INTERVAL '1 minute',"
                                + " schedule_interval => INTERVAL '1 hour')"),
                new Feature(
                        "Grafana's right to read the counts",
                        "GRANT SELECT ON grafana.operation_counts_hourly, grafana.operation_counts_daily"
                                + " TO plumbline_grafana"));
    }

    private static String hourly() {
        return """
                CREATE MATERIALIZED VIEW IF NOT EXISTS grafana.operation_counts_hourly
                WITH (timescaledb.continuous) AS
                SELECT system, run, operation, time_bucket(INTERVAL '1 hour', window_start) AS hour,
                    sum(event_count) AS event_count, sum(ok_count) AS ok_count, sum(error_count) AS error_count,
                    sum(timeout_count) AS timeout_count, sum(late_count) AS late_count
                FROM plumbline.window_stats_short
                WHERE node = '' AND window_ms = 1000
                GROUP BY system, run, operation, time_bucket(INTERVAL '1 hour', window_start)
                WITH NO DATA""";
    }

    private static String daily() {
        return """
                CREATE MATERIALIZED VIEW IF NOT EXISTS grafana.operation_counts_daily
                WITH (timescaledb.continuous) AS
                SELECT system, run, operation, time_bucket(INTERVAL '1 day', hour) AS day,
                    sum(event_count) AS event_count, sum(ok_count) AS ok_count, sum(error_count) AS error_count,
                    sum(timeout_count) AS timeout_count, sum(late_count) AS late_count
                FROM grafana.operation_counts_hourly
                GROUP BY system, run, operation, time_bucket(INTERVAL '1 day', hour)
                WITH NO DATA""";
    }

    private static String interval(String time) {
        return "INTERVAL '" + time.replace("d", " days").replace("h", " hours") + "'";
    }

    private static Map<String, String> series() {
        Map<String, String> result = new LinkedHashMap<>();
        result.put("window_stats", "system, run, operation, node");
        result.put("resource_stats", "system, run, node");
        result.put("transport_stats", "system, run, node, peer");
        return result;
    }
}
