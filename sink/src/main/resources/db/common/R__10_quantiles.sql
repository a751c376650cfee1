-- Quantiles over any set of rows, merged from their sketches (docs/formats.md), in plain SQL on every PostgreSQL.
-- Definitions are those of io.plumbline.sketch.Sketch, to the last bit: nearest rank, middle of the bucket, clamped to
-- the exact least and greatest value, which are themselves the first and the last rank.

DO $$
BEGIN
    CREATE TYPE plumbline.sketch AS (lo integer, counts bigint[], min double precision, max double precision);
EXCEPTION WHEN duplicate_object THEN
    NULL; -- this file runs again whenever it changes
END
$$;

CREATE OR REPLACE FUNCTION plumbline.bucket_middle(bucket integer) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
-- 65471 is the bucket of all values below 1. Powers of two and the rest are exact in a double.
RETURN CASE WHEN bucket = 65471 THEN 0.5
    ELSE power(2::double precision, (bucket >> 6) - 1023) * (1 + ((bucket & 63) + 0.5::double precision) / 64) END;

CREATE OR REPLACE FUNCTION plumbline.bucket_lower(bucket integer) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN CASE WHEN bucket = 65471 THEN 0
    ELSE power(2::double precision, (bucket >> 6) - 1023) * (1 + (bucket & 63) / 64::double precision) END;

COMMENT ON FUNCTION plumbline.bucket_lower IS 'The least value of a bucket of scheme 6; all its values are less than that of the next.';

COMMENT ON FUNCTION plumbline.bucket_middle IS 'The value that stands for a bucket of scheme 6, within 2^-7 of all its values.';

CREATE OR REPLACE FUNCTION plumbline.nearest_rank(q double precision, n bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    product double precision := ceil(q * n);
    rank bigint := CASE WHEN product >= 9223372036854775807 THEN 9223372036854775807 ELSE greatest(1, product::bigint) END;
BEGIN
    IF NOT (q >= 0 AND q <= 1) THEN
        RAISE EXCEPTION 'a quantile must be within 0 and 1, was %', q USING ERRCODE = 'invalid_parameter_value';
    END IF;
    -- q * n is rounded, up past a whole number (0.07 * 100 is 7.000000000000001) or down to it: the definition decides.
    IF rank > 1 AND (rank - 1)::double precision / n >= q THEN
        RETURN rank - 1;
    END IF;
    IF rank < n AND rank::double precision / n < q THEN
        RETURN rank + 1;
    END IF;
    RETURN least(rank, greatest(1, n));
END
$$;

COMMENT ON FUNCTION plumbline.nearest_rank IS 'The least k of 1..n with k/n at least q.';

CREATE OR REPLACE FUNCTION plumbline.bucket_at_rank(rank bigint, lo integer, counts bigint[]) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    bucket integer := lo - 1;
    below numeric := 0;
    c bigint;
BEGIN
    FOREACH c IN ARRAY counts LOOP
        bucket := bucket + 1;
        below := below + c;
        EXIT WHEN below >= rank;
    END LOOP;
    RETURN bucket;
END
$$;

COMMENT ON FUNCTION plumbline.bucket_at_rank IS 'The bucket of the value of a rank: that of rank k is the k-th least.';

CREATE OR REPLACE FUNCTION plumbline.sketch_quantile(
    q double precision, lo integer, counts bigint[], min double precision, max double precision)
RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    n bigint := (SELECT least(coalesce(sum(c), 0), 9223372036854775807) FROM unnest(counts) AS c);
    rank bigint := plumbline.nearest_rank(q, n);
BEGIN
    IF n = 0 OR q IS NULL THEN
        RETURN NULL;
    END IF;
    IF rank = 1 AND min IS NOT NULL THEN
        RETURN min;
    END IF;
    IF rank = n AND max IS NOT NULL THEN
        RETURN max;
    END IF;
    RETURN greatest(min, least(max, plumbline.bucket_middle(plumbline.bucket_at_rank(rank, lo, counts))));
END
$$;

COMMENT ON FUNCTION plumbline.sketch_quantile(double precision, integer, bigint[], double precision, double precision)
IS 'Quantile of one sketch; null if it is empty. Without min and max (null) the ends are bucket middles too.';

CREATE OR REPLACE FUNCTION plumbline.sketch_quantile(q double precision, sketch plumbline.sketch)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN plumbline.sketch_quantile(q, (sketch).lo, (sketch).counts, (sketch).min, (sketch).max);

COMMENT ON FUNCTION plumbline.sketch_quantile(double precision, plumbline.sketch)
IS 'Quantile of a merged sketch: merge once with plumbline.merge, then take as many quantiles as needed.';

CREATE OR REPLACE FUNCTION plumbline.counts(packed bytea) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    counts bigint[] := '{}';
    bucket integer := 0;
    high bigint := 0;
    c integer;
BEGIN
    FOR at IN 0 .. octet_length(packed) - 1 LOOP
        c := get_byte(packed, at);
        IF c < 128 THEN
            bucket := bucket + 1;
            counts[bucket] := high + c;
            high := 0;
        ELSIF c < 192 THEN
            FOR empty IN 1 .. c - 126 LOOP
                bucket := bucket + 1;
                counts[bucket] := 0;
            END LOOP;
        ELSE
            high := 64 * high + 128 * (c - 192);
        END IF;
    END LOOP;
    RETURN counts;
END
$$;

COMMENT ON FUNCTION plumbline.counts IS 'Counts per bucket from the bytes in which the tables hold them (docs/formats.md); plumbline.pack_counts makes these.';

CREATE OR REPLACE FUNCTION plumbline.sketch_quantile(
    q double precision, lo integer, packed bytea, min double precision, max double precision)
RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN plumbline.sketch_quantile(q, lo, plumbline.counts(packed), min, max);

COMMENT ON FUNCTION plumbline.sketch_quantile(double precision, integer, bytea, double precision, double precision)
IS 'The same of a sketch as the tables hold it.';

-- State of the aggregates: q, least, greatest, first bucket, then one count per bucket. One flat array, because
-- PostgreSQL changes an array's element in place where it would copy a composite; doubles, because least and greatest are
-- (counts are exact up to 2^53). Merging 43,200 sketches of 60 buckets so takes half a second on one core; array_agg with
-- unnest and GROUP BY, copied composites and JSON were slower (ADR 9).
CREATE OR REPLACE FUNCTION plumbline.quantile_add(
    state double precision[], q double precision, lo integer, counts bigint[], min double precision, max double precision)
RETURNS double precision[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    first integer;
    i integer;
    c bigint;
BEGIN
    IF coalesce(cardinality(counts), 0) = 0 THEN
        RETURN state;
    END IF;
    IF state IS NULL THEN
        state := ARRAY[q, min, max, lo & ~63];
    END IF;
    i := lo - state[4] + 4;
    IF i < 4 THEN -- room for lower buckets, a whole power of two at a time
        first := lo & ~63;
        state := ARRAY[state[1], state[2], state[3], first]
            || array_fill(0::double precision, ARRAY[state[4]::integer - first]) || state[5:];
        i := lo - first + 4;
    END IF;
    FOREACH c IN ARRAY counts LOOP
        i := i + 1;
        state[i] := coalesce(state[i], 0) + c;
    END LOOP;
    IF min < state[2] THEN
        state[2] := min;
    END IF;
    IF max > state[3] THEN
        state[3] := max;
    END IF;
    RETURN state;
END
$$;

-- The same for counts as the tables hold them, which are read as they are added: an array between would double the time.
CREATE OR REPLACE FUNCTION plumbline.quantile_add(
    state double precision[], q double precision, lo integer, packed bytea, min double precision, max double precision)
RETURNS double precision[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    first integer;
    i integer;
    c integer;
    high double precision := 0;
    large integer; -- where counts above 127 begin: most sketches have none
BEGIN
    IF coalesce(octet_length(packed), 0) = 0 THEN
        RETURN state;
    END IF;
    IF state IS NULL THEN
        state := ARRAY[q, min, max, lo & ~63];
    END IF;
    i := lo - state[4] + 4;
    IF i < 4 THEN -- as above
        first := lo & ~63;
        state := ARRAY[state[1], state[2], state[3], first]
            || array_fill(0::double precision, ARRAY[state[4]::integer - first]) || state[5:];
        i := lo - first + 4;
    END IF;
    FOR at IN 0 .. octet_length(packed) - 1 LOOP
        c := get_byte(packed, at);
        IF c < 128 THEN
            i := i + 1;
            state[i] := coalesce(state[i], 0) + c;
        ELSIF c < 192 THEN
            i := i + c - 126;
        ELSE
            large := at;
            EXIT;
        END IF;
    END LOOP;
    FOR at IN coalesce(large, octet_length(packed)) .. octet_length(packed) - 1 LOOP
        c := get_byte(packed, at);
        IF c < 128 THEN
            i := i + 1;
            state[i] := coalesce(state[i], 0) + high + c;
            high := 0;
        ELSIF c < 192 THEN
            i := i + c - 126;
        ELSE
            high := 64 * high + 128 * (c - 192);
        END IF;
    END LOOP;
    IF min < state[2] THEN
        state[2] := min;
    END IF;
    IF max > state[3] THEN
        state[3] := max;
    END IF;
    RETURN state;
END
$$;

CREATE OR REPLACE FUNCTION plumbline.quantile_counts(state double precision[]) RETURNS bigint[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ARRAY(SELECT least(coalesce(c, 0), 9223372036854774784)::bigint
    FROM unnest(state[5:]) WITH ORDINALITY AS bucket (c, place) ORDER BY place);

CREATE OR REPLACE FUNCTION plumbline.quantile_combine(a double precision[], b double precision[])
RETURNS double precision[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN b IS NULL THEN a
    ELSE plumbline.quantile_add(a, b[1], b[4]::integer, plumbline.quantile_counts(b), b[2], b[3]) END;

CREATE OR REPLACE FUNCTION plumbline.quantile_result(state double precision[]) RETURNS double precision
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN plumbline.sketch_quantile(state[1], state[4]::integer, plumbline.quantile_counts(state), state[2], state[3]);

CREATE OR REPLACE AGGREGATE plumbline.quantile(
    q double precision, lo integer, counts bigint[], min double precision, max double precision) (
    SFUNC = plumbline.quantile_add,
    STYPE = double precision[],
    COMBINEFUNC = plumbline.quantile_combine,
    FINALFUNC = plumbline.quantile_result,
    PARALLEL = SAFE
);

COMMENT ON AGGREGATE plumbline.quantile(double precision, integer, bigint[], double precision, double precision)
IS 'Quantile q over all rows'' sketches together: nearest rank, within 2^-7, exact at both ends; null without events.';

CREATE OR REPLACE AGGREGATE plumbline.quantile(
    q double precision, lo integer, packed bytea, min double precision, max double precision) (
    SFUNC = plumbline.quantile_add,
    STYPE = double precision[],
    COMBINEFUNC = plumbline.quantile_combine,
    FINALFUNC = plumbline.quantile_result,
    PARALLEL = SAFE
);

COMMENT ON AGGREGATE plumbline.quantile(double precision, integer, bytea, double precision, double precision)
IS 'The same of sketches as the tables hold them.';

CREATE OR REPLACE FUNCTION plumbline.quantile_add(
    state double precision[], q double precision, lo integer, counts bigint[])
RETURNS double precision[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN plumbline.quantile_add(state, q, lo, counts, NULL, NULL);
END
$$;

CREATE OR REPLACE AGGREGATE plumbline.quantile(q double precision, lo integer, counts bigint[]) (
    SFUNC = plumbline.quantile_add,
    STYPE = double precision[],
    COMBINEFUNC = plumbline.quantile_combine,
    FINALFUNC = plumbline.quantile_result,
    PARALLEL = SAFE
);

COMMENT ON AGGREGATE plumbline.quantile(double precision, integer, bigint[])
IS 'The same where least and greatest values are not known: the ends too are only within 2^-7.';

CREATE OR REPLACE FUNCTION plumbline.quantile_add(
    state double precision[], q double precision, lo integer, packed bytea)
RETURNS double precision[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN plumbline.quantile_add(state, q, lo, packed, NULL, NULL);
END
$$;

CREATE OR REPLACE AGGREGATE plumbline.quantile(q double precision, lo integer, packed bytea) (
    SFUNC = plumbline.quantile_add,
    STYPE = double precision[],
    COMBINEFUNC = plumbline.quantile_combine,
    FINALFUNC = plumbline.quantile_result,
    PARALLEL = SAFE
);

COMMENT ON AGGREGATE plumbline.quantile(double precision, integer, bytea)
IS 'The same of sketches as the tables hold them, where least and greatest values are not known.';

CREATE OR REPLACE FUNCTION plumbline.merge_add(
    state double precision[], lo integer, counts bigint[], min double precision, max double precision)
RETURNS double precision[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN plumbline.quantile_add(state, NULL, lo, counts, min, max);
END
$$;

CREATE OR REPLACE FUNCTION plumbline.merge_add(
    state double precision[], lo integer, packed bytea, min double precision, max double precision)
RETURNS double precision[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN plumbline.quantile_add(state, NULL, lo, packed, min, max);
END
$$;

CREATE OR REPLACE FUNCTION plumbline.merge_result(state double precision[]) RETURNS plumbline.sketch
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ROW(state[4]::integer, plumbline.quantile_counts(state), state[2], state[3])::plumbline.sketch;

CREATE OR REPLACE AGGREGATE plumbline.merge(
    lo integer, counts bigint[], min double precision, max double precision) (
    SFUNC = plumbline.merge_add,
    STYPE = double precision[],
    COMBINEFUNC = plumbline.quantile_combine,
    FINALFUNC = plumbline.merge_result,
    PARALLEL = SAFE
);

COMMENT ON AGGREGATE plumbline.merge(integer, bigint[], double precision, double precision)
IS 'All rows'' sketches as one, for plumbline.sketch_quantile; null without events.';

CREATE OR REPLACE AGGREGATE plumbline.merge(
    lo integer, packed bytea, min double precision, max double precision) (
    SFUNC = plumbline.merge_add,
    STYPE = double precision[],
    COMBINEFUNC = plumbline.quantile_combine,
    FINALFUNC = plumbline.merge_result,
    PARALLEL = SAFE
);

COMMENT ON AGGREGATE plumbline.merge(integer, bytea, double precision, double precision)
IS 'The same of sketches as the tables hold them.';

-- How far a quantile can be trusted: docs/math.md, io.plumbline.sketch.QuantileInterval.

CREATE OR REPLACE FUNCTION plumbline.interval_ranks(
    q double precision, n bigint, OUT low bigint, OUT high bigint)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    tail CONSTANT double precision := 0.05;
    z CONSTANT double precision := 1.6448536269514722; -- what the standard normal distribution exceeds with probability tail
    p double precision := 1 - q;
    variance double precision := n * p * q;
    probability double precision;
    total double precision;
    above bigint := 0; -- samples above the quantile
    centre double precision;
    spread double precision;
    margin double precision;
BEGIN
    IF NOT (q > 0 AND q < 1) THEN
        RAISE EXCEPTION 'a quantile with an interval must be between 0 and 1, was %', q
            USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF q < 0.5 THEN
        SELECT n + 1 - mirrored.high, n + 1 - mirrored.low INTO low, high FROM plumbline.interval_ranks(1 - q, n) AS mirrored;
    ELSIF variance <= 100 THEN
        probability := power(q, n);
        total := probability;
        WHILE total <= tail LOOP
            above := above + 1;
            probability := probability * (p / q * (n + 1 - above) / above);
            total := total + probability;
        END LOOP;
        high := n + 1 - above;
        WHILE total < 1 - tail LOOP
            above := above + 1;
            probability := probability * (p / q * (n + 1 - above) / above);
            total := total + probability;
        END LOOP;
        low := n - above;
    ELSE -- Cornish and Fisher to the second order, with the corrections for a lattice
        centre := n * p - 0.5 + (1 - 2 * p) * (z * z - 1) / 6;
        spread := sqrt(variance) * z + ((1 - 6 * p * q) * (z * z - 3) / 24
            - (1 - 2 * p) * (1 - 2 * p) * (2 * z * z - 5) / 36 - 1.0::double precision / 24) * z / sqrt(variance);
        margin := 0.1 / variance;
        low := n - ceil(centre + spread + margin)::bigint;
        high := n - floor(centre - spread - margin)::bigint;
    END IF;
END
$$;

COMMENT ON FUNCTION plumbline.interval_ranks IS 'Ranks of the samples that enclose quantile q with 90 % confidence, 5 % at most on either side; low 0 or high n + 1: too few samples for that end.';

CREATE OR REPLACE FUNCTION plumbline.sketch_low(q double precision, sketch plumbline.sketch) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    n bigint := (SELECT least(coalesce(sum(c), 0), 9223372036854775807) FROM unnest((sketch).counts) AS c);
    rank bigint := (plumbline.interval_ranks(q, n)).low;
BEGIN
    RETURN CASE WHEN rank = 0 THEN NULL WHEN rank = 1 THEN (sketch).min WHEN rank = n THEN (sketch).max
        ELSE greatest((sketch).min, plumbline.bucket_lower(plumbline.bucket_at_rank(rank, (sketch).lo, (sketch).counts)))
        END;
END
$$;

COMMENT ON FUNCTION plumbline.sketch_low IS 'Lower end of the 90 % confidence interval of quantile q, the sketch''s error included; null with too few samples.';

CREATE OR REPLACE FUNCTION plumbline.sketch_high(q double precision, sketch plumbline.sketch) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    n bigint := (SELECT least(coalesce(sum(c), 0), 9223372036854775807) FROM unnest((sketch).counts) AS c);
    rank bigint := (plumbline.interval_ranks(q, n)).high;
BEGIN
    RETURN CASE WHEN rank > n THEN NULL WHEN rank = 1 THEN (sketch).min WHEN rank = n THEN (sketch).max
        ELSE least((sketch).max, plumbline.bucket_lower(1 + plumbline.bucket_at_rank(rank, (sketch).lo, (sketch).counts)))
        END;
END
$$;

COMMENT ON FUNCTION plumbline.sketch_high IS 'Upper end of it; null with too few samples: below 59 for a P95, below 299 for a P99.';
