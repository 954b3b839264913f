#!/usr/bin/env bash
# Everything that must hold, in order, stopping at the first step that fails: what "make test" and CI run.
# The last line is "N passed, N failed", added up from what cargo test and vitest report; a step that
# fails without a failed test of its own counts as one.
set -euo pipefail
cd "$(dirname "$0")/.."

export NO_COLOR=1 CARGO_TERM_COLOR=never
mkdir -p out
log=out/test.log
: >"$log"

# Among the Rust tests are those that write the UI's types: here, to be compared with those in ui/.
TS_RS_EXPORT_DIR=$(mktemp -d)
export TS_RS_EXPORT_DIR

step=
finish() {
    status=$?
    rm -rf "$TS_RS_EXPORT_DIR"
    counted=$(scripts/count.sh "$log") || true
    if [[ $status -ne 0 ]]; then
        echo
        echo "Stopped at: $step. The whole story is in $log."
        if [[ $counted == *", 0 failed" ]]; then
            counted=${counted/%0 failed/1 failed}
        fi
    fi
    echo "$counted"
    [[ $counted == *", 0 failed" ]] || exit 1
}
trap finish EXIT

# run HEADING COMMAND...
run() {
    step=$1
    shift
    echo
    echo "== $step"
    local start=$SECONDS
    "$@" 2>&1 | tee -a "$log"
    echo "-- $step: $((SECONDS - start)) s"
}

run "Debian packages" scripts/deps.sh build test
run "Node" scripts/node.sh
run "Scripts" scripts/lint-scripts.sh
run "UI: packages" scripts/ui.sh install
run "UI: format" scripts/ui.sh format:check
run "UI: types and markup" scripts/ui.sh check
if scripts/ui.sh has lint; then
    run "UI: lint" scripts/ui.sh lint
fi
run "UI: tests" scripts/ui.sh test
run "UI: build" scripts/ui.sh build
run "Rust: format" cargo fmt --all --check
run "Rust: lint" cargo clippy --workspace --all-targets --quiet -- -D warnings
run "Rust: what it is built from" scripts/deny.sh
# Not "cargo build": that would compile much of it a second time, with other features.
run "Rust: build" cargo test --workspace --no-run --quiet
run "Rust: tests" cargo test --workspace --no-fail-fast
run "UI: types are those of Rust" scripts/types.sh --check "$TS_RS_EXPORT_DIR"
echo
