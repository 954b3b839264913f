#!/bin/sh
# Adds up the tests in what cargo test and vitest printed, and prints "N passed, N failed": scripts/count.sh LOG
# Exits 1 when one failed. Understands:
#
#   test result: FAILED. 3 passed; 1 failed; 0 ignored; ...       (cargo test, one line a binary)
#         Tests  1 failed | 4 passed | 2 skipped (7)              (vitest, one line in all)
set -eu

awk '
    { gsub(/\033\[[0-9;]*m/, "") }
    /^test result: / || /^ *Tests  +[0-9]/ {
        for (i = 2; i <= NF; i++) {
            if ($i ~ /^passed/) passed += $(i - 1)
            if ($i ~ /^failed/) failed += $(i - 1)
        }
    }
    END {
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0
    }
' "$1"
