#!/bin/sh
# Can the compiler build what runs with the sanitizers on?
#
#	sh tests/sanitized.sh [SUITE]
#
# If not it says so, as that suite, and ends with 1.
set -u
BUILD=${BUILD:-build}
CC=${CC:-cc}
SANITIZE=${SANITIZE:--fsanitize=address,undefined}
suite=${1:-}
mkdir -p "$BUILD" || exit 2
empty=$BUILD/sanitized.$$
trap 'rm -f "$empty"' EXIT
trap 'exit 1' HUP INT TERM

# The compiler and the flags may be several words.
# shellcheck disable=SC2086
if ! echo 'int main(void) { return 0; }' |
    $CC $SANITIZE -x c -o "$empty" - 2>/dev/null || ! "$empty"; then
	echo "$suite: skipped: the compiler has no sanitizers"
	echo "$suite: 0 passed, 0 failed, 1 skipped"
	exit 1
fi
