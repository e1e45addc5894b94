# Read by suites of the shell that look at what the program does: counts, and
# looks at the output in $out and the messages in $err of the last run. The
# suite has set `suite`, its name.
BUILD=${BUILD:-build}
suite=${suite:?}
smtpcode=$BUILD/smtpcode
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
out=$folder/out
err=$folder/err
passed=0 failed=0 skipped=0

ok() {
	passed=$((passed + 1))
}

# not_ok WHAT LINE...
not_ok() {
	failed=$((failed + 1))
	echo "$suite: $1"
	shift
	for line in "$@"; do
		echo "	$line"
	done
}

skip() {
	skipped=$((skipped + 1))
	echo "$suite: skipped: $1"
}

# run STATUS WHAT ARGUMENTS...: the program ends with that status; its input is
# that of the caller.
run() {
	expected=$1 what=$2
	shift 2
	"$smtpcode" "$@" >"$out" 2>"$err"
	status=$?
	if [ "$status" -eq "$expected" ]; then ok; else
		not_ok "$what" "smtpcode $*" "status $status, not $expected" \
		    "$(head -n 3 "$err")"
	fi
}

# says WHAT PATTERN: the output, or the messages, have such a line.
says() {
	if grep -qe "$2" "$out"; then ok; else
		not_ok "$1" "no line matches: $2" "$(head -n 5 "$out")"
	fi
}

warns() {
	if grep -qe "$2" "$err"; then ok; else
		not_ok "$1" "no message matches: $2" "$(head -n 5 "$err")"
	fi
}
