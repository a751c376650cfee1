#!/usr/bin/env bash
# engine.sh start|stop: a container engine for the Testcontainers suite. Uses the one that runs; else starts one, where the
# machine lets root do so. "stop" ends only the one that "start" started. Exit code 1: there is none.
set -euo pipefail
state=${XDG_CACHE_HOME:-$HOME/.cache}/plumbline/engine

answers() { docker info >/dev/null 2>&1; }

start() {
    if answers; then return 0; fi
    [ "$(id -u)" = 0 ] && command -v dockerd >/dev/null || return 1
    mkdir -p "$state"
    dockerd --data-root "$state/data" --pidfile "$state/pid" >"$state/log" 2>&1 &
    disown
    for _ in $(seq 30); do
        if answers; then return 0; fi
        sleep 1
    done
    tail -n 5 "$state/log" >&2
    stop
    return 1
}

stop() {
    [ -f "$state/pid" ] || return 0
    kill "$(cat "$state/pid")" 2>/dev/null || true
}

"$1"
