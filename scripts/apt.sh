#!/bin/sh
# Installs Debian packages, as root or through sudo, without a question: scripts/apt.sh PACKAGE...
# Or only fetches their files into a folder, to be unpacked there: scripts/apt.sh --to FOLDER PACKAGE...
# Says in one line what it does; what apt-get says is in out/apt.log, shown when it fails.
# The lists of packages are fetched anew only when it fails with those at hand.
set -eu
cd "$(dirname "$0")/.."

say() { echo "deps: $*" >&2; }

if [ "$(id -u)" -eq 0 ]; then
    sudo=
elif command -v sudo >/dev/null 2>&1; then
    sudo=sudo
else
    say "this needs root, and there is no sudo. As root: apt-get install $*"
    exit 1
fi

mkdir -p out
log=$PWD/out/apt.log
: >"$log"
if [ "${1-}" = --to ]; then
    folder=$2
    shift 2
    say "fetching from Debian: $*"
    get() { (cd "$folder" && apt-get download "$@") >>"$log" 2>&1; }
else
    say "installing from Debian: $*"
    get() {
        $sudo env DEBIAN_FRONTEND=noninteractive \
            apt-get install --yes --no-install-recommends "$@" >>"$log" 2>&1
    }
fi

get "$@" && exit 0
say "fetching the lists of packages first"
$sudo apt-get update >>"$log" 2>&1 && get "$@" && exit 0
tail -n 20 "$log" >&2
say "that did not work; the whole story is in $log"
exit 1
