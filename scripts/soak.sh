#!/usr/bin/env bash
# Tries for long what "make test" tries briefly: "make soak". What it found is in out/soak.log.
#
#   PARVIS_SOAK_SECONDS=3600 scripts/soak.sh     so long a time for power cuts under the kiosk's code,
#                                                and a quarter of it under the hub's; 600 s by itself
#   PARVIS_SOAK_CUTS=100000 scripts/soak.sh      or so many power cuts under each, or
#                                                until the time is over where that is given, too
#   PARVIS_SOAK_DAYS=1000                        simulated days on real stores; 100 by itself
#   PARVIS_SOAK_MEMORY_DAYS=100000               and in memory; 2,000 by itself
#   PARVIS_SOAK_FUZZ=600                         seconds for each kind of input; 20 by itself
#   PARVIS_SOAK_PROGRAMS=600                     seconds for the real programs on each store, and for
#                                                several hubs on one; 120 by itself
#   PARVIS_SOAK_OUTAGE=3600                      seconds without PostgreSQL; 300 by itself
#   PARVIS_SEED=17 scripts/soak.sh               from this seed on, instead of one never used before
#   PARVIS_SOAK_THREADS=1                        on so many processors; on all by itself
#   PARVIS_SOAK_ONLY="days fuzz"                 some of: kiosk hub days fuzz boards programs outage
#
# It goes on when something was found, and fails at the end. Power cuts and days say every half minute
# what was seen so far, and from which seed another run goes on: they can be ended at any time.
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p out
log=out/soak.log
: >"$log"
failed=0

wanted() {
    [[ " ${PARVIS_SOAK_ONLY:-kiosk hub days fuzz boards programs outage} " == *" $1 "* ]]
}

# run HEADING COMMAND...
run() {
    echo "== $1" | tee -a "$log"
    shift
    "$@" 2>&1 | tee -a "$log" || failed=1
}

if [[ -z ${PARVIS_SOAK_CUTS:-} ]]; then
    export PARVIS_SOAK_SECONDS=${PARVIS_SOAK_SECONDS:-600}
fi

if wanted kiosk; then
    run "Power cuts under the kiosk's code" \
        cargo test --release --quiet --package parvis-roster --test power_cut -- \
        --ignored --exact soak --nocapture
fi
if wanted hub; then
    if [[ -n ${PARVIS_SOAK_SECONDS:-} ]]; then
        export PARVIS_SOAK_SECONDS=$((PARVIS_SOAK_SECONDS / 4 + 1))
    fi
    run "Power cuts under the hub's store" \
        cargo test --release --quiet --package parvis-hub --test store -- \
        --ignored --exact power_cut::soak --nocapture
fi
if wanted days; then
    run "Simulated days" \
        cargo test --release --quiet --package parvis-venue --test memory -- \
        --ignored --exact soak --nocapture
fi
if wanted fuzz; then
    PARVIS_SOAK_FUZZ=${PARVIS_SOAK_FUZZ:-20} run "What is almost right" \
        cargo test --release --quiet --package parvis-venue --test fuzz -- --nocapture
fi
if wanted boards; then
    run "Every minute of a venue's day on its board" \
        cargo test --quiet --package parvis --test window -- \
        --ignored --exact venue_day::soak --nocapture
fi
if wanted programs || wanted outage; then
    # Both, so that both programs are built: with the hub's own tests comes its program.
    both=(--package parvis --package parvis-hub --test programs)
    run "The programs: building" cargo test --quiet "${both[@]}" --test store --no-run
fi
if wanted programs; then
    PARVIS_SOAK_PROGRAMS=${PARVIS_SOAK_PROGRAMS:-120} run "The real programs" \
        cargo test --quiet "${both[@]}" -- --ignored --exact soak --nocapture
fi
if wanted outage; then
    PARVIS_SOAK_OUTAGE=${PARVIS_SOAK_OUTAGE:-300} run "Without PostgreSQL" \
        cargo test --quiet "${both[@]}" -- --ignored --exact outage --nocapture
fi
exit "$failed"
