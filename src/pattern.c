#include "pattern.h"

#include <string.h>

/* Is the class of the pattern 2, 4, 5 or x? Its set, or 0. */
static unsigned
pattern_classes(char c)
{
	if (c == 'x' || c == 'X')
		return CLASSES_ANY;
	if (c == '2' || c == '4' || c == '5')
		return 1u << (c - '0');
	return 0;
}

/* Reads 5, 55, 55x, 5xx. */
static bool
parse_code_pattern(const char *word, size_t length, struct pattern *pattern)
{
	if (length == 0 || length > 3 || word[0] < '1' || word[0] > '6')
		return false;
	*pattern = (struct pattern) { .kind = ENTRY_CODE };
	for (size_t i = 0; i < 3; i++) {
		bool any = i >= length || word[i] == 'x' || word[i] == 'X';

		if (!any && (word[i] < '0' || word[i] > '9'))
			return false;
		if (!any && i > 0 && pattern->digits[i - 1] < 0)
			return false;
		pattern->digits[i] = any ? -1 : word[i] - '0';
	}
	return pattern->digits[2] < 0;
}

/* Reads one part of a status pattern up to a dot or the end; false if bad. */
static bool
parse_pattern_part(const char **at, const char *end, int *number)
{
	const char *start = *at;

	*number = -1;
	if (*at < end && (**at == 'x' || **at == 'X')) {
		(*at)++;
		return *at == end || **at == '.';
	}
	*number = 0;
	while (*at < end && text_is_digit(**at) && *at - start < 3)
		*number = *number * 10 + (*(*at)++ - '0');
	return *at > start && (*at == end || **at == '.');
}

/* Reads 5.7, 5.7.x, x.7.x, 5.x.x. */
static bool
parse_status_pattern(const char *word, size_t length, struct pattern *pattern)
{
	const char *at = word + 2, *end = word + length;

	if (length < 3 || word[1] != '.')
		return false;
	*pattern = (struct pattern) { .kind = ENTRY_STATUS, .detail = -1 };
	pattern->classes = pattern_classes(word[0]);
	if (pattern->classes == 0 ||
	    !parse_pattern_part(&at, end, &pattern->subject))
		return false;
	if (at < end) {
		at++;
		if (!parse_pattern_part(&at, end, &pattern->detail))
			return false;
	}
	return at == end && (pattern->subject < 0 || pattern->detail < 0);
}

bool
pattern_parse(const char *word, size_t length, struct pattern *pattern)
{
	return parse_code_pattern(word, length, pattern) ||
	    parse_status_pattern(word, length, pattern);
}

void
pattern_of_name(struct pattern *pattern, const char *name, size_t length)
{
	*pattern = (struct pattern) { .kind = ENTRY_SERVER };
	if (length < PATTERN_NAME)
		memcpy(pattern->name, name, length);
}

bool
pattern_matches(const struct pattern *pattern,
    const struct reference *reference, uint32_t entry)
{
	const struct entry_row *row = reference_entry(reference, entry);
	unsigned code = row->code;

	if (row->kind != pattern->kind)
		return false;
	if (pattern->kind == ENTRY_SERVER)
		return reference_has_alias(reference, entry, pattern->name,
		    strlen(pattern->name));
	if (pattern->kind == ENTRY_CODE)
		return (unsigned)pattern->digits[0] == code / 100 &&
		    (pattern->digits[1] < 0 ||
			(unsigned)pattern->digits[1] == code / 10 % 10);
	return ((row->classes | row->seen) & pattern->classes) != 0 &&
	    (pattern->subject < 0 ||
		(unsigned)pattern->subject == row->subject) &&
	    (pattern->detail < 0 ||
		((unsigned)pattern->detail >= row->detail_from &&
		    (unsigned)pattern->detail <= row->detail_to));
}
