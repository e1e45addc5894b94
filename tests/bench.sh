#!/bin/sh
# How fast the program starts and follows a key, measured side by side: two
# commands in turns, and the ratio of the medians, since machines differ and
# are busy. Run by `make bench`. Fails only if something cannot be measured.
#
# PAIRS says how many runs of each (60). RUN is put before each measurement, as
# in RUN='chrt -f 50', which keeps a busy machine out of it.
set -u
BUILD=${BUILD:-build}
MKREFERENCE=${MKREFERENCE:-build/host/mkreference}
CC=${CC:-cc}
PKG_CONFIG=${PKG_CONFIG:-pkg-config}
PAIRS=${PAIRS:-60}
RUN=${RUN:-}
KEYS=500
FEW=${FEW:-7} # pairs of what takes seconds
words='relay denied'
MARK=quit # the last word of the first screen
TERM=xterm-256color
LC_ALL=C.UTF-8
XDG_CONFIG_HOME=$PWD/$BUILD/tests/no-config
export TERM LC_ALL XDG_CONFIG_HOME
unset NO_COLOR LINES COLUMNS

program=$BUILD/smtpcode
bench=$BUILD/bench
failed=0

fail() {
	echo "bench: $1" >&2
	failed=1
}

# compile NAME FLAG...: builds $bench/NAME of tests/bench/NAME.c.
compile() {
	name=$1
	shift
	# The compiler may be several words, as `ccache cc` is.
	# shellcheck disable=SC2086
	$CC -std=c11 -O2 -o "$bench/$name" "tests/bench/$name.c" "$@" || {
		echo "bench: cannot build $name" >&2
		exit 1
	}
}

# Which libraries a program loads, by name.
libraries() {
	ldd "$1" | awk '$2 == "=>" { print $1 }' | sort
}

# What pkg-config says, as words. Without -D: the programs set what they need.
flags() {
	"$PKG_CONFIG" "$@" | tr ' ' '\n' | grep -v '^-D' | tr '\n' ' '
}

build_tools() {
	mkdir -p "$bench" || exit 1
	for tool in firstframe runtime keys; do
		compile $tool -D_XOPEN_SOURCE=700 tests/bench/measure.c
	done
	# Flags are words.
	# shellcheck disable=SC2046
	compile fill $(flags --cflags --libs ncursesw)
	packages='ncursesw libutf8proc jansson'
	libraries "$program" | grep -q '^libz\.' && packages="$packages zlib"
	# shellcheck disable=SC2046,SC2086
	compile empty -Wl,--no-as-needed $(flags --libs $packages)
	if [ "$(libraries "$program")" != "$(libraries "$bench/empty")" ]; then
		fail "the empty program loads other libraries than smtpcode"
		libraries "$bench/empty" >&2
	fi
}

# The reference with nine copies of each server, its examples and statuses.
grow_data() {
	grown=$bench/data
	rm -rf "$grown"
	mkdir -p "$grown" && cp -R data/. "$grown" || return 1
	for copy in 1 2 3 4 5 6 7 8 9; do
		for file in data/servers/*.rec data/statuses/*.rec; do
			to=$grown/${file#data/}
			awk -v N=$copy -f tests/bench/grow.awk "$file" \
			    >"${to%.rec}-c$copy.rec" || return 1
		done
	done
	$MKREFERENCE -o "$bench/grown.c" "$grown"
}

build_grown() {
	if [ -z "$(find "$bench/grown" -newer "$program" 2>/dev/null)" ]; then
		grow_data || return 1
		# shellcheck disable=SC2046,SC2086
		$CC -std=c11 -O2 -Isrc -w -o "$bench/grown" \
		    $SHELL_OBJECTS "$bench/grown.c" \
		    "$BUILD/libsmtpcode.a" \
		    $(flags --libs $packages) ||
		    return 1
	fi
	# What is compared must be the same page.
	"$program" -p 554 >"$bench/page"
	"$bench/grown" -p 554 >"$bench/page-grown"
	cmp "$bench/page" "$bench/page-grown"
}

heading() {
	printf '%-60s %5s %6s %-7s %s\n' what goal result '' \
	    'median us (least to greatest), against'
}

# verdict RESULT GOAL
verdict() {
	[ "$2" = - ] || awk -v result="$1" -v goal="$2" \
	    'BEGIN { print result <= goal ? "met" : "MISSED" }'
}

# ratios WHAT GOAL: makes rows of the table of what a tool has printed. The goal
# is not for what is done after the first frame.
ratios() {
	while IFS='	' read -r kind a b ratio least_a most_a least_b most_b
	do
		goal=$2
		[ "$kind" = 'cpu until idle' ] && goal=-
		printf '%-60s %5s %6s %-7s %s\n' "$1, $kind" "$goal" "$ratio" \
		    "$(verdict "$ratio" "$goal")" \
		    "$a ($least_a to $most_a), $b ($least_b to $most_b)"
	done <"$bench/result"
}

# measure WHAT GOAL TOOL ARGUMENT...
measure() {
	what=$1 goal=$2 tool=$3
	shift 3
	# shellcheck disable=SC2086
	if $RUN "$bench/$tool" "$PAIRS" "$@" >"$bench/result"; then
		ratios "$what" "$goal"
	else
		fail "$what could not be measured"
	fi
}

# press WHAT ROWS COLUMNS GOAL MARK FIRST COMMAND...
press() {
	what=$1 rows=$2 columns=$3 goal=$4 mark=$5 first=$6
	shift 6
	# shellcheck disable=SC2086
	if ! $RUN "$bench/keys" "$KEYS" "$rows" "$columns" "$mark" "$first" \
	    "$@" >"$bench/result"; then
		fail "$what at ${columns}x$rows could not be measured"
		return
	fi
	IFS='	' read -r cost wait bytes idle <"$bench/result"
	printf '%-60s %5s %6s %-7s %s\n' "$what, ${columns}x$rows, cpu us" \
	    "$goal" "$cost" "$(verdict "$cost" "$goal")" \
	    "$wait until its frame is there, $bytes bytes, idle $idle"
}

# The same move in other programs: a row down in a text.
press_others() {
	"$program" -p 554 >"$bench/page" || return
	for other in less tig; do
		command -v $other >/dev/null || {
			echo "bench: skipped: there is no $other" >&2
			continue
		}
		case $other in
		less) set -- "$(command -v less)" "$bench/page" ;;
		tig) set -- /bin/sh -c "exec tig <'$bench/page'" ;;
		esac
		press "a row down in $other" 60 200 - Transaction '' "$@"
	done
}

# row WHAT GOAL RESULT COMMENT
row() {
	printf '%-60s %5s %6s %-7s %s\n' "$1" "$2" "$3" "$(verdict "$3" "$2")" \
	    "$4"
}

# A million replies, no two of them quite the same, and what searches them.
build_search() {
	lines=$bench/lines
	[ -s "$lines" ] || "$program" -l examples |
	    awk -v COUNT=1000000 -f tests/bench/lines.awk >"$lines" || return 1
	# shellcheck disable=SC2046
	compile search -D_XOPEN_SOURCE=700 -Isrc tests/bench/measure.c \
	    -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc \
	    "$BUILD/reference_tables.o" "$BUILD/libsmtpcode.a" \
	    $(flags --libs libutf8proc jansson)
}

# against GOAL COMMAND: the whole search beside another program's.
against() {
	command -v "${2%% *}" >/dev/null || {
		echo "bench: ${2%% *} is not there: not compared" >&2
		return
	}
	PAIRS=$FEW measure "-s $words -f lines, $2" "$1" runtime \
	    /bin/sh -c "'$program' -s $words -f '$lines'" -- \
	    /bin/sh -c "$2 '$words' <'$lines'"
	other=$(sed -n 's/^wall	[^	]*	\([^	]*\)	.*/\1/p' "$bench/result")
	row "the same, read already, against all of $2, us" "$other" "$warm" ''
}

search() {
	# shellcheck disable=SC2086
	if ! $RUN "$bench/search" "$lines" "$words" >"$bench/result"; then
		fail 'the search could not be measured'
		return
	fi
	IFS='	' read -r reading warm key asked memory cause count texts \
	    <"$bench/result"
	row "$count lines, $texts texts: reading them, cpu us" - "$reading" \
	    "$memory KB at most"
	row 'a search in them, us' 16000 "$warm" ''
	row 'the slowest key of it while it is typed, us' 16000 "$key" ''
	row 'how often it asks for memory' 0 "$asked" ''
	row 'the cause of one line, us' 20 "$cause" ''
	against 1.00 'fzf --filter'
	against - 'fzy -e'
}

# What somebody sees while an input is read: the first entry of a slow pipe,
# beside a program that writes its last words at once; and what a key takes.
meanwhile() {
	grep -m 1 'User unknown' "$bench/log" >"$bench/line"
	# shellcheck disable=SC2086
	$RUN "$bench/firstframe" "$FEW" 'line 1-20 of' /bin/sh -c \
	    "(sleep 0.3; cat '$bench/line'; sleep 1) | '$program'" -- \
	    /bin/sh -c 'sleep 0.3; echo line 1-20 of; stty raw; head -c 1' \
	    >"$bench/result" 2>/dev/null ||
		{ fail 'the first entry could not be measured'; return; }
	row 'the first entry of a slow pipe, us behind its line' 100000 \
	    "$(awk -F '\t' '$1 == "wall" { print $2 - $3 }' "$bench/result")" ''
	# shellcheck disable=SC2086
	$RUN "$bench/keys" 10 24 80 "$MARK" '' "$program" -f "$bench/log" \
	    >"$bench/result" || { fail 'keys could not be measured'; return; }
	row 'a key while a log is read, us until its frame is there' 50000 \
	    "$(cut -f 2 "$bench/result")" ''
}

# An mbox of bounces that are usual, each read, its cause found and counted.
bounces() {
	mbox=$bench/bounces many=20000
	for name in postfix exim-dsn exim gmail office365 sendmail qmail \
	    courier ses icloud exchange-expired zimbra; do
		echo "tests/mail/$name.eml"
	done | xargs awk -v COUNT=$many -f tests/bench/bounces.awk >"$mbox" ||
		return 1
	# shellcheck disable=SC2086
	$RUN "$bench/runtime" "$FEW" "$program" -j -f "$mbox" -- \
	    "$(command -v wc)" -l "$mbox" >"$bench/result" || return 1
	row "a bounce of $many in an mbox, with its cause, cpu us" 50 \
	    "$(awk -F '\t' -v MANY=$many '$1 == "cpu" {
		printf "%.1f", $2 / MANY }' "$bench/result")" \
	    "$(wc -c <"$mbox") bytes"
}

# Answers line by line: replies as they are and in the lines of several logs,
# no two of them alike.
answers() {
	mixed=$bench/mixed many=100000
	[ -s "$mixed" ] || "$program" -l examples |
	    awk -v COUNT=$((many * 2)) -f tests/bench/lines.awk |
	    awk -f tests/bench/mixed.awk | head -n $many >"$mixed"
	[ "$(wc -l <"$mixed")" -eq $many ] || return 1
	# shellcheck disable=SC2086
	$RUN "$bench/runtime" "$FEW" "$program" --each -j -f "$mixed" -- \
	    "$(command -v wc)" -l "$mixed" >"$bench/result" || return 1
	cost=$(awk -F '\t' -v MANY=$many '$1 == "wall" {
		printf "%.1f", $2 / MANY }' "$bench/result")
	row "a line of $many that differ, --each -j, us" 20 "$cost" \
	    "$(awk -F '\t' -v MANY=$many '$1 == "wall" {
		rate = MANY * 1e6 / $2 }
		$1 == "cpu" { cpu = $2 / MANY }
		END { printf "%d lines/s, cpu %.1f us", rate, cpu }' \
		"$bench/result")"
}

# seconds COMMAND...: how long it runs, the least of three.
seconds() {
	for _ in 1 2 3; do
		# shellcheck disable=SC2086
		$RUN /usr/bin/time -f '%e' -o "$bench/time" "$@" >/dev/null \
		    2>&1
		tail -n 1 "$bench/time"
	done | sort -n | head -n 1
}

# A log of 300 MB, beside what only counts its lines; and its memory.
logs() {
	if ! /usr/bin/time -f %e true 2>/dev/null; then
		echo 'bench: skipped: GNU time is missing' >&2
		return 0
	fi
	compile maillog || return 1
	"$bench/maillog" 300 >"$bench/log" || return 1
	own=$(seconds "$program" -p -f "$bench/log")
	if command -v rg >/dev/null; then
		other=$(seconds rg -c '\b[2345][0-9][0-9][ -]' "$bench/log")
		row '-f, 300 MB of log, rg -c of a code, wall' 3.00 \
		    "$(awk -v a="$own" -v b="$other" \
		    'BEGIN { printf "%.2f", a / b }')" "$own s, $other s"
	else
		echo 'bench: skipped: rg is missing' >&2
	fi
	if command -v pflogsumm >/dev/null; then
		# It is slow: once.
		/usr/bin/time -f %e -o "$bench/time" pflogsumm "$bench/log" \
		    >/dev/null 2>&1
		other=$(tail -n 1 "$bench/time")
		row '-f, 300 MB of log, part of the time of pflogsumm' 0.020 \
		    "$(awk -v a="$own" -v b="$other" \
		    'BEGIN { printf "%.3f", a / b }')" "$own s, $other s"
	else
		echo 'bench: skipped: pflogsumm is missing' >&2
	fi
	for times in 1 10; do
		i=0
		while [ $i -lt $times ]; do
			cat "$bench/log"
			i=$((i + 1))
		done | /usr/bin/time -f %M -o "$bench/time" "$program" -p \
		    >/dev/null 2>&1
		row "$((times * 300)) MB of log, resident KB" 65536 \
		    "$(tail -n 1 "$bench/time")" 'whatever the size'
	done
	meanwhile
	rm -f "$bench/log"
}

build_tools
[ "$failed" -eq 0 ] || exit 1
heading
measure 'first frame: smtpcode 554, a curses program' 1.30 firstframe \
    "$MARK" "$program" 554 -- "$bench/fill"
measure 'smtpcode -p 554, an empty program' 1.15 runtime \
    "$program" -p 554 -- "$bench/empty"
measure 'smtpcode -p 101 (a short page), the same' - runtime \
    "$program" -p 101 -- "$bench/empty"
if build_grown; then
	measure 'first frame: ten times the data, as it is' 1.10 firstframe \
	    "$MARK" "$bench/grown" 554 -- "$program" 554
	measure '-p 554: ten times the data, as it is' 1.10 runtime \
	    "$bench/grown" -p 554 -- "$program" -p 554
	"$program" -V | sed -n 2p
	"$bench/grown" -V | sed -n 2p
else
	fail 'ten times the data could not be built'
fi
press 'a key in the list' 24 80 1000 "$MARK" '' "$program"
press 'a key in the list' 60 200 1000 "$MARK" '' "$program"
press 'a row down in the page' 60 200 1000 "$MARK" l "$program" 554
press_others
press 'a key in the search' 24 80 1000 "$MARK" "/$words" "$program"
press 'a key in the search' 60 200 1000 "$MARK" "/$words" "$program"
bounces || fail 'the bounces could not be measured'
answers || fail 'the answers line by line could not be measured'
logs || fail 'the logs could not be measured'
if build_search; then
	search
else
	fail 'a million lines could not be made'
fi
exit "$failed"
