/*
 * Tables of phrases, and which of them stand in a text: one walk over it,
 * however many there are.
 */
#ifndef MAIL_PHRASE_H
#define MAIL_PHRASE_H

#include "mail_piece.h"

/*
 * In a table they are sorted by their first byte; it has less than 65536. The
 * words themselves: a pointer would have to be set at each start.
 */
struct phrase {
	char words[60]; /* small letters; begins with a letter */
	unsigned value; /* a set of bits */
};

/* The values together of all phrases that begin at a word of the text. */
unsigned mail_phrases_in(struct piece text, const struct phrase *phrases,
    size_t count);

/* The same of those that begin at the front. */
unsigned mail_phrases_at(struct piece text, const struct phrase *phrases,
    size_t count);

#endif
