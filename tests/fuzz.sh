#!/bin/sh
# Damaged input with the sanitizers on, FUZZ_RUNS inputs (500) of FUZZ_SEED
# (1): built as a variant, which `make asan` shares.
set -u
BUILD=${BUILD:-build}
CC=${CC:-cc}
MAKE=${MAKE:-make}
SANITIZE=${SANITIZE:--fsanitize=address,undefined}
fuzz=$BUILD/asan/tests/fuzz

# The compiler and the flags may be several words.
# shellcheck disable=SC2086
can_sanitize() {
	mkdir -p "$BUILD/asan" &&
	    echo 'int main(void) { return 0; }' |
	    $CC $SANITIZE -x c -o "$BUILD/asan/empty-fuzz" - 2>/dev/null &&
	    "$BUILD/asan/empty-fuzz"
}

if ! can_sanitize; then
	echo 'fuzz: skipped: the compiler has no sanitizers'
	echo 'fuzz: 0 passed, 0 failed, 1 skipped'
	exit 0
fi
$MAKE -j2 --no-print-directory BUILD="$BUILD/asan" CC="$CC" \
    variant="$SANITIZE" "$fuzz" >"$BUILD/asan/fuzz.log" 2>&1 || {
	tail -n 20 "$BUILD/asan/fuzz.log"
	exit 1
}
"$fuzz" "${FUZZ_RUNS:-500}" "${FUZZ_SEED:-1}"
