-- What each role may do. After every migration, because views are made anew; roles that do not exist yet get theirs when
-- a database administrator has made them and `plumbline migrate` runs again.
-- The writer adds and corrects rows: it cannot delete or change the schema. Grafana reads views, and no table.

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_writer') THEN
        GRANT USAGE ON SCHEMA plumbline TO plumbline_writer;
        GRANT SELECT, INSERT, UPDATE ON
            plumbline.window_stats_short, plumbline.window_stats_medium, plumbline.window_stats_long,
            plumbline.resource_stats_short, plumbline.resource_stats_medium, plumbline.resource_stats_long,
            plumbline.transport_stats_short, plumbline.transport_stats_medium, plumbline.transport_stats_long,
            plumbline.node_status, plumbline.delivery, plumbline.run_event, plumbline.health, plumbline.health_history,
            plumbline.alerts, plumbline.alert_history, plumbline.incidents, plumbline.baselines, plumbline.baseline_history,
            plumbline.scaling, plumbline.scaling_history, plumbline.scores, plumbline.trends,
            plumbline.sink_position TO plumbline_writer;
        GRANT SELECT ON plumbline.window_stats, plumbline.resource_stats, plumbline.transport_stats,
            plumbline.retention TO plumbline_writer;
        GRANT EXECUTE ON FUNCTION plumbline.apply_retention, plumbline.end_long_reads TO plumbline_writer;
        GRANT SELECT, INSERT ON plumbline.quarantine, plumbline.sink_gap TO plumbline_writer;
        -- What was set aside stays as it was; only what became of a retry is added.
        GRANT UPDATE (retried_at, retried_by, outcome, retry_reason, resent_topic, resent_partition, resent_offset)
            ON plumbline.quarantine TO plumbline_writer;
        GRANT USAGE ON SEQUENCE plumbline.sink_epoch TO plumbline_writer;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_grafana') THEN
        GRANT USAGE ON SCHEMA grafana, plumbline TO plumbline_grafana; -- the latter for its functions of quantiles
        GRANT SELECT ON ALL TABLES IN SCHEMA grafana TO plumbline_grafana;
    END IF;
END
$$;
