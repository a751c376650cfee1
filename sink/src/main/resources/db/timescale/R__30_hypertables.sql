-- Where the extension is, results live in chunks by time: old ones go at once, new ones stay in memory. Works on the
-- Apache edition. A database that began without the extension is converted, with its rows. plumbline.retention says how
-- long chunks are; `plumbline migrate` sets that again each time, for chunks to come.

DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT table_name, time_column, chunk FROM plumbline.retention
        WHERE chunk IS NOT NULL AND NOT plumbline.hypertable(table_name)
    LOOP
        PERFORM create_hypertable(format('plumbline.%I', one.table_name)::regclass, by_range(one.time_column, one.chunk),
            create_default_indexes => false, migrate_data => true);
    END LOOP;
END
$$;
