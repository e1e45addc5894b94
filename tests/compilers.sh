#!/bin/sh
# The reference is the same to the byte with any compiler: mkreference is built
# by two of them, and what both write of data/ is compared.
set -u
HOST=${HOST:?}
PKG_CONFIG=${PKG_CONFIG:-pkg-config}
passed=0 failed=0
for compiler in gcc clang; do
	if ! command -v "$compiler" >/dev/null 2>&1; then
		echo "compilers: $compiler is not installed: nothing to compare"
		echo "compilers: 0 passed, 0 failed, 1 skipped"
		exit 0
	fi
done
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT

sources=
for part in $HOST; do
	sources="$sources src/$part.c"
done
flags=$($PKG_CONFIG --cflags --libs libutf8proc)
# Unlike in what may change a sum: the optimizer, and vectors.
build() {
	# shellcheck disable=SC2086
	"$1" -D_XOPEN_SOURCE=700 -Isrc -std=c11 -ffp-contract=off "$2" \
	    -o "$folder/$1" $sources $flags &&
	    "$folder/$1" -s tables -o "$folder/$1.c" data
}
build gcc -O3 &
build clang -O1
done_clang=$?
wait $!
done_gcc=$?
if [ "$done_gcc" -ne 0 ] || [ "$done_clang" -ne 0 ]; then
	echo "compilers: mkreference fails when built by gcc or clang"
	failed=1
elif ! cmp "$folder/gcc.c" "$folder/clang.c"; then
	echo "compilers: gcc and clang fit another model"
	failed=1
else
	passed=1
fi
echo "compilers: $passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
