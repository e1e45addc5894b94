#!/bin/sh
# Data that breaks one check of mkreference each, tests/bad/NAME, and what it
# then says, tests/bad/NAME.expected: the whole of standard error, and exit
# status 1; nothing is written, and what was written before is taken away.
# REGEN=1 writes the expected files anew.
set -u
MKREFERENCE=${MKREFERENCE:-build/host/mkreference}
scratch=${BUILD:-build}/tests/bad
passed=0 failed=0

rm -rf "$scratch"
mkdir -p "$scratch" || exit 2

pass() {
	passed=$((passed + 1))
}

fail() {
	failed=$((failed + 1))
	echo "bad: $1"
}

# Does a command end with this status, and say this? What is not as it should
# be is shown.
ends_with() {
	title=$1 status=$2 expected=$3
	shift 3
	"$@" >"$scratch/stdout" 2>"$scratch/stderr"
	found=$?
	if [ "$found" -ne "$status" ]; then
		fail "$title: exit status $found, not $status"
		sed 's/^/    /' "$scratch/stderr"
	elif ! diff "$expected" "$scratch/stderr" >"$scratch/diff"; then
		fail "$title: said something else"
		sed 's/^/    /' "$scratch/diff"
	elif [ -s "$scratch/stdout" ]; then
		fail "$title: wrote to standard output"
	else
		pass
	fi
}

# With -o no output may stay, neither half of a new one nor an old one.
leaves_nothing() {
	mkdir "$scratch/out"
	echo stale >"$scratch/out/tables.c"
	"$MKREFERENCE" -o "$scratch/out/tables.c" "$1" >/dev/null 2>&1
	found=$?
	left=$(ls "$scratch/out")
	rm -rf "$scratch/out"
	if [ "$found" -ne 1 ]; then
		fail "$1: exit status $found with -o"
	elif [ -n "$left" ]; then
		fail "$1: left with -o: $left"
	else
		pass
	fi
}

# A folder is told of each file in the same order, whatever the file system's.
is_sorted() {
	if cut -d : -f 1 "$1" | LC_ALL=C sort -c 2>/dev/null; then
		pass
	else
		fail "$1: not sorted by file"
	fi
}

for folder in tests/bad/*/; do
	folder=${folder%/}
	if [ -n "${REGEN:-}" ]; then
		"$MKREFERENCE" -n "$folder" >/dev/null 2>"$folder.expected"
	fi
	ends_with "$folder" 1 "$folder.expected" "$MKREFERENCE" -n "$folder"
	leaves_nothing "$folder"
done
for expected in tests/bad/*.expected; do
	if [ ! -d "${expected%.expected}" ]; then
		fail "$expected: belongs to no folder"
	fi
done
is_sorted tests/bad/many.expected

# What is no error of the data has another exit status.
echo "mkreference: $scratch/none: No such file or directory" \
    >"$scratch/expected"
ends_with 'no such folder' 2 "$scratch/expected" \
    "$MKREFERENCE" -n "$scratch/none"
mkdir "$scratch/empty"
echo "mkreference: $scratch/empty: no record files" >"$scratch/expected"
ends_with 'a folder without records' 2 "$scratch/expected" \
    "$MKREFERENCE" -n "$scratch/empty"
echo "mkreference: $scratch/none/x.c.part: No such file or directory" \
    >"$scratch/expected"
ends_with 'an output that cannot be written' 2 "$scratch/expected" \
    "$MKREFERENCE" -o "$scratch/none/x.c" tests/fixture
: >"$scratch/expected"
ends_with 'the fixture is right' 0 "$scratch/expected" \
    "$MKREFERENCE" -n tests/fixture

rm -rf "$scratch"
echo "bad: $passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
