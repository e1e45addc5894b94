/*
 * Searching the example replies: words as search.h has them, and filters:
 * code:550 status:5.7.1 server:gmail cause:tls. A bare 550 or 5.7.1 among the
 * words is a wish, not a must.
 */
#ifndef FIND_H
#define FIND_H

#include "reference.h"
#include "search.h"

enum {
	FILTER_SIZE = 48,
};

/* What an example must be, beside its words; "" is anything. */
struct find_filter {
	char code[FILTER_SIZE], status[FILTER_SIZE], server[FILTER_SIZE],
	    cause[FILTER_SIZE];
};

/* Zero-initialised it is empty; to be used again and again. */
struct find {
	const struct reference *reference;
	struct index index;
	struct search search; /* its hits are the result: document = example */
	struct find_filter filter;
	struct text words, others; /* the query without its filters, or code */
};

/* Makes room. The reference is borrowed. Returns false without memory. */
bool find_init(struct find *find, const struct reference *reference);
void find_release(struct find *find);

/* Finds the examples of a query; see search_run(). An empty one finds all. */
void find_run(struct find *find, const char *query, bool typing);

#endif
