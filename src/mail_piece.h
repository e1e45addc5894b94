/*
 * Pieces of a mail: comparing, cutting into lines and fields, and making new
 * ones of what had to be decoded.
 */
#ifndef MAIL_PIECE_H
#define MAIL_PIECE_H

#include "mail.h"

enum {
	PIECE_NOWHERE = -1,
};

/* Is it the word, whatever the case of ASCII? Small letters are asked for. */
bool piece_is(struct piece piece, const char *word);
bool piece_begins(struct piece piece, const char *word);

/* Are they the same, but for the case of ASCII? */
bool piece_same(struct piece left, struct piece right);

/* Where the word stands first in it; PIECE_NOWHERE if nowhere. */
ptrdiff_t piece_find(struct piece piece, const char *word);

/* Without so many bytes in front. */
static inline struct piece
piece_behind(struct piece piece, size_t count)
{
	if (count > piece.length)
		count = piece.length;
	if (count > 0) {
		piece.bytes += count;
		piece.length -= count;
	}
	return piece;
}

/* The first so many bytes of it. */
static inline struct piece
piece_front(struct piece piece, size_t count)
{
	if (count < piece.length)
		piece.length = count;
	return piece;
}

/* Without blanks and line ends around it. */
struct piece piece_trim(struct piece piece);

/* Cuts off the first line, which has no line end. False if none is left. */
bool piece_line(struct piece *rest, struct piece *line);

enum piece_field {
	FIELD_END,   /* nothing is left */
	FIELD_BLANK, /* an empty line */
	FIELD_OTHER, /* a line that is no field: it is the value */
	FIELD_READ,
};

/*
 * Cuts off a header field (RFC 5322 2.2) with the lines that it is folded
 * into, or an empty line. The value is trimmed, and still folded.
 */
enum piece_field piece_field(struct piece *rest, struct piece *name,
    struct piece *value);

/* The status at the beginning of a piece, 5.1.1; empty if there is none. */
struct piece piece_status(struct piece piece);

/* Is the status one that tells nothing, 5.0.0? */
bool piece_is_filler(struct piece status);

/* Does a status stand anywhere in it? */
bool piece_has_status(struct piece piece);

/*
 * Memory for what is decoded. It never moves while a mail is read; what does
 * not fit is left out, and the mail is cut.
 */
bool mail_reserve(struct mail *mail);
void mail_keep(struct mail *mail, const char *bytes, size_t length);
void mail_keep_point(struct mail *mail, uint32_t point);
struct piece mail_kept(const struct mail *mail, size_t from);

/*
 * Keeps a text with its folded lines joined: by a line feed where a reply's
 * next line begins, else by a blank.
 */
struct piece mail_keep_unfolded(struct mail *mail, struct piece piece);

/*
 * The same, but exactly as it was before it was folded: Domino folds in the
 * middle of words.
 */
struct piece mail_keep_unbroken(struct mail *mail, struct piece piece);

/* Makes room for an event and sets it to nothing; NULL without memory. */
struct event *mail_add_event(struct mail *mail);

#endif
