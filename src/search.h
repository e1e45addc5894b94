/*
 * Searching: from a query to the documents of an index, best first.
 *
 * Terms weigh by their rarity. A word that no document holds is taken for a
 * slip of one or two letters; the last word is the beginning of one while it is
 * being typed. All is done in integers, so that the order is the same
 * everywhere.
 */
#ifndef SEARCH_H
#define SEARCH_H

#include "index.h"

enum {
	SEARCH_WORDS = 32, /* of a query; what comes behind them is ignored */
};

struct search_hit {
	uint32_t document;
	uint32_t score;
	uint32_t matched; /* set of the query's words that it holds */
};

/* A search, to be used again and again. Zero-initialised it is empty. */
struct search {
	const struct index *index;
	struct normal query;
	uint32_t word_count;
	uint32_t words_needed; /* how many a document has to hold */
	uint32_t *scores;      /* by document */
	uint32_t *matched;     /* by document: set of words */
	struct search_hit *hits;
	size_t hit_count;
	bool failed; /* memory ran out */
};

/* Makes room for searches in the index, which is borrowed. */
bool search_init(struct search *search, const struct index *index);
void search_release(struct search *search);

/*
 * Finds the documents that the query's words are in; with typing set the last
 * word may go on. Documents that accept says no to are left out; it may be
 * NULL. hits are the result, best first. Where no document holds all words of
 * a short query, hit_count is 0 and words_needed tells how many would do.
 * Allocates nothing, but for a query longer than any before.
 */
void search_run(struct search *search, const char *query, size_t length,
    bool typing, bool (*accept)(void *context, uint32_t document),
    void *context);

/*
 * Is the term of a text one that the query asks for? For marking what matched.
 */
bool search_matches(const struct search *search, const char *term);

#endif
