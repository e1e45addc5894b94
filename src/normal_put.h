/* What normalising has read, put into its text and its terms. */
#ifndef NORMAL_PUT_H
#define NORMAL_PUT_H

#include "normal.h"

/* A place in the bytes, and what has been learnt on the way there. */
struct scanner {
	struct normal *out;
	const char *bytes, *at, *end;
	bool text_only;	       /* no words among the terms */
	unsigned code;	       /* of the reply, once it has been read */
	bool has_code, joined; /* joined: continuation lines were met */
	char status[12];       /* of the reply's head, "" if it has none */
};

/* Appends a word of the normalised text, in small letters. */
void normal_put(struct scanner *scanner, const char *bytes, size_t length);
void normal_put_string(struct scanner *scanner, const char *string);

/* Adds bytes as they are, in small letters, as a term. */
void normal_add_term(struct scanner *scanner, enum term_kind kind,
    const char *from, size_t length);

/*
 * Adds what stands in the text from at on, without its ending, as a term: a
 * word that was read from [from, to).
 */
void normal_add_word(struct scanner *scanner, size_t at, const char *from,
    const char *to);

/*
 * Most of a reply are words of ASCII letters alone, and are read and put here
 * without a look at each letter. Returns false, having read nothing, at
 * anything else.
 */
bool normal_put_simple(struct scanner *scanner);

#endif
