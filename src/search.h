/*
 * Searching: from a query to the documents of an index, best first.
 *
 * Terms weigh by their rarity. A word that no document holds is the beginning
 * of one, a part of one or a slip of one or two letters. All is done in
 * integers, so that the order is the same everywhere.
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

/*
 * Tells which documents are of what a word names, as the replies of a server
 * are: `gmail` finds those of Gmail that do not say so. Sets them in owned and
 * returns how many there are. With begins set the word may go on; with wide
 * set what is less near counts as well.
 */
typedef uint32_t search_owners(void *context, const char *word, size_t length,
    bool begins, bool wide, unsigned char *owned);

/* A search, to be used again and again. Zero-initialised it is empty. */
struct search {
	const struct index *index;
	const uint32_t *counts; /* by document: how often it is met, or NULL */
	struct normal query;
	const char *bytes;     /* the query as it was given */
	const char *phrase;    /* of the query: its text behind the code */
	search_owners *owners; /* or NULL: the documents are nobody's */
	void *owners_context;
	uint32_t word_count;
	uint32_t required;     /* set of the words that are no mere wish */
	uint32_t words_needed; /* how many a document has to hold */
	bool typing;	       /* the last word may go on */
	bool wide;	       /* words that are there may be slips as well */
	bool all;	       /* the hits hold as many words as they should */
	struct search_mark {
		uint32_t score;
		uint32_t matched; /* set of words */
	} * marks;		  /* by document */
	unsigned char *orders;	  /* by document: the higher, the sooner */
	uint32_t *letters;	  /* by term: see search_slips.h */
	unsigned char *lengths;	  /* by term, up to 255 */
	uint32_t begins; /* set of the bytes that wanted terms begin with */
	unsigned char *wanted; /* by term: the query asks for it */
	unsigned char *owned;  /* by document: see search_owners */
	struct search_near {
		uint32_t term, sixteenths;
	} * near; /* what a word may stand for, and how well */
	uint32_t near_count;
	struct search_hit *hits, *spare;
	size_t hit_count;
	bool failed; /* memory ran out */
};

/*
 * Makes room for searches in the index, which is borrowed. counts tells by
 * document how often it is met, which orders those that are equal otherwise;
 * without it, NULL, the shorter comes first. It is borrowed as well.
 */
bool search_init(struct search *search, const struct index *index,
    const uint32_t *counts);
void search_release(struct search *search);

/* Puts a document before others that are as good; for an index of examples. */
void search_prefer(struct search *search, uint32_t document);

/* Takes a document for some forty letters shorter: for what is met often. */
void search_favour(struct search *search, uint32_t document);

/*
 * Finds the documents that the query's words are in; with typing set the last
 * word may go on. Documents that accept says no to are left out; it may be
 * NULL. hits are the result, best first. Of a query of up to four words all
 * are needed, of a longer one three of four. Where no document holds as many,
 * all is false, and hits are those that hold the most of them, words_needed.
 * A query of no words, as <ip> or 300 is, finds what holds it as it stands; an
 * empty one finds all. Allocates nothing, but for a query longer than any
 * before.
 */
void search_run(struct search *search, const char *query, size_t length,
    bool typing, bool (*accept)(void *context, uint32_t document),
    void *context);

/*
 * Is the term of a text one that the query asks for? For marking what matched.
 */
bool search_matches(const struct search *search, const char *term);

#endif
