#!/bin/sh
# Prints the folder of a Node that can build the UI, and of the npm that goes with it.
#
#   PATH="$(scripts/node.sh):$PATH" npm --version
#
# That is the machine's own Node when it is new enough for the UI: 20.19, 22.12, 24 or later.
# Otherwise one is fetched through npm into .tools/node, for this project alone: the binary that npm's
# "node" package would pick for this machine, asked for by name so that no install script has to run.
# Debian's npm is patched to find its parts through Debian's Node and breaks under any other, so npm
# comes along.
set -eu
cd "$(dirname "$0")/.."

node_version=24.21.0
npm_version=11.21.2
own=$PWD/.tools/node/node_modules/.bin

say() { echo "node: $*" >&2; }

new_enough() {
    version=$("$1" --version 2>/dev/null) || return 1
    version=${version#v}
    major=${version%%.*}
    rest=${version#*.}
    minor=${rest%%.*}
    case $major in
        20) [ "$minor" -ge 19 ] ;;
        22) [ "$minor" -ge 12 ] ;;
        *) [ "$major" -ge 24 ] ;;
    esac
}

has_npm() { npm --version >/dev/null 2>&1; }

if new_enough node; then
    has_npm || scripts/apt.sh npm
    dirname "$(command -v node)"
    exit 0
fi

if [ "$("$own/node" --version 2>/dev/null)" = "v$node_version" ] && (PATH="$own:$PATH" && has_npm); then
    echo "$own"
    exit 0
fi

case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *)
        say "there is none to fetch for $(uname -m): install Node 24 and npm."
        exit 1
        ;;
esac

if found=$(node --version 2>/dev/null); then
    say "this machine has Node $found and the UI needs 20.19, 22.12, 24 or later: fetching $node_version into .tools/node"
else
    say "this machine has no Node: fetching $node_version into .tools/node, for this project alone"
fi
has_npm || scripts/apt.sh npm
rm -rf .tools/node
mkdir -p .tools/node
npm install --prefix .tools/node --no-save --no-audit --no-fund --ignore-scripts --loglevel=error \
    "node-linux-$machine@$node_version" "npm@$npm_version" >&2

"$own/node" --version >/dev/null
echo "$own"
