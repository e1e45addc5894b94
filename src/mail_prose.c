#include "mail_prose.h"

#include <string.h>

#include "mail_cues.h"

enum {
	ADDRESS_MAX = 320,
};

/* How plainly a line says that an address is a recipient's. */
enum rank {
	RANK_NONE,
	RANK_NAMED,  /* somewhere in a sentence */
	RANK_LABEL,  /* To: a@b, >>> RCPT TO:<a@b> */
	RANK_FRONT,  /* at the front of a line */
	RANK_FAILED, /* Failed address: a@b */
};

static bool
is_atom(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 ||
	    (c != '\0' && strchr("._-+='&#$%!~/^?", c) != NULL);
}

static bool
is_domain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 || c == '.' ||
	    c == '-';
}

/* The address around an @; empty if there is none. */
static struct piece
address_at(struct piece line, size_t at)
{
	size_t from = at, to = at + 1, dots = 0;

	while (from > 0 && at - from < ADDRESS_MAX &&
	    is_atom(line.bytes[from - 1]))
		from--;
	while (from < at && strchr("'/=.&#", line.bytes[from]) != NULL)
		from++;
	while (to < line.length && to - at < ADDRESS_MAX &&
	    is_domain(line.bytes[to]))
		dots += line.bytes[to++] == '.';
	while (to > at + 1 && strchr(".-", line.bytes[to - 1]) != NULL)
		dots -= line.bytes[--to] == '.';
	if (from == at || to == at + 1 ||
	    (dots == 0 && (from == 0 || line.bytes[from - 1] != '<')))
		return (struct piece) { 0 };
	return (struct piece) { line.bytes + from, to - from };
}

struct piece
mail_address_in(struct piece text)
{
	for (size_t at = 0; at < text.length;) {
		const char *sign = memchr(text.bytes + at, '@',
		    text.length - at);
		struct piece address;

		if (sign == NULL)
			break;
		at = (size_t)(sign - text.bytes);
		address = address_at(text, at);
		if (address.length > 0)
			return address;
		at++;
	}
	return (struct piece) { 0 };
}

bool
mail_address_same(struct piece left, struct piece right)
{
	if (left.length != right.length)
		return false;
	for (size_t i = 0; i < left.length; i++)
		if (text_lower(left.bytes[i]) != text_lower(right.bytes[i]))
			return false;
	return true;
}

/* Up to the line with which what is quoted of the returned mail begins. */
static struct piece
cut_original(struct piece text)
{
	struct piece rest = text, line;

	while (piece_line(&rest, &line))
		if (line.length > 0 && (mail_cues_at(line) & CUE_ORIGINAL) != 0)
			return piece_front(text,
			    (size_t)(line.bytes - text.bytes));
	return text;
}

/* An address that helps, not one that failed. */
static bool
is_helper(struct piece address)
{
	static const char *const names[] = { "postmaster@", "mailer-daemon@",
		"abuse@", "support@", "helpdesk@", "help@", "admin@",
		"mailerdaemon@", "hostmaster@" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (piece_begins(address, names[i]))
			return true;
	return false;
}

static bool
begins_with_any(struct piece front, const char *const *words)
{
	for (; *words != NULL; words++)
		if (piece_begins(front, *words))
			return true;
	return false;
}

static bool
has_any(struct piece front, const char *const *words)
{
	for (; *words != NULL; words++)
		if (piece_find(front, *words) != PIECE_NOWHERE)
			return true;
	return false;
}

/* What the words before an address make of it. */
static enum rank
rank_of(struct piece front, struct piece address)
{
	static const char *const failed[] = { "failed address", "failed recip",
		"recipient:", "recipient address:", "recipients:",
		"intended recipient", "failed to deliver to",
		"empf\xc3\xa4nger", "destinat", "final recipient",
		"undeliverable to", "delivery to", "could not deliver to",
		"unable to deliver to", "not delivered to", NULL };
	static const char *const labels[] = { "to:", "rcpt to", ">>> rcpt",
		"--> rcpt", "c: rcpt", "address:", "user:", "email:", "e-mail:",
		"mailbox:", "for:", "smtp:", NULL };
	static const char *const contacts[] = { "contact", "mailto",
		"from:", "message-id", "message id", "mail from", "sender",
		"from <", "write to", "send ", "id:", NULL };

	while (front.length > 0 &&
	    strchr(" \t<>\"'*-[(|#", front.bytes[0]) != NULL)
		front = piece_behind(front, 1);
	if (begins_with_any(front, failed))
		return RANK_FAILED;
	if (front.length == 0 || piece_is(piece_trim(front), "rfc822;") ||
	    piece_is(piece_trim(front), "smtp:"))
		return RANK_FRONT;
	if (begins_with_any(front, labels))
		return RANK_LABEL;
	if (is_helper(address) || has_any(front, contacts))
		return RANK_NONE;
	return RANK_NAMED;
}

/* How far a line is indented. */
static size_t
indent_of(struct piece line)
{
	size_t indent = 0;

	while (indent < line.length &&
	    (line.bytes[indent] == ' ' || line.bytes[indent] == '\t'))
		indent++;
	return indent;
}

/* A reader of the lines of a text. */
struct reader {
	struct mail_prose *prose;
	const struct piece *others;
	enum rank best; /* the recipients' rank so far */
	size_t indent;	/* of the first of them */
};

static bool
is_other(const struct reader *reader, struct piece address)
{
	for (size_t i = 0; reader->others != NULL && i < PROSE_OTHERS; i++)
		if (mail_address_same(reader->others[i], address))
			return true;
	return false;
}

static void
add_place(struct reader *reader, struct piece address, struct piece line,
    enum rank rank)
{
	struct mail_prose *prose = reader->prose;
	struct mail_place *place;

	if (rank > reader->best) {
		prose->count = 0;
		reader->best = rank;
		reader->indent = indent_of(line);
	}
	/* Of sentences only the first names who it is about. */
	if (rank < reader->best || prose->count == PROSE_RECIPIENTS ||
	    (rank == RANK_NAMED && prose->count > 0) ||
	    (rank == RANK_FRONT && indent_of(line) > reader->indent) ||
	    mail_prose_find(prose, address) != PROSE_NO_ONE)
		return;
	place = &prose->places[prose->count++];
	place->recipient = address;
	place->line = (size_t)(line.bytes - prose->text.bytes);
	place->behind = (size_t)(address.bytes + address.length -
	    prose->text.bytes);
}

/* Looks at the addresses of a line. */
static void
read_line(struct reader *reader, struct piece line)
{
	struct piece rest = line;

	if (line.length == 0 || line.bytes[0] == '>')
		return;
	for (int i = 0; i < 8; i++) {
		struct piece address = mail_address_in(rest), front;
		enum rank rank;

		if (address.length == 0)
			return;
		front = piece_front(line, (size_t)(address.bytes - line.bytes));
		rest = piece_behind(line,
		    (size_t)(address.bytes + address.length - line.bytes));
		if (is_other(reader, address))
			continue;
		rank = rank_of(front, address);
		if (rank != RANK_NONE)
			add_place(reader, address, line, rank);
		/* a@b (expanded from ...) */
		if (rank >= RANK_FRONT &&
		    (rest.length == 0 || strchr(",;", rest.bytes[0]) == NULL))
			return;
	}
}

static void
read_lines(struct reader *reader)
{
	struct piece rest = reader->prose->text, line;

	while (piece_line(&rest, &line))
		if (line.length > 2)
			read_line(reader, line);
}

void
mail_prose_read(struct mail_prose *prose, struct piece text,
    const struct piece others[PROSE_OTHERS])
{
	struct reader reader = { .prose = prose, .others = others };

	prose->text = cut_original(text);
	prose->cues = 0;
	prose->count = 0;
	read_lines(&reader);
	if (prose->count == 0) {
		reader.others = NULL;
		read_lines(&reader);
	}
	for (size_t i = 0; i < prose->count; i++)
		prose->places[i].end = i + 1 < prose->count ?
		    prose->places[i + 1].line :
		    prose->text.length;
}

void
mail_prose_cues(struct mail_prose *prose)
{
	prose->cues = mail_cues_in(prose->text);
}

size_t
mail_prose_find(const struct mail_prose *prose, struct piece recipient)
{
	for (size_t i = 0; i < prose->count; i++)
		if (mail_address_same(prose->places[i].recipient, recipient))
			return i;
	return PROSE_NO_ONE;
}

struct piece
mail_prose_span(const struct mail_prose *prose, size_t number)
{
	const struct mail_place *place;
	struct piece span = prose->text;

	if (number == PROSE_NO_ONE)
		return span;
	place = &prose->places[number];
	if (place->end < place->behind)
		return piece_front(span, 0);
	span = piece_front(piece_behind(span, place->behind),
	    place->end - place->behind);
	while (span.length > 0 && strchr(">\"')]:, \t", span.bytes[0]) != NULL)
		span = piece_behind(span, 1);
	return span;
}

/*
 * Where a transcript names the recipient: a line with its code, or the command
 * that was answered.
 */
static bool
find_named(struct mail *mail, const struct mail_prose *prose, size_t number,
    struct mail_said *said)
{
	struct piece address = prose->places[number].recipient;
	struct piece rest = prose->text, line;

	rest = piece_behind(rest, prose->places[prose->count - 1].behind);
	while (piece_line(&rest, &line)) {
		struct piece named = line, found;

		found = mail_address_in(named);
		if (!mail_address_same(found, address))
			continue;
		if (mail_said_code(mail, line, false, said)) {
			found = piece_behind(prose->text,
			    (size_t)(line.bytes - prose->text.bytes));
			return mail_said_code(mail, found, false, said);
		}
		if (piece_find(line, "rcpt") != PIECE_NOWHERE)
			return mail_said_code(mail, rest, false, said);
	}
	return false;
}

/* The sentence that names a recipient. */
static bool
find_sentence(struct mail *mail, const struct mail_prose *prose, size_t number,
    struct mail_said *said)
{
	size_t from = prose->places[number].line;

	return mail_said_words(mail, piece_behind(prose->text, from), said);
}

/* The reply with a code that is the recipient's. */
static bool
find_code(struct mail *mail, const struct mail_prose *prose, size_t number,
    bool success, struct mail_said *said)
{
	struct piece span = mail_prose_span(prose, number);

	if (prose->count < 2 || number == PROSE_NO_ONE)
		return mail_said_code(mail, span, success, said) ||
		    mail_said_code(mail, prose->text, success, said);
	/* Behind the last one there may be a transcript that is of all. */
	if (number + 1 == prose->count)
		return find_named(mail, prose, number, said) ||
		    mail_said_code(mail, span, success, said);
	return mail_said_code(mail, span, success, said) ||
	    find_named(mail, prose, number, said);
}

/* The words that give the reason for a recipient. */
static bool
find_words(struct mail *mail, struct piece span, struct mail_said *said)
{
	return mail_said_status(mail, span, said) ||
	    mail_said_label(mail, span, said) ||
	    (mail_said_words(mail, span, said) &&
		mail_said_is_useful(said->text));
}

bool
mail_prose_reason(struct mail *mail, const struct mail_prose *prose,
    size_t number, bool success, struct mail_said *said)
{
	struct piece span = mail_prose_span(prose, number);

	if (find_code(mail, prose, number, success, said) ||
	    find_words(mail, span, said))
		return true;
	if (number == PROSE_NO_ONE)
		return false;
	if (prose->count > 1) {
		span = mail_prose_span(prose, prose->count - 1);
		if (mail_said_code(mail, span, success, said) ||
		    find_words(mail, span, said))
			return true;
	}
	return find_sentence(mail, prose, number, said) &&
	    mail_said_is_useful(said->text);
}
