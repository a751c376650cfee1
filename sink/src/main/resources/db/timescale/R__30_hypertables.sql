-- Where the extension is, results live in chunks by time: old ones go at once, new ones stay in memory. Works on the
-- Apache edition. A database that began without the extension is converted, with its rows.
-- A day per chunk: some gigabytes at 50 operations and one row per second each, and few chunks over years.

SELECT create_hypertable('plumbline.window_stats', by_range('window_start', INTERVAL '1 day'),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);

SELECT create_hypertable('plumbline.resource_stats', by_range('window_start', INTERVAL '1 day'),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);

SELECT create_hypertable('plumbline.transport_stats', by_range('window_start', INTERVAL '1 day'),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);

-- Changes are few: a chunk of a month holds as many as one of a day elsewhere.
SELECT create_hypertable('plumbline.health_history', by_range('changed_at', INTERVAL '30 days'),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);

SELECT create_hypertable('plumbline.scaling_history', by_range('at', INTERVAL '7 days'),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);

SELECT create_hypertable('plumbline.scores', by_range('window_start', INTERVAL '30 days'),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);
