#!/bin/sh
# Starts the server in a container as the official image does, as far as Testcontainers needs it: the environment's
# POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB, and "ready to accept connections" twice in the log.
set -e
export PGDATA="${PGDATA:-/var/lib/postgresql/data}"
[ "${1#-}" = "$1" ] || set -- postgres "$@"

if [ "$1" = postgres ] && [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown -R postgres:postgres "$PGDATA" /run/postgresql
    chmod 700 "$PGDATA"
    exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0" "$@"
fi

if [ "$1" = postgres ] && [ ! -s "$PGDATA/PG_VERSION" ]; then
    user=${POSTGRES_USER:-postgres}
    database=${POSTGRES_DB:-$user}
    [ -n "${POSTGRES_PASSWORD:-}" ] || { echo 'POSTGRES_PASSWORD is missing' >&2; exit 1; }
    umask 077
    printf '%s\n' "$POSTGRES_PASSWORD" > /tmp/password
    initdb -U "$user" --pwfile=/tmp/password -A scram-sha-256 --locale=C.UTF-8 -E UTF8
    rm /tmp/password
    printf 'host all all all scram-sha-256\n' >> "$PGDATA/pg_hba.conf"
    cat >> "$PGDATA/postgresql.conf" <<CONF
listen_addresses = '*'
unix_socket_directories = '/run/postgresql'
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = 'off'
max_worker_processes = 16
CONF
    pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
    export PGPASSWORD="$POSTGRES_PASSWORD"
    [ "$database" = postgres ] || psql -X -q -h /run/postgresql -U "$user" -d postgres -c "CREATE DATABASE \"$database\""
    psql -X -q -h /run/postgresql -U "$user" -d "$database" -c 'CREATE EXTENSION IF NOT EXISTS timescaledb'
    unset PGPASSWORD
    pg_ctl -D "$PGDATA" -m fast -w stop
fi
exec "$@"
