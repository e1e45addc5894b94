#!/bin/sh
# Stored pages: each line of tests/pages/commands is a command line for the
# program over the fixture, and tests/pages/NAME what it prints, with its exit
# status and messages. With REGEN=1 they are written anew.
set -u
BUILD=${BUILD:-build}
smtpcode=$BUILD/tests/smtpcode
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
passed=0 failed=0

while IFS='	' read -r name arguments; do
	case $name in
	'' | '#'*) continue ;;
	esac
	# The arguments are words of the script's own file, to be split.
	# shellcheck disable=SC2086
	"$smtpcode" $arguments >"$folder/out" 2>"$folder/err" </dev/null
	status=$?
	{
		echo "\$ smtpcode $arguments"
		cat "$folder/out"
		sed 's/^/stderr: /' "$folder/err"
		echo "status: $status"
	} >"$folder/page"
	if [ -n "${REGEN:-}" ]; then
		cp "$folder/page" "tests/pages/$name"
		passed=$((passed + 1))
	elif cmp -s "$folder/page" "tests/pages/$name"; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "pages: $name is not as stored:"
		diff "tests/pages/$name" "$folder/page" | head -n 10
	fi
done <tests/pages/commands
echo "pages: $passed passed, $failed failed, 0 skipped"
[ "$failed" -eq 0 ]
