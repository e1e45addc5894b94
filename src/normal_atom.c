#include "normal_atom.h"

#include <string.h>

#include <utf8proc.h>

#include "code.h"
#include "text.h"

enum {
	ATOM_MAX = 512, /* bytes: what is longer is an id, whatever it holds */
	HEX_ID = 8, /* bytes of a queue ID of hexadecimal digits, at least */
	TOKEN_DIGITS = 6,  /* of a vendor's code: S3150, OFR004_101 */
	IPV6_LONGEST = 46, /* characters, with an IPv4 address at its end */
};

#define NONE 0, 0, 0, 0
#define DIGIT BYTE_DIGIT | BYTE_HEX
#define DIGITS DIGIT, DIGIT, DIGIT, DIGIT, DIGIT
#define LOWER BYTE_LOWER, BYTE_LOWER, BYTE_LOWER, BYTE_LOWER, BYTE_LOWER
#define LOWER_HEX BYTE_LOWER | BYTE_HEX
#define UPPER BYTE_UPPER, BYTE_UPPER, BYTE_UPPER, BYTE_UPPER, BYTE_UPPER
#define UPPER_HEX BYTE_UPPER | BYTE_HEX
#define THREE(x) x, x, x
#define HIGH BYTE_HIGH, BYTE_HIGH, BYTE_HIGH, BYTE_HIGH
#define HIGHS HIGH, HIGH, HIGH, HIGH, HIGH, HIGH, HIGH, HIGH

const unsigned char atom_bytes[256] = {
	/* control characters */
	NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE,
	/* blank to / */
	NONE, THREE(0), BYTE_SIGN, THREE(0), BYTE_SIGN, 0, BYTE_SIGN, BYTE_SIGN,
	0,
	/* 0 to ? */
	DIGITS, DIGITS, THREE(0), BYTE_SIGN, 0, 0,
	/* @ to _ */
	BYTE_AT, THREE(UPPER_HEX), THREE(UPPER_HEX), UPPER, UPPER, UPPER, UPPER,
	NONE, BYTE_SIGN,
	/* ` to DEL */
	0, THREE(LOWER_HEX), THREE(LOWER_HEX), LOWER, LOWER, LOWER, LOWER, NONE,
	0,
	/* what is not ASCII */
	HIGHS, HIGHS, HIGHS, HIGHS
};

bool
atom_is_address(const struct atom *atom)
{
	const char *sign;

	if (atom->signs == 0)
		return false;
	sign = memchr(atom->start, '@', atom->length);

	return sign != NULL && sign > atom->start &&
	    sign + 1 < atom->start + atom->length;
}

bool
atom_is_ipv4(const struct atom *atom)
{
	size_t run = 0;

	if (atom->dots != 3 || atom->digits + atom->dots != atom->length)
		return false;
	for (size_t i = 0; i < atom->length; i++) {
		run = atom->start[i] == '.' ? 0 : run + 1;
		if (run > 3)
			return false;
	}
	return true;
}

/* Lower-case labels that end in letters: mail.example.org. */
bool
atom_is_host(const struct atom *atom)
{
	const char *end = atom->start + atom->length, *last = end;

	if (atom->dots == 0 || atom->others > 0 || atom->humps > 0)
		return false;
	while (last > atom->start && last[-1] != '.')
		last--;
	if (end - last < 2 || end - last > 12)
		return false;
	for (const char *at = last; at < end; at++)
		if ((atom_byte(*at) & BYTE_LETTER) == 0)
			return false;
	return atom->uppers == 0 || atom->lowers == 0;
}

/* Capitals and digits, as in S3150, TSS04, OFR004_101, and 554.30. */
bool
atom_is_token(const struct atom *atom)
{
	size_t at = 0;

	if (atom->length == 6 && atom->digits == 5 && atom->start[3] == '.')
		return true;
	while (at < atom->length && atom->start[at] >= 'A' &&
	    atom->start[at] <= 'Z')
		at++;
	return at > 0 && at <= 6 && atom->digits > 0 && atom->length <= 12 &&
	    atom->lowers == 0 && atom->others == 0 &&
	    (atom_byte(atom->start[at]) & BYTE_DIGIT) != 0;
}

/* As long as a queue ID, and of the digits of one? */
static bool
is_hexadecimal(const struct atom *atom)
{
	if (atom->length < HEX_ID)
		return false;
	for (size_t i = 0; i < atom->length; i++)
		if ((atom_byte(atom->start[i]) & BYTE_HEX) == 0)
			return false;
	return true;
}

bool
atom_is_vendor_token(const struct atom *atom)
{
	size_t at = 0, run = 0;

	if (!atom_is_token(atom) || is_hexadecimal(atom))
		return false;
	while (
	    at < atom->length && (atom_byte(atom->start[at]) & BYTE_DIGIT) == 0)
		at++;
	for (; at < atom->length; at++) {
		if ((atom_byte(atom->start[at]) & BYTE_LETTER) != 0)
			return false;
		run = (atom_byte(atom->start[at]) & BYTE_DIGIT) != 0 ? run + 1 :
								       0;
		if (run > TOKEN_DIGITS)
			return false;
	}
	return true;
}

bool
atom_is_status(const struct atom *atom)
{
	struct status status;

	return atom->dots == 2 && atom->length <= 11 &&
	    atom->digits + 2 == atom->length &&
	    status_parse(atom->start, atom->length, &status) &&
	    status.classes != CLASSES_ANY;
}

size_t
atom_ipv6_length(const char *at, const char *end)
{
	const char *start = at;
	unsigned colons = 0, digits = 0;
	bool shortened = false;

	/* Longer ones are none, and would be looked at again and again. */
	while (at < end && at - start <= IPV6_LONGEST &&
	    ((atom_byte(*at) & BYTE_HEX) != 0 || *at == ':' || *at == '.')) {
		colons += *at == ':';
		digits += (atom_byte(*at) & BYTE_DIGIT) != 0;
		shortened = shortened ||
		    (*at == ':' && at > start && at[-1] == ':');
		at++;
	}
	/* The point behind it ends a sentence, or .html follows. */
	while (at > start && at[-1] == '.')
		at--;
	/* 12:34:56 is a time. */
	if ((!shortened && colons < 7) || digits == 0 ||
	    at - start > IPV6_LONGEST ||
	    (at < end && (atom_byte(*at) & BYTE_LETTER) != 0))
		return 0;
	return (size_t)(at - start);
}

bool
atom_is_id(const struct atom *atom)
{
	bool mixed = atom->digits > 0 && atom->letters > 0;

	return atom->length > ATOM_MAX || (mixed && atom->length >= 5) ||
	    (atom->digits >= 3 && atom->letters > 0);
}

static bool
is_sign(char c)
{
	return (atom_byte(c) & BYTE_SIGN) != 0;
}

/*
 * How many bytes the sign has that stands there and is none of ASCII, as a
 * quote, a dash or a full stop of Chinese; 0 if something else does.
 */
static size_t
break_length(const char *at, const char *end)
{
	uint32_t point;
	size_t used;

	if ((atom_byte(*at) & BYTE_HIGH) == 0)
		return 0;
	used = text_decode(at, (size_t)(end - at), &point);
	if (used == 0 || point == 0x2019)
		return 0;
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_PC:
	case UTF8PROC_CATEGORY_PD:
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE:
	case UTF8PROC_CATEGORY_PI:
	case UTF8PROC_CATEGORY_PF:
	case UTF8PROC_CATEGORY_PO:
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return used;
	default:
		return 0;
	}
}

/* Counts what is in the run, and returns where it ends. */
static const char *
count_run(struct atom *atom, const char *at, const char *end)
{
	unsigned byte, before = 0;

	for (; at < end; at++, before = byte) {
		byte = atom_byte(*at);
		if ((byte & BYTE_ATOM) == 0 || break_length(at, end) > 0)
			break;
		atom->lowers += (byte & BYTE_LOWER) != 0;
		atom->uppers += (byte & BYTE_UPPER) != 0;
		atom->digits += (byte & BYTE_DIGIT) != 0;
		atom->others += (byte & BYTE_HIGH) != 0;
		atom->dots += *at == '.';
		atom->signs += *at == '@';
		atom->humps += (byte & BYTE_UPPER) != 0 &&
		    (before & BYTE_LOWER) != 0;
	}
	atom->letters = atom->lowers + atom->uppers;
	return at;
}

const char *
atom_read(struct atom *atom, const char *at, const char *end)
{
	const char *stop;
	size_t used = 1;

	while (at < end && used > 0)
		at += used = break_length(at, end);
	*atom = (struct atom) { .start = at };
	stop = count_run(atom, at, end);
	atom->length = (size_t)(stop - at);
	while (atom->length > 0 && is_sign(atom->start[atom->length - 1])) {
		atom->dots -= atom->start[atom->length - 1] == '.';
		atom->length--;
	}
	while (atom->length > 0 && is_sign(atom->start[0])) {
		atom->dots -= atom->start[0] == '.';
		atom->start++;
		atom->length--;
	}
	return stop;
}

const char *
atom_read_ascii(struct atom *atom, const char *at, const char *end)
{
	const char *stop = at;

	while (stop < end && (atom_byte(*stop) & BYTE_ATOM) != 0 &&
	    (atom_byte(*stop) & BYTE_HIGH) == 0)
		stop++;
	return atom_read(atom, at, stop);
}

/* A letter of two bytes, from U+00C0 on: of Latin to Arabic. */
static bool
is_of_alphabet(const char *at, const char *end)
{
	unsigned char byte = (unsigned char)*at;

	return byte >= 0xc3 && byte <= 0xdf && end - at >= 2 &&
	    (atom_byte(at[1]) & BYTE_HIGH) != 0;
}

/*
 * How much of an address's half begins at a place: up to the @ if it stands
 * there. All sets whether signs of any alphabet are part of it.
 */
static const char *
half_end(const char *at, const char *end, bool all)
{
	while (at < end && *at != '@' && (atom_byte(*at) & BYTE_ATOM) != 0) {
		if ((atom_byte(*at) & BYTE_HIGH) == 0 || all)
			at++;
		else if (is_of_alphabet(at, end))
			at += 2;
		else
			break;
	}
	return at;
}

/* Where the half before the @ begins, not before at. */
static const char *
half_start(const char *at, const char *sign)
{
	const char *stop = at;

	while (at < sign) {
		stop = half_end(at, sign, false);
		if (stop == sign)
			return at;
		at = stop + 1;
	}
	return sign;
}

const char *
atom_find_address(struct atom *atom, const char *at, const char *end)
{
	const char *sign = half_end(at, end, true), *start, *stop;
	bool high = false;

	*atom = (struct atom) { .start = at };
	if (sign == end || *sign != '@')
		return sign;
	start = half_start(at, sign);
	if (start == sign)
		start = at;
	stop = half_end(sign + 1, end, false);
	if (stop == sign + 1)
		stop = half_end(sign + 1, end, true);
	while (stop > sign + 1 && stop[-1] != '@' &&
	    (atom_byte(stop[-1]) & BYTE_SIGN) != 0)
		stop--;
	while (start < sign && (atom_byte(*start) & BYTE_SIGN) != 0)
		start++;
	for (const char *c = start; c < stop && !high; c++)
		high = (atom_byte(*c) & BYTE_HIGH) != 0;
	if (!high || start == sign || stop == sign + 1)
		return stop > sign ? stop : sign + 1;
	count_run(atom, start, stop);
	atom->start = start;
	atom->length = (size_t)(stop - start);
	return stop;
}
