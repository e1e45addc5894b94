/*
 * Looking at pieces of a line. All pieces are borrowed of it. Private to
 * log*.c.
 */
#ifndef LOG_BYTES_H
#define LOG_BYTES_H

#include <string.h>

#include "event.h"

#define BYTES_NONE SIZE_MAX /* not found */

static inline struct piece
bytes_of(const char *string)
{
	return (struct piece) { string, strlen(string) };
}

/* The rest from a place on: nothing from the end on. */
static inline struct piece
bytes_from(struct piece piece, size_t at)
{
	if (at > piece.length)
		at = piece.length;
	if (at == 0)
		return piece;
	return (struct piece) { piece.bytes + at, piece.length - at };
}

static inline struct piece
bytes_to(struct piece piece, size_t at)
{
	return (struct piece) { piece.bytes,
		at < piece.length ? at : piece.length };
}

static inline char
bytes_at(struct piece piece, size_t at)
{
	return at < piece.length ? piece.bytes[at] : '\0';
}

static inline char
bytes_last(struct piece piece)
{
	return piece.length > 0 ? piece.bytes[piece.length - 1] : '\0';
}

static inline bool
bytes_starts(struct piece piece, const char *word)
{
	size_t length = strlen(word);

	return piece.length >= length && memcmp(piece.bytes, word, length) == 0;
}

static inline bool
bytes_is(struct piece piece, const char *word)
{
	return piece.length == strlen(word) &&
	    memcmp(piece.bytes, word, piece.length) == 0;
}

/* Drops the word in front if it stands there. */
static inline bool
bytes_skip(struct piece *piece, const char *word)
{
	if (!bytes_starts(*piece, word))
		return false;
	*piece = bytes_from(*piece, strlen(word));
	return true;
}

/* Where the byte stands first, or BYTES_NONE. */
static inline size_t
bytes_find_byte(struct piece piece, char c)
{
	const char *found = piece.length == 0 ?
	    NULL :
	    memchr(piece.bytes, c, piece.length);

	return found == NULL ? BYTES_NONE : (size_t)(found - piece.bytes);
}

static inline bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Drops the blanks in front. */
static inline void
bytes_skip_blanks(struct piece *piece)
{
	while (piece->length > 0 && is_blank(piece->bytes[0]))
		*piece = bytes_from(*piece, 1);
}

bool bytes_ends(struct piece piece, const char *word);

/* As bytes_starts, whatever the case of letters; the word in small ones. */
bool bytes_starts_word(struct piece piece, const char *word);

/* Where the word stands first or last, or BYTES_NONE. */
size_t bytes_find(struct piece piece, const char *word);
size_t bytes_find_last(struct piece piece, const char *word);

static inline bool
bytes_has(struct piece piece, const char *word)
{
	return bytes_find(piece, word) != BYTES_NONE;
}

/* Without blanks on either side. */
struct piece bytes_trim(struct piece piece);

/* What stands between the two words, without them; to the end if the second
   is not there; empty if the first is not. */
struct piece bytes_between(struct piece piece, const char *from,
    const char *to);

/* Takes the word in front, up to a blank, and the blanks behind it. */
struct piece bytes_word(struct piece *rest);

/* How many bytes in front are digits. */
size_t bytes_digits(struct piece piece);

/*
 * The value of `key=value`, where key holds its `=`: what stands in quotes
 * or in <> without them, else up to a comma or a blank. Empty if there is
 * none.
 */
struct piece bytes_value(struct piece piece, const char *key);

/* The length of a status, 5.7.1, in front; 0 if none is there. */
size_t bytes_status(struct piece piece);

/* The code in front, 200 to 599 or another that servers send; else 0. */
unsigned bytes_code(struct piece piece);

/*
 * From the first code on that stands alone behind a blank, a quote or the
 * like; the whole piece if there is none.
 */
struct piece bytes_reply(struct piece piece);

/* The same, but only from a code that a status of its class follows, else
   empty. */
struct piece bytes_full_reply(struct piece piece);

#endif
