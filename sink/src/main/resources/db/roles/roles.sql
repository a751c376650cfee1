-- The three roles of Plumbline, for a user who may create roles. They have no password: give them one
-- (ALTER ROLE ... PASSWORD), or let them in by certificate or peer. Each can log in itself, because settings of a role
-- are not inherited by its members, and the timeouts below are the point.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_owner') THEN
        CREATE ROLE plumbline_owner LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_writer') THEN
        CREATE ROLE plumbline_writer LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_grafana') THEN
        CREATE ROLE plumbline_grafana LOGIN;
    END IF;
    -- Settings that somebody chose stay as they are.
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_writer' AND rolconfig IS NULL) THEN
        -- A sink that hangs must not hold its locks: the next one waits for them.
        ALTER ROLE plumbline_writer SET lock_timeout = '10s';
        ALTER ROLE plumbline_writer SET statement_timeout = '60s';
        ALTER ROLE plumbline_writer SET idle_in_transaction_session_timeout = '30s';
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_grafana' AND rolconfig IS NULL) THEN
        -- A panel over too long a range must not occupy the server.
        ALTER ROLE plumbline_grafana SET statement_timeout = '30s';
        ALTER ROLE plumbline_grafana SET idle_in_transaction_session_timeout = '30s';
        ALTER ROLE plumbline_grafana SET default_transaction_read_only = on;
    END IF;
    EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO plumbline_owner', current_database());
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO plumbline_writer', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO plumbline_grafana', current_database());
    IF current_user <> 'plumbline_owner' THEN
        BEGIN
            EXECUTE format('GRANT plumbline_owner TO %I', current_user); -- whoever migrates makes its objects
        EXCEPTION WHEN insufficient_privilege THEN
            NULL; -- another administrator made the roles: the objects are this user's own, the rights are the same
        END;
    END IF;
END
$$;
