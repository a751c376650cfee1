-- Where the extension is, results live in chunks by time: old ones go at once, new ones stay in memory. Works on the
-- Apache edition. A database that began without the extension is converted, with its rows.
-- About as many rows in a chunk of each class: windows of a minute are a sixtieth of those of a second.

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM (VALUES
        ('window_stats_short', 'window_start', INTERVAL '1 day'),
        ('window_stats_medium', 'window_start', INTERVAL '30 days'),
        ('window_stats_long', 'window_start', INTERVAL '365 days'),
        ('resource_stats_short', 'window_start', INTERVAL '1 day'),
        ('resource_stats_medium', 'window_start', INTERVAL '30 days'),
        ('resource_stats_long', 'window_start', INTERVAL '365 days'),
        ('transport_stats_short', 'window_start', INTERVAL '1 day'),
        ('transport_stats_medium', 'window_start', INTERVAL '30 days'),
        ('transport_stats_long', 'window_start', INTERVAL '365 days'),
        ('health_history', 'changed_at', INTERVAL '30 days'), -- changes are few
        ('scaling_history', 'at', INTERVAL '7 days'),
        ('scores', 'window_start', INTERVAL '30 days')) AS t (name, at, chunk)
    LOOP
        PERFORM create_hypertable(format('plumbline.%I', one.name)::regclass, by_range(one.at, one.chunk),
            create_default_indexes => false, if_not_exists => true, migrate_data => true);
        PERFORM set_chunk_time_interval(format('plumbline.%I', one.name)::regclass, one.chunk);
    END LOOP;
END
$$;
