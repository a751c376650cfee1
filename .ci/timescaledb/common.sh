#!/usr/bin/env bash
# Where the server for the tests lives; sourced by start.sh and stop.sh.
# PLUMBLINE_TIMESCALE_CACHE names another directory, PLUMBLINE_TIMESCALE_PORT another port.
cache=${PLUMBLINE_TIMESCALE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/plumbline}/timescaledb
port=${PLUMBLINE_TIMESCALE_PORT:-15432}
root=$cache/root
data=/data-$port
bin=/usr/lib/postgresql/17/bin

# Runs a command inside the root file system as the server's user.
as_postgres() { chroot --userspec=postgres:postgres "$root" "$@"; }

running() { [ -f "$root$data/PG_VERSION" ] && as_postgres "$bin/pg_ctl" -D "$data" status >/dev/null 2>&1; }

# Another server on another port may still use the mounts: then they stay.
unmount() {
    for place in "$root/proc" "$root/dev/shm"; do
        if mountpoint -q "$place"; then umount "$place" 2>/dev/null || true; fi
    done
}
export cache port root data bin
