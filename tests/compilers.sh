#!/bin/sh
# The reference is the same to the byte with any compiler: what mkreference as
# built here has written of data/ is compared with what it writes when another
# compiler has built it.
set -u
HOST=${HOST:?}
CC_FOR_BUILD=${CC_FOR_BUILD:-cc}
PKG_CONFIG=${PKG_CONFIG:-pkg-config}
tables=build/reference_tables.c
passed=0 failed=0
case $($CC_FOR_BUILD --version 2>&1) in
*clang*) other=gcc ;;
*) other=clang ;;
esac
if ! command -v "$other" >/dev/null 2>&1; then
	echo "compilers: skipped: $other is not installed: nothing to compare"
	echo "compilers: 0 passed, 0 failed, 1 skipped"
	exit 0
fi
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT

sources=
for part in $HOST; do
	sources="$sources src/$part.c"
done
# Unlike in what may change a sum: the optimizer, and vectors.
# shellcheck disable=SC2046,SC2086
if ! "$other" -D_XOPEN_SOURCE=700 -Isrc -std=c11 -ffp-contract=off -O3 \
    -o "$folder/mkreference" $sources \
    $($PKG_CONFIG --cflags --libs libutf8proc) ||
    ! "$folder/mkreference" -s reference_tables -o "$folder/tables.c" data; then
	echo "compilers: mkreference fails when built by $other"
	failed=1
elif ! cmp "$tables" "$folder/tables.c"; then
	echo "compilers: $CC_FOR_BUILD and $other fit another model"
	failed=1
else
	passed=1
fi
echo "compilers: $passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
