#include "normal_put.h"

#include <string.h>

#include "normal_atom.h"
#include "normal_word.h"

/* Ends the term that begins in terms_text at start and has that length. */
static void
add_term(struct scanner *scanner, enum term_kind kind, size_t start,
    size_t length, const char *from, const char *to)
{
	struct normal *out = scanner->out;
	void *terms = out->terms;

	if (length == 0)
		return;
	if (out->count == out->capacity &&
	    !text_grow(&terms, &out->capacity, out->count + 1,
		sizeof(*out->terms))) {
		out->failed = true;
		return;
	}
	out->terms = terms;
	out->terms[out->count++] = (struct term) {
		.kind = kind,
		.start = (uint32_t)start,
		.length = (uint32_t)length,
		.from = (uint32_t)(from - scanner->bytes),
		.to = (uint32_t)(to - scanner->bytes),
	};
	out->terms_text.data[start + length] = '\0';
	out->terms_text.length = start + length + 1;
}

void
normal_add_term(struct scanner *scanner, enum term_kind kind, const char *from,
    size_t length)
{
	size_t start = scanner->out->terms_text.length;
	char *to = text_room(&scanner->out->terms_text, length + 1);

	if (to == NULL)
		return;
	for (size_t i = 0; i < length; i++)
		to[i] = text_lower(from[i]);
	add_term(scanner, kind, start, length, from, from + length);
}

/* Room for a word of the normalised text, behind a blank if it has others. */
static char *
room_for_word(struct text *text, size_t length)
{
	char *to = text_room(text, length + 1);

	if (to != NULL && text->length > 0) {
		*to++ = ' ';
		text->length++;
	}
	return to;
}

void
normal_put(struct scanner *scanner, const char *bytes, size_t length)
{
	struct text *text = &scanner->out->text;
	char *to = room_for_word(text, length);

	if (to == NULL)
		return;
	for (size_t i = 0; i < length; i++)
		to[i] = text_lower(bytes[i]);
	text->length += length;
	to[length] = '\0';
}

void
normal_put_string(struct scanner *scanner, const char *string)
{
	normal_put(scanner, string, strlen(string));
}

void
normal_add_word(struct scanner *scanner, size_t at, const char *from,
    const char *to)
{
	const struct text *text = &scanner->out->text;
	size_t start = scanner->out->terms_text.length;
	size_t length = text->length - at;
	char *word;

	if (scanner->text_only)
		return;
	word = text_room(&scanner->out->terms_text, length + 1);
	if (word == NULL || text->failed)
		return;
	if (length > 0)
		memcpy(word, text->data + at, length);
	add_term(scanner, TERM_WORD, start, normal_stem(word, length), from,
	    to);
}

/* More than a word? A colon may be one of an IPv6 address or of a URL. */
static bool
goes_on(const char *at, const char *end)
{
	return at < end &&
	    ((atom_byte(*at) & BYTE_ATOM) != 0 ||
		(*at == ':' && at + 1 < end && at[1] != ' '));
}

bool
normal_put_simple(struct scanner *scanner)
{
	struct text *text = &scanner->out->text;
	const char *start = scanner->at, *at;
	char *to = text_room(text, LETTERS_ROOM + 1);
	size_t blank = text->length > 0, length;

	if (to == NULL)
		return false;
	length = normal_copy_letters(to + blank, start, scanner->end);
	at = start + length;
	if (length == 0 || goes_on(at, scanner->end)) {
		*to = '\0';
		return false;
	}
	if (blank)
		*to = ' ';
	text->length += blank + length;
	text->data[text->length] = '\0';
	normal_add_word(scanner, text->length - length, start, at);
	scanner->at = at;
	return true;
}
