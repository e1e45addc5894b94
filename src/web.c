#include "web.h"

#include <string.h>

/* What an address may hold: visible ASCII, but what quotes and brackets it. */
static bool
is_part(char c)
{
	return c > ' ' && c < 0x7f && strchr("\"'<>`{}|\\^", c) == NULL;
}

/* The signs that end a sentence rather than an address. */
static bool
is_end(char c)
{
	return strchr(".,;:!?)]", c) != NULL;
}

/* The start of `http` or `https` right before a place, NULL if neither. */
static const char *
scheme_before(const char *bytes, const char *at)
{
	static const char *const schemes[] = { "https", "http" };

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		size_t length = strlen(schemes[i]);
		const char *start = at - length;

		if ((size_t)(at - bytes) >= length &&
		    memcmp(start, schemes[i], length) == 0 &&
		    (start == bytes || !text_is_letter(start[-1])))
			return start;
	}
	return NULL;
}

const char *
web_find(const char *bytes, size_t length, size_t *found)
{
	const char *end = bytes + length, *at = bytes, *start, *stop;

	while ((at = memchr(at, ':', (size_t)(end - at))) != NULL) {
		start = end - at >= 3 && at[1] == '/' && at[2] == '/' ?
		    scheme_before(bytes, at) :
		    NULL;
		stop = start == NULL ? ++at : at + 3;
		if (start == NULL)
			continue;
		while (stop < end && is_part(*stop))
			stop++;
		at = stop;
		while (is_end(stop[-1]))
			stop--;
		*found = (size_t)(stop - start);
		if (stop > strchr(start, ':') + 3 && *found < WEB_SIZE)
			return start;
	}
	return NULL;
}

/* A word of a reference, as long as it holds nothing strange. */
static size_t
word_at(const char *at)
{
	size_t length = 0;

	while (is_part(at[length]) && strchr("?#%", at[length]) == NULL)
		length++;
	return at[length] == ' ' || at[length] == '\0' ? length : 0;
}

static bool
is_number(const char *word, size_t length)
{
	return length > 0 && strspn(word, "0123456789.") == length;
}

/* RFC 5321 4.2.3, RFC 3463 */
static bool
append_rfc(struct text *address, const char *reference)
{
	const char *number = reference + strlen("RFC "), *section;
	size_t length = word_at(number), behind;

	if (!is_number(number, length) || memchr(number, '.', length) != NULL)
		return false;
	text_printf(address, "https://www.rfc-editor.org/rfc/rfc%.*s",
	    (int)length, number);
	section = number + length;
	section += *section == ' ';
	behind = word_at(section);
	if (is_number(section, behind))
		text_printf(address, "#section-%.*s", (int)behind, section);
	return true;
}

/* A day, which stands behind all sources. */
static bool
is_day(const char *word)
{
	return strspn(word, "0123456789-") == strlen("2026-01-31");
}

/* github:owner/name path 2026-02-01 */
static bool
append_github(struct text *address, const char *reference)
{
	const char *name = reference + strlen("github:"), *path;
	size_t length = word_at(name), behind;

	if (length == 0 || memchr(name, '/', length) == NULL)
		return false;
	text_printf(address, "https://github.com/%.*s", (int)length, name);
	path = name + length;
	path += *path == ' ';
	behind = word_at(path);
	if (behind > 0 && !is_day(path))
		text_printf(address, "/blob/HEAD/%.*s", (int)behind, path);
	return true;
}

bool
web_of_reference(struct text *address, const char *reference)
{
	size_t length;
	const char *found;

	if (strncmp(reference, "RFC ", strlen("RFC ")) == 0)
		return append_rfc(address, reference);
	if (strncmp(reference, "github:", strlen("github:")) == 0)
		return append_github(address, reference);
	found = web_find(reference, strlen(reference), &length);
	if (found != NULL)
		text_append_bytes(address, found, length);
	return found != NULL;
}
