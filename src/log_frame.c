#include "log_line.h"

enum {
	FRAMES = 6,	  /* at most around each other */
	HOST_MAX = 255,	  /* bytes of a host's name, or of a tag */
	SERVICE_MAX = 64, /* of a service's name before its | */
	EPOCH_DIGITS = 10,
	TAI_LENGTH = 25, /* @ and 24 digits */
};

/* Do the bytes have this form? 0: a digit, a: a letter, else themselves. */
static bool
has_form(struct piece piece, const char *form)
{
	size_t at = 0;

	for (; form[at] != '\0'; at++) {
		char c = bytes_at(piece, at);

		if (form[at] == '0'	? !is_digit(c) :
			form[at] == 'a' ? !is_letter(c) :
					  c != form[at])
			return false;
	}
	return true;
}

static void
skip_blanks(struct piece *rest)
{
	while (rest->length > 0 && is_blank(rest->bytes[0]))
		*rest = bytes_from(*rest, 1);
}

/* Takes a fraction of a second and a zone off. */
static void
read_zone(struct log_line *line)
{
	struct piece *rest = &line->body;
	struct piece zone;

	if ((bytes_at(*rest, 0) == '.' || bytes_at(*rest, 0) == ',') &&
	    is_digit(bytes_at(*rest, 1)))
		*rest = bytes_from(*rest,
		    1 + bytes_digits(bytes_from(*rest, 1)));
	line->zone = (struct piece) { NULL, 0 };
	zone = *rest;
	bytes_skip(&zone, " ");
	if (has_form(zone, "+00:00") || has_form(zone, "-00:00"))
		line->zone = bytes_to(zone, 6);
	else if (has_form(zone, "+0000") || has_form(zone, "-0000"))
		line->zone = bytes_to(zone, 5);
	else if (bytes_starts(zone, "UTC ") || bytes_starts(zone, "GMT "))
		line->zone = bytes_to(zone, 3);
	else if (bytes_at(*rest, 0) == 'Z')
		line->zone = bytes_to(*rest, 1);
	else
		return;
	*rest = bytes_from(zone, line->zone.length);
}

static void
set_date(struct log_line *line, enum log_clock clock, size_t length)
{
	line->clock = clock;
	line->date = bytes_to(line->body, length);
	line->body = bytes_from(line->body, line->date.length);
	line->framed = true;
	read_zone(line);
}

/* The length of [YYYY ]Nov 21 [YYYY ]10:20:31[ YYYY]; 0 if none is there. */
static size_t
bsd_length(struct piece rest)
{
	size_t at = has_form(rest, "0000 aaa ") ? 5 : 0;

	if (log_time_month(bytes_from(rest, at)) == 0 ||
	    bytes_at(rest, at + 3) != ' ')
		return 0;
	at += 4;
	while (bytes_at(rest, at) == ' ')
		at++;
	at += bytes_digits(bytes_from(rest, at));
	if (!is_digit(rest.bytes[at - 1]) || bytes_at(rest, at) != ' ')
		return 0;
	at++;
	if (has_form(bytes_from(rest, at), "0000 "))
		at += 5;
	if (!has_form(bytes_from(rest, at), "00:00:00"))
		return 0;
	at += 8;
	if (has_form(bytes_from(rest, at), " 0000 "))
		at += 5;
	return at;
}

/* Drops the name of a day: `Sat `, `Sat, `. */
static void
skip_weekday(struct piece *rest)
{
	static const char days[] = "Mon Tue Wed Thu Fri Sat Sun ";

	for (size_t i = 0; i < 7; i++)
		if (rest->length > 4 &&
		    memcmp(rest->bytes, days + 4 * i, 3) == 0 &&
		    (rest->bytes[3] == ' ' || rest->bytes[3] == ',')) {
			*rest = bytes_from(*rest, 4);
			skip_blanks(rest);
			return;
		}
}

static bool
read_bsd(struct log_line *line)
{
	struct piece rest = line->body;
	size_t length = bsd_length(rest);

	if (length == 0) {
		skip_weekday(&rest);
		length = rest.length < line->body.length ? bsd_length(rest) : 0;
	}
	if (length == 0)
		return false;
	line->body = rest;
	set_date(line, CLOCK_BSD, length);
	return true;
}

/* 2026-11-21T10:20:31, also with a blank and with /. */
static bool
read_iso(struct log_line *line)
{
	struct piece rest = line->body;

	skip_weekday(&rest);
	if (!has_form(rest, "0000-00-00") && !has_form(rest, "0000/00/00"))
		return false;
	if (!has_form(bytes_from(rest, 10), "T00:00:00") &&
	    !has_form(bytes_from(rest, 10), " 00:00:00"))
		return false;
	line->body = rest;
	set_date(line, CLOCK_ISO, 19);
	return true;
}

/* 21/Nov/2026:10:20:31, 21 Nov 2026 10:20:31, 21.11.2026 10:20:31 */
static bool
read_day_first(struct log_line *line)
{
	struct piece rest = line->body;
	size_t at;

	skip_weekday(&rest);
	at = bytes_digits(rest);
	if (at == 0 || at > 2 || strchr("/-. ", bytes_at(rest, at)) == NULL)
		return false;
	at++;
	if (log_time_month(bytes_from(rest, at)) != 0)
		at += 3;
	else if (has_form(bytes_from(rest, at), "00"))
		at += 2;
	else
		return false;
	at++;
	if (!has_form(bytes_from(rest, at), "0000 00:00:00") &&
	    !has_form(bytes_from(rest, at), "0000:00:00:00"))
		return false;
	line->body = rest;
	set_date(line, CLOCK_DAY, at + 13);
	return true;
}

/* Seconds since 1970 with a fraction, or the same of TAI. */
static bool
read_seconds(struct log_line *line)
{
	struct piece rest = line->body;
	size_t digits = bytes_digits(rest), at = 1;

	if (digits == EPOCH_DIGITS && rest.bytes[0] == '1' &&
	    (bytes_at(rest, digits) == '.' || bytes_at(rest, digits) == ' ')) {
		set_date(line, CLOCK_EPOCH, digits);
		return true;
	}
	if (bytes_at(rest, 0) != '@' || rest.length < TAI_LENGTH)
		return false;
	while (at < TAI_LENGTH && strchr("0123456789abcdef", rest.bytes[at]) &&
	    rest.bytes[at] != '\0')
		at++;
	if (at < TAI_LENGTH || !is_blank(bytes_at(rest, at)))
		return false;
	set_date(line, CLOCK_TAI, TAI_LENGTH);
	return true;
}

/* [2026-11-21 10:20:31] */
static bool
read_bracketed(struct log_line *line)
{
	struct log_line inner = *line;
	size_t end;

	inner.body = bytes_from(inner.body, 1);
	if (!read_iso(&inner) && !read_day_first(&inner) && !read_bsd(&inner))
		return false;
	end = bytes_find_byte(bytes_to(inner.body, HOST_MAX), ']');
	if (end == BYTES_NONE)
		return false;
	inner.body = bytes_from(inner.body, end + 1);
	*line = inner;
	return true;
}

static bool
read_date(struct log_line *line)
{
	char first = bytes_at(line->body, 0);

	if (is_digit(first))
		return read_iso(line) || read_seconds(line) ||
		    read_day_first(line) || read_bsd(line);
	if (is_letter(first))
		return read_bsd(line) ||
		    ((first == 'M' || first == 'T' || first == 'W' ||
			 first == 'F' || first == 'S') &&
			(read_iso(line) || read_day_first(line)));
	if (first == '@')
		return read_seconds(line);
	return first == '[' && read_bracketed(line);
}

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
	struct piece word = bytes_to(*rest, HOST_MAX);
	size_t end = 0, close;

	while (end < word.length && !ends_tag(word.bytes[end]))
		end++;
	if (end == 0 || end == word.length)
		return false;
	*tag = bytes_to(word, end);
	if (word.bytes[end] == '[') {
		close = bytes_find_byte(bytes_from(word, end), ']');
		if (close == BYTES_NONE)
			return false;
		end += close + 1;
		/* sendmail[12]: as well as inbound/pass1[12] */
		if (bytes_at(*rest, end) != ':' && bytes_at(*rest, end) != ' ')
			return false;
		end += bytes_at(*rest, end) == ':';
	} else if (word.bytes[end] == ':') {
		end++;
	} else {
		return false;
	}
	if (end < rest->length && !is_blank(rest->bytes[end]))
		return false;
	*rest = bytes_from(*rest, end);
	skip_blanks(rest);
	return true;
}

/* mail.info, as some daemons write facility and severity */
static bool
is_facility(struct piece word)
{
	return bytes_starts(word, "mail.") || bytes_starts(word, "<mail.") ||
	    bytes_starts(word, "daemon.") || bytes_starts(word, "user.");
}

/*
 * Takes `host tag[pid]: ` or `tag[pid]: ` off. Where a message may stand right
 * behind the date only a tag with its process is one.
 */
static void
read_tag(struct log_line *line)
{
	struct piece rest = line->body, host = { NULL, 0 }, tag;
	bool weak = line->clock == CLOCK_BSD || bytes_at(line->date, 10) == 'T';

	line->whole = rest;
	if (!take_tag(&rest, &tag)) {
		if (bytes_find_byte(bytes_to(rest, HOST_MAX), ' ') ==
		    BYTES_NONE)
			return;
		host = bytes_word(&rest);
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

	if (!bytes_starts(*rest, "[ID "))
		return;
	end = bytes_find_byte(bytes_to(*rest, HOST_MAX), ']');
	if (end == BYTES_NONE)
		return;
	*rest = bytes_from(*rest, end + 1);
	skip_blanks(rest);
}

/* Drops the structured data, in which a backslash keeps the next byte. */
static void
skip_structured_data(struct piece *rest)
{
	size_t at = 0;
	bool quoted = false;

	if (bytes_at(*rest, 0) == '-') {
		*rest = bytes_from(*rest, 1);
		skip_blanks(rest);
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
	*rest = bytes_from(*rest, at < rest->length ? at : rest->length);
	skip_blanks(rest);
}

/* What RFC 5424 has behind the priority. */
static bool
read_rfc5424(struct log_line *line)
{
	struct log_line inner = *line;
	struct piece tag, rest;

	if (!has_form(inner.body, "0 "))
		return false;
	inner.body = bytes_from(inner.body, 2);
	if (!bytes_skip(&inner.body, "- ") && !read_iso(&inner))
		return false;
	rest = inner.body;
	skip_blanks(&rest);
	inner.host = bytes_word(&rest);
	tag = bytes_word(&rest);
	bytes_word(&rest); /* the process */
	bytes_word(&rest); /* the kind of message */
	skip_structured_data(&rest);
	bytes_skip(&rest, "\xef\xbb\xbf");
	inner.tag = tag;
	inner.body = inner.whole = rest;
	*line = inner;
	return true;
}

/* <22>, of RFC 3164 or 5424 */
static bool
read_priority(struct log_line *line)
{
	struct piece rest = bytes_from(line->body, 1);
	size_t digits = bytes_digits(bytes_to(rest, 4));

	if (digits == 0 || digits > 3 || bytes_at(rest, digits) != '>')
		return false;
	line->body = bytes_from(rest, digits + 1);
	line->framed = true;
	skip_blanks(&line->body);
	read_rfc5424(line);
	return true;
}

/* A name, blanks and a |, as docker compose writes it. */
static bool
read_service(struct log_line *line)
{
	struct piece rest = bytes_to(line->body, SERVICE_MAX);
	size_t at = bytes_find(rest, " | "), end = 0;

	if (at == BYTES_NONE)
		return false;
	while (end < at && !is_blank(rest.bytes[end]))
		end++;
	for (size_t i = end; i < at; i++)
		if (!is_blank(rest.bytes[i]))
			return false;
	line->body = bytes_from(line->body, at + 3);
	line->framed = true;
	return true;
}

/* stdout F, behind the time that Kubernetes writes */
static bool
read_stream(struct log_line *line)
{
	struct piece rest = line->body;

	if (!bytes_skip(&rest, "stdout ") && !bytes_skip(&rest, "stderr "))
		return false;
	if (!bytes_skip(&rest, "F ") && !bytes_skip(&rest, "P "))
		return false;
	line->body = rest;
	return true;
}

/* mail.log:, mail.log:12: as grep puts the file's name before a line */
static bool
read_grep(struct log_line *line)
{
	struct log_line inner = *line;
	struct piece rest = bytes_to(line->body, HOST_MAX);
	size_t at = bytes_find_byte(rest, ':'), digits;

	if (at == BYTES_NONE || at == 0 ||
	    bytes_find_byte(bytes_to(rest, at), ' ') != BYTES_NONE)
		return false;
	inner.body = bytes_from(inner.body, at + 1);
	digits = bytes_digits(inner.body);
	if (digits > 0 && bytes_at(inner.body, digits) == ':')
		inner.body = bytes_from(inner.body, digits + 1);
	rest = inner.body;
	if (!read_date(&inner))
		return false;
	line->body = rest;
	return true;
}

/* One frame, however it looks. */
static bool
read_frame(struct log_line *line)
{
	char first;

	skip_blanks(&line->body);
	first = bytes_at(line->body, 0);
	if (first == '<')
		return read_priority(line);
	if (first == '\0' || first == '{')
		return false;
	if (read_date(line)) {
		skip_blanks(&line->body);
		read_tag(line);
		skip_message_id(&line->body);
		return true;
	}
	return line->framed ? read_stream(line) || read_service(line) :
			      read_service(line) || read_grep(line);
}

/* `tag[pid]: ` of a line whose date was cut off */
static void
read_bare_tag(struct log_line *line)
{
	struct piece rest = line->body, tag;

	struct piece process;

	if (!is_letter(bytes_at(rest, 0)) || !take_tag(&rest, &tag) ||
	    tag.bytes[tag.length] != '[')
		return;
	process = bytes_from(line->body, tag.length + 1);
	if (bytes_at(process, bytes_digits(process)) != ']')
		return;
	line->whole = line->body;
	line->tag = tag;
	line->body = rest;
	line->framed = true;
}

/*
 * Nov 21 10:20:31 host tag[pid]: as nearly all lines are: the same as what
 * read_frame does, but quickly. False, changing nothing, if it is not sure.
 */
static bool
read_usual(struct log_line *line)
{
	struct piece rest = line->body, host, tag;
	const char *bytes = rest.bytes;

	if (rest.length < 20 || bytes[3] != ' ' || bytes[6] != ' ' ||
	    bytes[9] != ':' || bytes[12] != ':' || bytes[15] != ' ' ||
	    !is_digit(bytes[5]) || !is_digit(bytes[7]) ||
	    !is_digit(bytes[14]) || is_blank(bytes[16]) ||
	    log_time_month(rest) == 0)
		return false;
	rest = bytes_from(rest, 16);
	host = bytes_to(rest, bytes_find_byte(rest, ' '));
	if (host.length == rest.length || bytes_last(host) == ':' ||
	    host.length > HOST_MAX || is_facility(host) ||
	    bytes_digits(host) == 4)
		return false;
	rest = bytes_from(rest, host.length + 1);
	if (!take_tag(&rest, &tag) || !bytes_starts(tag, "postfix/"))
		return false;
	line->clock = CLOCK_BSD;
	line->date = bytes_to(line->body, 15);
	line->whole = line->body = rest;
	line->host = host;
	line->tag = tag;
	line->framed = true;
	skip_message_id(&line->body);
	return true;
}

void
log_frame_read(struct log_line *line, const char *bytes, size_t length)
{
	*line = (struct log_line) { .body = { bytes, length } };
	if (read_usual(line))
		return;
	bytes_skip(&line->body, "\xef\xbb\xbf");
	line->whole = line->body;
	for (size_t i = 0; i < FRAMES && read_frame(line); i++)
		continue;
	skip_blanks(&line->body);
	if (!line->framed)
		read_bare_tag(line);
}
