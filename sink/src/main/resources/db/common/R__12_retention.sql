-- Dropping what is too old. The writer's role may not delete: this function does it with the owner's rights, and only what
-- plumbline.retention lets go, one small step a call, so that no lock is held for long.

CREATE OR REPLACE FUNCTION plumbline.hypertable(name text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found boolean := false;
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
        EXECUTE 'SELECT EXISTS (SELECT FROM timescaledb_information.hypertables
            WHERE hypertable_schema = ''plumbline'' AND hypertable_name = $1)' INTO found USING name;
    END IF;
    RETURN found;
END
$$;

COMMENT ON FUNCTION plumbline.hypertable IS 'Whether this table of the schema plumbline is a hypertable.';

CREATE OR REPLACE FUNCTION plumbline.drop_oldest_chunk(name text, horizon timestamptz) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    extension_schema name := (SELECT n.nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace
        WHERE e.extname = 'timescaledb');
    chunk record;
BEGIN
    -- By its creation too: what was imported late is kept as long as what came in time.
    EXECUTE 'SELECT range_start, range_end FROM timescaledb_information.chunks
        WHERE hypertable_schema = ''plumbline'' AND hypertable_name = $1 AND range_end <= $2 AND chunk_creation_time <= $2
        ORDER BY range_end LIMIT 1' INTO chunk USING name, horizon;
    IF chunk IS NULL THEN
        RETURN 0;
    END IF;
    EXECUTE format('SELECT %I.drop_chunks($1, older_than => $2, newer_than => $3)', extension_schema)
        USING format('plumbline.%I', name)::regclass, chunk.range_end, chunk.range_start;
    RETURN 1;
END
$$;

COMMENT ON FUNCTION plumbline.drop_oldest_chunk IS 'Drops one chunk that ends, and was made, before the horizon. Returns how many there were: 0 or 1.';

CREATE OR REPLACE FUNCTION plumbline.delete_oldest_rows(which plumbline.retention, horizon timestamptz, most integer)
RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    condition text := CASE WHEN which.only_rows = '' THEN '' ELSE 'AND (' || which.only_rows || ')' END;
    stored text := CASE WHEN which.table_name = 'quarantine' THEN 'quarantined_at' ELSE 'stored_at' END;
    length bigint;
    deleted bigint := 0;
    step bigint;
BEGIN
    IF which.class NOT IN ('1s', '1m', '1h') THEN
        EXECUTE format('DELETE FROM plumbline.%1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM plumbline.%1$I AS t
            WHERE %2$I < $1 AND %3$I < $1 %4$s ORDER BY %2$I LIMIT $2 FOR UPDATE SKIP LOCKED))',
            which.table_name, which.time_column, stored, condition) USING horizon, most;
        GET DIAGNOSTICS deleted = ROW_COUNT;
        RETURN deleted;
    END IF;
    -- The index by time begins with the length, and of lengths there are few.
    EXECUTE format('SELECT min(window_ms) FROM plumbline.%I', which.table_name) INTO length;
    WHILE length IS NOT NULL AND deleted < most LOOP
        EXECUTE format('DELETE FROM plumbline.%1$I WHERE ctid = ANY (ARRAY(SELECT ctid FROM plumbline.%1$I
            WHERE window_ms = $1 AND %2$I < $2 AND stored_at < $2 ORDER BY %2$I LIMIT $3 FOR UPDATE SKIP LOCKED))',
            which.table_name, which.time_column) USING length, horizon, most - deleted;
        GET DIAGNOSTICS step = ROW_COUNT;
        deleted := deleted + step;
        EXECUTE format('SELECT min(window_ms) FROM plumbline.%I WHERE window_ms > $1', which.table_name)
            INTO length USING length;
    END LOOP;
    RETURN deleted;
END
$$;

COMMENT ON FUNCTION plumbline.delete_oldest_rows IS 'Deletes at most so many rows whose time, and whose storing, was before the horizon. Returns how many.';

CREATE OR REPLACE FUNCTION plumbline.apply_retention(name text, most_rows integer, OUT chunks integer, OUT deleted bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    which plumbline.retention;
BEGIN
    chunks := 0;
    deleted := 0;
    SELECT * INTO which FROM plumbline.retention AS r WHERE r.table_name = name;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'plumbline.retention does not list %', name USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF which.keep IS NULL THEN
        RETURN;
    END IF;
    IF plumbline.hypertable(name) THEN
        chunks := plumbline.drop_oldest_chunk(name, now() - which.keep);
    ELSE
        deleted := plumbline.delete_oldest_rows(which, now() - which.keep, most_rows);
    END IF;
END
$$;

COMMENT ON FUNCTION plumbline.apply_retention IS 'One step of retention for one table: drops a chunk, or deletes at most so many rows. Nothing dropped: nothing is left to drop.';

-- Functions may be called by everybody unless said otherwise, and this one acts for the owner.
REVOKE ALL ON FUNCTION plumbline.apply_retention, plumbline.drop_oldest_chunk, plumbline.delete_oldest_rows FROM PUBLIC;
