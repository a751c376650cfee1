-- The counts of sketches become a few bytes instead of an array of eight-byte integers, most of them 0 or 1: a row of a
-- node's ten seconds with a thousand events is sent with a tenth of the bytes and stored in a twentieth of the time (ADR 26).
-- Readers give the columns to plumbline.quantile, plumbline.merge and plumbline.sketch_quantile as before;
-- plumbline.counts shows them.

CREATE OR REPLACE FUNCTION plumbline.pack_counts(counts bigint[]) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    packed text := '';
    high text;
    empty integer := 0;
    c bigint;
    rest bigint;
BEGIN
    FOREACH c IN ARRAY counts || NULL::bigint LOOP -- null: the end
        IF c = 0 THEN
            empty := empty + 1;
            CONTINUE;
        END IF;
        WHILE empty > 1 LOOP
            packed := packed || to_hex(126 + least(empty, 65));
            empty := empty - least(empty, 65);
        END LOOP;
        packed := packed || repeat('00', empty);
        empty := 0;
        IF c IS NOT NULL THEN
            high := '';
            rest := c >> 7;
            WHILE rest > 0 LOOP
                high := to_hex(192 + (rest & 63)) || high;
                rest := rest >> 6;
            END LOOP;
            packed := packed || high || lpad(to_hex(c & 127), 2, '0');
        END IF;
    END LOOP;
    RETURN decode(packed, 'hex');
END
$$;

COMMENT ON FUNCTION plumbline.pack_counts IS 'Counts of a sketch''s buckets as the tables hold them (docs/formats.md); plumbline.counts gives them back.';

-- Made again by R__20_views.sql. A view of somebody else's on these columns stops this with its name.
DROP VIEW IF EXISTS grafana.windows, grafana.node_windows, grafana.resources, grafana.freshness, grafana.transport_stats;
DROP VIEW IF EXISTS plumbline.window_stats, plumbline.transport_stats;

DO $$
DECLARE
    class text;
    packed record;
    old record;
BEGIN
    FOREACH class IN ARRAY ARRAY['short', 'medium', 'long'] LOOP
        SELECT conname AS name, pg_get_constraintdef(oid) AS definition INTO STRICT old FROM pg_constraint
        WHERE contype = 'c' AND conrelid = ('plumbline.window_stats_' || class)::regclass
            AND pg_get_constraintdef(oid) LIKE '%cardinality(sketch_counts)%';
        EXECUTE format('ALTER TABLE plumbline.%I DROP CONSTRAINT %I', 'window_stats_' || class, old.name);
        FOR packed IN SELECT * FROM (VALUES ('window_stats_', 'sketch_counts'), ('window_stats_', 'service_counts'),
            ('transport_stats_', 'round_trip_counts'), ('transport_stats_', 'connect_counts')) AS p (name, counts)
        LOOP
            -- Compressing what is packed takes longer than all the rest and saves next to nothing.
            EXECUTE format('ALTER TABLE plumbline.%1$I ALTER COLUMN %2$I TYPE bytea USING plumbline.pack_counts(%2$I),
                ALTER COLUMN %2$I SET STORAGE EXTERNAL', packed.name || class, packed.counts);
        END LOOP;
        EXECUTE format('ALTER TABLE plumbline.%I ADD CONSTRAINT %I %s', 'window_stats_' || class, old.name,
            replace(old.definition, 'cardinality(', 'octet_length('));
    END LOOP;
END
$$;
