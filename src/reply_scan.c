#include "reply_scan.h"

#include <string.h>

enum {
	STATUS_MAX = 11, /* bytes of 5.123.123 and a little */
	WORD_MAX = 24,
	EXIT_REACH = 24, /* bytes before a number that tell what it is */
};

static bool
is_letter(char c)
{
	return text_is_letter(c) || (unsigned char)c >= 0x80;
}

/* The byte at a place; NUL beyond the text. */
static char
byte_at(const struct text *bytes, size_t at)
{
	return at < bytes->length ? bytes->data[at] : '\0';
}

/* Does the word stand at the place? Small letters are asked for. */
static bool
stands_at(const struct text *bytes, size_t at, const char *word)
{
	for (; *word != '\0'; word++, at++)
		if (text_lower(byte_at(bytes, at)) != *word)
			return false;
	return true;
}

/* How long the status is that begins there; 0 if none does. */
static size_t
status_length(const struct text *bytes, size_t at)
{
	size_t length = 0;
	struct status status;

	while (length < STATUS_MAX &&
	    (text_is_digit(byte_at(bytes, at + length)) ||
		byte_at(bytes, at + length) == '.'))
		length++;
	if (length > 0 && byte_at(bytes, at + length - 1) == '.')
		length--;
	if (length < 5 || is_letter(byte_at(bytes, at + length)) ||
	    !status_parse(bytes->data + at, length, &status) ||
	    status.classes == CLASSES_ANY)
		return 0;
	return length;
}

struct reply_span
reply_scan_status(const struct text *bytes, size_t from, size_t to,
    unsigned class)
{
	for (size_t at = from; at + 5 <= to; at++) {
		char before = at > 0 ? bytes->data[at - 1] : ' ';
		size_t length;

		if (!text_is_digit(bytes->data[at]) || text_is_digit(before) ||
		    is_letter(before) || strchr("._-@/", before) != NULL) {
			/* 550-5.1.1 */
			if (before != '-' || at < 4 ||
			    !text_is_digit(bytes->data[at - 2]))
				continue;
		}
		length = status_length(bytes, at);
		if (length == 0 || at + length > to)
			continue;
		if (class != 0 && bytes->data[at] != (char)('0' + class) &&
		    before != '#' && at > from + 5)
			continue;
		return (struct reply_span) { (uint32_t)at,
			(uint32_t)(at + length) };
	}
	return (struct reply_span) { 0, 0 };
}

/* Does what follows the unit say that it is measured? 500 messages per day */
static bool
is_measure(const struct text *bytes, size_t at)
{
	static const char words[][8] = { "per", "in", "within", "every", "each",
		"a", "an", "max", "maximum", "is", "allowed", "limit", "left",
		"ago", "later", "old", "exceed", "at", "or", "and", "of",
		"most", "maximum" };

	if (byte_at(bytes, at) == '/')
		return true;
	while (text_is_space(byte_at(bytes, at)))
		at++;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (stands_at(bytes, at, words[i]) &&
		    !is_letter(byte_at(bytes, at + strlen(words[i]))))
			return true;
	return byte_at(bytes, at) == '\0';
}

/* Does a word end there? It does not where a name goes on: mail.example.com */
static bool
ends_word(const struct text *bytes, size_t at)
{
	char c = byte_at(bytes, at), next = byte_at(bytes, at + 1);

	if (c == '.' || c == '-' || c == '_' || c == '@')
		return !is_letter(next) && !text_is_digit(next);
	return !is_letter(c);
}

/*
 * Is what follows three digits a count of something? 500 messages. Where a
 * reply may begin only more than one of them is: 550 Message rejected, 550 User
 * unknown; and in front of a line that only if it is measured.
 */
static bool
counts_something(const struct text *bytes, size_t at, bool begins, bool line)
{
	static const char units[][12] = { "message", "recipient", "byte",
		"email", "mail", "connection", "second", "minute", "hour",
		"day", "user", "time", "session", "character", "line" };
	static const char others[][4] = { "kb", "mb", "kib", "ms", "gmt", "utc",
		"per", "of", "and", "to", "or" };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		size_t end = at + strlen(units[i]);

		if (!stands_at(bytes, at, units[i]))
			continue;
		if (byte_at(bytes, end) == 's')
			return ends_word(bytes, end + 1) &&
			    (!line || is_measure(bytes, end + 1));
		return !begins && ends_word(bytes, end);
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (stands_at(bytes, at, others[i]) &&
		    ends_word(bytes, at + strlen(others[i])))
			return !line;
	return false;
}

/* Is it the port of the host in front: mail.example.com:465? */
static bool
is_port(const struct text *bytes, size_t at)
{
	size_t from = at > 0 ? at - 1 : 0;

	if (at < 2 || bytes->data[at - 1] != ':')
		return false;
	if (text_is_digit(bytes->data[at - 2]) || bytes->data[at - 2] == ']')
		return true;
	while (from > 0 &&
	    (is_letter(bytes->data[from - 1]) ||
		text_is_digit(bytes->data[from - 1]) ||
		bytes->data[from - 1] == '-'))
		from--;
	return from > 1 && bytes->data[from - 1] == '.' &&
	    is_letter(bytes->data[from - 2]);
}

/* Is it what a program ended with? Command died with status 255 */
static bool
is_exit_status(const struct text *bytes, size_t at, unsigned code)
{
	static const char *const words[] = { "exit status", "exit code",
		"exit value", "exited with", "died with" };
	size_t from = at > EXIT_REACH ? at - EXIT_REACH : 0;

	if (code > 255)
		return false;
	for (; from < at; from++)
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (stands_at(bytes, from, words[i]))
				return true;
	return false;
}

/* Words that announce a code, even where it might count something: error 550 */
static const char announcing[][12] = { "error", "code", "reply", "response",
	"status", "smtp", "said", "returned", "with", "esmtp", "diagnostic",
	"result", "fehler", "erreur", "fehlercode", "got", "was", "reject",
	"stat", "" };

/* Words that quote a reply if it counts nothing: it says 550 User unknown */
static const char quoting[][12] = { "says", "saying", "replied", "replies",
	"responded", "answered", "answers", "returns", "gave", "gives",
	"received", "getting", "get", "sagt", "antwortet", "" };

/* Is the word in front one of them? */
static bool
follows_one(const char (*words)[12], const struct text *bytes, size_t end)
{
	char word[WORD_MAX];
	size_t from = end, length;

	while (end > 0 &&
	    (text_is_space(bytes->data[end - 1]) ||
		bytes->data[end - 1] == '='))
		end--;
	for (from = end; from > 0 && is_letter(bytes->data[from - 1]);)
		from--;
	length = end - from;
	if (length == 0 || length >= sizeof(word))
		return false;
	for (size_t i = 0; i < length; i++)
		word[i] = text_lower(bytes->data[from + i]);
	word[length] = '\0';
	for (size_t i = 0; words[i][0] != '\0'; i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

/*
 * Does a sentence of the reply's own begin there, behind another one or a dash?
 * Delivery failed - 550 User unknown
 */
static bool
begins_sentence(const struct text *bytes, size_t at, size_t front)
{
	char first = byte_at(bytes, at + 4);

	if (front < 2 || front == at || byte_at(bytes, at + 3) != ' ')
		return false;
	switch (bytes->data[front - 1]) {
	case '-':
		return text_is_space(bytes->data[front - 2]) &&
		    is_letter(first);
	case '.':
	case '!':
		return first >= 'A' && first <= 'Z';
	default:
		return false;
	}
}

/* Where `smtp;` begins in front of it, the type of a diagnostic (RFC 3464). */
static size_t
skip_type(const struct text *bytes, size_t at)
{
	static const char *const types[] = { "smtp;", "lmtp;", "x-postfix;",
		"x-unix;" };
	size_t end = at;

	while (end > 0 && byte_at(bytes, end - 1) == ' ')
		end--;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		size_t length = strlen(types[i]);

		if (end >= length && stands_at(bytes, end - length, types[i]))
			return end - length;
	}
	return at;
}

/* Only signs of quoting, prompts of a transcript, and blanks before it? */
static bool
begins_line(const struct text *bytes, size_t at)
{
	at = skip_type(bytes, at);
	while (at > 0 && bytes->data[at - 1] != '\n') {
		char c = bytes->data[--at];

		if (text_is_digit(c) || c == '(' || c == '[' || c == '=' ||
		    c == '"')
			return false;
		if (is_letter(c) &&
		    !(text_lower(c) == 's' || text_lower(c) == 'r'))
			return false;
		if (is_letter(c) && at > 0 && is_letter(bytes->data[at - 1]))
			return false;
	}
	return true;
}

/* Does an IPv4 address begin there? 550-192.0.2.1 is blocked */
static bool
is_address(const struct text *bytes, size_t at)
{
	unsigned dots = 0;

	for (; text_is_digit(byte_at(bytes, at)) || byte_at(bytes, at) == '.';
	     at++)
		dots += byte_at(bytes, at) == '.' &&
		    text_is_digit(byte_at(bytes, at + 1));
	return dots == 3;
}

/* Can a code begin here, by the byte before and the one behind? */
static bool
stands_alone(const struct text *bytes, size_t at)
{
	char before = at > 0 ? bytes->data[at - 1] : ' ';
	char behind = byte_at(bytes, at + 3);

	if (behind != '\0' && !text_is_space(behind) &&
	    strchr("-,;:)'\"}<#>.", behind) == NULL)
		return false;
	if (behind == '.' && !text_is_space(byte_at(bytes, at + 4)) &&
	    byte_at(bytes, at + 4) != '\0')
		return false;
	if (behind == '-' && text_is_digit(byte_at(bytes, at + 4)) &&
	    status_length(bytes, at + 4) == 0 && !is_address(bytes, at + 4))
		return false;
	return text_is_space(before) ||
	    strchr("(\"':;>={,|*<`[/#", before) != NULL ||
	    (unsigned char)before >= 0x80;
}

/* Does what stands in front of a code quote it? Blanks begin at front. */
static bool
is_quoted(const struct text *bytes, const struct reply_start *start,
    size_t front, bool has_status)
{
	size_t at = start->at;
	char before = front > 0 ? bytes->data[front - 1] : '\n';

	if (strchr("(\"':;>{", before) != NULL)
		return true;
	if (before == '=' || before == '[')
		return has_status ||
		    (before == '[' && front == at && start->code >= 400 &&
			byte_at(bytes, at + 3) == ' ' &&
			is_letter(byte_at(bytes, at + 4)));
	if (before == '#' && text_is_space(byte_at(bytes, at + 3)))
		return true;
	return follows_one(announcing, bytes, at) ||
	    (start->code >= 400 &&
		(follows_one(quoting, bytes, at) ||
		    begins_sentence(bytes, at, front)));
}

/* Reads the code at a place, if a reply begins there. */
static bool
read_start(const struct text *bytes, size_t at, struct reply_start *start)
{
	size_t next = at + 3, front = at;
	char before;
	bool has_status, opens, begins;

	*start = (struct reply_start) { .at = (uint32_t)at };
	if (!code_parse(bytes->data + at, 3, &start->code) ||
	    start->code < 200 || start->code > 599 || !stands_alone(bytes, at))
		return false;
	start->goes_on = byte_at(bytes, next) == '-';
	while (next < bytes->length &&
	    strchr(" -#(\t[", byte_at(bytes, next)) != NULL && next < at + 8)
		next++;
	has_status = status_length(bytes, next) > 0;
	while (front > 0 &&
	    (bytes->data[front - 1] == ' ' || bytes->data[front - 1] == '\t'))
		front--;
	before = front > 0 ? bytes->data[front - 1] : '\n';
	start->line = begins_line(bytes, at);
	if (!has_status &&
	    (is_port(bytes, at) || is_exit_status(bytes, at, start->code)))
		return false;
	start->quoted = is_quoted(bytes, start, front, has_status);
	if (has_status)
		return true;
	/* Next to what opens a quotation it stands as in front of a line. */
	opens = start->line || (front == at && strchr("(\"'", before) != NULL);
	begins = opens || (start->quoted && start->code >= 400);
	if (before == '=' || counts_something(bytes, next, begins, opens) ||
	    byte_at(bytes, at + 3) == ')')
		return follows_one(announcing, bytes, at);
	return start->line || start->quoted;
}

size_t
reply_scan(const struct text *bytes, struct reply_start starts[REPLY_STARTS])
{
	size_t count = 0;

	for (size_t at = 0; at + 3 <= bytes->length && count < REPLY_STARTS;
	     at++) {
		if (bytes->data[at] < '2' || bytes->data[at] > '5' ||
		    !text_is_digit(bytes->data[at + 1]))
			continue;
		if (read_start(bytes, at, &starts[count])) {
			count++;
			at += 3;
		}
	}
	return count;
}

/* Is the line that begins there a header field of a mail or a bounce? */
static bool
is_field(const struct text *bytes, size_t at)
{
	static const char fields[][12] = { "status:", "action:", "to:", "from:",
		"subject:", "date:", "received:", "message-id:", "server: '",
		"account: '" };
	size_t hyphens = 0;

	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (stands_at(bytes, at, fields[i]))
			return true;
	if (byte_at(bytes, at) < 'A' || byte_at(bytes, at) > 'Z')
		return false;
	while (is_letter(byte_at(bytes, at)) || byte_at(bytes, at) == '-')
		hyphens += byte_at(bytes, at++) == '-';
	return hyphens > 0 && byte_at(bytes, at) == ':' &&
	    text_is_space(byte_at(bytes, at + 1));
}

/* Does a line of a log or a command of the client begin there? */
static bool
is_foreign(const struct text *bytes, size_t at)
{
	static const char commands[][12] = { "rcpt to", "mail from", "quit",
		"ehlo ", "helo ", "rset", "data\n", "c: ", ">>> ", "-> ",
		"client: ", "--- ", "===", "---" };

	if (is_field(bytes, at))
		return true;
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (stands_at(bytes, at, commands[i]))
			return true;
	/* 2026-11-24 and Nov 24 10: */
	if (byte_at(bytes, at) == '2' && byte_at(bytes, at + 4) == '-' &&
	    byte_at(bytes, at + 7) == '-')
		return true;
	return byte_at(bytes, at + 3) == ' ' && is_letter(byte_at(bytes, at)) &&
	    text_is_digit(byte_at(bytes, at + 5)) &&
	    byte_at(bytes, at + 6) == ' ' &&
	    text_is_digit(byte_at(bytes, at + 7)) &&
	    byte_at(bytes, at + 9) == ':';
}

size_t
reply_scan_end(const struct text *bytes, size_t from, size_t limit)
{
	size_t at = from;

	while (at < limit) {
		size_t line = at;

		while (line < limit && bytes->data[line] != '\n')
			line++;
		if (line == limit)
			return limit;
		at = line + 1;
		while (at < limit && strchr(" \t\r>|", bytes->data[at]) != NULL)
			at++;
		if (at == limit || bytes->data[at] == '\n' ||
		    is_foreign(bytes, at))
			return line;
	}
	return limit;
}

size_t
reply_scan_quote(const struct text *bytes, size_t from, size_t to)
{
	static const char cues[][24] = { "said:", "responded with:",
		"response was:", "->", "returned:", "msg=", "error was:",
		"replied:", "answered:", "said :", "responded:", "last error:",
		"stat=", "response:", "refused to talk to me:", "reason:",
		/* What mail clients of other languages say. */
		"antwortete:", "a répondu :", "a répondu:", "respondió:",
		"respondeu:", "ha risposto:", "antwoordde:", "odpowiedział:",
		"ответил:", "svarade:", "odpověděl:" };
	size_t found = to;

	for (size_t end = from + 2; end < to; end++) {
		char last = bytes->data[end - 1];

		if (last != ':' && last != '>' && last != '=')
			continue;
		for (size_t i = 0; i < sizeof(cues) / sizeof(cues[0]); i++) {
			size_t length = strlen(cues[i]);

			if (length <= end - from &&
			    stands_at(bytes, end - length, cues[i]))
				found = end;
		}
	}
	return found;
}
