#include "log_line.h"

enum {
	EPOCH_DIGITS = 10,
	TAI_LENGTH = 25,    /* @ and 24 digits */
	BRACKET_MOST = 255, /* bytes of a date in brackets */
	ZONE_MOST = 6,	    /* of the name of a zone, with the blank before */
};

bool
log_date_has_form(struct piece piece, const char *form)
{
	size_t at = 0;

	for (; form[at] != '\0'; at++) {
		char c = piece_at(piece, at);

		if (form[at] == '0'	? !text_is_digit(c) :
			form[at] == 'a' ? !text_is_letter(c) :
					  c != form[at])
			return false;
	}
	return true;
}

/* Takes a fraction of a second and a zone off. */
static void
read_zone(struct log_line *line)
{
	struct piece *rest = &line->body;
	struct piece zone;

	if ((piece_at(*rest, 0) == '.' || piece_at(*rest, 0) == ',') &&
	    text_is_digit(piece_at(*rest, 1)))
		*rest = piece_from(*rest,
		    1 + piece_digits(piece_from(*rest, 1)));
	line->zone = (struct piece) { NULL, 0 };
	zone = *rest;
	piece_skip(&zone, " ");
	if (log_date_has_form(zone, "+00:00") ||
	    log_date_has_form(zone, "-00:00"))
		line->zone = piece_to(zone, 6);
	else if (log_date_has_form(zone, "+0000") ||
	    log_date_has_form(zone, "-0000"))
		line->zone = piece_to(zone, 5);
	else if (piece_starts(zone, "UTC ") || piece_starts(zone, "GMT "))
		line->zone = piece_to(zone, 3);
	else if (piece_at(*rest, 0) == 'Z')
		line->zone = piece_to(*rest, 1);
	else
		return;
	*rest = piece_from(zone, line->zone.length);
}

static void
set_date(struct log_line *line, enum log_clock clock, size_t length)
{
	line->clock = clock;
	line->date = piece_to(line->body, length);
	line->body = piece_from(line->body, line->date.length);
	line->framed = true;
	read_zone(line);
}

/* The length of [YYYY ]Nov 21 [YYYY ]10:20:31[ YYYY]; 0 if none is there. */
static size_t
bsd_length(struct piece rest)
{
	size_t at = log_date_has_form(rest, "0000 aaa ") ? 5 : 0;

	if (log_time_month(piece_from(rest, at)) == 0 ||
	    piece_at(rest, at + 3) != ' ')
		return 0;
	at += 4;
	while (piece_at(rest, at) == ' ')
		at++;
	at += piece_digits(piece_from(rest, at));
	if (!text_is_digit(rest.bytes[at - 1]) || piece_at(rest, at) != ' ')
		return 0;
	at++;
	if (log_date_has_form(piece_from(rest, at), "0000 "))
		at += 5;
	if (!log_date_has_form(piece_from(rest, at), "00:00:00"))
		return 0;
	at += 8;
	if (log_date_has_form(piece_from(rest, at), " 0000 "))
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
			*rest = piece_from(*rest, 4);
			piece_skip_blanks(rest);
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
	set_date(line, DATED_BSD, length);
	return true;
}

/* Drops CET or +03 behind a date of journalctl; what CET means is not told. */
static void
skip_zone_name(struct piece *rest)
{
	size_t at = 1;

	if (piece_at(*rest, 0) != ' ')
		return;
	if (piece_at(*rest, 1) == '+' || piece_at(*rest, 1) == '-')
		at = 2 + piece_digits(piece_to(piece_from(*rest, 2), 4));
	else
		while (piece_at(*rest, at) >= 'A' && piece_at(*rest, at) <= 'Z')
			at++;
	if (at >= 3 && at <= ZONE_MOST && piece_at(*rest, at) == ' ')
		*rest = piece_from(*rest, at);
}

/* 2026-11-21T10:20:31, also with a blank and with /; in front of it a day. */
static bool
read_iso(struct log_line *line)
{
	struct piece rest = line->body;
	bool has_day;

	skip_weekday(&rest);
	has_day = rest.length < line->body.length;
	if (!log_date_has_form(rest, "0000-00-00") &&
	    !log_date_has_form(rest, "0000/00/00"))
		return false;
	if (!log_date_has_form(piece_from(rest, 10), "T00:00:00") &&
	    !log_date_has_form(piece_from(rest, 10), " 00:00:00"))
		return false;
	line->body = rest;
	set_date(line, DATED_ISO, 19);
	if (has_day && line->zone.length == 0)
		skip_zone_name(&line->body);
	return true;
}

/* 21/Nov/2026:10:20:31, 21 Nov 2026 10:20:31, 21.11.2026 10:20:31 */
static bool
read_day_first(struct log_line *line)
{
	struct piece rest = line->body;
	size_t at;

	skip_weekday(&rest);
	at = piece_digits(rest);
	if (at == 0 || at > 2 || strchr("/-. ", piece_at(rest, at)) == NULL)
		return false;
	at++;
	if (log_time_month(piece_from(rest, at)) != 0)
		at += 3;
	else if (log_date_has_form(piece_from(rest, at), "00"))
		at += 2;
	else
		return false;
	at++;
	if (!log_date_has_form(piece_from(rest, at), "0000 00:00:00") &&
	    !log_date_has_form(piece_from(rest, at), "0000:00:00:00"))
		return false;
	line->body = rest;
	set_date(line, DATED_DAY, at + 13);
	return true;
}

/* Seconds since 1970 with a fraction, or the same of TAI. */
static bool
read_seconds(struct log_line *line)
{
	struct piece rest = line->body;
	size_t digits = piece_digits(rest), at = 1;

	if (digits == EPOCH_DIGITS && rest.bytes[0] == '1' &&
	    (piece_at(rest, digits) == '.' || piece_at(rest, digits) == ' ')) {
		set_date(line, DATED_EPOCH, digits);
		return true;
	}
	if (piece_at(rest, 0) != '@' || rest.length < TAI_LENGTH)
		return false;
	while (at < TAI_LENGTH && strchr("0123456789abcdef", rest.bytes[at]) &&
	    rest.bytes[at] != '\0')
		at++;
	if (at < TAI_LENGTH || !text_is_blank(piece_at(rest, at)))
		return false;
	set_date(line, DATED_TAI, TAI_LENGTH);
	return true;
}

/* [2026-11-21 10:20:31] */
static bool
read_bracketed(struct log_line *line)
{
	struct log_line inner = *line;
	size_t end;

	inner.body = piece_from(inner.body, 1);
	if (!read_iso(&inner) && !read_day_first(&inner) && !read_bsd(&inner))
		return false;
	end = piece_find_byte(piece_to(inner.body, BRACKET_MOST), ']');
	if (end == PIECE_NONE)
		return false;
	inner.body = piece_from(inner.body, end + 1);
	*line = inner;
	return true;
}

bool
log_date_read(struct log_line *line)
{
	char first = piece_at(line->body, 0);

	if (text_is_digit(first))
		return read_iso(line) || read_seconds(line) ||
		    read_day_first(line) || read_bsd(line);
	if (text_is_letter(first))
		return read_bsd(line) ||
		    ((first == 'M' || first == 'T' || first == 'W' ||
			 first == 'F' || first == 'S') &&
			(read_iso(line) || read_day_first(line)));
	if (first == '@')
		return read_seconds(line);
	return first == '[' && read_bracketed(line);
}
