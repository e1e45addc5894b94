/* Entries by their names and titles. Private to browser*.c. */
#ifndef BROWSER_NAMES_H
#define BROWSER_NAMES_H

#include "reference.h"

enum {
	NAMES_MOST = 8,
};

/* What the names and titles hold, so that most need not be looked at. */
struct names {
	const struct reference *reference;
	uint64_t *bits; /* by entry: what its words begin with */
};

/* Reads all names. The reference is borrowed. Returns false without memory. */
bool names_init(struct names *names, const struct reference *reference);
void names_release(struct names *names);

/*
 * Finds the entries whose names, or else titles, have words that begin with
 * each word of the query; those by name come first. Returns how many there
 * are. A query with a filter in it names no entry.
 */
size_t names_find(const struct names *names, const char *query,
    uint32_t entries[NAMES_MOST]);

#endif
