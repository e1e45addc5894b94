#!/bin/sh
# Adds up the last lines of the suites' logs. Fails if a test failed, or if a
# suite did not come to its last line.
set -u
passed=0 failed=0 skipped=0 bad=0
for log in "$@"; do
	name=$(basename "$log" .log)
	line=$(grep -E "^$name: [0-9]+ passed, [0-9]+ failed, [0-9]+ skipped\$" \
	    "$log" | tail -n 1)
	if [ -z "$line" ]; then
		echo "$name: did not come to its end" >&2
		bad=1
		continue
	fi
	counts=${line#"$name: "}
	passed=$((passed + ${counts%% *}))
	counts=${counts#*, }
	failed=$((failed + ${counts%% *}))
	counts=${counts#*, }
	skipped=$((skipped + ${counts%% *}))
done
[ "$failed" -eq 0 ] || bad=1
echo "$passed passed, $failed failed, $skipped skipped"
exit "$bad"
