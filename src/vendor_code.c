#include "vendor_code.h"

#include <string.h>

#include "text.h"

static bool
is_name_char(char c)
{
	return text_is_digit(c) || text_is_letter(c);
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

/* The one behind it, if there is one that must stand there. */
static char
second_byte(const char *name)
{
	for (int i = 0; i < 2 && name[i] != '\0'; i++)
		if (text_is_digit(name[i]) || name[i] == '#' || name[i] == '*')
			return '\0';
	return name[0] == '\0' ? '\0' : name[1];
}

static void
add_code(struct vendor_codes *codes, uint16_t place, uint32_t entry)
{
	const char *name = name_of(codes->tables, entry);

	codes->order[place] = entry;
	codes->names[place] = codes->tables->entries[entry].name;
	codes->second[place] = (unsigned char)second_byte(name);
}

void
vendor_codes_init(struct vendor_codes *codes, const struct tables *tables)
{
	const struct slice *all = &tables->kinds[ENTRY_VENDOR];
	uint32_t count = all->count < VENDOR_CODES ? all->count : VENDOR_CODES;
	uint16_t next[256 + 1] = { 0 };

	codes->tables = tables;
	for (uint32_t i = 0; i < count; i++)
		next[first_byte(tables, all->first + i) + 1]++;
	for (unsigned byte = 0; byte < 256; byte++) {
		next[byte + 1] = (uint16_t)(next[byte + 1] + next[byte]);
		codes->first[byte] = next[byte];
	}
	codes->first[256] = next[256];
	for (uint32_t i = 0; i < count; i++)
		add_code(codes, next[first_byte(tables, all->first + i)]++,
		    all->first + i);
}

static size_t
read_number(const char *at, const char *end, uint32_t *number)
{
	size_t digits = 0;

	*number = 0;
	for (; at + digits < end && text_is_digit(at[digits]) && digits < 9;
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
		if (text_is_digit(*pattern) && match_range(&pattern, &at, end))
			continue;
		if (*pattern == '#') {
			while (at < end && text_is_digit(*at))
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

/*
 * The longest code that begins there, by its place in the order; where it ends
 * in *stop, NULL if there is none.
 */
static uint16_t
longest_at(const struct vendor_codes *codes, const char *at, const char *end,
    const char **stop)
{
	unsigned char byte = (unsigned char)at[0];
	unsigned char second = (unsigned char)(at + 1 < end ? at[1] : '\0');
	uint16_t found = 0;

	*stop = NULL;
	for (uint16_t i = codes->first[byte]; i < codes->first[byte + 1]; i++) {
		const char *to;

		if (codes->second[i] != '\0' && codes->second[i] != second)
			continue;
		to = match(codes->tables->pool + codes->names[i], at, end);
		if (to == NULL || (*stop != NULL && to <= *stop))
			continue;
		*stop = to;
		found = i;
	}
	return found;
}

uint32_t
vendor_codes_next(const struct vendor_codes *codes, const char *bytes,
    size_t length, size_t *from, size_t *at)
{
	for (size_t i = *at; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		const char *stop;
		uint16_t found;

		if (codes->first[byte] == codes->first[byte + 1] ||
		    (i > 0 && is_name_char(bytes[i - 1]) &&
			is_name_char(bytes[i])))
			continue;
		found = longest_at(codes, bytes + i, bytes + length, &stop);
		if (stop == NULL)
			continue;
		*from = i;
		*at = (size_t)(stop - bytes);
		return codes->order[found];
	}
	return TABLES_NONE;
}
