/*
 * Pieces: some of the bytes of a line, of a mail or of what was made of it, and
 * looking at them. A piece is borrowed and never ends with a NUL; nothing here
 * fails, and a place behind its end is its end.
 *
 * Case counts, but for ASCII letters in what is named _nocase: words are asked
 * for in small letters there.
 */
#ifndef PIECE_H
#define PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "text.h"

/* Where it says nothing its length is 0. */
struct piece {
	const char *bytes;
	size_t length;
};

#define PIECE_NONE SIZE_MAX /* not found */

/* All of a string; nothing of NULL. */
static inline struct piece
piece_of(const char *string)
{
	return (struct piece) { string, string == NULL ? 0 : strlen(string) };
}

/* The rest from a place on: nothing from the end on. */
static inline struct piece
piece_from(struct piece piece, size_t at)
{
	if (at > piece.length)
		at = piece.length;
	if (at == 0)
		return piece;
	return (struct piece) { piece.bytes + at, piece.length - at };
}

/* What stands before a place. */
static inline struct piece
piece_to(struct piece piece, size_t at)
{
	return (struct piece) { piece.bytes,
		at < piece.length ? at : piece.length };
}

/* NUL if there is no such byte. */
static inline char
piece_at(struct piece piece, size_t at)
{
	return at < piece.length ? piece.bytes[at] : '\0';
}

static inline char
piece_last(struct piece piece)
{
	return piece.length > 0 ? piece.bytes[piece.length - 1] : '\0';
}

static inline bool
piece_starts(struct piece piece, const char *word)
{
	size_t length = strlen(word);

	return piece.length >= length && memcmp(piece.bytes, word, length) == 0;
}

static inline bool
piece_is(struct piece piece, const char *word)
{
	return piece.length == strlen(word) &&
	    memcmp(piece.bytes, word, piece.length) == 0;
}

bool piece_ends(struct piece piece, const char *word);

bool piece_starts_nocase(struct piece piece, const char *word);
bool piece_is_nocase(struct piece piece, const char *word);
bool piece_same_nocase(struct piece left, struct piece right);

/* Where the byte stands first, or PIECE_NONE. */
static inline size_t
piece_find_byte(struct piece piece, char c)
{
	const char *found = piece.length == 0 ?
	    NULL :
	    memchr(piece.bytes, c, piece.length);

	return found == NULL ? PIECE_NONE : (size_t)(found - piece.bytes);
}

/* Where the word stands first or last, or PIECE_NONE. */
size_t piece_find(struct piece piece, const char *word);
size_t piece_find_nocase(struct piece piece, const char *word);
size_t piece_find_last(struct piece piece, const char *word);

static inline bool
piece_has(struct piece piece, const char *word)
{
	return piece_find(piece, word) != PIECE_NONE;
}

/* What stands between the two words, without them; to the end if the second
   is not there; empty if the first is not. */
struct piece piece_between(struct piece piece, const char *from,
    const char *to);

/* Without blanks and tabs on either side. */
struct piece piece_trim(struct piece piece);

/* Without the ends of lines and NULs there, too. */
struct piece piece_trim_lines(struct piece piece);

/* How many bytes in front are digits. */
size_t piece_digits(struct piece piece);

/* The status in front, 5.7.1; empty if there is none. */
struct piece piece_status(struct piece piece);

/* Drops the word in front if it stands there. */
static inline bool
piece_skip(struct piece *piece, const char *word)
{
	if (!piece_starts(*piece, word))
		return false;
	*piece = piece_from(*piece, strlen(word));
	return true;
}

/* Drops the blanks and tabs in front. */
static inline void
piece_skip_blanks(struct piece *piece)
{
	while (piece->length > 0 && text_is_blank(piece->bytes[0]))
		*piece = piece_from(*piece, 1);
}

/* Takes the word in front, up to a blank, and the blanks behind it. */
struct piece piece_word(struct piece *rest);

/* Takes the first line, which has no line end. False if none is left. */
bool piece_line(struct piece *rest, struct piece *line);

#endif
