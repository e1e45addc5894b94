# Read by suites that run with the sanitizers on, built as a variant, which
# `make asan` shares.
#
# build_sanitized SUITE PROGRAM: builds build/asan/PROGRAM. Ends the suite where
# the compiler has no sanitizers, and where it cannot be built.
BUILD=${BUILD:-build}
CC=${CC:-cc}
MAKE=${MAKE:-make}
SANITIZE=${SANITIZE:--fsanitize=address,undefined}

# The compiler and the flags may be several words.
# shellcheck disable=SC2086
can_sanitize() {
	mkdir -p "$BUILD/asan" &&
	    echo 'int main(void) { return 0; }' |
	    $CC $SANITIZE -x c -o "$BUILD/asan/empty-$1" - 2>/dev/null &&
	    "$BUILD/asan/empty-$1"
}

build_sanitized() {
	if ! can_sanitize "$1"; then
		echo "$1: skipped: the compiler has no sanitizers"
		echo "$1: 0 passed, 0 failed, 1 skipped"
		exit 0
	fi
	$MAKE -j2 --no-print-directory BUILD="$BUILD/asan" CC="$CC" \
	    variant="$SANITIZE" "$BUILD/asan/$2" >"$BUILD/asan/$1.log" 2>&1 || {
		tail -n 20 "$BUILD/asan/$1.log"
		exit 1
	}
}
