/* How many slips of the finger are between a word and a term. */
#ifndef SEARCH_SLIPS_H
#define SEARCH_SLIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SLIPS_MAX = 2,	 /* the most that are ever forgiven */
	SLIPS_WORD = 64, /* bytes: what is longer is compared exactly only */
};

/* A word to compare with many; length and letters are of text. */
struct slips_word {
	const char *text; /* borrowed */
	size_t length;
	uint32_t letters; /* a set: what two words have in common, quickly */
	unsigned most;	  /* slips that are forgiven; 0 for a short word */
};

/* The stem of a word of which so many bytes were written. With wide set more
   slips are forgiven. text is borrowed. */
void slips_word_init(struct slips_word *word, const char *text, size_t length,
    size_t written, bool wide);

/* The letters of a text as a set. */
uint32_t slips_letters(const char *text);

/*
 * Letters that are inserted, deleted, exchanged or swapped with their neighbour
 * between the word and the term, or with beginning set what the term begins
 * with. What is more than word->most is SLIPS_MAX + 1.
 */
unsigned slips_between(const struct slips_word *word, const char *term,
    size_t length, uint32_t letters, bool beginning);

#endif
