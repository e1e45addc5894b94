#include "mask.h"

#include <string.h>

#include "code.h"
#include "normal_atom.h"

enum {
	ID_DIGITS = 9, /* digits alone, and no number any more */
	GROWTH = 4,    /* bytes that one may become, as a number does: <n> */
	SLACK = 16,
};

/* Where the masked text is written; there is room for all of it. */
struct masker {
	char *to;
	const char *bytes; /* the text that is masked */
	const struct mask_hosts *hosts;
	const char *looked; /* up to where these have been looked for: */
	struct atom wide;   /* an address beyond ASCII */
};

static bool
atom_has(char c)
{
	return (atom_byte(c) & BYTE_ATOM) != 0;
}

static bool
is_high(char c)
{
	return (atom_byte(c) & BYTE_HIGH) != 0;
}

/* Three digits that may be a reply code, or behind one: AS(4214), 554.30. */
static bool
is_number_to_keep(const struct atom *atom, const char *bytes)
{
	if (atom_is_token(atom))
		return true;
	if (atom->start - bytes >= 2 && atom->start[-1] == '(' &&
	    atom->start[-2] >= 'A' && atom->start[-2] <= 'Z')
		return true;
	return atom->length == 3 && atom->start[0] != '3' &&
	    code_is_sent(atom->start);
}

static bool
same_letters(const char *lower, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text_lower(bytes[i]) != lower[i])
			return false;
	return true;
}

/* Do registries of countries sell names below it? co.uk, com.br, ne.jp */
static bool
is_of_registry(const char *label, size_t length)
{
	static const char *const labels[] = { "ac", "co", "com", "edu", "gob",
		"gov", "govt", "ltd", "me", "mil", "ne", "net", "nom", "or",
		"org", "plc", "sch" };

	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strlen(labels[i]) == length &&
		    same_letters(labels[i], label, length))
			return true;
	return false;
}

size_t
mask_owner(const char *host, size_t length)
{
	size_t at = length, last = length;
	unsigned labels = 0;

	for (; at > 0; at--) {
		if (host[at - 1] != '.')
			continue;
		labels++;
		if (labels == 3 ||
		    (labels == 2 &&
			(length - last != 2 ||
			    !is_of_registry(host + at, last - at - 1))))
			return at;
		last = at;
	}
	return 0;
}

static void
put(struct masker *masker, const char *bytes, size_t length)
{
	memcpy(masker->to, bytes, length);
	masker->to += length;
}

static void
put_string(struct masker *masker, const char *string)
{
	put(masker, string, strlen(string));
}

/* Of a known host what tells one machine from the other goes. */
static void
put_host(struct masker *masker, const struct atom *atom)
{
	const struct mask_hosts *hosts = masker->hosts;
	size_t owner = mask_owner(atom->start, atom->length);

	if (hosts->is_known(hosts->context, atom->start, atom->length))
		put(masker, atom->start + owner, atom->length - owner);
	else
		put_string(masker, "<host>");
}

static void
put_atom(struct masker *masker, const struct atom *atom)
{
	if (atom_is_address(atom))
		put_string(masker, "<address>");
	else if (atom_is_ipv4(atom))
		put_string(masker, "<ip>");
	else if (atom_is_status(atom) || atom_is_vendor_token(atom))
		put(masker, atom->start, atom->length);
	else if (atom->digits > 0 &&
	    atom->digits + atom->dots == atom->length &&
	    !is_number_to_keep(atom, masker->bytes))
		put_string(masker, atom->length >= ID_DIGITS ? "<id>" : "<n>");
	else if (atom_is_host(atom))
		put_host(masker, atom);
	else if (atom_is_id(atom))
		put_string(masker, "<id>");
	else
		put(masker, atom->start, atom->length);
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

/* May a link go on with it? */
static bool
is_of_url(char c)
{
	return c > ' ' && c != '<' && c != '>' && c != '"' && c != '\'';
}

/*
 * A link: of a known host up to where the mail's own part begins, else a
 * placeholder. Returns where it ends.
 */
static const char *
put_url(struct masker *masker, const char *at, size_t scheme, const char *end)
{
	const struct mask_hosts *hosts = masker->hosts;
	const char *start = at, *host = at + scheme, *stop, *path;

	while (at < end && is_of_url(*at))
		at++;
	for (stop = host; stop < at &&
	     (text_is_letter(*stop) || text_is_digit(*stop) || *stop == '.' ||
		 *stop == '-');)
		stop++;
	if (stop == host ||
	    !hosts->is_known(hosts->context, host, (size_t)(stop - host))) {
		put_string(masker, "<url>");
		return at;
	}
	for (path = stop; path < at && !text_is_digit(*path) && *path != '@' &&
	     *path != '%' && *path != '&';)
		path++;
	put(masker, start, (size_t)(path - start));
	return at;
}

/* Where plain letters end; where they begin if they are a part of more. */
static const char *
plain_word_end(const char *at, const char *end)
{
	const char *start = at;

	while (at < end && text_is_letter(*at))
		at++;
	if (at == end || !atom_has(*at))
		return at;
	/* A hyphen, an apostrophe or a full stop in plain words. */
	if ((*at == '.' || *at == '-' || *at == '\'') &&
	    (at + 1 == end || !atom_has(at[1])))
		return at;
	return start;
}

/* `550-` in front of a line, or of a status: the rest is looked at anew. */
static bool
is_code_before_hyphen(const char *at, const char *end)
{
	return end - at > 4 && at[3] == '-' && atom_has(at[4]) &&
	    code_is_sent(at);
}

/* The end of a reply's line as Exim logs it: \n, then the next code. */
static bool
is_written_break(const char *at, const char *end)
{
	return *at == '\\' && end - at >= 5 && at[1] == 'n' &&
	    code_is_sent(at + 2);
}

/* May an IPv6 address begin with it? */
static bool
begins_ipv6(char c)
{
	return (atom_byte(c) & BYTE_HEX) != 0;
}

/* Masks an address beyond ASCII that begins at a place; NULL if none does. */
static const char *
put_wide(struct masker *masker, const char *at, const char *end)
{
	if (at >= masker->looked)
		masker->looked = atom_find_address(&masker->wide, at, end);
	if (masker->wide.length == 0 || masker->wide.start != at)
		return NULL;
	put_string(masker, "<address>");
	return at + masker->wide.length;
}

/* Masks what hangs together at a place. Returns where to go on. */
static const char *
put_run(struct masker *masker, const char *at, const char *end)
{
	struct atom atom;
	const char *stop;
	size_t length = begins_ipv6(*at) ? atom_ipv6_length(at, end) : 0;

	if (length > 0) {
		put_string(masker, "<ip>");
		return at + length;
	}
	/* Before the atom is read, which may be long. */
	if (is_code_before_hyphen(at, end)) {
		put(masker, at, 4);
		return at + 4;
	}
	stop = atom_read_ascii(&atom, at, end);
	if (atom.length == 0) {
		put(masker, at, (size_t)(stop - at));
		return stop;
	}
	put(masker, at, (size_t)(atom.start - at));
	if (stop < end && is_high(*stop)) {
		const char *behind = put_wide(masker, atom.start, end);

		if (behind != NULL)
			return behind;
	}
	put_atom(masker, &atom);
	put(masker, atom.start + atom.length,
	    (size_t)(stop - atom.start) - atom.length);
	return stop;
}

/* A word, a link, a host that begins with a letter. */
static const char *
put_letters(struct masker *masker, const char *at, const char *end)
{
	const char *stop = plain_word_end(at, end);
	size_t scheme;

	if (stop > at && *at != 'h') {
		put(masker, at, (size_t)(stop - at));
		return stop;
	}
	scheme = *at == 'h' ? scheme_length(at, end) : 0;
	if (scheme > 0)
		return put_url(masker, at, scheme, end);
	return put_run(masker, at, end);
}

void
mask_append(struct text *text, const char *bytes, size_t length,
    const struct mask_hosts *hosts)
{
	const char *at = bytes, *end = bytes + length;
	struct masker masker = { text_room(text, length * GROWTH + SLACK),
		bytes, hosts, bytes, { 0 } };
	const char *behind;
	size_t ipv6;

	if (masker.to == NULL)
		return;
	while (at < end) {
		if (text_is_letter(*at)) {
			at = put_letters(&masker, at, end);
		} else if (is_written_break(at, end)) {
			at += 2;
			*masker.to++ = ' ';
		} else if (text_is_space(*at)) {
			while (at < end && text_is_space(*at))
				at++;
			*masker.to++ = ' ';
		} else if (*at == ':' &&
		    (ipv6 = atom_ipv6_length(at, end)) > 0) {
			put_string(&masker, "<ip>");
			at += ipv6;
		} else if (atom_has(*at) && !is_high(*at)) {
			at = put_run(&masker, at, end);
		} else if (is_high(*at) &&
		    (behind = put_wide(&masker, at, end)) != NULL) {
			at = behind;
		} else {
			*masker.to++ = *at++;
		}
	}
	text->length = (size_t)(masker.to - text->data);
	*masker.to = '\0';
}
