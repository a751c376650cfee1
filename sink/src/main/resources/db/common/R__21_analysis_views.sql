-- What Grafana and the commands may see of alerts, baselines, scaling, scores and trends. Dropped and made again, as the
-- views of R__20_views.sql, and independent of them.

DROP VIEW IF EXISTS grafana.alerts, grafana.open_alerts, grafana.alert_timeline, grafana.alert_evidence, grafana.incidents,
    grafana.baselines, grafana.baseline_history, grafana.baseline_levels, grafana.scaling, grafana.scaling_history,
    grafana.scaling_points, grafana.scaling_advice, grafana.scores, grafana.score_parts, grafana.trends;

CREATE OR REPLACE FUNCTION plumbline.series_name(operation text, node text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN operation = '' THEN node WHEN node = '' THEN operation ELSE operation || ' at ' || node END;

COMMENT ON FUNCTION plumbline.series_name IS 'A series for people: its operation, its node, or both.';

CREATE OR REPLACE FUNCTION plumbline.severity_level(severity text) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN array_position(ARRAY['MINOR', 'MODERATE', 'SEVERE', 'CRITICAL'], severity);

COMMENT ON FUNCTION plumbline.severity_level IS 'A severity as a number, 1 (MINOR) to 4 (CRITICAL), to sort and colour by.';

CREATE OR REPLACE FUNCTION plumbline.level_text(level double precision, unit text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE
    WHEN unit = 'ns' AND abs(level) >= 1e9 THEN round((level / 1e9)::numeric, 2) || ' s'
    WHEN unit = 'ns' AND abs(level) >= 1e6 THEN round((level / 1e6)::numeric, 2) || ' ms'
    WHEN unit = 'ns' THEN round((level / 1e3)::numeric, 2) || ' us'
    WHEN unit = 'share' THEN round((100 * level)::numeric, 2) || ' %'
    WHEN unit IN ('bytes', 'bytes/s') THEN pg_size_pretty(level::numeric) || replace(unit, 'bytes', '')
    ELSE round(level::numeric, 2) || ' ' || unit END;

COMMENT ON FUNCTION plumbline.level_text IS 'A level of a metric for people, in a unit that suits it.';

CREATE VIEW grafana.alerts AS
SELECT id, system, run, operation, node, plumbline.series_name(operation, node) AS series, release, origin, status,
    status NOT IN ('ACCEPTED', 'RESOLVED') AS is_open, severity, plumbline.severity_level(severity) AS severity_level, kind,
    onset, at, emitted_at, transition AS transition_count, incident, author, reason,
    evidence -> 0 ->> 'metric' AS metric, evidence -> 0 ->> 'unit' AS unit,
    (evidence -> 0 ->> 'before')::double precision AS before_level, (evidence -> 0 ->> 'now')::double precision AS now_level,
    (evidence -> 0 ->> 'target')::double precision AS target_level,
    100 * (evidence -> 0 ->> 'effect')::double precision AS worse_percent, text, evidence, stored_at
FROM plumbline.alerts;

COMMENT ON VIEW grafana.alerts IS 'Each alert as it is now, with its worst metric; levels are in unit.';

CREATE VIEW grafana.open_alerts AS
SELECT *, extract(epoch FROM now() - onset)::double precision AS open_seconds
FROM grafana.alerts
WHERE status NOT IN ('ACCEPTED', 'RESOLVED');

COMMENT ON VIEW grafana.open_alerts IS 'The alerts that are neither accepted nor resolved.';

CREATE VIEW grafana.alert_timeline AS
SELECT id, transition, system, run, operation, node, plumbline.series_name(operation, node) AS series, origin, status,
    status_before, severity, plumbline.severity_level(severity) AS severity_level, kind, onset, at,
    lead(at) OVER (PARTITION BY id ORDER BY transition) AS until_at, incident, author, reason, text, evidence, emitted_at,
    stored_at
FROM plumbline.alert_history;

COMMENT ON VIEW grafana.alert_timeline IS 'Every transition of every alert, from at until the next one.';

CREATE VIEW grafana.alert_evidence AS
SELECT a.id, a.system, a.run, plumbline.series_name(a.operation, a.node) AS series, a.status, e.metric, e.unit, e.kind,
    e.phase, e.onset, e.before AS before_level, e.now AS now_level, e.target AS target_level, 100 * e.effect AS worse_percent,
    e.severity, 100 * e.tolerance AS tolerance_percent, e.p_value, e.baseline_version
FROM plumbline.alerts AS a,
    jsonb_to_recordset(a.evidence) AS e(metric text, unit text, kind text, phase text, onset timestamptz,
        before double precision, now double precision, target double precision, effect double precision, severity text,
        tolerance double precision, p_value double precision, baseline_version integer);

COMMENT ON VIEW grafana.alert_evidence IS 'Every metric of each alert; levels are in unit.';

CREATE VIEW grafana.incidents AS
SELECT id, system, run, origin, is_open, scope, severity, plumbline.severity_level(severity) AS severity_level, onset, at,
    emitted_at, jsonb_array_length(alerts) AS alert_count, open_alerts AS open_alert_count, nodes_known AS known_node_count,
    alerts, operations, nodes, text, stored_at
FROM plumbline.incidents;

COMMENT ON VIEW grafana.incidents IS 'Alerts that began together; grafana.alerts names the incident of each.';

CREATE VIEW grafana.baselines AS
SELECT system, run, operation, node, plumbline.series_name(operation, node) AS series, version, status, metrics, proposed,
    source, source_name, from_at, to_at, origin, author, reason, created_at, stored_at
FROM plumbline.baselines;

COMMENT ON VIEW grafana.baselines IS 'What each series is compared with now.';

CREATE VIEW grafana.baseline_history AS
SELECT system, run, operation, node, plumbline.series_name(operation, node) AS series, version, status, metrics, proposed,
    source, source_name, from_at, to_at, origin, author, reason, created_at, stored_at
FROM plumbline.baseline_history;

COMMENT ON VIEW grafana.baseline_history IS 'Every version of every baseline: who, why, from which windows.';

CREATE VIEW grafana.baseline_levels AS
SELECT b.system, b.run, plumbline.series_name(b.operation, b.node) AS series, b.version, b.status, l.is_proposed, l.metric,
    l.unit, l.level, l.windows AS window_count, b.source, b.source_name, b.author, b.reason, b.created_at
FROM plumbline.baselines AS b,
    LATERAL (
        SELECT false AS is_proposed, * FROM jsonb_to_recordset(b.metrics)
            AS m(metric text, unit text, level double precision, windows integer)
        UNION ALL
        SELECT true, * FROM jsonb_to_recordset(b.proposed)
            AS p(metric text, unit text, level double precision, windows integer)) AS l;

COMMENT ON VIEW grafana.baseline_levels IS 'Every level of the present baselines, in force or proposed; level is in unit.';

CREATE VIEW grafana.scaling AS SELECT * FROM plumbline.scaling;

COMMENT ON VIEW grafana.scaling IS 'How each operation scales with the number of nodes, as far as is known.';

CREATE VIEW grafana.scaling_history AS SELECT * FROM plumbline.scaling_history;

COMMENT ON VIEW grafana.scaling_history IS 'Every scaling report, by the end of its last window.';

CREATE VIEW grafana.scaling_points AS
SELECT s.system, s.run, s.operation, s.origin, s.at, p.nodes AS node_count, p.seconds, p.throughput AS throughput_per_second,
    p.mean_latency_ms, p.success_share, p.cpu_share, p.memory_bytes, p.speed_up, p.efficiency, p.latency_factor,
    p.message_overhead, p.network_efficiency, p.bytes_per_second_of_node
FROM plumbline.scaling AS s,
    jsonb_to_recordset(s.points) AS p(nodes integer, seconds double precision, throughput double precision,
        mean_latency_ms double precision, success_share double precision, cpu_share double precision,
        memory_bytes double precision, speed_up double precision, efficiency double precision,
        latency_factor double precision, message_overhead double precision, network_efficiency double precision,
        bytes_per_second_of_node double precision);

COMMENT ON VIEW grafana.scaling_points IS 'One row for each number of nodes that an operation was measured with.';

CREATE VIEW grafana.scaling_advice AS
SELECT s.system, s.run, s.operation, s.at, a.advice, a.code, a.nodes AS node_count, a.figure, a."limit" AS limit_figure,
    a.text, a.because
FROM plumbline.scaling AS s,
    LATERAL (
        SELECT 'BOTTLENECK' AS advice, * FROM jsonb_to_recordset(s.bottlenecks)
            AS b(code text, nodes integer, figure double precision, "limit" double precision, text text, because text)
        UNION ALL
        SELECT 'RECOMMENDATION', * FROM jsonb_to_recordset(s.recommendations)
            AS r(code text, nodes integer, figure double precision, "limit" double precision, text text, because text)) AS a;

COMMENT ON VIEW grafana.scaling_advice IS 'Bottlenecks and recommendations of each operation, with the figure that shows each.';

CREATE VIEW grafana.scores AS SELECT * FROM plumbline.scores;

COMMENT ON VIEW grafana.scores IS 'Performance scores, window by window.';

CREATE VIEW grafana.score_parts AS
SELECT s.system, s.run, s.origin, s.window_start, s.window_ms, p.component, p.figure, p.points, p.weight
FROM plumbline.scores AS s,
    jsonb_to_recordset(s.parts) AS p(component text, figure double precision, points double precision, weight double precision);

COMMENT ON VIEW grafana.score_parts IS 'What each score is made of: points times weight add up to it.';

CREATE VIEW grafana.trends AS
SELECT *, plumbline.series_name(operation, node) AS series FROM plumbline.trends;

COMMENT ON VIEW grafana.trends IS 'Where each metric of each series was going when last looked at.';
