#!/bin/sh
# The random walk of the browser with the sanitizers on, WALK_STEPS keys and
# sizes (50,000).
set -u
sh tests/sanitized.sh walk || exit 0
WALK_STEPS=${WALK_STEPS:-50000}
CK_RUN_SUITE=walk
# In one process: Check ends what it has forked after a time.
CK_FORK=no
export WALK_STEPS CK_RUN_SUITE CK_FORK
"$BUILD/asan/tests/unit/run" | sed 's/^unit: /walk: /'
