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
        ALTER ROLE plumbline_writer SET idle_in_transaction_session_timeout = '15s';
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'plumbline_grafana' AND rolconfig IS NULL) THEN
        -- A panel over too long a range must not occupy the server. Whoever writes SQL as this role can set these away:
        -- PostgreSQL has no way to forbid that. What nobody can set away is the number of sessions, where a superuser runs
        -- this the room for their temporary files, and the limit that sinks see to (plumbline.end_long_reads).
        ALTER ROLE plumbline_grafana SET statement_timeout = '30s';
        ALTER ROLE plumbline_grafana SET idle_in_transaction_session_timeout = '30s';
        ALTER ROLE plumbline_grafana SET default_transaction_read_only = on;
        ALTER ROLE plumbline_grafana CONNECTION LIMIT 20;
        IF current_setting('server_version_num')::integer >= 170000 THEN
            ALTER ROLE plumbline_grafana SET transaction_timeout = '60s';
        END IF;
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND rolsuper) THEN
            ALTER ROLE plumbline_grafana SET temp_file_limit = '1GB';
        END IF;
    END IF;
    EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO plumbline_owner', current_database());
    EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO plumbline_writer', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO plumbline_grafana', current_database());
    BEGIN
        GRANT plumbline_grafana TO plumbline_owner; -- so that a function of the owner's may end its sessions
    EXCEPTION WHEN insufficient_privilege THEN
        NULL; -- as below: then that function finds none
    END;
    IF current_user <> 'plumbline_owner' THEN
        BEGIN
            EXECUTE format('GRANT plumbline_owner TO %I', current_user); -- whoever migrates makes its objects
        EXCEPTION WHEN insufficient_privilege THEN
            NULL; -- another administrator made the roles: the objects are this user's own, the rights are the same
        END;
    END IF;
END
$$;
