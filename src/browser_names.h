/* Entries by their names and titles. Private to browser*.c. */
#ifndef BROWSER_NAMES_H
#define BROWSER_NAMES_H

#include "reference.h"

enum {
	NAMES_MOST = 8,
};

/*
 * Finds the entries whose names, or else titles, have words that begin with
 * each word of the query; those by name come first. Returns how many there
 * are. A query with a filter in it names no entry.
 */
size_t names_find(const struct reference *reference, const char *query,
    uint32_t entries[NAMES_MOST]);

#endif
