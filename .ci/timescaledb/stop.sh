#!/usr/bin/env bash
# stop.sh: ends the server of start.sh and deletes its data; the root file system stays for the next start.
set -euo pipefail
# shellcheck source=.ci/timescaledb/common.sh
. "$(dirname "$(realpath "$0")")/common.sh"

[ -d "$root" ] || exit 0
if running; then as_postgres "$bin/pg_ctl" -D "$data" -m fast -w stop >/dev/null; fi
unmount
rm -rf "${root:?}$data"
