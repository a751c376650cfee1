#!/usr/bin/env bash
# start.sh: a TimescaleDB server with fresh data on the loopback interface. Prints the JDBC URL of its superuser, which
# the tests take as -Dplumbline.test.timescale.url. Needs root (chroot); the root file system is made once and kept.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
# shellcheck source=.ci/timescaledb/common.sh
. "$here/common.sh"

mkdir -p "$cache"
[ -d "$root" ] || "$here/make-rootfs.sh" "$root"
"$here/stop.sh"

mkdir -p "$root/dev/shm"
mountpoint -q "$root/dev/shm" || mount -t tmpfs tmpfs "$root/dev/shm"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
install -d -m700 "$root$data"
printf '%s\n' "$password" > "$root/tmp/password-$port"
chroot "$root" chown postgres: "$data" "/tmp/password-$port"
as_postgres "$bin/initdb" -D "$data" -U postgres --pwfile="/tmp/password-$port" -A scram-sha-256 \
    --locale=C.UTF-8 -E UTF8 >/dev/null
rm "$root/tmp/password-$port"
# Durability is not what the tests that use this are about: a crash of the machine may lose it all.
cat >> "$root$data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = '/tmp'
shared_preload_libraries = 'timescaledb'
timescaledb.telemetry_level = 'off'
max_worker_processes = 16
fsync = off
CONF
as_postgres "$bin/pg_ctl" -D "$data" -l "/tmp/postgres-$port.log" -w -t 60 start >/dev/null
printf 'jdbc:postgresql://127.0.0.1:%s/postgres?user=postgres&password=%s\n' "$port" "$password"
