#!/bin/sh
# Adds up the last lines of the suites' logs. A suite that did not come to its
# last line, or ended with a status though no test of it failed, is a failure
# too: NAME.status beside NAME.log is what it ended with.
set -u
passed=0 failed=0 skipped=0

bad() {
	echo "$name: $1" >&2
	failed=$((failed + 1))
}

for log in "$@"; do
	name=$(basename "$log" .log)
	line=$(grep -E "^$name: [0-9]+ passed, [0-9]+ failed, [0-9]+ skipped\$" \
	    "$log" | tail -n 1)
	status=$(cat "${log%.log}.status" 2>/dev/null)
	if [ -z "$line" ]; then
		bad "did not come to its end (status ${status:-unknown})"
		continue
	fi
	counts=${line#"$name: "}
	passed=$((passed + ${counts%% *}))
	counts=${counts#*, }
	if [ "${counts%% *}" -eq 0 ] && [ "${status:-0}" -ne 0 ]; then
		bad "ended with status $status"
	fi
	failed=$((failed + ${counts%% *}))
	counts=${counts#*, }
	skipped=$((skipped + ${counts%% *}))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
