#include "log_line.h"

enum {
	FRAMES = 6,	   /* at most around each other */
	USUAL_DATE = 40,   /* bytes of the usual dates, and more */
	HOST_MAX = 255,	   /* bytes of a host's name, or of a tag */
	SERVICE_MAX = 64,  /* of a service's name before its | */
	MADE_UP_MOST = 40, /* of what stands in place of a queue ID */
};

/* May no tag hold this byte? */
static inline bool
ends_tag(char c)
{
	switch (c) {
	case ' ':
	case ':':
	case '[':
	case '\0':
	case '\t':
	case '"':
	case '=':
	case '<':
	case '>':
	case ',':
	case ';':
	case '{':
	case '|':
	case '}':
		return true;
	default:
		return false;
	}
}

/* The name of the tag that ends in `: ` or `[pid]: `; sets what follows. */
static bool
take_tag(struct piece *rest, struct piece *tag)
{
	struct piece word = piece_to(*rest, HOST_MAX);
	size_t end = 0, close;

	while (end < word.length && !ends_tag(word.bytes[end]))
		end++;
	if (end == 0 || end == word.length)
		return false;
	*tag = piece_to(word, end);
	if (word.bytes[end] == '[') {
		close = piece_find_byte(piece_from(word, end), ']');
		if (close == PIECE_NONE)
			return false;
		end += close + 1;
		/* sendmail[12]: as well as inbound/pass1[12] */
		if (piece_at(*rest, end) != ':' && piece_at(*rest, end) != ' ')
			return false;
		end += piece_at(*rest, end) == ':';
	} else if (word.bytes[end] == ':') {
		end++;
	} else {
		return false;
	}
	if (end < rest->length && !text_is_blank(rest->bytes[end]))
		return false;
	*rest = piece_from(*rest, end);
	piece_skip_blanks(rest);
	return true;
}

/* mail.info, as some daemons write facility and severity */
static bool
is_facility(struct piece word)
{
	return piece_starts(word, "mail.") || piece_starts(word, "<mail.") ||
	    piece_starts(word, "daemon.") || piece_starts(word, "user.");
}

/*
 * Takes `host tag[pid]: ` or `tag[pid]: ` off. Where a message may stand right
 * behind the date only a tag with its process is one.
 */
static void
read_tag(struct log_line *line)
{
	struct piece rest = line->body, host = { NULL, 0 }, tag;
	bool weak = line->clock == DATED_BSD || piece_at(line->date, 10) == 'T';

	line->whole = rest;
	if (!take_tag(&rest, &tag)) {
		if (piece_find_byte(piece_to(rest, HOST_MAX), ' ') ==
		    PIECE_NONE)
			return;
		host = piece_word(&rest);
		if (!take_tag(&rest, &tag))
			return;
	}
	if (!weak && tag.bytes[tag.length] != '[')
		return;
	if (host.length > 0 && !is_facility(host))
		line->host = host;
	line->tag = tag;
	line->body = rest;
}

/* Drops what Solaris puts before the message: [ID 801593 mail.notice] */
static void
skip_message_id(struct piece *rest)
{
	size_t end;

	if (!piece_starts(*rest, "[ID "))
		return;
	end = piece_find_byte(piece_to(*rest, HOST_MAX), ']');
	if (end == PIECE_NONE)
		return;
	*rest = piece_from(*rest, end + 1);
	piece_skip_blanks(rest);
}

/* Drops the structured data, in which a backslash keeps the next byte. */
static void
skip_structured_data(struct piece *rest)
{
	size_t at = 0;
	bool quoted = false;

	if (piece_at(*rest, 0) == '-') {
		*rest = piece_from(*rest, 1);
		piece_skip_blanks(rest);
		return;
	}
	while (at < rest->length && rest->bytes[at] == '[') {
		for (; at < rest->length; at++) {
			if (rest->bytes[at] == '"')
				quoted = !quoted;
			else if (rest->bytes[at] == '\\')
				at++;
			else if (rest->bytes[at] == ']' && !quoted)
				break;
		}
		at += at < rest->length;
	}
	*rest = piece_from(*rest, at < rest->length ? at : rest->length);
	piece_skip_blanks(rest);
}

/* What RFC 5424 has behind the priority. */
static bool
read_rfc5424(struct log_line *line)
{
	struct log_line inner = *line;
	struct piece tag, rest;

	if (!log_date_has_form(inner.body, "0 "))
		return false;
	inner.body = piece_from(inner.body, 2);
	if (!piece_skip(&inner.body, "- ") && !log_date_read(&inner))
		return false;
	rest = inner.body;
	piece_skip_blanks(&rest);
	inner.host = piece_word(&rest);
	tag = piece_word(&rest);
	piece_word(&rest); /* the process */
	piece_word(&rest); /* the kind of message */
	skip_structured_data(&rest);
	piece_skip(&rest, "\xef\xbb\xbf");
	inner.tag = tag;
	inner.body = inner.whole = rest;
	*line = inner;
	return true;
}

/* <22>, of RFC 3164 or 5424 */
static bool
read_priority(struct log_line *line)
{
	struct piece rest = piece_from(line->body, 1);
	size_t digits = piece_digits(piece_to(rest, 4));

	if (digits == 0 || digits > 3 || piece_at(rest, digits) != '>')
		return false;
	line->body = piece_from(rest, digits + 1);
	line->framed = true;
	piece_skip_blanks(&line->body);
	read_rfc5424(line);
	return true;
}

/* A name, blanks and a |, as docker compose writes it. */
static bool
read_service(struct log_line *line)
{
	struct piece rest = piece_to(line->body, SERVICE_MAX);
	size_t at = piece_find(rest, " | "), end = 0;

	if (at == PIECE_NONE)
		return false;
	while (end < at && !text_is_blank(rest.bytes[end]))
		end++;
	for (size_t i = end; i < at; i++)
		if (!text_is_blank(rest.bytes[i]))
			return false;
	line->body = piece_from(line->body, at + 3);
	line->framed = true;
	return true;
}

/* [pod/NAME/CONTAINER], as kubectl logs --prefix writes it */
static bool
read_pod(struct log_line *line)
{
	struct piece rest = line->body;
	size_t end;

	if (!piece_starts(rest, "[pod/"))
		return false;
	end = piece_find(piece_to(rest, HOST_MAX), "] ");
	if (end == PIECE_NONE ||
	    piece_find_byte(piece_to(rest, end), ' ') != PIECE_NONE)
		return false;
	line->body = piece_from(rest, end + 2);
	line->framed = true;
	return true;
}

/* stdout F, behind the time that Kubernetes writes */
static bool
read_stream(struct log_line *line)
{
	struct piece rest = line->body;

	if (!piece_skip(&rest, "stdout ") && !piece_skip(&rest, "stderr "))
		return false;
	if (!piece_skip(&rest, "F ") && !piece_skip(&rest, "P "))
		return false;
	line->body = rest;
	return true;
}

/* mail.log:, mail.log:12: as grep puts the file's name before a line */
static bool
read_grep(struct log_line *line)
{
	struct log_line inner = *line;
	struct piece rest = piece_to(line->body, HOST_MAX);
	size_t at = piece_find_byte(rest, ':'), digits;

	if (at == PIECE_NONE || at == 0 ||
	    piece_find_byte(piece_to(rest, at), ' ') != PIECE_NONE)
		return false;
	inner.body = piece_from(inner.body, at + 1);
	digits = piece_digits(inner.body);
	if (digits > 0 && piece_at(inner.body, digits) == ':')
		inner.body = piece_from(inner.body, digits + 1);
	rest = inner.body;
	if (!log_date_read(&inner))
		return false;
	line->body = rest;
	return true;
}

/* One frame, however it looks. */
static bool
read_frame(struct log_line *line)
{
	char first;

	piece_skip_blanks(&line->body);
	first = piece_at(line->body, 0);
	if (first == '<')
		return read_priority(line);
	if (first == '\0' || first == '{')
		return false;
	if (first == '[' && read_pod(line))
		return true;
	if (log_date_read(line)) {
		piece_skip_blanks(&line->body);
		read_tag(line);
		skip_message_id(&line->body);
		return true;
	}
	return line->framed ? read_stream(line) || read_service(line) :
			      read_service(line) || read_grep(line);
}

/* `tag[pid]: ` of a line whose date was cut off, or stands elsewhere */
static void
read_bare_tag(struct log_line *line)
{
	struct piece rest = line->body, tag;

	struct piece process;

	if (!text_is_letter(piece_at(rest, 0)) || !take_tag(&rest, &tag) ||
	    tag.bytes[tag.length] != '[')
		return;
	process = piece_from(line->body, tag.length + 1);
	if (piece_at(process, piece_digits(process)) != ']')
		return;
	line->whole = line->body;
	line->tag = tag;
	line->body = rest;
	line->framed = true;
}

/* How long the usual dates are: Nov 21 10:20:31, 2026-11-21T10:20:31.1+01:00 */
static size_t
usual_date(struct log_line *line)
{
	struct piece rest = line->body;
	const char *bytes = rest.bytes;
	size_t length;

	if (bytes[3] == ' ' && bytes[6] == ' ' && bytes[9] == ':' &&
	    bytes[12] == ':' && bytes[15] == ' ' && text_is_digit(bytes[5]) &&
	    text_is_digit(bytes[7]) && text_is_digit(bytes[14]) &&
	    log_time_month(rest) != 0) {
		line->clock = DATED_BSD;
		line->date = piece_to(rest, 15);
		return 15;
	}
	if (bytes[4] != '-' || bytes[7] != '-' || bytes[10] != 'T' ||
	    bytes[13] != ':' || bytes[16] != ':' || !text_is_digit(bytes[0]) ||
	    !text_is_digit(bytes[18]))
		return 0;
	length = piece_find_byte(piece_to(rest, USUAL_DATE), ' ');
	if (length == PIECE_NONE)
		return 0;
	line->zone = piece_from(piece_to(rest, length), length - 6);
	if (bytes[length - 1] == 'Z')
		line->zone = piece_from(line->zone, 5);
	else if ((line->zone.bytes[0] != '+' && line->zone.bytes[0] != '-') ||
	    line->zone.bytes[3] != ':')
		return 0;
	line->clock = DATED_ISO;
	line->date = piece_to(rest, 19);
	return length;
}

/*
 * A date, a host, and a tag of Postfix, as nearly all lines of a large log are:
 * the same as what read_frame does, but quickly. False if it is not sure.
 */
static bool
read_usual(struct log_line *line)
{
	struct piece rest = line->body, host, tag;
	size_t date;

	if (rest.length < USUAL_DATE)
		return false;
	date = usual_date(line);
	if (date == 0 || text_is_blank(rest.bytes[date + 1]))
		return false;
	rest = piece_from(rest, date + 1);
	host = piece_to(rest, piece_find_byte(rest, ' '));
	if (host.length == rest.length || piece_last(host) == ':' ||
	    host.length > HOST_MAX || is_facility(host) ||
	    piece_digits(host) == 4)
		return false;
	rest = piece_from(rest, host.length + 1);
	if (!take_tag(&rest, &tag) || !piece_starts(tag, "postfix/"))
		return false;
	line->whole = line->body = rest;
	line->host = host;
	line->tag = tag;
	line->framed = true;
	skip_message_id(&line->body);
	return true;
}

void
log_skip_made_up_id(struct piece *body, const char *const *behind, size_t count)
{
	size_t end = piece_find(piece_to(*body, MADE_UP_MOST), ": ");
	struct piece rest = piece_from(*body, end);

	if (!piece_skip(&rest, ": ") ||
	    piece_find_byte(piece_to(*body, end), ' ') != PIECE_NONE)
		return;
	for (size_t i = 0; i < count; i++)
		if (piece_starts(rest, behind[i])) {
			*body = rest;
			return;
		}
}

void
log_frame_read(struct log_line *line, const char *bytes, size_t length)
{
	*line = (struct log_line) { .body = { bytes, length } };
	if (read_usual(line))
		return;
	*line = (struct log_line) { .body = { bytes, length } };
	piece_skip(&line->body, "\xef\xbb\xbf");
	line->whole = line->body;
	for (size_t i = 0; i < FRAMES && read_frame(line); i++)
		continue;
	piece_skip_blanks(&line->body);
	if (line->tag.length == 0)
		read_bare_tag(line);
}
