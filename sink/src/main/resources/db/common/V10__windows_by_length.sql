-- Windows live in three tables by class of length, because their rows are of very different number and age: seconds are
-- kept for days, hours for years, and each class has chunks, indexes and a retention that fit it (ADR 23). The old names
-- become views over the three (R__20_views.sql); the check of each table lets the planner leave the others out.

-- Made again by R__20_views.sql. A view of somebody else's on the old tables stops this with its name.
DROP VIEW IF EXISTS grafana.windows, grafana.node_windows, grafana.resources, grafana.freshness, grafana.transport_stats;

DO $$
DECLARE
    old text;
    class record;
    owns_chunks boolean := EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb');
BEGIN
    FOREACH old IN ARRAY ARRAY['window_stats', 'resource_stats', 'transport_stats'] LOOP
        FOR class IN SELECT * FROM (VALUES
            ('short', 'window_ms < 60000', 'shorter than a minute', '1 day'),
            ('medium', 'window_ms >= 60000 AND window_ms < 3600000', 'of a minute up to an hour', '30 days'),
            ('long', 'window_ms >= 3600000', 'of an hour or longer', '365 days')) AS c (name, bounds, words, chunk)
        LOOP
            EXECUTE format('CREATE TABLE plumbline.%I (LIKE plumbline.%I INCLUDING ALL EXCLUDING INDEXES)',
                old || '_' || class.name, old);
            EXECUTE format('ALTER TABLE plumbline.%I ADD CONSTRAINT %I CHECK (%s)',
                old || '_' || class.name, old || '_' || class.name || '_window', class.bounds);
            EXECUTE format('COMMENT ON TABLE plumbline.%I IS %L', old || '_' || class.name,
                obj_description(('plumbline.' || old)::regclass, 'pg_class') || ' Windows ' || class.words || '.');
            IF owns_chunks THEN -- before the rows come, so that they move once
                EXECUTE format('SELECT create_hypertable(%L, by_range(%L, INTERVAL %L), create_default_indexes => false)',
                    'plumbline.' || old || '_' || class.name, 'window_start', class.chunk);
            END IF;
            EXECUTE format('INSERT INTO plumbline.%I SELECT * FROM plumbline.%I WHERE %s',
                old || '_' || class.name, old, class.bounds);
        END LOOP;
        EXECUTE format('DROP TABLE plumbline.%I', old);
    END LOOP;
END
$$;

-- After the rows: an index is built faster than it is kept.
ALTER TABLE plumbline.window_stats_short ADD PRIMARY KEY (system, run, operation, node, window_ms, window_start);
ALTER TABLE plumbline.window_stats_medium ADD PRIMARY KEY (system, run, operation, node, window_ms, window_start);
ALTER TABLE plumbline.window_stats_long ADD PRIMARY KEY (system, run, operation, node, window_ms, window_start);
ALTER TABLE plumbline.resource_stats_short ADD PRIMARY KEY (system, run, node, window_ms, window_start);
ALTER TABLE plumbline.resource_stats_medium ADD PRIMARY KEY (system, run, node, window_ms, window_start);
ALTER TABLE plumbline.resource_stats_long ADD PRIMARY KEY (system, run, node, window_ms, window_start);
ALTER TABLE plumbline.transport_stats_short ADD PRIMARY KEY (system, run, node, peer, window_ms, window_start);
ALTER TABLE plumbline.transport_stats_medium ADD PRIMARY KEY (system, run, node, peer, window_ms, window_start);
ALTER TABLE plumbline.transport_stats_long ADD PRIMARY KEY (system, run, node, peer, window_ms, window_start);

CREATE INDEX window_stats_short_by_time ON plumbline.window_stats_short (window_ms, window_start);
CREATE INDEX window_stats_medium_by_time ON plumbline.window_stats_medium (window_ms, window_start);
CREATE INDEX window_stats_long_by_time ON plumbline.window_stats_long (window_ms, window_start);
CREATE INDEX resource_stats_short_by_time ON plumbline.resource_stats_short (window_ms, window_start);
CREATE INDEX resource_stats_medium_by_time ON plumbline.resource_stats_medium (window_ms, window_start);
CREATE INDEX resource_stats_long_by_time ON plumbline.resource_stats_long (window_ms, window_start);
CREATE INDEX transport_stats_short_by_time ON plumbline.transport_stats_short (window_ms, window_start);
CREATE INDEX transport_stats_medium_by_time ON plumbline.transport_stats_medium (window_ms, window_start);
CREATE INDEX transport_stats_long_by_time ON plumbline.transport_stats_long (window_ms, window_start);
