#include "redact_public.h"

#include <string.h>

#include "normal_atom.h"
#include "text.h"

enum {
	LEAST_WORD = 5,	      /* characters; shorter ones are never masked */
	LINK_LIMIT = 1 << 11, /* bytes */
};

static void
add(struct redact_public *public, const char *bytes, size_t length)
{
	if (hash_table_put(&public->values,
		hash_bytes(HASH_SEED, bytes, length)) == NULL)
	public->failed = true;
}

/* How long the link is that begins at a place; 0 if none does. */
static size_t
link_length(const char *at, const char *end)
{
	static const char *const schemes[] = { "https://", "http://" };
	size_t length = 0, room = (size_t)(end - at);

	for (size_t i = 0; i < 2 && length == 0; i++)
		if (strlen(schemes[i]) < room &&
		    memcmp(at, schemes[i], strlen(schemes[i])) == 0)
			length = strlen(schemes[i]);
	if (length == 0)
		return 0;
	room = room < LINK_LIMIT ? room : LINK_LIMIT;
	while (length < room && (unsigned char)at[length] > ' ' &&
	    strchr("<>\"'()[]{}|\\^`", at[length]) == NULL)
		length++;
	while (strchr(".,;:!?", at[length - 1]) != NULL)
		length--;
	return length;
}

/* May a value stand behind this byte of a link? */
static bool
ends_part(char c)
{
	return c == '/' || c == '?' || c == '=' || c == '&' || c == '#';
}

/* A link and, without what is asked of it, the page that it leads to. */
static void
add_link(struct redact_public *public, const char *link, size_t length)
{
	add(public, link, length);
	for (size_t i = 0; i < length; i++)
		if (link[i] == '?' || link[i] == '#') {
			add(public, link, i);
			return;
		}
}

static void
add_link_string(struct redact_public *public, const char *string)
{
	size_t length = link_length(string, string + strlen(string));

	if (length > 0)
		add_link(public, string, length);
}

/* May it be taken for an id, a host or, in brackets, a mailbox? */
static bool
looks_private(const struct atom *atom, const char *text)
{
	bool begins = atom->start > text && atom->start[-1] == '<';

	return atom->length >= LEAST_WORD ?
	    atom->digits > 0 || atom->dots > 0 || begins :
	    begins && atom->length > 0;
}

static void
add_words(struct redact_public *public, const char *text)
{
	const char *end = text + strlen(text), *at = text;
	struct atom atom;
	size_t length;

	while (at < end) {
		length = link_length(at, end);
		if (length > 0)
			add_link(public, at, length);
		if ((atom_byte(*at) & BYTE_ATOM) == 0) {
			at++;
			continue;
		}
		at = atom_read_ascii(&atom, at, end);
		if (looks_private(&atom, text))
			add(public, atom.start, atom.length);
		at += at < end && (atom_byte(*at) & BYTE_HIGH) != 0;
	}
}

void
redact_public_init(struct redact_public *public,
    const struct reference *reference)
{
	uint32_t count = reference_count(reference, ENTRY_SERVER);

	*public = (struct redact_public) { 0 };
	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, ENTRY_SERVER, i);
		const struct entry_row *row = reference_entry(reference, entry);
		const struct slice slices[] = { row->docs, row->delist,
			row->postmaster };

		/* An admin's own records are private. */
		if (reference_is_own(reference, entry))
			continue;
		for (size_t j = 0; j < sizeof(slices) / sizeof(slices[0]); j++)
			for (uint32_t k = 0; k < slices[j].count; k++)
				add_link_string(public,
				    reference_item(reference, slices[j], k));
	}
	count = reference_example_count(reference);
	for (uint32_t i = 0; i < count; i++)
		if (!reference_is_own_example(reference, i))
			add_words(public,
			    reference_string(reference,
				reference_example(reference, i)->text));
}

void
redact_public_release(struct redact_public *public)
{
	hash_table_release(&public->values);
	*public = (struct redact_public) { 0 };
}

bool
redact_public_has_word(const struct redact_public *public, const char *word,
    size_t length)
{
	return hash_table_has(&public->values,
	    hash_bytes(HASH_SEED, word, length));
}

size_t
redact_public_link(const struct redact_public *public, const char *at,
    const char *end, const char **stop)
{
	size_t length = link_length(at, end), known = 0;
	uint64_t state = HASH_SEED;

	*stop = at + length;
	for (size_t i = 0; i < length; i++) {
		/* what is known may end before or behind such a sign */
		if (ends_part(at[i]) && hash_table_has(&public->values, state))
			known = i;
		state = hash_byte(state, at[i]);
		if ((ends_part(at[i]) || i + 1 == length) &&
		    hash_table_has(&public->values, state))
			known = i + 1;
	}
	return known;
}
