/*
 * What a word of a query may stand for in an index: the term that it is, what
 * it begins, a slip of it, a part, or whose a document is. Private to search.c.
 */
#ifndef SEARCH_WORDS_H
#define SEARCH_WORDS_H

#include "search.h"

/* The term of that text, or the number of terms if it is none. */
uint32_t words_find_term(const struct search *search, const char *text);

/* The first byte of a text, as a set. */
uint32_t words_byte_bit(const char *text);

/*
 * Counts the term that the text is, as the word of that number, for all
 * documents that hold it; returns whether there is one.
 */
bool words_count_exact(struct search *search, const char *text, uint32_t word);

/* Counts all that a term of the query may stand for; the last may go on. */
void words_count(struct search *search, size_t term, uint32_t word, bool last);

/*
 * Counts a term and the next as one, which others write together: `black list`
 * is blacklist.
 */
void words_count_joined(struct search *search, size_t term, uint32_t word);

#endif
