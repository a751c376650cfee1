-- A comment on every column that had none; MigrationsContract finds the next one that is forgotten.

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN
        SELECT c.oid::regclass AS relation, a.attname AS name, t.words
        FROM (VALUES
            (NULL, 'system', 'The monitored system.'),
            (NULL, 'run', 'The test run; empty: continuous operation.'),
            (NULL, 'operation', 'The operation.'),
            (NULL, 'release', 'Release of what was measured; of several nodes sorted, separated by commas.'),
            (NULL, 'origin', 'Where the figures come from: measured (REAL), IMPORTED, REPLAYED or SIMULATED.'),
            (NULL, 'closed_by', 'Why the window closed: the watermark passed it (EVENT_TIME), its input was silent (IDLE), the pipeline was drained (SHUTDOWN).'),
            (NULL, 'emitted_at', 'When the topology emitted this (its wall clock).'),
            (NULL, 'stored_at', 'When the row was written (the database''s wall clock).'),
            ('resource_stats', 'late_count', 'Samples of this window that came after its grace; they are in no other figure here.'),
            ('transport_stats', 'connect_mean_ns', 'Mean time to establish a connection, exact, in nanoseconds.'),
            ('transport_stats', 'connect_min_ns', 'Least time to establish a connection, exact, in nanoseconds.'),
            ('transport_stats', 'connect_p50_ns', 'Median time to establish a connection, nearest rank, within 2^-7, in nanoseconds.'),
            ('transport_stats', 'connect_p95_ns', '95th percentile likewise.'),
            ('transport_stats', 'connect_p99_ns', '99th percentile likewise.'),
            ('transport_stats', 'connect_max_ns', 'Greatest time to establish a connection, exact, in nanoseconds.'),
            ('transport_stats', 'connect_lo', 'Bucket of the first element of connect_counts (docs/formats.md).'),
            ('transport_stats', 'connect_counts', 'Connections established per bucket; plumbline.quantile merges them over any rows.'),
            ('delivery', 'boot', 'The life of the agent: another after each start.'),
            ('node_status', 'boot', 'The life of the agent: another after each start.'),
            ('node_status', 'state', 'What the agent said of itself: UP, or STOPPED when it ended in order.'),
            ('node_status', 'started_at', 'When this life began (the agent''s wall clock).'),
            ('node_status', 'region', 'Where the node is, as its owner calls it; may be empty.'),
            ('node_status', 'profile', 'What kind of machine it is, as its owner calls it; may be empty.'),
            ('node_status', 'agent_version', 'Version of the agent; may be empty.'),
            ('run_event', 'phase', 'What happened: the run STARTED, entered a STAGE, FINISHED.'),
            ('run_event', 'stage', 'Name of the stage; empty outside of any.'),
            ('incidents', 'id', 'Made of system, run and onset: the same after a restart.'),
            ('trends', 'metric', 'The metric, as the alerts name it.'),
            ('quarantine', 'found_partition', 'Partition of found_topic in which the sink found it.'),
            ('quarantine', 'found_offset', 'Its offset there.'),
            ('quarantine', 'partition', 'The record''s original partition.'),
            ('quarantine', 'record_offset', 'The record''s original offset.'),
            ('quarantine', 'quarantined_at', 'When it was set aside (the database''s wall clock).'),
            ('quarantine', 'resent_partition', 'Partition of resent_topic that it was sent to.'),
            ('quarantine', 'resent_offset', 'Its offset there.'),
            ('sink_position', 'topic', 'The topic.'),
            ('sink_position', 'partition', 'The partition.'),
            ('sink_position', 'claimed_at', 'When a writer last took it over (the database''s wall clock).'),
            ('sink_position', 'moved_at', 'When it last moved (the database''s wall clock).'),
            ('sink_gap', 'topic', 'The topic.'),
            ('sink_gap', 'partition', 'The partition.'),
            ('sink_gap', 'accepted_at', 'When somebody decided so (the database''s wall clock).')
            ) AS t (relation, name, words)
        JOIN pg_attribute AS a ON a.attname = t.name AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_class AS c ON c.oid = a.attrelid AND c.relkind = 'r' AND c.relnamespace = 'plumbline'::regnamespace
            AND c.relname ~ ('^' || coalesce(t.relation, '.*') || '(_short|_medium|_long)?$')
        WHERE col_description(c.oid, a.attnum) IS NULL AND c.relname <> 'flyway_schema_history'
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', one.relation, one.name, one.words);
    END LOOP;

    -- A node has its name for itself, except in health, where it may be empty.
    FOR one IN
        SELECT c.oid::regclass AS relation FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
        WHERE c.relkind = 'r' AND c.relnamespace = 'plumbline'::regnamespace AND a.attname = 'node'
            AND c.relname <> 'health_history' AND col_description(c.oid, a.attnum) IS NULL
    LOOP
        EXECUTE format('COMMENT ON COLUMN %s.node IS %L', one.relation, 'The node.');
    END LOOP;

    FOR one IN
        SELECT h.attname AS name, col_description(p.attrelid, p.attnum) AS words
        FROM pg_attribute AS h JOIN pg_attribute AS p USING (attname)
        WHERE h.attrelid = 'plumbline.health_history'::regclass AND p.attrelid = 'plumbline.health'::regclass
            AND h.attnum > 0 AND col_description(h.attrelid, h.attnum) IS NULL
    LOOP
        EXECUTE format('COMMENT ON COLUMN plumbline.health_history.%I IS %L', one.name, one.words);
    END LOOP;
END
$$;
