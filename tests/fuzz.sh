#!/bin/sh
# Damaged input with the sanitizers on, FUZZ_RUNS inputs (500) of FUZZ_SEED
# (1).
set -u
. tests/sanitized.sh
build_sanitized fuzz tests/fuzz
"$BUILD/asan/tests/fuzz" "${FUZZ_RUNS:-500}" "${FUZZ_SEED:-1}"
