#!/bin/sh
# What the program does with input: logs, bounces, tallies, packed and broken
# files, pipes. Each check says in a sentence what it shows.
set -u
suite=input
. tests/checks.sh
log=$folder/mail.log

# check WHAT COMMAND...: the command succeeds.
check() {
	what=$1
	shift
	if "$@"; then ok; else not_ok "$what" "$*" "$(head -n 3 "$err")"; fi
}

# A log of one-line formats: N mails to as many people, with a few replies.
make_log() {
	awk -v count="$1" 'BEGIN {
		split("550 5.1.1 <%s>: User unknown|" \
		    "554 5.7.1 <%s>: Relay access denied|" \
		    "452 4.2.2 <%s>: mailbox full|" \
		    "421 4.7.0 too many connections from 192.0.2.7", said, "|")
		for (i = 0; i < count; i++) {
			to = sprintf("u%d@d%d.example", i * 7 % 97, i % 13)
			n = i % 4 + 1
			reply = said[n]
			sub(/%s/, to, reply)
			printf "Nov 20 %02d:%02d:%02d mx%d postfix/smtp[%d]: " \
			    "4A%08X: to=<%s>, relay=mx.d%d.example" \
			    "[192.0.2.%d]:25, delay=1, delays=0/0/0/1, " \
			    "dsn=%s, status=%s (host mx.d%d.example" \
			    "[192.0.2.%d] said: %s " \
			    "(in reply to RCPT TO command))\n",
			    i / 3600 % 24, i / 60 % 60, i % 60, i % 3, i, i,
			    to, i % 13, i % 250, substr(reply, 5, 5),
			    n < 3 ? "bounced" : "deferred", i % 13, i % 250,
			    reply
		}
	}'
}

make_log 2000 >"$log"

# One line after the other -----------------------------------------------------

run 0 'each line is answered' --each -f "$log"
check 'there is an answer for each line' \
    [ "$(wc -l <"$out")" -eq 2000 ]
check 'an answer has seven fields' \
    [ "$(awk -F '\t' 'NF == 7' "$out" | wc -l)" -eq 2000 ]
says 'code, status, direction and disposition are told' \
    "^1	550	5.1.1	remote	failed	unknown-user	[01]\\.[0-9]*\$"
says 'what is deferred is told so' '	452	4.2.2	remote	deferred	'
run 1 'lines without a reply are answered too' --each <<END
Nov 20 10:00:00 mx postfix/qmgr[550]: 4A554: removed
END
says 'nothing is a hyphen' '^1	-	-	-	-	-	-$'
# It is read only.
# shellcheck disable=SC2094
run 0 'files and standard input are read in turn' --each -f "$log" -f - \
    -f "$log" <"$log"
check 'the lines are counted on' \
    [ "$(tail -n 1 "$out" | cut -f 1)" -eq 6000 ]

# Is each line an object, with these keys? By jq, a reader of its own.
if command -v jq >/dev/null; then
	printf 'x\0y\033[31m 550 5.1.1 \342\200\256no \377\303 such user\n' \
	    >"$folder/hostile"
	head -n 50 "$log" >>"$folder/hostile"
	run 0 'hostile lines are answered as JSON' --each -j -f "$folder/hostile"
	check 'each line is JSON with the keys that are promised' [ "$(jq -c '
	    select(has("line") and has("code") and has("status") and
	    has("class") and has("text") and has("inner") and has("others") and
	    has("direction") and has("disposition") and has("stage") and
	    has("server") and has("cause") and has("confidence") and
	    has("alternatives") and has("basis") and has("example") and
	    has("matched") and has("retry") and has("who"))' "$out" |
	    wc -l)" -eq 51 ]
	run 0 'a log as JSON' -j -f "$log"
	check 'the counts add up' [ "$(jq '[.replies[].count] | add' "$out")" \
	    -eq 2000 ]
	check 'totals and replies have their keys' jq -e '.schema == 1 and
	    .input.files == 1 and .input.lines == 2000 and
	    .input.replies == 2000 and .input.skipped == 0 and
	    (.input.bytes > 0) and (.replies | all(has("count") and
	    has("messages") and has("messages_exact") and has("first") and
	    has("last") and has("sample")))' "$out" >/dev/null
	run 0 'a tally as JSON' --tally -f "$log"
	check 'its lines have their keys' [ "$(jq -c 'select(.schema == 1 and
	    has("direction") and has("disposition") and has("code") and
	    has("status") and has("cause") and has("text") and
	    has("count") and has("hashes") and has("first") and has("last") and
	    has("sample"))' "$out" | wc -l)" -eq "$(wc -l <"$out")" ]
else
	skip 'JSON is not read by another program: jq is missing'
fi

# A slow writer has its answer before it writes on.
mkfifo "$folder/in" "$folder/answers"
"$smtpcode" --each <"$folder/in" >"$folder/answers" 2>"$err" &
exec 3>"$folder/in" 4<"$folder/answers"
for code in 550 451 250; do
	echo "$code said slowly" >&3
	answer=
	if command -v timeout >/dev/null; then
		answer=$(timeout 5 head -n 1 <&4)
	else
		read -r answer <&4
	fi
	case $answer in
	*"	$code	"*) ok ;;
	*) not_ok 'each line is answered at once' "$code: $answer" ;;
	esac
done
exec 3>&- 4<&-
wait

# Files ------------------------------------------------------------------------

run 0 'a table' -p -f "$log"
cp "$out" "$folder/table"
escape=$(printf '\033')
run 0 'a table with looks, if they are asked for' -p --color=always -f "$log"
says 'the code and the status have those of their class' \
    "$escape\\[[0-9;]*m550$escape\\[m  $escape\\[[0-9;]*m5\\.1\\.1$escape\\[m "
sed "s/$escape\\[[0-9;]*m//g" "$out" >"$folder/bare"
check 'nothing else is another' cmp "$folder/bare" "$folder/table"
cp "$folder/table" "$out"
says 'the table tells how often' '^ *500 failed *550 *5.1.1'
says 'and how many in all' '^2000 replies in 2000 lines'
cp "$out" "$folder/table"
gzip -c "$log" >"$folder/packed"
run 0 'what gzip packed is known by its content' -p -f "$folder/packed"
check 'it says the same' cmp -s "$out" "$folder/table"
{ head -n 900 "$log" | gzip; tail -n +901 "$log" | gzip; } >"$folder/two.gz"
run 0 'members behind one another are one log' -p -f "$folder/two.gz"
check 'they say the same' cmp -s "$out" "$folder/table"
run 0 'packed standard input is read' -p <"$folder/two.gz"
check 'it says the same as the file' cmp -s "$out" "$folder/table"
head -c 9000 "$folder/packed" >"$folder/cut.gz"
run 2 'a cut .gz is told' -p -f "$folder/cut.gz"
warns 'it is called cut off' 'cut.gz: is cut off'
says 'what could be read is kept' ' failed *550 *5.1.1'
{ cat "$folder/packed"; echo 'this is no part of it'; } >"$folder/tail.gz"
run 2 'what follows a .gz is told' -p -f "$folder/tail.gz"
warns 'as gzip tells it' 'tail.gz: trailing garbage ignored'
says 'all that it holds is read' '^2000 replies in 2000 lines'
check 'that is said once' [ "$(wc -l <"$err")" -eq 1 ]
{ cat "$folder/packed"; printf 'x'; } >"$folder/tail.gz"
run 2 'a single byte too' -p -f "$folder/tail.gz"
warns 'it is garbage as well' 'trailing garbage ignored'
{ cat "$folder/packed"; head -c 3000 /dev/zero; } >"$folder/tail.gz"
run 0 'zeros are padding' -p -f "$folder/tail.gz"
check 'of which nothing is said' [ ! -s "$err" ]
printf '\037\213\010' >"$folder/head.gz"
run 2 'a .gz that is cut in its head is told' -p -f "$folder/head.gz"
warns 'it is cut off' 'head.gz: is cut off'
check 'and no more is said' [ "$(wc -l <"$err")" -eq 1 ]
{ head -c 9000 "$folder/packed"; echo 'this is no part of it'; } \
    >"$folder/broken.gz"
run 2 'a damaged .gz is told' -p -f "$folder/broken.gz"
warns 'it is called damaged or cut' 'broken.gz: is [cd]'
says 'what could be read before is kept' ' failed *550 *5.1.1'
for kind in xz zstd bzip2; do
	if command -v $kind >/dev/null; then
		$kind -c <"$log" >"$folder/other"
		run 2 "what $kind packed is not read" -p -f "$folder/other"
		warns 'the command is told' "is packed by $kind: .*cat FILE"
		check 'and that is all' [ "$(wc -l <"$err")" -eq 1 ]
	else
		skip "$kind is missing"
	fi
done
for form in UTF-16 UTF-16LE UTF-16BE; do
	if iconv -f UTF-8 -t $form <"$log" >"$folder/utf16" 2>/dev/null; then
		run 2 "$form is not read" -p -f "$folder/utf16"
		warns 'the command for it is told' 'is UTF-16: iconv -f'
	else
		skip "iconv does not make $form"
	fi
done
run 2 'a directory and a file that is none are told' -p -f "$folder" \
    -f "$folder/none" -f "$log"
warns 'the directory' 'Is a directory'
warns 'the missing file' 'none: No such file'
says 'the others go on' '^2000 replies in 2000 lines'
if [ "$(id -u)" -ne 0 ]; then
	: >"$folder/secret" && chmod 0 "$folder/secret"
	run 2 'a file that may not be read is told' -p -f "$folder/secret" \
	    -f "$log"
	says 'the others are read' '^2000 replies'
else
	skip 'root may read every file'
fi

# What servers write around a reply --------------------------------------------

printf '%s\n' '2026-11-28T10:00:00.000Z,192.0.2.1,ex1,192.0.2.9,mx,,Out,SMTP,FAIL,123,<m@x.example>,guid,a@example.com,"[{LED=550 5.1.1 RESOLVER.ADR.RecipNotFound; not found};{MSG=451 4.7.0 Temporary server error};{FQDN=};{IP=};{LRT=}]",1' \
    >"$folder/tracking"
run 0 'message tracking of Exchange' --each -j -f "$folder/tracking"
says 'LED is the reply, what stands beside it is no part' \
    '"text":"550 5.1.1 RESOLVER.ADR.RecipNotFound; not found","inner":null'
says 'its cause is that of LED' '"cause":"unknown-user"'
for word in expired force-expired; do
	printf '%s\n' "Nov 20 10:00:00 mx postfix/qmgr[1]: 4A12345678: from=<a@b.example>, status=$word, returned to sender" \
	    >"$folder/expiry"
	run 0 "qmgr: $word" --each -f "$folder/expiry"
	says "$word has its cause" \
	    '	none	failed	connection-failed/expired	'
done
printf '%s\n' "Nov 20 10:00:00 mx dovecot: lmtp(a)<1><x>: sieve: msgid=<x@b.example>: failed to store into mailbox 'INBOX': Quota exceeded (mailbox for user is full)" \
    >"$folder/quota"
run 0 'Dovecot cannot store a mail' --each -f "$folder/quota"
says 'the mailbox is full' '	own	failed	mailbox-full	'

# Ends -------------------------------------------------------------------------

run 1 'a log without replies' -p <<END
Nov 20 10:00:00 mx postfix/qmgr[550]: 4A554: removed
END
warns 'it is said' 'no reply in the input$'
run 1 'ordinary mail is no bounce' -p <<END
From: a@example.org
To: b@example.org
Subject: 550 euros

Dinner was 550 euros.
END
warns 'it is said that it is none' 'no bounce'
run 0 'nothing on standard input is as if there were none' </dev/null
says 'the list is written' '^code	554	'
run 0 'so is an empty one' <<END
END
says 'the list is written then too' '^code	554	'
"$smtpcode" <&- >"$out" 2>"$err"
check 'and a closed one' [ "$?" -eq 0 ]
if [ -c /dev/full ]; then
	for options in '-p' '-j' '--tally' '--each'; do
		# Options are words.
		# shellcheck disable=SC2086
		"$smtpcode" $options -f "$log" >/dev/full 2>"$err"
		check "a full disk is told with $options" [ "$?" -eq 2 ]
		warns 'the message says so' 'No space left'
	done
else
	skip 'there is no /dev/full'
fi

# What was left out ------------------------------------------------------------

head -c 300000 /dev/zero | tr '\0' x >"$folder/wide-line"
echo >>"$folder/wide-line"
run 1 'a line that is too long, alone' -p -f "$folder/wide-line"
warns 'it is told that it was skipped and cut' \
    'no reply in the input: 1 line skipped, 1 cut$'
head -n 1 "$log" >"$folder/with-wide"
cat "$folder/wide-line" >>"$folder/with-wide"
run 0 'a reply and a line that is too long' -p -f "$folder/with-wide"
says 'the reply has its page' '^REPLY'
warns 'what was left out is told beside it' '^smtpcode: 1 line skipped, 1 cut$'
awk 'BEGIN { for (i = 0; i < 466; i++) print "word", i }' >"$folder/words"
run 1 'words alone' -p -f "$folder/words"
warns 'it is told how many lines there were' \
    'no reply in the input: 466 lines skipped$'
head -n 1 "$log" >>"$folder/words"
run 0 'many words and a reply' -p -f "$folder/words"
warns 'it is told how many lines are no part of it' \
    '^smtpcode: 466 lines skipped$'
{ printf 'Hello,\n\nit came back with\n\n'; head -n 1 "$log"; } \
    >"$folder/ticket"
for file in "$folder/ticket" "$folder/one-line" tests/mail/postfix.eml; do
	head -n 1 "$log" >"$folder/one-line"
	run 0 "a page of $file" -p -f "$file"
	check 'what stands around a reply needs no word' [ ! -s "$err" ]
done
awk 'BEGIN {
	for (i = 0; i < 40; i++)
		printf "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n",
		    i, i
	print "\n550 5.1.1 unknown"
}' >"$folder/deep"
{ printf 'From: MAILER-DAEMON\nSubject: Undelivered Mail\n'; cat "$folder/deep"; } \
    >"$folder/deep.eml"
run 1 'a bounce that is nested too deep' -p -f "$folder/deep.eml"
warns 'it is told that it was cut' '1 line or mail cut$'

# Narrower ---------------------------------------------------------------------

run 0 'a code narrows a log' -p 554 -f "$log"
says 'only that code is left' '554'
check 'no other code is there' sh -c "! grep -q ' 452 *4.2.2' '$out'"
run 1 'a code that is not in it' -p 571 -f "$log"
warns 'there are replies, but not that one' 'is what was asked for'
run 1 'a time at which nothing happened' -p --since 2100-01-01 -f "$log"
warns 'there are replies, but not then' 'is of the time asked for'
run 2 'a file that is not there' -p -f "$folder/none"
check 'that is all that is said' [ "$(wc -l <"$err")" -eq 1 ]
run 1 'a filter that nothing passes' -s server:nobody
warns 'it is the filter' 'no example passes server:nobody'
# A date without a year is of the latest one that is not to come.
year=$(date -u +%Y)
[ "$(date -u +%m%d)" -ge 1119 ] || year=$((year - 1))
run 0 'times narrow a log' -p --since "$year-11-20 00:10" \
    --until "$year-11-20 00:20" -f "$log"
says 'only that span is counted' '^600 replies in 2000 lines'
printf '550 5.1.1 No such user\n' >"$folder/bare"
run 1 'a reply without a time is of no span' -p --since 2020-01-01 \
    -f "$folder/bare"
warns 'it is told that it has none' 'no reply in the input has a time'
run 2 'a time that is none' -p --since '2026-02-30' -f "$log"
warns 'what is expected is told' 'expected a time'

# What is shown of a line ------------------------------------------------------

printf '%s (host mx.example.net[192.0.2.9] said: 550 5.1.1 %01200d)\n' \
    'Nov 20 10:00:00 mx postfix/smtp[1]: 4A12345678: to=<a@b.example>, relay=mx.example.net[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced' \
    0 >"$folder/long"
run 0 'a line that is longer than what is kept' -j -f "$folder/long"
says 'a sample that is cut ends in a mark' '"sample":"Nov 20 [^"]*000\.\.\."'
"$smtpcode" --tally -f "$folder/long" >"$folder/long.tally"
run 0 'a tally of it' -j -f "$folder/long.tally"
says 'a tally keeps the mark, once' '"sample":"Nov 20 [^"]*000\.\.\."'
printf '%s\n%s\n' \
    "Nov 20 10:00:00 mx postfix/smtp[1]: 4A12345678: to=<a@b.example>, relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.9]:25: Connection timed out)" \
    "Nov 20 10:00:00 mx postfix/smtp[1]: 4A12345679: to=<a@b.example>, relay=none, delay=1, delays=0/0/0/1, dsn=4.4.1, status=deferred (connect to mx.example.net[192.0.2.9]:25: Connection refused)" \
    >"$folder/wide"
run 0 'long names of causes' -p -f "$folder/wide"
# shellcheck disable=SC2016
check 'the texts of a table begin below their heading' awk '
	/ TEXT$/ { at = index($0, "TEXT") }
	/connect to/ && (at == 0 || index($0, "connect to") != at) { bad = 1 }
	END { exit bad }' "$out"

# Tallies that add up ----------------------------------------------------------

# merges WHAT FILES...: their tallies are the tally of the whole.
merges() {
	what=$1
	shift
	cat "$@" | "$smtpcode" --tally >"$folder/merged" 2>"$err"
	check "$what" cmp -s "$folder/merged" "$folder/whole"
}

# A file of more than 32 MB is read in two halves, a pipe is not.
awk 'BEGIN {
	said = "4.2.2, status=deferred (host mx said: 452 4.2.2 full)"
	sent = "2.0.0, status=sent (250 2.0.0 Ok)"
	for (i = 0; i < 190000; i++)
		printf "Nov 27 %02d:%02d:%02d mx1 postfix/smtp[%d]: %05X%05X: " \
		    "to=<user%d@d%d.example>, relay=mx.d%d.example[192.0.2.%d]:25, " \
		    "delay=1, delays=0/0/0/1, dsn=%s\n", i / 8000, i / 140 % 60,
		    i % 60, i % 30000, i * 7 % 1000000, i, i % 900, i % 70,
		    i % 70, i % 250,
		    i % 3 ? said : sent
}' >"$folder/large.log"
"$smtpcode" --tally -f "$folder/large.log" >"$folder/halves" 2>"$err"
"$smtpcode" --tally <"$folder/large.log" >"$folder/whole" 2>"$err"
check 'a large log is read in two halves as it is at once' \
    cmp "$folder/halves" "$folder/whole"
check 'and it is a large one' \
    test "$(wc -c <"$folder/large.log")" -gt 33554432
rm -f "$folder/large.log"

"$smtpcode" --tally -f "$log" | "$smtpcode" --tally >"$folder/whole"
check 'a tally is not empty' [ -s "$folder/whole" ]
for pieces in 2 3 64; do
	rm -f "$folder"/piece.*
	awk -v n=$pieces -v to="$folder/piece." \
	    '{ print >(to int((NR - 1) * n / 2000)) }' "$log"
	for piece in "$folder"/piece.*; do
		"$smtpcode" --tally -f "$piece" >"$piece.tally"
	done
	merges "$pieces pieces add up" "$folder"/piece.*.tally
	find "$folder" -name 'piece.*.tally' | sort -t . -k 2 -r >"$folder/names"
	# Names of mktemp hold no blanks.
	# shellcheck disable=SC2046
	merges "$pieces pieces add up backwards" $(cat "$folder/names")
done
gzip -c "$folder/piece.7" >"$folder/piece.7.gz"
"$smtpcode" --tally -f "$folder/piece.7.gz" >"$folder/packed.tally"
check 'a packed piece has the same tally' cmp -s "$folder/packed.tally" \
    "$folder/piece.7.tally"
if command -v parallel >/dev/null && parallel --version 2>/dev/null |
    grep -q '^GNU'; then
	parallel --will-cite --pipe --block 64k "$smtpcode" --tally \
	    <"$log" 2>"$err" | "$smtpcode" --tally >"$folder/merged"
	check 'GNU parallel adds up' cmp -s "$folder/merged" "$folder/whole"
else
	skip 'GNU parallel is missing'
fi

# More texts than are kept: still the same whole.
awk 'BEGIN { for (i = 0; i < 9500; i++) { w = ""
	for (n = i * 7919 % 456976 + 1; n > 0; n = int(n / 26))
		w = w sprintf("%c", 97 + n % 26)
	printf "Nov 20 10:00:00 mx postfix/smtp[1]: 4A%08X: to=<a@b.example>, " \
	    "relay=c.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, " \
	    "dsn=5.0.0, status=bounced (host c.example[192.0.2.1] said: " \
	    "550 word %s (in reply to RCPT TO command))\n", i, w } }' \
    >"$folder/many"
run 0 'more texts than are kept are counted' -p -f "$folder/many"
says 'all of them' '^9500 replies in 9500 lines'
says 'what was left out is told' 'counted without'
"$smtpcode" --tally -f "$folder/many" | "$smtpcode" --tally >"$folder/whole"
head -n 4000 "$folder/many" | "$smtpcode" --tally >"$folder/1.tally"
tail -n +4001 "$folder/many" | "$smtpcode" --tally >"$folder/2.tally"
merges 'two pieces add up then too' "$folder/1.tally" "$folder/2.tally"
merges 'and in the other order' "$folder/2.tally" "$folder/1.tally"

# Broken lines of a tally add nothing.
sed -n 1p "$folder/1.tally" >"$folder/line"
{
	sed 's/"count":[0-9]*/"count":-1/' "$folder/line"
	sed 's/"count":[0-9]*/"count":1e99/' "$folder/line"
	sed 's/"hashes":\["/"hashes":["zz/' "$folder/line"
	sed 's/"direction":"[a-z]*"/"direction":"up"/' "$folder/line"
	sed 's/"first":"[^"]*"/"first":"yesterday"/' "$folder/line"
	cut -c 1-200 "$folder/line"
} >"$folder/broken"
run 1 'lines of a tally with a mistake are no reply' -p -f "$folder/broken"

# Bad input --------------------------------------------------------------------

# bounded WHAT ARGUMENTS...: it ends by itself, in 200 MB of address space.
bounded() {
	what=$1
	shift
	(
		# Where there is no -v it is told, and nothing is bounded.
		# shellcheck disable=SC3045
		[ -n "${SANITIZE_ON:-}" ] || ulimit -v 200000
		"$smtpcode" "$@" >"$out" 2>"$err"
	)
	status=$?
	case $status in
	0 | 1 | 2) ok ;;
	*) not_ok "$what" "smtpcode $*" "status $status" "$(head -n 3 "$err")" ;;
	esac
}
# The sanitizers need address space of their own.
nm "$smtpcode" 2>/dev/null | grep -q __asan_init && SANITIZE_ON=1

head -c 100000000 /dev/zero | tr '\0' 'a' >"$folder/long"
bounded 'a line of 100 MB' -p -f "$folder/long"
bounded 'a line of 100 MB, answered' --each -f "$folder/long"
warns 'it is told that its end was not read' 'over 256 KB'
{ cat "$folder/long"; echo; head -n 4 "$log"; } >"$folder/longer"
bounded 'a log behind a line of 100 MB' -p -f "$folder/longer"
says 'the replies behind it are counted' '^4 replies in 5 lines'
says 'the long line is told' 'cut off'
rm -f "$folder/long" "$folder/longer"
head -c 3000000 /dev/zero >"$folder/zeros"
bounded 'nothing but NULs' -p -f "$folder/zeros"
head -c 3000000 /dev/urandom >"$folder/random"
bounded 'random bytes' -p -f "$folder/random"
bounded 'random bytes, answered' --each -j -f "$folder/random"
bounded 'a program' -p -f "$smtpcode"
printf '550 5.1.1 No such user' >"$folder/short"
run 0 'a reply without a line feed' -p -f "$folder/short"
sed 's/$/\r/' "$log" >"$folder/crlf"
run 0 'lines that end in CR LF' -p -f "$folder/crlf"
check 'they say the same as without CR' sh -c \
    "tail -n 2 '$folder/table' >'$folder/a'; tail -n 2 '$out' |
    cmp -s - '$folder/a'"
awk 'BEGIN { print "From: a@example.org\nTo: b@example.org\n" \
	"MIME-Version: 1.0"
	for (i = 0; i < 10000; i++)
		printf "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i
	print "Content-Type: text/plain\n\nno" }' >"$folder/deep"
bounded 'MIME nested 10,000 deep' -p -f "$folder/deep"
{
	printf 'From MAILER-DAEMON Fri Nov 20 10:00:00 2026\n'
	printf 'From: MAILER-DAEMON@example.org\nTo: a@example.org\n'
	printf 'Subject: Undelivered Mail Returned to Sender\n'
	printf 'MIME-Version: 1.0\nContent-Type: text/plain\n'
	printf 'Content-Transfer-Encoding: base64\n\nVGhpcyBpcyB0aGUgbWFp'
} >"$folder/cut.mbox"
bounded 'an mbox cut in the middle of base64' -p -f "$folder/cut.mbox"
if [ -z "${SANITIZE_ON:-}" ]; then
	# What gzip packed a thousandfold, without end: no machine is too fast
	# for the signal.
	head -c 300000000 /dev/zero | gzip -1 >"$folder/bomb.gz"
	mkfifo "$folder/bombs.gz"
	(while cat "$folder/bomb.gz"; do :; done) >"$folder/bombs.gz" \
	    2>/dev/null &
	(
		# shellcheck disable=SC3045
		ulimit -v 200000
		exec "$smtpcode" -p -f "$folder/bombs.gz" >"$out" 2>"$err"
	) &
	pid=$!
	sleep 1
	kill -TERM "$pid"
	wait "$pid"
	check 'a file that unpacks without end stops when it is told to' \
	    [ "$?" -eq 143 ]
	rm -f "$folder/bomb.gz" "$folder/bombs.gz"
fi

# Much input is answered by two threads ----------------------------------------

# Files of so few lines that one answers them; lines are counted on.
(cd "$folder" && split -l 20 "$log" few.)
run 0 'a large log is answered' --each -j -f "$log"
cp "$out" "$folder/at-once"
# shellcheck disable=SC2046
run 0 'it is answered in pieces' --each -j $(printf -- '-f %s ' "$folder"/few.*)
check 'both say the same of each line' cmp -s "$out" "$folder/at-once"
rm -f "$folder"/few.*
awk 'BEGIN { for (i = 0; i < 3000; i++)
	printf "4A%08X     1234 Fri Nov 20 10:00:00  a@example.org\n" \
	    "(host m.example[192.0.2.1] said: 452 4.2.2 mailbox full %d)\n" \
	    "                                         b@example.net\n\n", i, i }' \
    >"$folder/queue"
run 0 'a queue is answered that is cut anywhere' --each -j -f "$folder/queue"
check 'each reason goes with the mail above it' \
    [ "$(sed -n 's/.*mailbox full \([0-9]*\).*"message":"4A\([0-9A-F]*\)".*/\1 \2/p' \
	"$out" | while read -r number id; do
		[ "$number" -eq "$(printf '%d' "0x$id")" ] && echo same
	done | wc -l)" -eq 3000 ]

# Nothing is counted that is no reply ------------------------------------------

cat >"$folder/near" <<'END'
Nov 20 10:00:00 mx postfix/qmgr[554]: 4A5505505: from=<a@example.org>, size=550, nrcpt=1 (queue active)
Nov 20 10:00:00 mx postfix/smtpd[550]: connect from h.example.org[203.0.113.55]:55051
Nov 20 10:00:00 mx postfix/smtpd[451]: disconnect from h.example.org[192.0.2.4] ehlo=1 quit=1 commands=2
Nov 20 10:00:00 mx postfix/cleanup[452]: 554AB: message-id=<550.5.1.1.554@example.org>
Nov 20 10:00:00 mx postfix/smtp[421]: Trusted TLS connection established to m.example.org[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)
Nov 20 10:00:00 mx postfix/anvil[550]: statistics: max connection rate 550/60s for (smtp:192.0.2.1) at Nov 20 05:50:55
Nov 20 10:00:00 mx postfix/master[550]: daemon started -- version 3.5.5, configuration /etc/postfix
Nov 20 10:00:00 mx dovecot: imap(user)<550><abc554>: Logged out in=554 out=5501
Nov 20 10:00:00 mx systemd[1]: Started session 550 of user root.
Nov 20 10:00:00 mx kernel: [55455.550451] eth0: link up, 1000 Mbps
Nov 20 10:00:00 mx sshd[554]: Accepted publickey for a from 192.0.2.4 port 55054 ssh2
Nov 20 10:00:00 mx opendkim[550]: 4A5541: DKIM-Signature field added (s=s550, d=example.org)
Nov 20 10:00:00 mx CRON[5501]: (root) CMD (test -x /usr/sbin/anacron)
total 550 files, 554 MB
version 5.5.0 of 2026-05-05
192.0.2.55 - - [20/Nov/2026:10:00:00 +0000] "GET /550 HTTP/1.1" 200 554
END
run 1 'near misses count nothing' -p -f "$folder/near"
check 'nor does a line of them hold a reply' sh -c \
    "'$smtpcode' --each -f '$folder/near' | cut -f 2,3 | grep -v '^-	-\$' |
    (! grep -q .)"

# Nothing hostile reaches whoever reads ----------------------------------------

printf 'Nov 20 10:00:00 mx postfix/smtp[1]: 4A12345678: to=<\033]0;x\007@e.example>, relay=m\302\233.example[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=5.1.1, status=bounced (host m.example[192.0.2.1] said: 550 5.1.1 \342\200\256 \377 \033[31m <\033c@e.example> User unknown \r here (in reply to RCPT TO command))\n' \
    >"$folder/hostile"
for options in -p -j --tally --each '--each -j' '--redact -p' '--redact -j' \
    '--redact --tally' '--redact --each -j'; do
	# shellcheck disable=SC2086
	run 0 "hostile lines with $options" $options -f "$folder/hostile"
	check "no control byte with $options" sh -c "! LC_ALL=C tr -d '\\n\\t' \
	    <'$out' | LC_ALL=C grep -q '[[:cntrl:]]'"
	check "no bidi or C1 control with $options" sh -c "! LC_ALL=C grep -q \
	    \"\$(printf '\\342\\200\\256\\|\\302\\233\\|\\377')\" '$out'"
done

# --redact: no address, host, IP or id of anybody's own, in no output
for options in '--redact -p' '--redact -j' '--redact --tally' \
    '--redact --each -j'; do
	head -n 1 "$log" >"$folder/one"
	for file in "$log" "$folder/one"; do
		# shellcheck disable=SC2086
		run 0 "a log with $options" $options -f "$file"
		check "nothing private is left with $options" sh -c "! grep -qE \
		    'd[0-9]+\\.example|192\\.0\\.2|4A0000|u[0-9]+@|\"mx[0-9]\"' \
		    '$out'"
	done
done

# An admin's own records name hosts and ids that are no less private.
mkdir -p "$folder/config/smtpcode"
cat >"$folder/config/smtpcode/own.rec" <<'END'
Server: ours
Title: Ours
Kind: software
Recognise: Hosts below `mx.secret.example`.
Docs: https://wiki.secret.example/mail

Example: 550 5.7.1 Ask the desk of secret.example about X1234567
Stage: rcpt
Cause: policy
END
printf '%s\n' "Nov 20 10:00:00 mx postfix/smtp[1]: 4A12345678: to=<a@b.example>, relay=a.mx.secret.example[192.0.2.1]:25, delay=1, dsn=5.7.1, status=bounced (host a.mx.secret.example[192.0.2.1] said: 550 5.7.1 Ask the desk of secret.example about X1234567 (in reply to RCPT TO command))" \
    >"$folder/own.log"
for options in -p -j --tally '--each -j'; do
	# Options are words.
	# shellcheck disable=SC2086
	XDG_CONFIG_HOME="$folder/config" "$smtpcode" --redact $options \
	    -f "$folder/own.log" >"$out" 2>"$err"
	check "own records are read, with $options" [ ! -s "$err" ]
	check "what they name is masked with $options" sh -c \
	    "! grep -q 'mx\\.secret\\|X1234567\\|f secret' '$out'"
done

printf '25m  2.9K 1tEabc-000000001Aa-2B3c <a@a.example>\n          b@b.example\n\n 3d  1.2K 1tEabd-000000001Ab-2B3d <> *** frozen ***\n          c@c.example\n' |
    "$smtpcode" -p >"$out" 2>"$err"
warns 'where the reasons of a queue of exim are' \
    'exim -bp names no reasons, exim -Mvl ID and the main log do$'
echo "input: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
