#!/bin/sh
# Everything about the UI that needs Node, with the Node that scripts/node.sh finds.
#
#   scripts/ui.sh install    fetches the UI's packages, when its lock file changed since the last time
#   scripts/ui.sh build      builds ui/dist, when something it is made of changed since the last time
#   scripts/ui.sh has NAME   whether ui/package.json has a script of that name
#   scripts/ui.sh NAME       runs that script of ui/package.json
set -eu
cd "$(dirname "$0")/.."

node=$(scripts/node.sh)
PATH=$node:$PATH

# npm leaves this copy of the lock file behind after a complete installation.
installed=ui/node_modules/.package-lock.json
built=ui/dist/index.html

install() {
    if [ ! -e "$installed" ] || [ -n "$(find ui/package.json ui/package-lock.json -newer "$installed")" ]; then
        npm ci --prefix ui --no-audit --no-fund
        touch "$installed"
    fi
}

# A removed file shows in its folder's time, so folders count too.
stale() {
    [ ! -e "$built" ] ||
        [ -n "$(find ui assets -mindepth 1 \( -path ui/node_modules -o -path ui/dist \) -prune -o -newer "$built" -print -quit)" ]
}

case ${1:-} in
    install) install ;;
    build)
        if stale; then
            install
            npm run --silent --prefix ui build
            touch "$built"
        fi
        ;;
    has) node -e 'process.exit(require("./ui/package.json").scripts?.[process.argv[1]] ? 0 : 1)' "$2" ;;
    "")
        echo "ui: say what to do: install, build, has NAME, or a script of ui/package.json" >&2
        exit 2
        ;;
    *)
        install
        npm run --silent --prefix ui "$@"
        ;;
esac
