#!/bin/sh
# Checks that every shell script parses, and what shellcheck says of it where shellcheck is installed.
set -eu
cd "$(dirname "$0")/.."

for script in scripts/*.sh .ci/run; do
    case $(head -n 1 "$script") in
        *bash) bash -n "$script" ;;
        *) sh -n "$script" ;;
    esac
done
if command -v shellcheck >/dev/null 2>&1; then
    shellcheck scripts/*.sh .ci/run
fi
