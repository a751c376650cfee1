#!/usr/bin/env bash
# make-image.sh TAG: the root file system of start.sh as a local container image, for the Testcontainers suite on a machine
# that cannot pull the official one. Needs a running container engine; prints the tag.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
# shellcheck source=.ci/timescaledb/common.sh
. "$here/common.sh"

mkdir -p "$cache"
[ -d "$root" ] || "$here/make-rootfs.sh" "$root"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What runs in the same tree meanwhile (data, sockets, mounts) is not the image's.
tar -C "$root" --one-file-system --exclude='./data-*' --exclude='./proc/*' --exclude='./dev/*' --exclude='./tmp/*' \
    -cf "$work/root.tar" .
mkdir -p "$work/more/usr/local/bin"
install -m755 "$here/entrypoint.sh" "$work/more/usr/local/bin/docker-entrypoint.sh"
tar -C "$work/more" --owner=0 --group=0 -rf "$work/root.tar" ./usr/local/bin/docker-entrypoint.sh
docker import -c 'ENTRYPOINT ["/usr/local/bin/docker-entrypoint.sh"]' -c 'CMD ["postgres"]' -c 'EXPOSE 5432' \
    -c 'ENV PGDATA=/var/lib/postgresql/data' -c 'ENV LANG=C.UTF-8' \
    -c 'ENV PATH=/usr/lib/postgresql/17/bin:/usr/local/bin:/usr/bin:/bin' \
    -c 'VOLUME /var/lib/postgresql/data' "$work/root.tar" "$1" >/dev/null
printf '%s\n' "$1"
