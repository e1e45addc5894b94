#!/bin/sh
# Damaged input with the sanitizers on, FUZZ_RUNS inputs (500) of FUZZ_SEED
# (1).
set -u
sh tests/sanitized.sh fuzz || exit 0
"$BUILD/asan/tests/fuzz" "${FUZZ_RUNS:-500}" "${FUZZ_SEED:-1}"
