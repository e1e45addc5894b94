#include "normal.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "code.h"
#include "normal_atom.h"
#include "normal_put.h"
#include "normal_word.h"

void
normal_release(struct normal *normal)
{
	text_release(&normal->text);
	text_release(&normal->terms_text);
	free(normal->terms);
	*normal = (struct normal) { 0 };
}

const char *
normal_term(const struct normal *normal, size_t term)
{
	return text_string(&normal->terms_text) + normal->terms[term].start;
}

/* One of the closed set of placeholders at the scanner? Its length, or 0. */
static size_t
find_placeholder(const struct scanner *scanner, const char **read)
{
	static const struct {
		const char *written, *read;
	} placeholders[] = {
		{ "<address>", "<address>" },
		{ "<ip>", "<ip>" },
		{ "<domain>", "<host>" },
		{ "<host>", "<host>" },
		{ "<url>", "<url>" },
		{ "<id>", "<id>" },
		{ "<n>", "<n>" },
		{ "<text>", "" },
		{ "<user>", "<id>" },
		{ "<date>", "<n>" },
	};
	size_t left = (size_t)(scanner->end - scanner->at);

	for (size_t i = 0; i < sizeof(placeholders) / sizeof(placeholders[0]);
	     i++) {
		size_t length = strlen(placeholders[i].written);

		if (length > left ||
		    memcmp(scanner->at, placeholders[i].written, length) != 0)
			continue;
		*read = placeholders[i].read;
		return length;
	}
	return 0;
}

static size_t
read_placeholder(struct scanner *scanner)
{
	const char *read = "";
	size_t length = find_placeholder(scanner, &read);

	if (read[0] != '\0')
		normal_put_string(scanner, read);
	return length;
}

static bool
starts_with(const struct scanner *scanner, const char *start)
{
	size_t length = strlen(start);

	if ((size_t)(scanner->end - scanner->at) < length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (text_lower(scanner->at[i]) != start[i])
			return false;
	return true;
}

/*
 * The label of a host that names its owner: the one before the last, or before
 * that where the last two are of a registry (co.uk).
 */
static void
add_host_term(struct scanner *scanner, const char *host, size_t length)
{
	const char *end = host + length, *labels[3] = { NULL, NULL, NULL };
	const char *start;

	for (int i = 0; i < 3 && end > host; i++) {
		start = end;
		while (start > host && start[-1] != '.')
			start--;
		labels[i] = start;
		end = start > host ? start - 1 : host;
	}
	start = labels[1];
	if (start == NULL)
		return;
	if (labels[2] != NULL && labels[0] - start <= 4)
		start = labels[2];
	end = start;
	while (end < host + length && *end != '.')
		end++;
	normal_add_term(scanner, TERM_HOST, start, (size_t)(end - start));
}

static bool
is_url(const struct scanner *scanner)
{
	char first = text_lower(*scanner->at);

	return (first == 'h' &&
		   (starts_with(scanner, "http://") ||
		       starts_with(scanner, "https://"))) ||
	    (first == 'w' && starts_with(scanner, "www."));
}

static bool
is_of_url(char c)
{
	return (unsigned char)c > ' ' && (unsigned char)c < 0x80 && c != '<' &&
	    c != '>' && c != '"' && c != '\'';
}

static void
read_url(struct scanner *scanner)
{
	const char *start = scanner->at, *host = start, *end, *read;

	/* What varies in the address of an example is a placeholder there. */
	while (scanner->at < scanner->end)
		if (is_of_url(*scanner->at))
			scanner->at++;
		else if (*scanner->at == '<' &&
		    find_placeholder(scanner, &read) > 0)
			scanner->at += find_placeholder(scanner, &read);
		else
			break;
	for (const char *p = start; p + 2 < scanner->at; p++)
		if (p[0] == ':' && p[1] == '/' && p[2] == '/') {
			host = p + 3;
			break;
		}
	for (end = host; end < scanner->at &&
	     (text_is_letter(*end) || text_is_digit(*end) || *end == '.' ||
		 *end == '-');)
		end++;
	while (end > host && end[-1] == '.')
		end--;
	add_host_term(scanner, host, (size_t)(end - host));
	normal_put_string(scanner, "<url>");
}

/* Reads an IPv6 address, if one stands there. */
static bool
read_ipv6(struct scanner *scanner)
{
	size_t length = atom_ipv6_length(scanner->at, scanner->end);

	if (length == 0)
		return false;
	scanner->at += length;
	normal_put_string(scanner, "<ip>");
	return true;
}

/* Are the next characters the head's code and status once more? */
static bool
is_repeated_code(const struct scanner *scanner, const struct atom *atom)
{
	unsigned code;

	if (!scanner->has_code || atom->length < 3 ||
	    !code_parse(atom->start, 3, &code) || code != scanner->code)
		return false;
	if (atom->length > 3)
		return atom->start[3] == '-';
	if (scanner->joined)
		return true;
	return atom->start + 3 < scanner->end && atom->start[3] == '-';
}

static void
read_status(struct scanner *scanner, const struct atom *atom)
{
	size_t length = strlen(scanner->status);

	if (scanner->joined && length == atom->length &&
	    memcmp(scanner->status, atom->start, length) == 0)
		return;
	normal_put(scanner, atom->start, atom->length);
	normal_add_term(scanner, TERM_STATUS, atom->start, atom->length);
}

/* Cuts an atom into words at its signs and humps. */
static void
read_words(struct scanner *scanner, const struct atom *atom)
{
	const char *end = atom->start + atom->length, *at = atom->start;
	struct text *text = &scanner->out->text;
	const char *stop;
	size_t start;

	if (atom->humps > 0 && atom->length <= 64)
		normal_add_term(scanner, TERM_TOKEN, atom->start, atom->length);
	while (at < end) {
		while (at < end &&
		    (atom_byte(*at) & (BYTE_SIGN | BYTE_AT)) != 0 &&
		    *at != '\'')
			at++;
		stop = normal_word_end(at, end);
		if (stop == at)
			break;
		if (text->length > 0)
			text_append_char(text, ' ');
		start = text->length;
		normal_fold(text, at, (size_t)(stop - at));
		normal_add_word(scanner, start, at, stop);
		at = stop;
	}
}

static void
read_plain_atom(struct scanner *scanner, const struct atom *atom)
{
	if (atom_is_address(atom)) {
		normal_put_string(scanner, "<address>");
	} else if (atom_is_ipv4(atom)) {
		normal_put_string(scanner, "<ip>");
	} else if (atom_is_status(atom)) {
		read_status(scanner, atom);
	} else if (atom_is_token(atom)) {
		normal_put(scanner, atom->start, atom->length);
		normal_add_term(scanner, TERM_TOKEN, atom->start, atom->length);
	} else if (atom->digits > 0 && atom->letters + atom->others == 0) {
		normal_put_string(scanner, "<n>");
	} else if (atom_is_host(atom)) {
		normal_put_string(scanner, "<host>");
		add_host_term(scanner, atom->start, atom->length);
	} else if (atom_is_id(atom)) {
		normal_put_string(scanner, "<id>");
	} else {
		read_words(scanner, atom);
	}
}

/* Chinese, Japanese and Korean have no blanks: every two characters count. */
static bool
read_cjk(struct scanner *scanner)
{
	const char *start = scanner->at, *before = NULL;
	uint32_t point;
	size_t used;

	while (scanner->at < scanner->end) {
		used = text_decode(scanner->at,
		    (size_t)(scanner->end - scanner->at), &point);
		if (used == 0 || !normal_is_cjk(point))
			break;
		if (before != NULL)
			normal_add_term(scanner, TERM_PAIR, before,
			    (size_t)(scanner->at + used - before));
		before = scanner->at;
		scanner->at += used;
	}
	if (scanner->at == start)
		return false;
	normal_put(scanner, start, (size_t)(scanner->at - start));
	return true;
}

/* The code and status in front of the first line, or of a later one. */
static void
read_head(struct scanner *scanner)
{
	struct reply_head head;
	size_t left = (size_t)(scanner->end - scanner->at);

	reply_head_parse(scanner->at, left < 64 ? left : 64, &head);
	if (!head.has_code || head.code < 200 || head.code > 599)
		return;
	if (scanner->has_code) {
		if (head.code == scanner->code && scanner->joined)
			scanner->at += head.text_at;
		return;
	}
	scanner->has_code = true;
	scanner->code = head.code;
	scanner->joined = head.separator == '-';
	normal_put(scanner, scanner->at, 3);
	normal_add_term(scanner, TERM_CODE, scanner->at, 3);
	if (head.has_status && head.status_length < sizeof(scanner->status)) {
		const char *status = scanner->at + head.status_at;

		normal_put(scanner, status, head.status_length);
		normal_add_term(scanner, TERM_STATUS, status,
		    head.status_length);
		memcpy(scanner->status, status, head.status_length);
	}
	scanner->at += head.text_at;
}

/* Where Chinese, Japanese or Korean begins within the run; end if nowhere. */
static const char *
find_cjk(const char *at, const char *end)
{
	uint32_t point;
	size_t used;

	while (at < end) {
		used = text_decode(at, (size_t)(end - at), &point);
		if (used > 0 && normal_is_cjk(point))
			break;
		at += used > 0 ? used : 1;
	}
	return at;
}

/* Reads a run of letters, digits and signs. */
static void
read_atom(struct scanner *scanner)
{
	struct atom atom;
	const char *start = scanner->at;

	if (read_ipv6(scanner))
		return;
	scanner->at = atom_read(&atom, start, scanner->end);
	/* No blank parts these from a word before them. */
	if (atom.others > 0 && !atom_is_address(&atom))
		scanner->at = atom_read(&atom, start,
		    find_cjk(start, scanner->at));
	if (atom.length == 0)
		return;
	if (is_repeated_code(scanner, &atom)) {
		scanner->joined = true;
		scanner->at = atom.start + (atom.length > 3 ? 4 : 3);
		return;
	}
	read_plain_atom(scanner, &atom);
}

/* Reads what stands at the scanner, and moves behind it. */
static void
read_one(struct scanner *scanner)
{
	unsigned byte = atom_byte(*scanner->at);
	uint32_t point;
	size_t used;

	if ((byte & BYTE_HIGH) != 0) {
		used = text_decode(scanner->at,
		    (size_t)(scanner->end - scanner->at), &point);
		if (used == 0)
			scanner->at++;
		else if (!read_cjk(scanner))
			read_atom(scanner);
	} else if (is_url(scanner)) {
		read_url(scanner);
	} else if ((byte & BYTE_ATOM) != 0) {
		if ((byte & BYTE_LETTER) == 0 || !normal_put_simple(scanner))
			read_atom(scanner);
	} else if (*scanner->at == '<') {
		used = read_placeholder(scanner);
		scanner->at += used > 0 ? used : 1;
	} else if (*scanner->at != ':' || !read_ipv6(scanner)) {
		scanner->at++;
	}
}

static void
make(struct normal *normal, const char *bytes, size_t length, bool text_only)
{
	struct scanner scanner = {
		.out = normal,
		.text_only = text_only,
		.bytes = bytes,
		.at = bytes,
		.end = bytes + length,
	};

	normal->count = 0;
	normal->failed = false;
	text_clear(&normal->text);
	text_clear(&normal->terms_text);
	read_head(&scanner);
	while (scanner.at < scanner.end) {
		if (*scanner.at == ' ') {
			scanner.at++;
		} else if (*scanner.at == '\n') {
			scanner.at++;
			read_head(&scanner);
		} else {
			read_one(&scanner);
		}
	}
	normal->failed = normal->failed || normal->text.failed ||
	    normal->terms_text.failed;
}

void
normal_make(struct normal *normal, const char *bytes, size_t length)
{
	make(normal, bytes, length, false);
}

void
normal_make_text(struct normal *normal, const char *bytes, size_t length)
{
	make(normal, bytes, length, true);
}
