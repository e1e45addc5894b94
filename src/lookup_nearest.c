#include "lookup_nearest.h"

#include <string.h>

enum {
	NEAREST = 3, /* how many are named */
};

void
lookup_name_codes(struct text *message, const struct reference *reference,
    unsigned code)
{
	uint32_t count = reference_count(reference, ENTRY_CODE);
	unsigned limit = 0, said = 0;

	text_printf(message, "%u is in no list of reply codes", code);
	while (said < NEAREST && limit < 100) {
		for (uint32_t i = 0; i < count && said < NEAREST; i++) {
			unsigned other = reference_entry(reference,
			    reference_nth(reference, ENTRY_CODE, i))
					     ->code;
			unsigned distance = other > code ? other - code :
							   code - other;

			if (distance != limit || other / 100 != code / 100)
				continue;
			text_printf(message, "%s %u",
			    said == 0 ? "; nearest:" : ",", other);
			said++;
		}
		limit++;
	}
}

/* Appends a name, if it is at that distance from the word. */
static void
name_if_near(struct text *message, const char *name, const char *word,
    unsigned distance, unsigned *said)
{
	/* What goes on as the word begins is as good as the same. */
	if (strncmp(name, word, strlen(word)) == 0 ?
		distance != 0 :
		text_distance(word, name) != distance)
		return;
	text_printf(message, "%s %s", *said == 0 ? "; nearest:" : ",", name);
	(*said)++;
}

/* Appends the names of a kind at that distance, as long as there is room. */
static void
name_at_distance(struct text *message, const struct reference *reference,
    enum entry_kind kind, const char *word, unsigned distance, unsigned *said)
{
	uint32_t count = reference_count(reference, kind);

	for (uint32_t i = 0; i < count && *said < NEAREST; i++) {
		uint32_t entry = reference_nth(reference, kind, i);
		struct slice aliases =
		    reference_entry(reference, entry)->aliases;

		name_if_near(message, reference_name(reference, entry), word,
		    distance, said);
		for (uint32_t n = 0; n < aliases.count && *said < NEAREST; n++)
			name_if_near(message,
			    reference_item(reference, aliases, n), word,
			    distance, said);
	}
}

void
lookup_name_words(struct text *message, const struct reference *reference,
    const char *word)
{
	unsigned most = (unsigned)strlen(word) / 3, said = 0;

	text_append(message, "nothing is named '");
	text_append_inert(message, word, strlen(word), false);
	text_append_char(message, '\'');
	for (unsigned distance = 0; distance <= most && said < NEAREST;
	     distance++) {
		name_at_distance(message, reference, ENTRY_CAUSE, word,
		    distance, &said);
		name_at_distance(message, reference, ENTRY_SERVER, word,
		    distance, &said);
		name_at_distance(message, reference, ENTRY_VENDOR, word,
		    distance, &said);
	}
	if (said == 0)
		text_append(message, "; -s looks for words in replies");
}
