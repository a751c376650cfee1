-- How long rows are kept, and who may drop them (ADR 23). `plumbline migrate --retention --expected-rate` writes here, the
-- sink reads and acts.

CREATE TABLE plumbline.retention (
    table_name text NOT NULL PRIMARY KEY,
    class text NOT NULL CHECK (class <> ''),
    time_column text NOT NULL CHECK (time_column <> ''),
    keep interval CHECK (keep >= INTERVAL '1 hour'),
    chunk interval CHECK (chunk >= INTERVAL '1 hour'),
    rows_per_second double precision CHECK (rows_per_second > 0),
    only_rows text NOT NULL DEFAULT ''
);

COMMENT ON TABLE plumbline.retention IS 'How long the rows of each table are kept: at least this long after their time and after they were stored.';
COMMENT ON COLUMN plumbline.retention.table_name IS 'The table, in the schema plumbline.';
COMMENT ON COLUMN plumbline.retention.class IS 'What --retention calls it: 1s, 1m and 1h are windows shorter than a minute, than an hour, and the others.';
COMMENT ON COLUMN plumbline.retention.time_column IS 'The column that tells a row''s age.';
COMMENT ON COLUMN plumbline.retention.keep IS 'How long rows are kept; null: for ever.';
COMMENT ON COLUMN plumbline.retention.chunk IS 'With TimescaleDB, the length of a new chunk; rows go a whole chunk at a time. Null: no hypertable.';
COMMENT ON COLUMN plumbline.retention.rows_per_second IS 'Rows of windows that somebody expects in this class, from which chunk follows; null: nobody said.';
COMMENT ON COLUMN plumbline.retention.only_rows IS 'Condition that a row meets before it may go, whatever its age; empty: none.';

INSERT INTO plumbline.retention (table_name, class, time_column, keep, chunk, only_rows) VALUES
    ('window_stats_short', '1s', 'window_start', INTERVAL '2 days', INTERVAL '1 day', ''),
    ('resource_stats_short', '1s', 'window_start', INTERVAL '2 days', INTERVAL '1 day', ''),
    ('transport_stats_short', '1s', 'window_start', INTERVAL '2 days', INTERVAL '1 day', ''),
    ('window_stats_medium', '1m', 'window_start', INTERVAL '90 days', INTERVAL '30 days', ''),
    ('resource_stats_medium', '1m', 'window_start', INTERVAL '90 days', INTERVAL '30 days', ''),
    ('transport_stats_medium', '1m', 'window_start', INTERVAL '90 days', INTERVAL '30 days', ''),
    ('window_stats_long', '1h', 'window_start', INTERVAL '1825 days', INTERVAL '365 days', ''),
    ('resource_stats_long', '1h', 'window_start', INTERVAL '1825 days', INTERVAL '365 days', ''),
    ('transport_stats_long', '1h', 'window_start', INTERVAL '1825 days', INTERVAL '365 days', ''),
    ('health_history', 'health', 'changed_at', INTERVAL '90 days', INTERVAL '30 days', ''),
    ('scores', 'scores', 'window_start', INTERVAL '365 days', INTERVAL '30 days', ''),
    ('scaling_history', 'scaling', 'at', INTERVAL '365 days', INTERVAL '30 days', ''),
    ('quarantine', 'quarantine', 'quarantined_at', INTERVAL '365 days', NULL, ''),
    ('node_status', 'nodes', 'heartbeat_at', INTERVAL '365 days', NULL, ''),
    ('delivery', 'nodes', 'updated_at', INTERVAL '365 days', NULL, ''),
    -- An alert goes with its history, once it is over.
    ('alerts', 'alerts', 'at', INTERVAL '1825 days', NULL, $$status IN ('ACCEPTED', 'RESOLVED')$$),
    ('alert_history', 'alerts', 'at', INTERVAL '1825 days', NULL, 'NOT EXISTS (SELECT FROM plumbline.alerts AS a WHERE a.id = t.id)'),
    ('incidents', 'alerts', 'at', INTERVAL '1825 days', NULL, 'NOT is_open'),
    ('baseline_history', 'baselines', 'created_at', NULL, NULL, ''),
    ('run_event', 'runs', 'at', NULL, NULL, '');

-- So that finding what is too old does not read a whole table.
CREATE INDEX health_history_by_time ON plumbline.health_history (changed_at);
CREATE INDEX scores_by_time ON plumbline.scores (window_start);
CREATE INDEX scaling_history_by_time ON plumbline.scaling_history (at);
