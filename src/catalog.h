/*
 * Strings, each once, known by their number in the order of coming: 0, 1, 2 ...
 */
#ifndef CATALOG_H
#define CATALOG_H

#include "text.h"

/* No number. */
#define CATALOG_NONE UINT32_MAX

/* Zero-initialised it is empty. */
struct catalog {
	struct text bytes; /* the strings, each with a NUL */
	uint32_t *starts;  /* by number: where it begins in bytes */
	size_t count, capacity;
	struct catalog_slot *slots; /* numbers by hash */
	size_t slot_count;
	bool failed; /* memory ran out, or 4 GiB did */
};

void catalog_release(struct catalog *catalog);

/*
 * The number of the string of that length, which is copied in when it is new.
 * CATALOG_NONE without memory. The time it takes does not grow with what is
 * there already.
 */
uint32_t catalog_add(struct catalog *catalog, const char *string,
    size_t length);

/* The number of the string, or CATALOG_NONE if it is not there. */
uint32_t catalog_find(const struct catalog *catalog, const char *string,
    size_t length);

/* The string of a number. Borrowed until the next catalog_add. */
const char *catalog_string(const struct catalog *catalog, uint32_t number);

#endif
