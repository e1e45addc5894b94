#include "vendor_code.h"

#include <string.h>

#include "text.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_name_char(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const char *
name_of(const struct tables *tables, uint32_t entry)
{
	return tables->pool + tables->entries[entry].name;
}

/*
 * The byte a code begins with; that of one beginning with a sign, as in
 * `(BL)` and `/err/1`, is the sign.
 */
static unsigned char
first_byte(const struct tables *tables, uint32_t entry)
{
	return (unsigned char)name_of(tables, entry)[0];
}

void
vendor_codes_init(struct vendor_codes *codes, const struct tables *tables)
{
	const struct slice *all = &tables->kinds[ENTRY_VENDOR];
	uint16_t next = 0;

	codes->tables = tables;
	for (unsigned byte = 0; byte < 256; byte++) {
		codes->first[byte] = next;
		for (uint32_t i = 0; i < all->count; i++)
			if (first_byte(tables, all->first + i) == byte &&
			    next < VENDOR_CODES)
				codes->order[next++] = all->first + i;
	}
	codes->first[256] = next;
}

static size_t
read_number(const char *at, const char *end, uint32_t *number)
{
	size_t digits = 0;

	*number = 0;
	for (; at + digits < end && is_digit(at[digits]) && digits < 9;
	     digits++)
		*number = *number * 10 + (uint32_t)(at[digits] - '0');
	return digits;
}

/* Matches a range as 1300-1340; moves both behind it. */
static bool
match_range(const char **pattern, const char **at, const char *end)
{
	const char *stop = *pattern + strlen(*pattern);
	uint32_t from, to, number;
	size_t first = read_number(*pattern, stop, &from), second, digits;

	if (first < 3 || (*pattern)[first] != '-')
		return false;
	second = read_number(*pattern + first + 1, stop, &to);
	digits = read_number(*at, end, &number);
	if (second != first || digits == 0 || number < from || number > to)
		return false;
	*pattern += first + 1 + second;
	*at += digits;
	return true;
}

/* Matches a code at a place. Returns where it ends, or NULL. */
static const char *
match(const char *pattern, const char *at, const char *end)
{
	while (*pattern != '\0') {
		if (match_range(&pattern, &at, end))
			continue;
		if (*pattern == '#') {
			while (at < end && is_digit(*at))
				at++;
			pattern++;
			continue;
		}
		if (*pattern == '*') {
			/* AUP#In-1310: up to the next letter of the code. */
			const char *stop = at;

			for (; stop < end && stop < at + 8 && *stop != ' ';
			     stop++) {
				const char *found = match(pattern + 1, stop,
				    end);

				if (found != NULL)
					return found;
			}
			return NULL;
		}
		if (at == end || *pattern != *at)
			return NULL;
		pattern++;
		at++;
	}
	return at < end && is_name_char(at[-1]) && is_name_char(*at) ? NULL :
								       at;
}

uint32_t
vendor_codes_next(const struct vendor_codes *codes, const char *bytes,
    size_t length, size_t *from, size_t *at)
{
	const char *end = bytes + length;

	for (size_t i = *at; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		const char *longest = NULL;
		uint32_t found = TABLES_NONE;

		if (codes->first[byte] == codes->first[byte + 1] ||
		    (i > 0 && is_name_char(bytes[i - 1]) &&
			is_name_char(bytes[i])))
			continue;
		for (uint16_t j = codes->first[byte];
		     j < codes->first[byte + 1]; j++) {
			const char *stop = match(name_of(codes->tables,
						     codes->order[j]),
			    bytes + i, end);

			if (stop == NULL ||
			    (longest != NULL && stop <= longest))
				continue;
			longest = stop;
			found = codes->order[j];
		}
		if (found == TABLES_NONE)
			continue;
		*from = i;
		*at = (size_t)(longest - bytes);
		return found;
	}
	return TABLES_NONE;
}
