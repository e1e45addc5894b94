/* Searching the example replies: words and filters as query.h has them. */
#ifndef FIND_H
#define FIND_H

#include "query.h"
#include "reference.h"
#include "search.h"

/* Zero-initialised it is empty; to be used again and again. */
struct find {
	const struct reference *reference;
	struct index index;
	struct search search; /* its hits are the result: document = example */
	struct query query;
};

/*
 * Makes room. An admin's own examples go before others as good. The reference
 * is borrowed. Returns false without memory.
 */
bool find_init(struct find *find, const struct reference *reference);
void find_release(struct find *find);

/* Finds the examples of a query; see search_run(). An empty one finds all. */
void find_run(struct find *find, const char *query, bool typing);

/* Appends the first filter that no example passes, whatever else is asked for,
   as outside text. False if each is passed by some. */
bool find_unmet(struct find *find, struct text *unmet);

/* Has some example all that the query asks for? False without memory, too. */
bool find_holds(const struct reference *reference, const char *query);

#endif
