/* Entries by their names and titles, for the search of the browser. */
#include "browser_names.h"

#include <string.h>

enum {
	OF_A_KIND = 3, /* of one kind not more than so many */
};

static bool
is_of_word(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || (c & '\x80') != 0 ||
	    (text_lower(c) >= 'a' && text_lower(c) <= 'z');
}

/* Does the text begin with the word, in whatever case? */
static bool
begins_with(const char *text, const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text_lower(text[i]) != text_lower(word[i]))
			return false;
	return true;
}

/* Does a word of the text begin with it? */
static bool
has_word(const char *text, const char *word, size_t length)
{
	const char low = text_lower(word[0]);
	const char up = (char)(low >= 'a' && low <= 'z' ? low - 'a' + 'A' :
							  low);

	/* Most letters are others: they are told from it first. */
	for (const char *at = text; *at != '\0'; at++)
		if ((*at == low || *at == up) &&
		    (at == text || !is_of_word(at[-1])) &&
		    begins_with(at, word, length))
			return true;
	return false;
}

/* As has_word, but a status that stands for all classes has any. */
static bool
has_name(const char *name, const char *word, size_t length)
{
	if (name[0] == 'X' && name[1] == '.' && word[0] >= '2' &&
	    word[0] <= '5')
		return begins_with(name + 1, word + 1, length - 1);
	return has_word(name, word, length);
}

/* Is every word of the query in the name, or else in name and title? */
static bool
matches(const char *name, const char *title, const char *query)
{
	const char *rest = query, *word;
	size_t words = 0, length;

	while (rest != NULL) {
		length = text_split(&rest, ' ', &word);
		if (length == 0)
			continue;
		words++;
		if (length < 2 || memchr(word, ':', length) != NULL ||
		    !(has_name(name, word, length) ||
			has_word(title, word, length)))
			return false;
	}
	return words > 0;
}

/* Adds those of a kind, by their names alone or by their titles too. */
static size_t
add_kind(const struct reference *reference, enum entry_kind kind,
    const char *query, bool titles, uint32_t *entries, size_t count)
{
	uint32_t all = reference_count(reference, kind);
	size_t first = count, i;

	for (uint32_t n = 0; n < all && count < NAMES_MOST; n++) {
		uint32_t entry = reference_nth(reference, kind, n);

		if (count - first == OF_A_KIND)
			break;
		if (!matches(reference_name(reference, entry),
			titles ? reference_title(reference, entry) : "", query))
			continue;
		for (i = 0; i < count && entries[i] != entry;)
			i++;
		if (i == count)
			entries[count++] = entry;
	}
	return count;
}

size_t
names_find(const struct reference *reference, const char *query,
    uint32_t entries[NAMES_MOST])
{
	static const enum entry_kind kinds[] = { ENTRY_CAUSE, ENTRY_SERVER,
		ENTRY_CODE, ENTRY_STATUS, ENTRY_PAIR, ENTRY_VENDOR };
	size_t count = 0;

	for (int titles = 0; titles < 2; titles++)
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			count = add_kind(reference, kinds[i], query,
			    titles != 0, entries, count);
	return count;
}
