#include "mail_said.h"

#include <string.h>

#include "mail_cues.h"

enum {
	CONTEXT_MAX = 320, /* bytes before a reply that tell who said it */
	REPLY_MAX = 8000,  /* bytes of a reply that are kept */
	AROUND_MAX = 96,   /* bytes around a code that tell what it is */
	LABELS_MAX = 16,   /* lines that announce a reason */
	LETTERS_MIN = 4,   /* of a text that is of use */
};

/* Where a code stands. */
struct spot {
	size_t line; /* where its line begins */
	size_t at;
	unsigned code;
};

static bool
is_letter(char c)
{
	return text_is_letter(c) || (unsigned char)c >= 0x80;
}

static char
byte_at(struct piece piece, size_t at)
{
	return at < piece.length ? piece.bytes[at] : '\0';
}

/* Does a status begin there, but for # and a bracket? */
static bool
has_status(struct piece line, size_t at)
{
	for (size_t i = 0; i < 3 && byte_at(line, at) != '\0' &&
	     strchr(" -#([", byte_at(line, at)) != NULL;
	     i++)
		at++;
	return piece_status(piece_from(line, at)).length > 0;
}

/* Are they three digits of a code, by the bytes around them? */
static bool
is_code(struct piece line, size_t at)
{
	char before = at > 0 ? line.bytes[at - 1] : ' ';
	char behind = byte_at(line, at + 3);

	if (line.length - at < 3 || line.bytes[at] < '2' ||
	    line.bytes[at] > '5' || !text_is_digit(line.bytes[at + 1]) ||
	    !text_is_digit(line.bytes[at + 2]) || line.bytes[at] == '3')
		return false;
	if (text_is_digit(before) || is_letter(before) ||
	    strchr("._@/+-", before) != NULL)
		return false;
	if (before == ':' && at > 1 && text_is_digit(line.bytes[at - 2]))
		return false;
	if (behind == '-')
		return !text_is_digit(byte_at(line, at + 4)) ||
		    has_status(line, at + 4);
	if (behind == '.')
		return byte_at(line, at + 4) == ' ' || at + 4 >= line.length;
	return behind == '\0' || strchr(" \t,;:)'\"}<#>]", behind) != NULL;
}

/* Is what follows the digits a count of something? */
static bool
counts_something(struct piece behind)
{
	static const char units[][12] = { "messages", "recipients", "bytes",
		"kb", "mb", "emails", "mails", "per ", "connections", "seconds",
		"minutes", "hours", "days", "users", "times", "of ", "kib",
		"ms ", "sessions", "characters", "lines", "gmt", "utc", "k ",
		"m " };

	behind = piece_trim_lines(behind);
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (piece_starts_nocase(behind, units[i]))
			return true;
	return false;
}

/* Does the word that ends there announce a code? */
static bool
announces(struct piece front)
{
	static const char words[][12] = { "error", "code", "reply", "response",
		"status", "smtp", "said", "returned", "with", "esmtp",
		"diagnostic", "result", "fehler", "erreur", "fehlercode", "got",
		"was", "reason", "message", "s", "r" };
	size_t length = 0;

	front = piece_trim_lines(front);
	while (length < front.length &&
	    is_letter(front.bytes[front.length - 1 - length]))
		length++;
	front = piece_from(front, front.length - length);
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (piece_is_nocase(front, words[i]))
			return true;
	return false;
}

/* Nothing but marks of quoting before it? */
static bool
begins_line(struct piece front)
{
	for (size_t i = 0; i < front.length; i++)
		if (strchr(" \t<>*|-'\"([#:;.", front.bytes[i]) == NULL)
			return false;
	return true;
}

/* What a transcript writes before what the server said; its length. */
static size_t
prompt_length(struct piece line)
{
	static const char prompts[][4] = { "<<<", "<--", "<-", "s:", "<**",
		"in:" };

	for (size_t i = 0; i < sizeof(prompts) / sizeof(prompts[0]); i++) {
		size_t at = piece_find_nocase(piece_to(line, 40), prompts[i]);

		if (at == 0 || (at != PIECE_NONE && line.bytes[at - 1] == ' '))
			return at + strlen(prompts[i]);
	}
	return 0;
}

static bool
is_spot(struct piece line, size_t at)
{
	size_t from = at > AROUND_MAX ? at - AROUND_MAX : 0;
	struct piece front, behind;
	char before;

	if (!is_code(line, at))
		return false;
	front = piece_trim_lines(piece_to(piece_from(line, from), at - from));
	behind = piece_to(piece_from(line, at + 3), AROUND_MAX);
	before = front.length > 0 ? front.bytes[front.length - 1] : '\n';
	if (has_status(line, at + 3) || (from == 0 && begins_line(front)))
		return true;
	/* Size: 554 */
	if (piece_trim_lines(behind).length == 0 && !announces(front))
		return false;
	if (counts_something(behind))
		return false;
	if (before == '[' && front.length > 1 &&
	    front.bytes[front.length - 2] == ' ')
		return true;
	return strchr(":;'\"(<#>{", before) != NULL || announces(front) ||
	    (before == '-' && prompt_length(front) > 0);
}

/* Finds the first code of a failure, or of a success, in a line. */
static bool
find_in_line(struct piece line, char least, size_t *at)
{
	for (*at = 0; *at + 3 <= line.length; ++*at)
		if (line.bytes[*at] >= least && line.bytes[*at] <= '5' &&
		    text_is_digit(line.bytes[*at + 1]) && is_spot(line, *at))
			return true;
	return false;
}

static bool
find_spot(struct piece text, char least, struct spot *spot)
{
	struct piece rest = text, line;

	while (piece_line(&rest, &line)) {
		if (!find_in_line(line, least, &spot->at))
			continue;
		spot->line = (size_t)(line.bytes - text.bytes);
		spot->at += spot->line;
		return true;
	}
	return false;
}

/* Does the line end the text before it? */
static bool
ends(struct piece line)
{
	static const char marks[][4] = { "--", "==", "**", "##", ">>>", "<<<",
		"<--", "__", "~~" };

	line = piece_trim_lines(line);
	if (line.length == 0)
		return true;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (piece_starts_nocase(line, marks[i]))
			return true;
	return (mail_cues_at(line) & CUE_END) != 0;
}

/* Does the line go on with the reply whose code is given? */
static bool
goes_on(struct piece line, const char code[3])
{
	return line.length >= 3 && memcmp(line.bytes, code, 3) == 0 &&
	    is_code(line, 0);
}

static bool
is_other_code(struct piece line, const char code[3])
{
	return is_code(line, 0) && memcmp(line.bytes, code, 3) != 0 &&
	    (byte_at(line, 3) == '-' || has_status(line, 3));
}

/* Drops what the sentence around the reply closes behind it. */
static struct piece
drop_closing(struct piece text, struct piece front)
{
	static const char pairs[][2] = { { '\'', '\'' }, { '"', '"' },
		{ '(', ')' }, { '<', '>' }, { '[', ']' }, { '{', '}' } };
	bool dropped = true;

	while (dropped && text.length > 0) {
		char last = text.bytes[text.length - 1];

		dropped = last == '#' || last == ' ';
		for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
			dropped = dropped ||
			    (last == pairs[i][1] && front.length > 0 &&
				memchr(front.bytes, pairs[i][0],
				    front.length) != NULL &&
				memchr(text.bytes, pairs[i][0],
				    text.length - 1) == NULL);
		text.length -= dropped;
	}
	return text;
}

/* Keeps a reply from its code on, with the lines that belong to it. */
static void
read_reply(struct mail *mail, struct piece text, const struct spot *spot,
    struct mail_said *said)
{
	struct piece rest = piece_from(text, spot->line), line, front;
	size_t from = mail->scratch.length, prompt;
	char code[3];

	piece_line(&rest, &line);
	front = piece_to(line, spot->at - spot->line);
	prompt = prompt_length(front);
	memcpy(code, text.bytes + spot->at, sizeof(code));
	line = piece_trim_lines(piece_from(line, front.length));
	line = piece_to(line, REPLY_MAX);
	mail_keep(mail, line.bytes, line.length);
	while (mail->scratch.length - from < REPLY_MAX &&
	    piece_line(&rest, &line)) {
		if (prompt > 0) {
			prompt = prompt_length(line);
			line = piece_trim_lines(piece_from(line, prompt));
			if (prompt == 0 || !goes_on(line, code))
				break;
		}
		if (ends(line))
			break;
		line = piece_trim_lines(line);
		if (is_other_code(line, code))
			break;
		mail_keep(mail, goes_on(line, code) ? "\n" : " ", 1);
		line = piece_to(line, REPLY_MAX);
		mail_keep(mail, line.bytes, line.length);
	}
	said->text = drop_closing(mail_kept(mail, from), front);
	said->has_code = true;
}

/* What stands up to a place, as far as it tells of what is there. */
static struct piece
context_of(struct piece text, size_t at)
{
	size_t from = at > CONTEXT_MAX ? at - CONTEXT_MAX : 0;

	return piece_to(piece_from(text, from), at - from);
}

bool
mail_said_code(struct mail *mail, struct piece text, bool success,
    struct mail_said *said)
{
	struct spot spot;

	*said = (struct mail_said) { 0 };
	if (!find_spot(text, '4', &spot) &&
	    !(success && find_spot(text, '2', &spot)))
		return false;
	said->context = context_of(text, spot.at);
	read_reply(mail, text, &spot, said);
	return true;
}

/* Keeps a paragraph whose first line was cut off already. */
static void
read_paragraph(struct mail *mail, struct piece line, struct piece rest,
    struct mail_said *said)
{
	size_t from = mail->scratch.length;

	do {
		if (mail->scratch.length > from && ends(line))
			break;
		line = piece_to(piece_trim_lines(line), REPLY_MAX);
		if (mail->scratch.length > from)
			mail_keep(mail, " ", 1);
		mail_keep(mail, line.bytes, line.length);
	} while (mail->scratch.length - from < REPLY_MAX &&
	    piece_line(&rest, &line));
	said->text = mail_kept(mail, from);
}

bool
mail_said_status(struct mail *mail, struct piece text, struct mail_said *said)
{
	struct piece rest = text, line, first = { 0 }, behind = { 0 };
	bool in_paragraph = false;

	*said = (struct mail_said) { 0 };
	while (piece_line(&rest, &line)) {
		if (ends(line)) {
			in_paragraph = false;
			continue;
		}
		if (!in_paragraph) {
			first = line;
			behind = rest;
		}
		in_paragraph = true;
		if (!mail_has_status(line))
			continue;
		said->context = context_of(text,
		    (size_t)(first.bytes - text.bytes));
		read_paragraph(mail, first, behind, said);
		return true;
	}
	return false;
}

/* Does the line only lead to what gives the reason? */
static bool
is_prelude(struct piece line)
{
	size_t letters = 0;

	line = piece_trim_lines(line);
	/* `on` and a date, as Exchange 5.5 writes it */
	if (piece_starts_nocase(line, "on ") &&
	    piece_find_nocase(line, ":") > 0)
		return true;
	for (size_t i = 0; i < line.length; i++)
		letters += is_letter(line.bytes[i]);
	return letters < 6 || line.bytes[line.length - 1] == ':';
}

bool
mail_said_words(struct mail *mail, struct piece text, struct mail_said *said)
{
	struct piece rest = text, line;

	*said = (struct mail_said) { 0 };
	while (piece_line(&rest, &line)) {
		if (ends(line) || is_prelude(line))
			continue;
		while (line.length > 0 && strchr(" \t.,;:-", line.bytes[0]))
			line = piece_from(line, 1);
		said->context = context_of(text,
		    (size_t)(line.bytes - text.bytes));
		read_paragraph(mail, line, rest, said);
		return true;
	}
	return false;
}

/* Does the line announce what another server said, or a reason? */
static bool
is_label(struct piece line)
{
	static const char words[][12] = { "response", "reason", "because",
		"returned", "error", "said", "details", "grund", "answer",
		"erreur", "motivo", "diagnostic" };

	line = piece_trim_lines(line);
	if (line.length == 0 || line.bytes[line.length - 1] != ':')
		return false;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (piece_find_nocase(line, words[i]) != PIECE_NONE)
			return true;
	return false;
}

bool
mail_said_label(struct mail *mail, struct piece text, struct mail_said *said)
{
	struct piece rest = text, line;

	*said = (struct mail_said) { 0 };
	for (int tries = 0; tries < LABELS_MAX && piece_line(&rest, &line);)
		if (is_label(line)) {
			tries++;
			if (mail_said_words(mail, piece_to(rest, REPLY_MAX),
				said) &&
			    mail_said_is_useful(said->text))
				return true;
		}
	return false;
}

/* Phrases that say nothing of why. */
static const char empty_phrases[][32] = { "message expired", "expired",
	"delivery time expired", "delivery temporarily suspended",
	"queue.expired", "unknown error", "undeliverable", "failed",
	"permanent failure", "delivery failed", "error",
	"other undefined status", "bad destination mailbox address",
	"permanent error" };

bool
mail_said_is_useful(struct piece reply)
{
	size_t letters = 0;
	bool in_word = false, skipped = false;

	for (size_t at = 0; at < reply.length; at++) {
		char c = reply.bytes[at];

		if (c == ' ' || c == '\n' || c == '\t') {
			in_word = skipped = false;
			continue;
		}
		if (!in_word) {
			struct piece word = piece_from(reply, at);

			in_word = true;
			skipped = false;
			for (size_t i = 0; i <
			     sizeof(empty_phrases) / sizeof(empty_phrases[0]);
			     i++)
				if (piece_starts_nocase(word,
					empty_phrases[i])) {
					at += strlen(empty_phrases[i]) - 1;
					skipped = true;
					break;
				}
			if (skipped)
				continue;
			for (size_t i = 0; i < word.length &&
			     strchr(" \n\t", word.bytes[i]) == NULL;
			     i++)
				skipped = skipped || word.bytes[i] == '@';
		}
		if (!skipped && is_letter(c) && ++letters >= LETTERS_MIN)
			return true;
	}
	return false;
}
