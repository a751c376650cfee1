#!/usr/bin/env bash
# make-rootfs.sh DIRECTORY: a minimal root file system with PostgreSQL 17 and TimescaleDB (Apache edition), all from
# Debian's own archive. Needs root, mmdebstrap and debian-archive-keyring; ten seconds, 130 MB.
set -euo pipefail
target=$(realpath -m "$1")
# The archive that this machine's apt already uses; without one, Debian's default.
mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null \
    | grep -oE 'https?://[^ ]+/debian/?( |$)' | head -1 | tr -d ' ' || true)

partial=$target.partial
rm -rf "$partial"
mkdir -p "$partial"
mmdebstrap --quiet --variant=extract --aptopt='Apt::Install-Recommends "false"' \
    --include=postgresql-17,postgresql-17-timescaledb,dash,coreutils,libc-bin,util-linux,sed,grep,bash,base-files,base-passwd,tzdata \
    trixie "$partial" ${mirror:+"$mirror"} >&2

cd "$partial"
# What a server does not need: documentation, interpreters, the just-in-time compiler.
rm -rf var/lib/apt var/cache usr/share/{man,doc,info,locale,i18n,lintian,perl*,bash-completion,postgresql-common} \
    usr/lib/*-linux-gnu/{perl*,gconv,libLLVM*,libperl*,libz3*} usr/share/perl5 \
    usr/lib/postgresql/17/lib/{bitcode,llvmjit*,pgxs} usr/bin/perl* usr/lib/apt usr/lib/llvm* usr/lib/python3* usr/bin/apt*
# "extract" unpacks without running any package's scripts: users and links are ours to make.
install -m644 usr/share/base-passwd/passwd.master etc/passwd
install -m644 usr/share/base-passwd/group.master etc/group
echo 'postgres:x:999:999::/var/lib/postgresql:/bin/sh' >> etc/passwd
echo 'postgres:x:999:' >> etc/group
for link in bin sbin lib lib64; do [ -e "$link" ] || ln -s "usr/$link" "$link"; done
ln -sf dash usr/bin/sh
mkdir -p tmp run/postgresql proc dev var/lib/postgresql
chmod 1777 tmp
chown 999:999 run/postgresql var/lib/postgresql
mv "$partial" "$target" # complete, or not there
