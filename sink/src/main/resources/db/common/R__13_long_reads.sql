-- A limit on Grafana's reads that its role cannot set away. pg_stat_activity shows the owner these sessions, and lets it end
-- them, because plumbline_owner is a member of plumbline_grafana (roles.sql); where it is not, nothing is found.

CREATE OR REPLACE FUNCTION plumbline.end_long_reads(most_seconds integer) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT count(*) FILTER (WHERE pg_terminate_backend(pid))::integer
    FROM pg_stat_activity
    WHERE usename = 'plumbline_grafana' AND datname = current_database()
        AND xact_start < now() - make_interval(secs => most_seconds)
$$;

COMMENT ON FUNCTION plumbline.end_long_reads IS 'Ends the sessions of Grafana whose transaction has lasted longer. Returns how many.';

REVOKE ALL ON FUNCTION plumbline.end_long_reads FROM PUBLIC;
