-- What Grafana may see, and the only thing that its role may read. Units stand in the names.
-- Views are dropped and made again, because CREATE OR REPLACE cannot rename or reorder columns; afterMigrate grants.

DROP VIEW IF EXISTS grafana.windows, grafana.node_windows, grafana.resources, grafana.nodes, grafana.freshness,
    grafana.deliveries, grafana.quarantine, grafana.runs, grafana.transport_stats, grafana.health,
    grafana.health_reasons, grafana.health_history;
DROP VIEW IF EXISTS plumbline.window_stats, plumbline.resource_stats, plumbline.transport_stats;

-- To read windows of whatever length. The tables' checks on window_ms let the planner leave out those that cannot hold the
-- length that is asked for. Nothing can be written here: the sink picks the table.
CREATE VIEW plumbline.window_stats AS
SELECT * FROM plumbline.window_stats_short
UNION ALL SELECT * FROM plumbline.window_stats_medium
UNION ALL SELECT * FROM plumbline.window_stats_long;

COMMENT ON VIEW plumbline.window_stats IS 'Closed windows of every length, of one operation over all nodes (node is empty) or for one node. plumbline.counts shows the counts of their sketches.';

CREATE VIEW plumbline.resource_stats AS
SELECT * FROM plumbline.resource_stats_short
UNION ALL SELECT * FROM plumbline.resource_stats_medium
UNION ALL SELECT * FROM plumbline.resource_stats_long;

COMMENT ON VIEW plumbline.resource_stats IS 'Closed windows of every length of one node''s resources.';

CREATE VIEW plumbline.transport_stats AS
SELECT * FROM plumbline.transport_stats_short
UNION ALL SELECT * FROM plumbline.transport_stats_medium
UNION ALL SELECT * FROM plumbline.transport_stats_long;

COMMENT ON VIEW plumbline.transport_stats IS 'Closed windows of every length of what a node saw of one peer, or of all its peers (peer is empty).';

CREATE VIEW grafana.windows AS
SELECT system, run, operation, release, origin, window_start,
    window_start + window_ms * INTERVAL '1 millisecond' AS window_end, window_ms, revision, closed_by, event_count,
    ok_count, error_count, timeout_count, bytes, node_count, rate_per_second, mean_ns, stddev_ns, min_ns, p50_ns, p90_ns,
    p95_ns, p99_ns, p999_ns, max_ns, p95_low_ns, p95_high_ns, p99_low_ns, p99_high_ns, p99_few_samples,
    sketch_lo, sketch_counts, service_lo, service_counts, service_min_ns, service_max_ns, service_mean_ns, service_p50_ns,
    service_p95_ns, service_p99_ns, late_count, max_lateness_us, emitted_at, stored_at
FROM plumbline.window_stats
WHERE node = '';

COMMENT ON VIEW grafana.windows IS 'Closed windows over all nodes. Merge percentiles with plumbline.quantile, never average them.';

CREATE VIEW grafana.node_windows AS
SELECT system, run, operation, node, release, origin, window_start,
    window_start + window_ms * INTERVAL '1 millisecond' AS window_end, window_ms, revision, closed_by, event_count,
    ok_count, error_count, timeout_count, bytes, rate_per_second, mean_ns, stddev_ns, min_ns, p50_ns, p90_ns,
    p95_ns, p99_ns, p999_ns, max_ns, p95_low_ns, p95_high_ns, p99_low_ns, p99_high_ns, p99_few_samples,
    sketch_lo, sketch_counts, service_lo, service_counts, service_min_ns, service_max_ns, service_mean_ns, service_p50_ns,
    service_p95_ns, service_p99_ns, late_count, max_lateness_us, emitted_at, stored_at
FROM plumbline.window_stats
WHERE node <> '';

COMMENT ON VIEW grafana.node_windows IS 'Closed windows of single nodes; the same events as in grafana.windows.';

CREATE VIEW grafana.resources AS SELECT * FROM plumbline.resource_stats;

COMMENT ON VIEW grafana.resources IS 'Closed windows of each node''s resources.';

CREATE VIEW grafana.transport_stats AS SELECT * FROM plumbline.transport_stats;

COMMENT ON VIEW grafana.transport_stats IS 'Closed windows of what each node saw of each peer, and with an empty peer of all together: never add the two kinds.';

CREATE VIEW grafana.nodes AS
SELECT *,
    CASE
        WHEN state = 'STOPPED' THEN 'stopped'
        WHEN heartbeat_age_seconds * 1000 > 3 * heartbeat_interval_ms THEN 'stale'
        ELSE 'up'
    END AS status
FROM (
    SELECT DISTINCT ON (system, node) system, node, run, boot, release, region, profile, origin, agent_version, state,
        started_at, heartbeat_at, heartbeat_interval_ms,
        extract(epoch FROM now() - heartbeat_at)::double precision AS heartbeat_age_seconds,
        recorded AS recorded_count, sent AS sent_count, dropped AS dropped_count
    FROM plumbline.node_status
    ORDER BY system, node, started_at DESC
) AS latest;

COMMENT ON VIEW grafana.nodes IS 'The newest life of each node: up, stopped (it said so) or stale (three heartbeats are missing).';

CREATE VIEW grafana.freshness AS
SELECT system, run, operation, window_start, window_ms, closed_by, stored_at,
    (1000 * extract(epoch FROM stored_at - window_start) - window_ms)::double precision AS freshness_ms
FROM plumbline.window_stats
WHERE node = '' AND revision = 0 AND closed_by <> 'SHUTDOWN';

COMMENT ON VIEW grafana.freshness IS 'How long after its end each window was stored. Corrections, and windows that a drained pipeline closed early, say nothing of that.';

CREATE VIEW grafana.deliveries AS
SELECT system, coalesce(n.run, d.run) AS run, node, boot, n.state, n.started_at, n.heartbeat_at,
    n.recorded AS recorded_count, n.sent AS sent_count,
    coalesce(d.received, 0) AS received_count, coalesce(d.duplicated, 0) AS duplicated_count,
    greatest(n.dropped, d.dropped) AS dropped_count, coalesce(d.missing, 0) AS missing_count,
    coalesce(d.late, 0) AS late_count, coalesce(d.quarantined, 0) AS quarantined_count,
    -- While an agent runs, what is on its way has not arrived; a minute after it stopped, what has not arrived is lost.
    greatest(n.recorded - n.dropped - coalesce(d.received, 0), 0) AS outstanding_count,
    greatest(coalesce(d.missing, 0),
        CASE WHEN n.state = 'STOPPED' AND n.heartbeat_at < now() - INTERVAL '1 minute'
            THEN n.recorded - n.dropped - coalesce(d.received, 0) ELSE 0 END) AS lost_count
FROM plumbline.node_status AS n
FULL JOIN plumbline.delivery AS d USING (system, node, boot);

COMMENT ON VIEW grafana.deliveries IS 'What became of the measurements of each life of each agent, from its sequence numbers.';

CREATE VIEW grafana.quarantine AS
SELECT quarantined_at, stage, topic, partition, record_offset, record_time, reason,
    octet_length(key) AS key_bytes, octet_length(value) AS value_bytes, found_topic, found_partition, found_offset,
    outcome, retried_at, retried_by, retry_reason, resent_topic, resent_partition, resent_offset
FROM plumbline.quarantine;

COMMENT ON VIEW grafana.quarantine IS 'Records that could not be read or stored, without their content.';

CREATE VIEW grafana.runs AS
SELECT system, run,
    min(at) FILTER (WHERE phase = 'STARTED') AS started_at,
    max(at) FILTER (WHERE phase = 'FINISHED') AS finished_at,
    (array_agg(stage ORDER BY at DESC) FILTER (WHERE phase = 'STAGE'))[1] AS last_stage,
    max(nodes) AS node_count,
    (array_agg(release ORDER BY at DESC))[1] AS release,
    (array_agg(origin ORDER BY at DESC))[1] AS origin
FROM plumbline.run_event
GROUP BY system, run;

COMMENT ON VIEW grafana.runs IS 'Test runs; the parts that the sink has seen.';

-- What nobody has judged for a day is not of the present; what was not judged again in time is unknown, whatever it was.
CREATE VIEW grafana.health AS
SELECT system, run, scope, subject, origin, status,
    array_position(ARRAY['HEALTHY', 'UNKNOWN', 'DEGRADED', 'CRITICAL'], status) - 1 AS severity,
    since, changed_at, evaluated_at, looked_at AS looked_at_count, unwell AS unwell_count, reason
FROM (
    SELECT system, run, scope, coalesce(nullif(node, ''), nullif(component, ''), system) AS subject, origin,
        CASE WHEN is_judged THEN status ELSE 'UNKNOWN' END AS status,
        CASE WHEN is_judged THEN since ELSE evaluated_at END AS since, changed_at, evaluated_at, looked_at, unwell,
        CASE WHEN is_judged THEN coalesce(reasons -> 0 ->> 'text', 'nothing is measured')
            ELSE 'nobody judges it any more' END AS reason
    FROM (SELECT *, evaluated_at + valid_ms * INTERVAL '1 millisecond' > now() AS is_judged FROM plumbline.health) AS h
    WHERE evaluated_at > now() - INTERVAL '1 day'
) AS judged;

COMMENT ON VIEW grafana.health IS 'Health of systems, nodes and components now, each with its first reason.';

CREATE VIEW grafana.health_reasons AS
SELECT h.system, h.run, h.scope, coalesce(nullif(h.node, ''), nullif(h.component, ''), h.system) AS subject, h.evaluated_at,
    r.*
FROM plumbline.health AS h,
    jsonb_to_recordset(h.reasons) AS r(status text, code text, component text, node text, item text,
        value double precision, threshold double precision, unit text, start timestamptz, length_ms bigint, text text)
WHERE h.evaluated_at + h.valid_ms * INTERVAL '1 millisecond' > now();

COMMENT ON VIEW grafana.health_reasons IS 'The reasons of each health that holds now; value and threshold are in unit.';

CREATE VIEW grafana.health_history AS
SELECT system, run, scope, coalesce(nullif(node, ''), nullif(component, ''), system) AS subject, origin, status,
    array_position(ARRAY['HEALTHY', 'UNKNOWN', 'DEGRADED', 'CRITICAL'], status) - 1 AS severity,
    changed_at, evaluated_at, since, unwell AS unwell_count, coalesce(reasons -> 0 ->> 'text', 'nothing is measured') AS reason,
    reasons
FROM plumbline.health_history;

COMMENT ON VIEW grafana.health_history IS 'Every change of status or reasons, from changed_at to evaluated_at.';
