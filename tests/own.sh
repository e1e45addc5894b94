#!/bin/sh
# An admin's own records: what the program over the fixture says with those of
# tests/own/records, each line of tests/own/commands as tests/own/pages/NAME;
# and what it says to files with one mistake each, tests/own/bad/NAME.rec, as
# NAME.expected. With REGEN=1 they are written anew. Then folders and files
# that are none.
set -u
suite=own
. tests/checks.sh
smtpcode=$BUILD/tests/smtpcode
own=$folder/config/smtpcode
mkdir -p "$own"

# check FILE NAME: the same as what is stored.
check() {
	if [ -n "${REGEN:-}" ]; then
		cp "$1" "$2" && ok
	elif diff "$2" "$1" >"$folder/diff" 2>&1; then
		ok
	else
		not_ok "$2 is not as stored" "$(head -n 10 "$folder/diff")"
	fi
}

# What is of interest here: the head of a page and some of its parts. How sure
# it is of a cause changes with the model.
parts() {
	awk '/^[A-Z]+( |$)/ { on = /^(NOTE|HABITS|CONTACT|EXAMPLES)/ }
	    /^[^A-Z ]/ { on = 1 }
	    on' | sed 's/[0-9]* %/## %/g; s/"confidence":[0-9.]*/"confidence":0/g
	    s/"score":[0-9]*/"score":0/g'
}

while IFS='	' read -r name arguments; do
	case $name in
	'' | '#'*) continue ;;
	esac
	# The arguments are words of the script's own file, to be split.
	# shellcheck disable=SC2086
	XDG_CONFIG_HOME=$PWD/tests/own/records "$smtpcode" $arguments \
	    >"$folder/out" 2>"$folder/err" </dev/null
	status=$?
	{
		echo "\$ smtpcode $arguments"
		parts <"$folder/out"
		sed 's/^/stderr: /' "$folder/err"
		echo "status: $status"
	} >"$folder/page"
	check "$folder/page" "tests/own/pages/$name"
done <tests/own/commands

# With a mistake a file is told, and what else stands in it counts.
for file in tests/own/bad/*.rec; do
	rm -f "$own"/*
	cp "$file" "$own/a.rec"
	printf 'Note: 554\nText: This one counts.\n' >"$own/b.rec"
	XDG_CONFIG_HOME=$folder/config "$smtpcode" 554 >"$folder/out" \
	    2>"$folder/err" </dev/null
	status=$?
	sed "s|$own/||" "$folder/err" >"$folder/told"
	check "$folder/told" "${file%.rec}.expected"
	if [ "$status" -eq 0 ] && grep -q 'This one counts' "$folder/out"; then
		ok
	else
		not_ok "$file: the other file does not count" \
		    "$(head -n 10 "$err")"
	fi
done

# page_with: the page of 554, with the records of the folder and HOME.
page_with() {
	"$@" "$smtpcode" 554 >"$folder/out" 2>"$folder/err" </dev/null
	status=$?
}

expect() {
	what=$1
	shift
	if "$@" >"$folder/result" 2>&1; then ok; else not_ok "$what" \
	    "$(head -n 10 "$err")"; fi
}

rm -f "$own"/*
printf 'Note: 554\nText: From the settings.\n' >"$own/a.rec"
page_with env XDG_CONFIG_HOME="$folder/config"
expect 'the notes of XDG_CONFIG_HOME are read' grep -q 'From the settings' \
    "$folder/out"
expect 'without mistakes nothing is said' test ! -s "$folder/err"

mkdir -p "$folder/home/.config/smtpcode"
printf 'Note: 554\nText: From the home.\n' >"$folder/home/.config/smtpcode/a.rec"
page_with env -u XDG_CONFIG_HOME HOME="$folder/home"
expect 'without it those below HOME' grep -q 'From the home' "$folder/out"
page_with env XDG_CONFIG_HOME= HOME="$folder/home"
expect 'an empty one is none' grep -q 'From the home' "$folder/out"
page_with env XDG_CONFIG_HOME=home HOME="$folder/home"
expect 'one that is not absolute is none' grep -q 'From the home' "$folder/out"
page_with env -u XDG_CONFIG_HOME -u HOME
expect 'with neither there is the page' test "$status" -eq 0
expect 'and no message' test ! -s "$folder/err"
page_with env XDG_CONFIG_HOME="$folder/nowhere" HOME="$folder/home"
expect 'a folder that is not there is not missed' test ! -s "$folder/err"

mkfifo "$own/pipe.rec" && mkdir "$own/folder.rec"
ln -s "$folder/nothing" "$own/lost.rec"
page_with env XDG_CONFIG_HOME="$folder/config"
expect 'nobody waits for a pipe' grep -q 'pipe.rec: is no file' "$folder/err"
expect 'a folder is no file' grep -q 'folder.rec: Is a directory' "$folder/err"
expect 'a link that leads nowhere is told' grep -q 'lost.rec: No such file' \
    "$folder/err"
expect 'the file beside them counts' grep -q 'From the settings' "$folder/out"
rm -rf "$own"/*.rec

# Some file systems do not take such a name.
hostile=$(printf '%s/\033[31m.rec' "$own")
if printf 'Note\n' >"$hostile" 2>/dev/null; then
	page_with env XDG_CONFIG_HOME="$folder/config"
	expect 'the name of a file does a terminal no harm' \
	    grep -q 'x1b\[31m.rec:1: expected' "$folder/err"
	expect 'nor does it break the page' test "$status" -eq 0
	rm -f "$hostile"
else
	skipped=$((skipped + 2))
fi

awk 'BEGIN { for (i = 0; i < 20000; i++)
	printf "Note: 555\nText: Number %d.\n\n", i }' >"$own/large.rec"
printf 'Note: 554\nText: Behind the large one.\n' >"$own/next.rec"
page_with env XDG_CONFIG_HOME="$folder/config"
expect 'of a large file it is said where the reading ended' grep -qE \
    'large.rec:[0-9]+: the file is larger than 256 KB' "$folder/err"
expect 'the next file is read' grep -q 'Behind the large one' "$folder/out"
expect 'it is told in one line' test "$(wc -l <"$folder/err")" -eq 1
for n in 1 2 3 4; do
	head -c 250000 "$own/large.rec" | awk -v RS= -v ORS='\n\n' 1 \
	    >"$own/more$n.rec"
done
page_with env XDG_CONFIG_HOME="$folder/config"
expect 'all files together have an end, too' grep -q \
    'more than 1024 KB in all files; this one is not read' "$folder/err"
rm -f "$own"/*

awk 'BEGIN { for (i = 0; i < 3000; i++) print "nonsense" }' >"$own/a.rec"
page_with env XDG_CONFIG_HOME="$folder/config"
expect 'messages have an end' test "$(wc -l <"$folder/err")" -eq 21
expect 'and their number is told' grep -q 'and 2980 more like these' \
    "$folder/err"
rm -f "$own"/*

n=100
while [ "$n" -lt 202 ]; do
	printf 'Note: 554\nText: File %d.\n' "$n" >"$own/$n.rec"
	n=$((n + 1))
done
page_with env XDG_CONFIG_HOME="$folder/config"
expect 'so have files' grep -q \
    'has more than 100 files; the last 2 are not read' "$folder/err"
expect 'the hundredth is read' grep -q 'File 199' "$folder/out"
expect 'the one behind it is not' sh -c "! grep -q 'File 200' $folder/out"
expect 'notes stand in the order of their files' sh -c \
    "grep -o 'File [0-9]*' $folder/out | sort -c"
rm -f "$own"/*

# What the manual shows is right by the program's own reference.
awk '/^\.Sh YOUR OWN/ { on = 1 } on && /^\.Ed/ { exit } text
    on && /^\.Bd/ { text = 1 }' man/smtpcode.1 >"$own/manual.rec"
XDG_CONFIG_HOME=$folder/config "$BUILD/smtpcode" -s flooded >"$folder/out" \
    2>"$folder/err"
expect "the manual's example is read" grep -q '^mx-old' "$folder/out"
expect 'and nothing is wrong with it' test ! -s "$folder/err"
XDG_CONFIG_HOME=$folder/config "$BUILD/smtpcode" 554 5.7.1 >"$folder/out" \
    2>"$folder/err"
expect 'its note is shown' grep -q '^NOTE   yours, on 554 5.7.1: Our relays' \
    "$folder/out"

echo "own: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
