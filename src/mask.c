#include "mask.h"

#include <string.h>

#include "code.h"
#include "normal_atom.h"

enum {
	ID_DIGITS = 9, /* digits alone, and no number any more */
};

static bool
is_letter(char c)
{
	return (atom_byte(c) & BYTE_LETTER) != 0;
}

static bool
is_digit(char c)
{
	return (atom_byte(c) & BYTE_DIGIT) != 0;
}

static bool
atom_has(char c)
{
	return (atom_byte(c) & BYTE_ATOM) != 0;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Three digits that may be a reply code, or behind one: AS(4214), 554.30. */
static bool
is_number_to_keep(const struct atom *atom, const char *bytes)
{
	unsigned code;

	if (atom_is_token(atom))
		return true;
	if (atom->start - bytes >= 2 && atom->start[-1] == '(' &&
	    atom->start[-2] >= 'A' && atom->start[-2] <= 'Z')
		return true;
	return atom->length == 3 && code_parse(atom->start, 3, &code) &&
	    code >= 200 && code < 600 && code / 100 != 3;
}

size_t
mask_owner(const char *host, size_t length)
{
	size_t at = length, before = length;
	unsigned labels = 0;

	while (at > 0) {
		if (host[at - 1] == '.') {
			labels++;
			/* co.uk, com.br, ne.jp: a short label before a country */
			if (labels == 2 &&
			    (before - at > 4 || length - before != 3))
				return at;
			if (labels == 3)
				return at;
			before = at;
		}
		at--;
	}
	return 0;
}

/* Of a known host what tells one machine from the other goes. */
static void
append_host(struct text *text, const struct atom *atom,
    const struct mask_hosts *hosts)
{
	size_t owner = mask_owner(atom->start, atom->length);

	if (hosts->is_known(hosts->context, atom->start, atom->length))
		text_append_bytes(text, atom->start + owner,
		    atom->length - owner);
	else
		text_append(text, "<host>");
}

static void
append_atom(struct text *text, const struct atom *atom, const char *bytes,
    const struct mask_hosts *hosts)
{
	if (atom_is_address(atom))
		text_append(text, "<address>");
	else if (atom_is_ipv4(atom))
		text_append(text, "<ip>");
	else if (atom_is_status(atom) || atom_is_vendor_token(atom))
		text_append_bytes(text, atom->start, atom->length);
	else if (atom->digits > 0 &&
	    atom->digits + atom->dots == atom->length &&
	    !is_number_to_keep(atom, bytes))
		text_append(text, atom->length >= ID_DIGITS ? "<id>" : "<n>");
	else if (atom_is_host(atom))
		append_host(text, atom, hosts);
	else if (atom_is_id(atom))
		text_append(text, "<id>");
	else
		text_append_bytes(text, atom->start, atom->length);
}

/* A scheme with its ://, or 0. */
static size_t
scheme_length(const char *at, const char *end)
{
	size_t left = (size_t)(end - at);

	if (left > 8 && memcmp(at, "https://", 8) == 0)
		return 8;
	if (left > 7 && memcmp(at, "http://", 7) == 0)
		return 7;
	return 0;
}

/*
 * A link: of a known host up to where the mail's own part begins, else a
 * placeholder. Returns where it ends.
 */
static const char *
append_url(struct text *text, const char *at, size_t scheme, const char *end,
    const struct mask_hosts *hosts)
{
	const char *start = at, *host = at + scheme, *stop, *path;

	while (at<end && * at> ' ' && strchr("<>\"'", *at) == NULL)
		at++;
	for (stop = host; stop < at &&
	     (is_letter(*stop) || is_digit(*stop) || *stop == '.' ||
		 *stop == '-');)
		stop++;
	if (stop == host ||
	    !hosts->is_known(hosts->context, host, (size_t)(stop - host))) {
		text_append(text, "<url>");
		return at;
	}
	for (path = stop;
	     path < at && !is_digit(*path) && strchr("@%&", *path) == NULL;)
		path++;
	text_append_bytes(text, start, (size_t)(path - start));
	return at;
}

/* Copies letters as they are; false if they are a part of something else. */
static const char *
plain_word_end(const char *at, const char *end)
{
	const char *start = at;

	while (at < end && is_letter(*at))
		at++;
	if (at == end || !atom_has(*at))
		return at;
	/* A hyphen, an apostrophe or a full stop in plain words. */
	if (strchr(".-'", *at) != NULL && (at + 1 == end || !atom_has(at[1])))
		return at;
	return start;
}

/* `550-` in front of a line, or of a status: the rest is looked at anew. */
static size_t
code_before_hyphen(const struct atom *atom)
{
	unsigned code;

	return atom->length > 4 && atom->start[3] == '-' &&
		code_parse(atom->start, 3, &code) && code >= 200 && code < 600 ?
	    4 :
	    0;
}

/* Masks what hangs together at a place. Returns where to go on. */
static const char *
append_run(struct text *text, const char *at, const char *end,
    const char *bytes, const struct mask_hosts *hosts)
{
	struct atom atom;
	const char *stop;
	size_t length = is_letter(*at) || is_digit(*at) ?
	    atom_ipv6_length(at, end) :
	    0;

	if (length > 0) {
		text_append(text, "<ip>");
		return at + length;
	}
	stop = atom_read_ascii(&atom, at, end);
	if (atom.length == 0) {
		text_append_bytes(text, at, (size_t)(stop - at));
		return stop;
	}
	text_append_bytes(text, at, (size_t)(atom.start - at));
	length = code_before_hyphen(&atom);
	if (length > 0) {
		text_append_bytes(text, atom.start, length);
		return atom.start + length;
	}
	append_atom(text, &atom, bytes, hosts);
	text_append_bytes(text, atom.start + atom.length,
	    (size_t)(stop - atom.start) - atom.length);
	return stop;
}

void
mask_append(struct text *text, const char *bytes, size_t length,
    const struct mask_hosts *hosts)
{
	const char *at = bytes, *end = bytes + length, *stop;
	size_t scheme;

	while (at < end) {
		if (is_letter(*at)) {
			stop = plain_word_end(at, end);
			if (stop > at && *at != 'h') {
				text_append_bytes(text, at,
				    (size_t)(stop - at));
				at = stop;
				continue;
			}
			scheme = *at == 'h' ? scheme_length(at, end) : 0;
			if (scheme > 0)
				at = append_url(text, at, scheme, end, hosts);
			else
				at = append_run(text, at, end, bytes, hosts);
		} else if (is_blank(*at)) {
			while (at < end && is_blank(*at))
				at++;
			text_append_char(text, ' ');
		} else if (*at == ':' &&
		    (length = atom_ipv6_length(at, end)) > 0) {
			text_append(text, "<ip>");
			at += length;
		} else if (atom_has(*at) && (unsigned char)*at < 0x80) {
			at = append_run(text, at, end, bytes, hosts);
		} else {
			text_append_char(text, *at++);
		}
	}
}
