#!/bin/sh
# The reference is a subset of GNU recutils' format: recsel reads the same
# records, field by field, as our reader does.
set -u
MKREFERENCE=${MKREFERENCE:-build/host/mkreference}
passed=0 failed=0
if ! command -v recsel >/dev/null 2>&1; then
	echo "recutils: recsel is not installed, so nothing is compared"
	echo "recutils: 0 passed, 0 failed, 1 skipped"
	exit 0
fi
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT

for file in data/tags data/*.rec data/*/*.rec; do
	"$MKREFERENCE" -d "$file" >"$folder/ours" 2>&1
	if ! recsel "$file" >"$folder/theirs" 2>"$folder/message"; then
		echo "$file: recsel: $(cat "$folder/message")"
		failed=$((failed + 1))
	elif ! cmp -s "$folder/ours" "$folder/theirs"; then
		echo "$file: recsel reads it otherwise:"
		diff "$folder/ours" "$folder/theirs" | head -n 5
		failed=$((failed + 1))
	else
		passed=$((passed + 1))
	fi
done
echo "recutils: $passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
