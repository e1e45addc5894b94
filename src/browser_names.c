/* Entries by their names and titles, for the search of the browser. */
#include "browser_names.h"

#include <stdlib.h>
#include <string.h>

enum {
	OF_A_KIND = 3, /* of one kind not more than so many */
	STEM = 5,      /* letters that are left of a word without its ending */
};

static bool
is_of_word(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || (c & '\x80') != 0 ||
	    (text_lower(c) >= 'a' && text_lower(c) <= 'z');
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
		    text_same_letters(at, word, length))
			return true;
	return false;
}

/* As has_word, but a status that stands for all classes has any. */
static bool
has_name(const char *name, const char *word, size_t length)
{
	if (name[0] == 'X' && name[1] == '.' && word[0] >= '2' &&
	    word[0] <= '5')
		return text_same_letters(name + 1, word + 1, length - 1);
	return has_word(name, word, length);
}

/* Without its ending a word names more: greylisting is what is greylisted. */
static size_t
stem_of(const char *word, size_t length)
{
	static const char *const endings[] = { "ing", "ed" };

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t ending = strlen(endings[i]);

		if (length >= STEM + ending &&
		    text_same_letters(word + length - ending, endings[i],
			ending))
			return length - ending;
	}
	return length;
}

/* Does one of the entry's other names have a word that begins so? */
static bool
has_alias(const struct reference *reference, uint32_t entry, const char *word,
    size_t length)
{
	struct slice aliases = reference_entry(reference, entry)->aliases;

	for (uint32_t i = 0; i < aliases.count; i++)
		if (has_word(reference_item(reference, aliases, i), word,
			length))
			return true;
	return false;
}

/*
 * Is every word of the query in one of the entry's names, or else in its names
 * and its title?
 */
static bool
matches(const struct reference *reference, uint32_t entry, bool titles,
    const char *query)
{
	const char *name = reference_name(reference, entry);
	const char *title = titles ? reference_title(reference, entry) : "";
	const char *rest = query, *word;
	size_t words = 0, length;

	while (rest != NULL) {
		length = text_split(&rest, ' ', &word);
		if (length == 0)
			continue;
		words++;
		length = stem_of(word, length);
		if (length < 2 || memchr(word, ':', length) != NULL ||
		    !(has_name(name, word, length) ||
			has_word(title, word, length) ||
			has_alias(reference, entry, word, length)))
			return false;
	}
	return words > 0;
}

/* The letter or digit that a word begins with, as a set; empty of others. */
static uint64_t
first_bit(char c)
{
	c = text_lower(c);
	if (c >= 'a' && c <= 'z')
		return UINT64_C(1) << (c - 'a');
	if (c >= '0' && c <= '9')
		return UINT64_C(1) << (26 + c - '0');
	return 0;
}

/* What the words of a text begin with. */
static uint64_t
first_bits(const char *text)
{
	uint64_t bits = 0;

	for (const char *at = text; *at != '\0'; at++)
		if (at == text || !is_of_word(at[-1]))
			bits |= first_bit(*at);
	return bits;
}

/* As has_name: a status that stands for all classes begins with any. */
static uint64_t
name_bits(const char *name)
{
	uint64_t bits = first_bits(name);

	if (name[0] == 'X' && name[1] == '.')
		for (char class = '2'; class <= '5'; class ++)
			bits |= first_bit(class);
	return bits;
}

static uint64_t
alias_bits(const struct reference *reference, uint32_t entry)
{
	struct slice aliases = reference_entry(reference, entry)->aliases;
	uint64_t bits = 0;

	for (uint32_t i = 0; i < aliases.count; i++)
		bits |= first_bits(reference_item(reference, aliases, i));
	return bits;
}

static uint64_t
query_bits(const char *query)
{
	const char *word;
	uint64_t bits = 0;

	while (query != NULL)
		if (text_split(&query, ' ', &word) > 0)
			bits |= first_bit(word[0]);
	return bits;
}

/* One more than the highest number that an entry has. */
static uint32_t
end_of_entries(const struct reference *reference)
{
	uint32_t end = 0, count, last;

	for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
		count = reference_count(reference, kind);
		last = count > 0 ? reference_nth(reference, kind, count - 1) :
				   0;
		if (last >= end)
			end = last + 1;
	}
	return end;
}

bool
names_init(struct names *names, const struct reference *reference)
{
	uint32_t end = end_of_entries(reference);

	*names = (struct names) { .reference = reference };
	names->bits = calloc((size_t)end + 1, sizeof(*names->bits));
	for (uint32_t i = 0; i < end && names->bits != NULL; i++)
		names->bits[i] = name_bits(reference_name(reference, i)) |
		    first_bits(reference_title(reference, i)) |
		    alias_bits(reference, i);
	return names->bits != NULL;
}

void
names_release(struct names *names)
{
	free(names->bits);
	*names = (struct names) { 0 };
}

/* Adds those of a kind, by their names alone or by their titles too. */
static size_t
add_kind(const struct names *names, enum entry_kind kind, const char *query,
    bool titles, uint32_t *entries, size_t count)
{
	const struct reference *reference = names->reference;
	uint32_t all = reference_count(reference, kind);
	uint64_t bits = query_bits(query);
	size_t first = count, i;

	for (uint32_t n = 0; n < all && count < NAMES_MOST; n++) {
		uint32_t entry = reference_nth(reference, kind, n);

		if (count - first == OF_A_KIND)
			break;
		if ((names->bits[entry] & bits) != bits)
			continue;
		if (!matches(reference, entry, titles, query))
			continue;
		for (i = 0; i < count && entries[i] != entry;)
			i++;
		if (i == count)
			entries[count++] = entry;
	}
	return count;
}

size_t
names_find(const struct names *names, const char *query,
    uint32_t entries[NAMES_MOST])
{
	static const enum entry_kind kinds[] = { ENTRY_CAUSE, ENTRY_SERVER,
		ENTRY_CODE, ENTRY_STATUS, ENTRY_PAIR, ENTRY_VENDOR };
	size_t count = 0;

	for (int titles = 0; titles < 2; titles++)
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			count = add_kind(names, kinds[i], query, titles != 0,
			    entries, count);
	return count;
}
