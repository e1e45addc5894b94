#!/bin/sh
# The random walk of the browser with the sanitizers on, WALK_STEPS keys and
# sizes (50,000): built as a variant, which `make asan` shares.
set -u
BUILD=${BUILD:-build}
CC=${CC:-cc}
MAKE=${MAKE:-make}
SANITIZE=${SANITIZE:--fsanitize=address,undefined}
WALK_STEPS=${WALK_STEPS:-50000}
CK_RUN_SUITE=walk
# In one process: Check ends what it has forked after a time.
CK_FORK=no
export WALK_STEPS CK_RUN_SUITE CK_FORK
run=$BUILD/asan/tests/unit/run

# The compiler and the flags may be several words.
# shellcheck disable=SC2086
can_sanitize() {
	mkdir -p "$BUILD/asan" &&
	    echo 'int main(void) { return 0; }' |
	    $CC $SANITIZE -x c -o "$BUILD/asan/empty" - 2>/dev/null &&
	    "$BUILD/asan/empty"
}

if ! can_sanitize; then
	echo 'walk: skipped: the compiler has no sanitizers'
	echo 'walk: 0 passed, 0 failed, 1 skipped'
	exit 0
fi
$MAKE -j2 --no-print-directory BUILD="$BUILD/asan" CC="$CC" \
    variant="$SANITIZE" "$run" >"$BUILD/asan/walk.log" 2>&1 || {
	tail -n 20 "$BUILD/asan/walk.log"
	exit 1
}
"$run" | sed 's/^unit: /walk: /'
