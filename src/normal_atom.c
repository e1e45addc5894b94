#include "normal_atom.h"

#include <string.h>

enum {
	ATOM_MAX = 512, /* bytes: what is longer is an id, whatever it holds */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool
atom_has(char c)
{
	return is_letter(c) || is_digit(c) || (unsigned char)c >= 0x80 ||
	    c == '.' || c == '-' || c == '_' || c == '@' || c == '+' ||
	    c == '\'' || c == '=';
}

static void
count_character(struct atom *atom, const char *at)
{
	bool upper = *at >= 'A' && *at <= 'Z';
	bool lower = *at >= 'a' && *at <= 'z';

	atom->letters += upper || lower;
	atom->uppers += upper;
	atom->lowers += lower;
	atom->digits += is_digit(*at);
	atom->dots += *at == '.';
	atom->others += (unsigned char)*at >= 0x80;
	if (upper && at > atom->start && at[-1] >= 'a' && at[-1] <= 'z')
		atom->humps++;
}

bool
atom_is_address(const struct atom *atom)
{
	const char *sign = memchr(atom->start, '@', atom->length);

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
		if (!is_letter(*at))
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
	    atom->lowers == 0 && atom->others == 0 && is_digit(atom->start[at]);
}

bool
atom_is_id(const struct atom *atom)
{
	bool mixed = atom->digits > 0 && atom->letters > 0;

	return atom->length > ATOM_MAX || (mixed && atom->length >= 5) ||
	    (atom->digits >= 3 && atom->letters > 0);
}

const char *
atom_read(struct atom *atom, const char *at, const char *end)
{
	*atom = (struct atom) { .start = at };
	while (at < end && atom_has(*at))
		at++;
	atom->length = (size_t)(at - atom->start);
	while (atom->length > 0 &&
	    strchr(".-_+='", atom->start[atom->length - 1]) != NULL)
		atom->length--;
	while (atom->length > 0 && strchr(".-_+='", atom->start[0]) != NULL) {
		atom->start++;
		atom->length--;
	}
	for (size_t i = 0; i < atom->length; i++)
		count_character(atom, atom->start + i);
	return at;
}
