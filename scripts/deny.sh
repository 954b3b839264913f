#!/bin/sh
# Checks what Parvis is built from: banned crates, licences, sources; known weaknesses where their list can be had.
# Installs cargo-deny when it is missing, which takes about five minutes on two cores, once.
set -eu
cd "$(dirname "$0")/.."

if ! cargo deny --version >/dev/null 2>&1; then
    echo "deny: cargo-deny is missing: installing it, about five minutes, once"
    cargo install cargo-deny --locked --quiet
fi

cargo deny --log-level warn check bans licenses sources

if timeout 60 cargo deny --log-level off fetch db >/dev/null 2>&1; then
    cargo deny --log-level warn check --disable-fetch advisories
else
    echo "deny: the list of known weaknesses (RustSec) is out of reach from here: NOT checked"
fi
