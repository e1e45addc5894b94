#!/bin/sh
# What the program does on the command line, as a script sees it: output, exit
# status, messages. Each check says in a sentence what it shows.
set -u
suite=cli
. tests/checks.sh
exec </dev/null

# What says and warns look for is not there.
says_not() {
	if grep -qe "$2" "$out"; then
		not_ok "$1" "a line matches: $2" "$(grep -e "$2" "$out" |
		    head -n 3)"
	else ok; fi
}

silent() {
	if [ -s "$2" ]; then
		not_ok "$1" "$(head -n 3 "$2")"
	else ok; fi
}

first_line() {
	line=$(head -n 1 "$out")
	case $line in
	"$2"*) ok ;;
	*) not_ok "$1" "the first line is: $line" ;;
	esac
}

run 0 'a code is found' 554
first_line 'the page begins with code and title' '554  Transaction failed'
says 'the page has the verdict' '^RETRY  No\.'
says 'the page says who acts' '^WHO    YOUR server said it:'
says 'the page has causes' '^WHY    1 '
says 'the page has fixes' '^FIX    1 '
says 'the page has its digits as a tree' '^       ||+- 4 '
silent 'a page that is found gives no message' "$err"
says_not 'text holds no escape' "$(printf '\033')"
for text in \
    '554 5.1.1 <<address>>: bounced address: could not resolve address' \
    '554 5.2.122 The recipient has exceeded their limit for the number of' \
    '554 30 Sorry, your message to <address> cannot be delivered. This' \
    '554 5.7.1 Your email was rejected due to Spam filtering.' \
    '554 5.7.1 <<address>>: Recipient address rejected: Access denied' \
    '554 message rejected because the target returned error 400'; do
	says 'the page of 554 has this example' "$text"
done

run 0 'a status is found' 5.7.1
first_line 'its class is the one asked for' '5.7.1  Delivery not author'
run 0 'a status is found in any class' x.2.2
says 'with any class both verdicts are told' 'RETRY  4\.2\.2: Yes\.'
says 'with any class both verdicts are told' '5\.2\.2: No\.'
run 0 'the capital X is the same' X.2.2
run 0 'a vendor range has every number' 5.7.612
first_line 'a number of a range is named itself' '5.7.612'
run 0 'a class the RFC does not define is answered' 4.7.20
says 'and the page says so' 'Not defined for class 4'
run 0 'code and status make one page' 554 5.7.1
first_line 'which is about the pair' '554 5.7.1'
run 0 'one operand with blanks is the same' '554 5.7.1'
first_line 'which is about the pair' '554 5.7.1'
run 0 'a pair without text of its own is one page too' 553 5.7.8
if [ "$(grep -c '^DIGITS' "$out")" -eq 1 ]; then ok; else
	not_ok 'a pair without text of its own is not two pages in a row'
fi
run 0 'several names are several pages' 550 relay-denied
says 'first the first' '^550  '
says 'then the second' '^relay-denied  '
run 0 'a cause is found' greylisted
run 0 'a refinement is found' blocklisted/spamhaus
run 0 'a server is found, whatever the case' Postfix
run 0 'a vendor code is found' TSS04
run 0 'a vendor code that looks like a number is found' 554.30
run 0 'two digits are a pattern' 55
says 'a pattern gives each page' '^552  '
run 0 'x is any digit' 55x
run 0 'class and subject are a pattern' 5.7
run 0 'x is any detail' 5.7.x

run 1 'an unknown code is explained, with status 1' 559
first_line 'under its own name' '559  not a known reply code'
says 'by its digits' '^DIGITS '
warns 'the nearest codes are named' 'nearest: .*55'
run 1 'an unknown status is explained by class and subject' 5.6.99
run 1 'the name of a file names nothing' "$0"
warns 'but it is told how to read it' 'read by -f FILE'
run 1 'an unknown word gives the nearest names' relay-deneid
warns 'the nearest name is named' 'relay-denied'
silent 'and no page' "$out"
run 1 'a pattern that matches nothing says so' 59x
for bad in 55a 5.7. 5.300000.1 '' ' ' 700 9.1.1 5..1 5554 5.07.1; do
	run 2 'what is no code, status or pattern is refused' "$bad"
	warns 'and it is said what was expected' 'expected'
	silent 'and nothing is printed' "$out"
done
run 0 'a reply is known by its text' \
    '554 5.7.1 <a@example.org>: Relay access denied'
first_line 'the page is about its cause' '554 5.7.1  Relaying denied'
says 'and shows the reply' '^REPLY  554 5.7.1 <a@example.org>: Relay access'
says 'and says by what it was known' '^NOTE   Known by an example of Postfix'
run 0 'the text outranks code and status' \
    '550 5.1.1 too many recipients this hour, try again later'
says_not 'so this is no unknown user' '^WHY    1 unknown-user:'
run 0 'wrapped in a log line it is known as well' \
    'host mx.example.org[192.0.2.1] said: 550 5.1.1 <a@example.org>: Recipient address rejected: User unknown'
says 'by what the other server said' '^WHY    1 unknown-user:'
run 0 'several operands are one reply' 550 5.1.1 User unknown
run 1 'a reply that is like nothing is not guessed at' \
    '550 zxqv brmpf wlkj'
says 'but its code is explained' '^DIGITS 550'
run 1 'words that are no reply are not guessed at' hello wolrd foo
run 1 'nor are many of them' \
    'the quick brown fox jumps over the lazy dog'
for text in 'mailbox-full=552 Mottagarens brevlåda är full' \
    'message-too-large=552 İleti çok büyük' \
    'rate-limited=450 발송 한도를 초과했습니다' \
    'mailbox-full=552 la boîte aux lettres du destinataire est pleine' \
    'greylisted=450 Grijze lijst, probeer het over 5 minuten opnieuw'; do
	run 0 'a cause is found in other languages' -p "${text#*=}"
	says "$text" "^WHY    1 ${text%%=*}:"
done
run 0 'an example of one common word decides nothing by itself' '550 Rejected'
says_not 'so its cause is not said plainly' '^NOTE   Known by'
run 0 'a vendor that has a status of its own' -p \
    '550 5.7.606 Access denied, banned sending IP [192.0.2.7].'
says 'is whom to ask' '^DELIST https://sender\.office\.com'
says 'as its page does' 'enter address and IP'
says 'with its word on the retry' '^RETRY  No\. Delist first'
run 0 'a deferral with a vendor code' -p '451 4.7.500 Server busy. Please try' \
    'again later from [192.0.2.7]. (S77714)'
says 'passes as the code says' '^RETRY  Yes\. Within hours'
says 'for who acts by the status' 'keep the stream even'
says_not 'not as others would whose servers it is not' 'Get-IPBlockListEntry'
run 0 'a vendor code whose meaning names a status' -p ATTR36
says 'has the steps of that' 'Get-InboundConnector'
says_not 'and no form for what is no list' '^DELIST'
run 0 'a blocklist that a host names' -p '554 5.7.1 Service unavailable;' \
    'Client host [192.0.2.7] blocked using zen.spamhaus.org'
first_line 'is that list' '554 5.7.1  Listed by Spamhaus  permanent'
run 0 'a server by another name' -p hotmail
first_line 'has its page' 'outlook  Outlook.com (Hotmail, Live, MSN)  provider'
run 0 'a name that several share' -p microsoft
warns 'is told to be one' 'microsoft is a name of exchange-online, exchange and'
says 'and has the pages of all' '^outlook  Outlook.com'
run 0 'a server and a part of its page' -p outlook delist
first_line 'are its page' 'outlook  Outlook.com (Hotmail, Live, MSN)  provider'
run 0 'a server before a status' -p gmail 5.7.26
first_line 'is the sense that it has there' \
    '5.7.26  Gmail: blocked, not authenticated or DMARC  permanent, Gmail and'
run 0 'a server before a cause' -p postfix greylisting
first_line 'is the cause' 'greylisted  Greylisted, will pass on retry'
says 'with what the server says of it in front' '^ from postfix [0-9]*, '
run 0 'a server and other words' -p yahoo temporarily deferred
says 'are a search among what it says' '^yahoo	421	'
says_not 'and nobody else' '^[a-xz]'
run 0 'if it says so' -p google tried to deliver your message
says 'else they are a reply' '^REPLY'
run 0 'qmail writes blanks as _' -p \
    "Remote_host_said:_553_sorry,_that_domain_isn't_in_my_list_of_allowed_rcpthosts_(#5.7.1)/"
says 'it is a reply' '^553 5\.7\.1  Rel'
run 0 'a filter takes another name' -s server:hotmail block list
says 'as the one in the list' '^outlook	'
run 0 'a refinement by its own name' -p SPF
first_line 'is found if it is the only one' \
    'sender-auth/spf  SPF does not allow this IP'
run 0 'a status of one class' -p 4.7.0
says_not 'has no cause that another class has' '530 `Authentication'
says_not 'and no code' '^CODES.* 5'
says 'but those of its own' '^CODES  450 454'
run 0 'a refinement that what it refines names' -p rate-limited/connections
says_not 'does not name itself' '^SEE    rate-limited/connections'
run 1 'a code that is in no list' -p 561
says 'is shown with those that send it' '561 Honeypot rcptto'
run 0 'examples are searched' -s relay denied
says 'each is a line: server, code, status, cause, text' \
    '^postfix	554	5\.7\.1	relay-denied	554 5\.7\.1 '
run 0 'slips are forgiven' -s relya acess denied
says 'and the right ones found' 'Relay access denied'
run 0 'filters narrow the search' -s server:gmail cause:tls
says_not 'to what they say' '^[a-fh-z]'
run 0 'a kind of a cause is one by its own name' -s Cause:connections
says_not 'and no other is found' '	[a-z-]*	[0-9]'
run 1 'a filter that nothing passes is named' -s server:nosuch relay
warns 'whatever the words are' 'no example passes server:nosuch$'
run 1 'nothing found is told' -s xyzzy
warns 'with a message' 'no example'
run 0 'an empty query is every example' -s
run 0 'JSON of a search' -s -j greylsited
says 'has scores and what matched' '"score":[0-9]*,"matched":\["greylsit"\]'
run 0 'a part of a word will do' -s greyli
says 'and finds the word' 'reylisted'
run 1 'JSON of a search that finds nothing' -s -j relay xyzzy
says 'has no results' '"results":\[\]'
run 0 'a word that is written as two' -s mail box full
says 'is found' '[Mm]ailbox full'
run 0 'a megabyte of one word' -s "$(head -c 100000 /dev/zero | tr '\0' a)"

# Mistyped, partial and reordered words: what is meant is among the first three.
# hits WORDS PATTERN
hits() {
	"$smtpcode" -s "$1" >"$folder/hits" 2>&1
	if head -n 3 "$folder/hits" | grep -iqE "$2"; then ok; else
		not_ok "-s $1 does not find first: $2" \
		    "$(head -n 3 "$folder/hits")"
	fi
}
hits 'mailbox quta exceded' 'quota.*exceeded'
hits 'denied access relay' 'relay access denied'
hits 'greylsited' 'greylist'
hits 'reverse dns lokup' 'reverse dns'
hits 'unknwon user' 'user unknown|unknown user'
hits 'too mny connections' 'too many .*connections'
hits 'spf fial' 'spf.*fail'
hits 'dmarc polcy rejet' 'dmarc'
hits 'messag size exceds' 'message size exceeds'
hits 'authentication reqired' 'authentication (is )?required'
hits 'spamhuas' 'spamhaus'
hits 'tls must issue starttls first' 'must issue a starttls command first'
hits 'sender domain not foud' 'domain not found'
hits 'blcok list' 'block ?list'
hits 'certificat expierd' 'certificate has expired'
hits 'connection timd out' 'connection timed out'
hits 'pasword incorect' 'password.*incorrect|incorrect.*password'
# A server is named by whoever asks, not always by itself; short words and the
# number in front are wishes.
hits 'spf fail gmail' '^gmail.*SPF record with a hard fail'
hits 'google dmarc' '^gmail.*DMARC'
hits 'microsoft banned ip' '^exchange-online.*banned sending ip'
hits 'relay denied postfix' '^postfix.*relay access denied'
hits 'unknown user zimbra' '^zimbra.*no such user'
hits 'greylisting postfix' '^postfix.*greylisted'
hits 'not permitted to relay' 'relay not permitted'
hits '450 4.2.0' '^bytecamp	450	4\.2\.0	greylisted'
run 0 'a pattern narrows a search' -s 4xx gmail
says 'to a server' '^gmail	4'
says_not 'and to codes' '^gmail	5'

# What -s finds in files.
texts=$folder/texts
{
	for i in 1 2 3; do
		echo "554 5.7.1 <user$i@host$i.example>: Relay access denied"
	done
	echo '451 4.7.1 Greylisted, come back later'
	echo 'Nov 28 10:00:01 mx postfix/smtp[77]: 4F2D81C0A3:' \
	    'to=<eve@three.example>, relay=mx.three.example[192.0.2.4]:25,' \
	    'delay=1, delays=0/0/1/0, dsn=4.7.1, status=deferred' \
	    '(host mx.three.example[192.0.2.4] said: 451 4.7.1 Greylisted,' \
	    'come back later (in reply to RCPT TO command))'
	printf '550 \033[31mred\n'
} >"$texts"
run 0 'the texts of a file are searched' -s relya denied -f "$texts"
says 'each is there once, with its count' \
    '^3	554 5\.7\.1 <user1@host1\.example>: Relay access denied$'
run 0 'a line of a log is the reply that it tells' -s greylist -f "$texts"
says 'and counts with it' '^2	451 4\.7\.1 Greylisted, come back later$'
run 0 'an address is looked for as it stands' -s user2@host2.example -f "$texts"
says 'in all lines' '^1	554 5\.7\.1 <user2@host2\.example>'
run 0 'no words find all texts' -s -f "$texts"
says 'made harmless' '^1	550 \\x1b\[31mred$'
run 0 'codes filter texts' -s code:4 -f "$texts"
says_not 'and nothing else is found' '	5'
run 2 'a file has no servers' -s server:gmail -f "$texts"
warns 'which is told' 'there are code: and status:'
run 1 'nothing found in a file is told' -s xyzzy -f "$texts"
warns 'with a message' 'no text has'
run 0 'JSON of texts' -s -j relay denied -f "$texts"
says 'has text, count, score and what matched' \
    '"count":3,"score":[0-9]*,"matched":\["relay","deny"\]'
run 0 'texts are masked' -s --redact relay -f "$texts"
says_not 'where that is asked for' 'user1@host1'
run 2 'a file that is not there is told' -s relay -f "$folder/nothing"

run 0 'help' -h
run 0 'help, spelled out' --help
run 0 'version' -V
says 'the version is told' '^smtpcode [0-9]'
says 'and the size of the reference' '[0-9] codes, [0-9]* statuses'
run 2 'an unknown option is refused' -z
warns 'and the others are named' 'there are .*-p'
run 2 'an unknown long option is refused' --jason
warns 'and the nearest is named' '--json'
run 2 'text and JSON exclude each other' -p -j 554
run 2 'list and help exclude each other' -l -h
run 0 'options may come behind operands' 554 -p
run 1 'behind -- nothing is an option' -- -p
run 0 'behind -- an operand is one' -p -- 554

run 0 'without a terminal and operands it is the list' -p
says 'of codes' "^code	554	"
run 0 'a list' -l
for kind in code status pair cause server vendor; do
	says "the list has each kind" "^$kind	"
done
says_not 'the list has no empty title but for vendor codes' \
    '^\(code\|status\|pair\|cause\|server\)	[^	]*	$'
for kind in codes statuses pairs causes servers vendors examples; do
	run 0 'a kind narrows the list' -l $kind
done
run 0 'examples are listed' -l examples
if [ "$(wc -l <"$out")" -ge 1200 ]; then ok; else
	not_ok 'there are examples by the hundred' "$(wc -l <"$out")"
fi
run 0 'a pattern narrows the list' -l 55x
says_not 'to what it matches' '^code	4'
run 1 'a list of nothing says so' -l 59x
run 2 'a list of nonsense is refused' -l 5..5

run 0 'JSON of a page' -j 554 5.7.1
says 'is one object on one line' '^{"schema":1,"query":"554 5.7.1",.*}$'
run 0 'JSON of a list' -l -j codes
run 1 'JSON of an unknown code' -j 559
says 'has its digits' '"digits":\[{"of":"first","digit":"5"'

# Where the output cannot go.
if [ -c /dev/full ]; then
	status=0
	"$smtpcode" -p 554 >/dev/full 2>"$err" || status=$?
	if [ "$status" -eq 2 ] && grep -q '^smtpcode: ' "$err"; then ok; else
		not_ok 'a full disk is told, with status 2' "$(cat "$err")"
	fi
else
	skip 'there is no /dev/full here'
fi
status=0
"$smtpcode" -p 554 >&- 2>"$err" || status=$?
if [ "$status" -eq 2 ] &&
    grep -q '^smtpcode: standard output is closed' "$err"; then
	ok
else
	not_ok 'a closed output is told, with status 2' "$(cat "$err")"
fi
{ "$smtpcode" -p 550; echo $? >"$folder/status"; } 2>"$err" | head -n 1 \
    >"$out"
silent 'a reader that stops early is no error' "$err"
if "$smtpcode" -p 554 <&- >"$out" 2>"$err"; then ok; else
	not_ok 'a closed standard input does not matter'
fi

# Hostile operands come out inert, if at all.
run 1 'an operand with an escape is not echoed as one' \
    "$(printf 'x\033]0;title\007y')"
if LC_ALL=C grep -q "$(printf '[\033\007]')" "$err"; then
	not_ok 'the message sends no control character'
else ok; fi
run 1 'nor in JSON' -j "$(printf '550 zxqv\033[31mbrmpf')"
says 'there it is a stand-in' '550 zxqv\\\\x1b\[31mbrmpf'

# Looks and links: never in a pipe, unless they are asked for.
"$smtpcode" -p 554 >"$folder/plain"
escape=$(printf '\033')
run 0 'nothing has looks in a pipe, whatever the terminal' -p 554
says_not 'so there is no sequence' "$escape"
TERM=xterm-256color COLORTERM=truecolor run 0 'nor with a terminal of colours' \
    -p --color=auto 554
says_not 'so there is no sequence' "$escape"
run 0 'looks may be asked for' --color=always -p 554
says 'headings have one' "^$escape\[1[;0-9]*mRETRY$escape\[m  "
NO_COLOR=1 run 0 'and are there then whatever NO_COLOR says' \
    --color always -p 554
says 'headings have one' "^$escape\[1[;0-9]*mRETRY$escape\[m  "
says 'web addresses are links' \
    "$escape]8;;https://[!-~]*$escape\\\\"
run 0 'lists have them too' --color=always -l codes
says 'the name' "	$escape\[1m554$escape\[m	Trans"
run 0 'and what was searched for' --color=always -s relay denied
says 'is marked' "$escape\[1;7mRelay$escape\[m access $escape\[1;7mdenied"
run 0 'JSON has none' --color=always -j 554
says_not 'never' "$escape"
run 2 'a third way there is not' --color=maybe 554
warns 'as is said' 'auto, always or never'

# The width: 80 columns where there is no terminal, and no word is broken.
run 0 'a page for the width' -p 550
if [ "$(grep -v 'https://' "$out" | grep -v '`' | awk 'length > 80' |
    wc -l)" -eq 0 ]; then ok; else
	not_ok 'text keeps to 80 columns' \
	    "$(grep -v 'https://' "$out" | awk 'length > 80' | head -n 2)"
fi

# A provider's page quotes what the software that it runs says, too.
run 0 'a text of software' -p \
    '550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in virtual mailbox table'
says 'the software is named, not its user' 'by an example of Postfix'

# A list that refuses the question lists nobody, whatever frame it is put into.
for text in \
    'Client host [192.0.2.1] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/192.0.2.1/' \
    'Helo command [a.example] blocked using dbl.spamhaus.org; Error: open resolver; https://www.spamhaus.org/returnc/pub/192.0.2.1' \
    'Client host [192.0.2.1] blocked using zen.spamhaus.org; excessive number of queries; https://www.spamhaus.org/returnc/vol/'
do
	run 0 'a refused query is told' -j \
	    "554 5.7.1 Service unavailable; $text"
	says 'and is the fault of who asked' '"cause":"server-error/dnsbl-query"'
done

# Of a reply of several sentences often the first alone is pasted.
run 0 'a first sentence is known' -j \
    "421 4.7.29 Your email has been rate limited because this message wasn't sent over a TLS connection."
says 'as the whole text is' '"cause":"tls/required"'
says 'by its example' '"basis":"example"'

echo "cli: $passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
