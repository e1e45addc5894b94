/*
 * A reply's text made comparable: what varies from mail to mail becomes a
 * placeholder, case and marks are folded, and what is left is cut into terms.
 *
 * The placeholders are those of the reference's examples: <address>
 * <ip> <host> <url> <id> <n>; <domain> is read as <host>. Two texts that differ
 * in nothing else have the same normalised text.
 */
#ifndef NORMAL_H
#define NORMAL_H

#include "text.h"

enum term_kind {
	TERM_WORD,   /* a word, folded and without its ending */
	TERM_CODE,   /* the reply code in front: 550 */
	TERM_STATUS, /* a status anywhere: 5.7.1 */
	TERM_TOKEN,  /* letters and digits, as vendors' codes are: s3150 */
	TERM_HOST,   /* the owner's label of a host or URL: spamhaus */
	TERM_PAIR,   /* two CJK characters */
};

struct term {
	enum term_kind kind;
	uint32_t start, length; /* its text, in normal.terms_text */
	uint32_t from, to; /* where it stands in the bytes it was made of */
};

/* Zero-initialised it is empty. Reused from text to text. */
struct normal {
	struct text text;	/* normalised: words and placeholders, blanks */
	struct text terms_text; /* the terms, each with a NUL */
	struct term *terms;
	size_t count, capacity;
	bool failed; /* memory ran out */
};

void normal_release(struct normal *normal);

/*
 * Normalises a reply or any part of one: UTF-8, several lines or lines that
 * were joined; repeated codes and statuses of continuation lines are dropped.
 * Takes time linear in the length.
 */
void normal_make(struct normal *normal, const char *bytes, size_t length);

/*
 * The same, but no word becomes a term: quicker by a quarter. What is no word,
 * as a host or a status, does.
 */
void normal_make_text(struct normal *normal, const char *bytes, size_t length);

/* The text of a term. Borrowed until the next normal_make. */
const char *normal_term(const struct normal *normal, size_t term);

#endif
