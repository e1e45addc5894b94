#!/bin/sh
# The manual's KEYS are those of the table of keys, in its order, and its
# options those of the help.
set -u
BUILD=${BUILD:-build}
manual=man/smtpcode.1
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0 skipped=0

expect() {
	if "$@" >"$folder/out" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "manual: $what"
		head -n 10 "$folder/out"
	fi
}

# The first strings of the rows of the table: what the help shows of the keys.
awk '/^const struct binding bindings/ { on = 1 } /^};/ { on = 0 } on' \
    src/keys.c | tr '\n' ' ' |
    grep -oE 'ACTION_[A-Z_]+, *"[^"]*"' | sed 's/.*"\(.*\)"/\1/' \
    >"$folder/table"
# In the manual they stand as `.It Sy KEYS` in the section of the keys.
awk '/^\.S[sh] KEYS|^\.S[sh] Keys/ { on = 1; next } /^\.S[hs] / { on = 0 } on' \
    "$manual" | sed -n 's/^\.It Sy \(.*\)$/\1/p' |
    sed 's/"//g; s/\\(a^/^/g; s/\\(ha/^/g; s/\\&//g; s/ ,/,/g' >"$folder/manual"
what='the keys of the manual are those of src/keys.c'
expect diff "$folder/table" "$folder/manual"

"$BUILD/smtpcode" -h | sed -n 's/^  -\(.\), --\([a-z]*\).*/\1 \2/p' \
    >"$folder/options"
while read -r letter word; do
	what="the manual tells of -$letter"
	expect grep -qE "^\.It Fl $letter( |\$)" "$manual"
	what="the manual tells of --$word"
	expect grep -qE "^\.It .*Fl -$word" "$manual"
done <"$folder/options"

if command -v mandoc >/dev/null 2>&1; then
	what='the manual is clean by mandoc -T lint'
	mandoc -T lint -W warning "$manual" >"$folder/lint" 2>&1
	expect test ! -s "$folder/lint"
else
	skipped=1
	echo 'manual: skipped: mandoc is not installed'
fi
echo "manual: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
