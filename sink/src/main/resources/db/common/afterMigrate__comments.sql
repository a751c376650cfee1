-- A column of a view means what the column of its table means; what a view works out is said here. After every migration,
-- because views are made anew, and only for columns that have no comment yet.

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT c.oid::regclass AS relation, a.attname AS name, t.words
        FROM (VALUES
            (NULL, 'window_end', 'End of the window, exclusive.'),
            (NULL, 'series', 'The series for people: its operation, its node, or both.'),
            (NULL, 'severity_level', 'The severity as a number, 1 (MINOR) to 4 (CRITICAL), to sort and colour by.'),
            (NULL, 'before_level', 'Level of the worst metric before the change, in unit.'),
            (NULL, 'now_level', 'Its level now, in unit.'),
            (NULL, 'target_level', 'Its target, in unit; null where there is none.'),
            (NULL, 'worse_percent', 'How much worse it is than it was, or than its target, in percent.'),
            (NULL, 'metric', 'The metric.'),
            (NULL, 'unit', 'Unit of the levels.'),
            (NULL, 'subject', 'Whose health it is: the node, the component or the system.'),
            (NULL, 'looked_at_count', 'How many findings were looked at.'),
            (NULL, 'unwell_count', 'How many of these are not HEALTHY.'),
            (NULL, 'recorded_count', 'Measurements that the agent was asked to record.'),
            (NULL, 'sent_count', 'Of these, acknowledged by Kafka.'),
            (NULL, 'dropped_count', 'Of these, dropped and declared.'),
            ('alerts|open_alerts', 'is_open', 'Whether it is neither accepted nor resolved.'),
            ('alerts|open_alerts', 'transition_count', 'How often it has changed.'),
            ('open_alerts', 'open_seconds', 'Time since its onset, in seconds.'),
            ('alert_timeline', 'until_at', 'When the next transition came; null: none has.'),
            ('alert_evidence', 'phase', 'Where the evidence is in its life.'),
            ('alert_evidence', 'tolerance_percent', 'What would not have been worth an alert, in percent.'),
            ('alert_evidence', 'p_value', 'Probability of so much by chance; null where none was worked out.'),
            ('alert_evidence', 'baseline_version', 'Version of the baseline that it was compared with; null: with its own past.'),
            ('baseline_levels', 'is_proposed', 'Whether the level is proposed, not in force.'),
            ('baseline_levels', 'level', 'The level, in unit.'),
            ('baseline_levels', 'window_count', 'Windows behind it; 0: it was given.'),
            ('deliveries', 'received_count', 'Distinct measurements received.'),
            ('deliveries', 'duplicated_count', 'Measurements that came again; they count once.'),
            ('deliveries', 'missing_count', 'Sequence numbers that neither came nor were declared, though later ones came.'),
            ('deliveries', 'late_count', 'Of the received, those that came after their window''s grace.'),
            ('deliveries', 'quarantined_count', 'Of the received, those that were refused.'),
            ('deliveries', 'outstanding_count', 'Recorded, neither received nor dropped: on their way, while the agent runs.'),
            ('deliveries', 'lost_count', 'Missing, or not arrived a minute after the agent stopped.'),
            ('freshness', 'freshness_ms', 'From the window''s end to the moment that it was stored, in milliseconds.'),
            ('health|health_history', 'severity', 'The status as a number, 0 (HEALTHY) to 3 (CRITICAL), to sort and colour by.'),
            ('health|health_history', 'reason', 'The first of its reasons, in words.'),
            ('health_reasons', 'code', 'What kind of reason it is (docs/math.md).'),
            ('health_reasons', 'item', 'What of the component or node it is about; may be empty.'),
            ('health_reasons', 'value', 'The figure that was found, in unit.'),
            ('health_reasons', 'threshold', 'The figure from which on it counts, in unit.'),
            ('health_reasons', 'start', 'Start of the window that showed it (event time).'),
            ('health_reasons', 'length_ms', 'Length of that window, in milliseconds.'),
            ('health_reasons', 'text', 'All this in a sentence.'),
            ('incidents', 'alert_count', 'Alerts in it.'),
            ('incidents', 'open_alert_count', 'Of these, neither resolved nor accepted.'),
            ('incidents', 'known_node_count', 'Nodes that measured; 0: not known.'),
            ('nodes', 'status', 'up, stopped (it said so) or stale (three heartbeats are missing).'),
            ('nodes', 'heartbeat_age_seconds', 'Time since the last heartbeat, in seconds.'),
            ('quarantine', 'key_bytes', 'Length of the key, in bytes; null: it had none.'),
            ('quarantine', 'value_bytes', 'Length of the value, in bytes; null: it had none.'),
            ('operation_counts_hourly', 'hour', 'The hour, by its start (event time).'),
            ('operation_counts_daily', 'day', 'The day in UTC, by its start (event time).'),
            ('operation_counts_.*', 'system', 'The monitored system.'),
            ('operation_counts_.*', 'run', 'The test run; empty: continuous operation.'),
            ('operation_counts_.*', 'operation', 'The operation.'),
            ('operation_counts_.*', 'event_count', 'Events: ok_count + error_count + timeout_count.'),
            ('operation_counts_.*', 'ok_count', 'Events with outcome OK.'),
            ('operation_counts_.*', 'error_count', 'Events with outcome ERROR.'),
            ('operation_counts_.*', 'timeout_count', 'Events with outcome TIMEOUT.'),
            ('operation_counts_.*', 'late_count', 'Events that came after their window''s grace; they are in no other figure here.'),
            ('runs', 'started_at', 'When it started; null: not seen.'),
            ('runs', 'finished_at', 'When it finished; null: not seen.'),
            ('runs', 'last_stage', 'The stage that it entered last; null: none.'),
            ('runs', 'node_count', 'The most nodes that took part; 0: not known.'),
            ('scaling_points', 'node_count', 'Number of nodes.'),
            ('scaling_points', 'seconds', 'Time that this number was measured for, in seconds.'),
            ('scaling_points', 'throughput_per_second', 'Operations per second.'),
            ('scaling_points', 'mean_latency_ms', 'Mean response time, in milliseconds; null: not measured, as all that follows.'),
            ('scaling_points', 'success_share', 'Operations that succeeded, 0 to 1.'),
            ('scaling_points', 'cpu_share', 'Processors that were busy, 0 to 1.'),
            ('scaling_points', 'memory_bytes', 'Memory in use, in bytes.'),
            ('scaling_points', 'speed_up', 'Throughput in multiples of the baseline''s.'),
            ('scaling_points', 'efficiency', 'Speed-up of the growth in nodes; 1: linear.'),
            ('scaling_points', 'latency_factor', 'Response time in multiples of the baseline''s.'),
            ('scaling_points', 'message_overhead', 'Messages per operation in multiples of the baseline''s.'),
            ('scaling_points', 'network_efficiency', 'Operations per byte in multiples of the baseline''s.'),
            ('scaling_points', 'bytes_per_second_of_node', 'Traffic of a node, in bytes per second.'),
            ('scaling_advice', 'advice', 'BOTTLENECK: what limits. RECOMMENDATION: what to do.'),
            ('scaling_advice', 'code', 'What kind of advice it is (docs/math.md).'),
            ('scaling_advice', 'node_count', 'Number of nodes that it is about; null: all.'),
            ('scaling_advice', 'figure', 'The figure that shows it.'),
            ('scaling_advice', 'limit_figure', 'The figure from which on it counts.'),
            ('scaling_advice', 'text', 'The advice in a sentence.'),
            ('scaling_advice', 'because', 'Why, in a sentence.'),
            ('score_parts', 'component', 'What is scored.'),
            ('score_parts', 'figure', 'The figure that it is scored by.'),
            ('score_parts', 'weight', 'Its weight; those of a score add up to 1.'),
            ('score_parts', 'points', 'Its points, 0 to 100.')
            ) AS t (relation, name, words)
        JOIN pg_attribute AS a ON a.attname = t.name AND a.attnum > 0
        JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind = 'v' AND c.relnamespace = 'grafana'::regnamespace
            AND c.relname ~ ('^(' || coalesce(t.relation, '.*') || ')$')
        WHERE col_description(c.oid, a.attnum) IS NULL
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', one.relation, one.name, one.words);
    END LOOP;

    FOR level IN 1..3 LOOP -- views of views of views of tables
        FOR one IN
            SELECT DISTINCT ON (v.oid, a.attnum) v.oid::regclass AS relation, a.attname AS name,
                col_description(s.attrelid, s.attnum) AS words
            FROM pg_class AS v
            JOIN pg_attribute AS a ON a.attrelid = v.oid AND a.attnum > 0
            JOIN pg_rewrite AS r ON r.ev_class = v.oid
            JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> v.oid
            JOIN pg_attribute AS s ON s.attrelid = d.refobjid AND s.attname = a.attname
            WHERE v.relkind = 'v' AND v.relnamespace IN ('grafana'::regnamespace, 'plumbline'::regnamespace)
                AND col_description(v.oid, a.attnum) IS NULL AND col_description(s.attrelid, s.attnum) IS NOT NULL
            ORDER BY v.oid, a.attnum, d.refobjid
        LOOP
            EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', one.relation, one.name, one.words);
        END LOOP;
    END LOOP;
END
$$;
