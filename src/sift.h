/*
 * Finding rows of an input: those that hold each of the words that are typed,
 * in the text of the reply or in what is known of it, and what is more than
 * letters, as an address, in the lines that are kept of it. Words match in any
 * case of ASCII, also in the middle of others.
 */
#ifndef SIFT_H
#define SIFT_H

#include "counted.h"
#include "query.h"
#include "reference.h"

/* Zero-initialised it is empty, which every row holds; used again and again. */
struct sift {
	struct query query;
	bool wide; /* letters too are looked for in the lines */
};

/*
 * Reads what is typed: words, and the filters of query.h; server: is a word of
 * the hosts or the text.
 */
void sift_read(struct sift *sift, const char *line);
void sift_release(struct sift *sift);

bool sift_holds(const struct sift *sift, const struct reference *reference,
    const struct counted *counted);

/* Where the word begins in the bytes, from a place on; SIZE_MAX: nowhere. */
size_t sift_find(const char *bytes, size_t length, size_t from,
    const char *word, size_t word_length);

#endif
