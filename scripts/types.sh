#!/bin/sh
# The UI's types, made from the Rust ones.
#
#   scripts/types.sh                 writes them to ui/src/shared/types
#   scripts/types.sh --check [DIR]   fails when those in ui/src/shared/types are not what Rust writes;
#                                    DIR is where a test run that is over has written them (TS_RS_EXPORT_DIR)
set -eu
cd "$(dirname "$0")/.."

kept=ui/src/shared/types
fresh=${2:-}
if [ -z "$fresh" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    fresh=$work/types
    mkdir "$fresh"
    TS_RS_EXPORT_DIR=$fresh cargo test --quiet --package parvis-kiosk export_bindings >"$work/log" 2>&1 || {
        cat "$work/log" >&2
        exit 1
    }
fi
if [ -z "$(ls "$fresh")" ]; then
    echo "types: Rust wrote none; has the test that exports them been renamed?" >&2
    exit 1
fi

case ${1:-} in
    --check)
        if ! diff -ru "$kept" "$fresh"; then
            echo "types: $kept is out of date: run \"make types\" and commit what changed" >&2
            exit 1
        fi
        ;;
    "")
        mkdir -p "$kept"
        find "$kept" -name '*.ts' -delete
        cp -R "$fresh/." "$kept/"
        ;;
    *)
        echo "types: only --check is known" >&2
        exit 2
        ;;
esac
