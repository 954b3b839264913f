#!/usr/bin/env bash
# Tries for long what "make test" tries briefly: "make soak". What it found is in out/soak.log.
#
#   PARVIS_SOAK_CUTS=100000 scripts/soak.sh      so many power cuts
#   PARVIS_SOAK_SECONDS=3600 scripts/soak.sh     as many as there is time for; 600 s by itself
#   PARVIS_SEED=17 scripts/soak.sh               from this seed on, instead of one never used before
set -euo pipefail
cd "$(dirname "$0")/.."

mkdir -p out
echo "soak: building, cutting the power, and then trying whether planted faults are caught" >&2
cargo test --release --quiet --package parvis-roster --test power_cut -- \
    --ignored --exact soak --nocapture | tee out/soak.log
