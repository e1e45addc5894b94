/*
 * The names that are met most, in little memory: a name that is new takes the
 * place of the one met least, and its count (the space-saving algorithm of
 * Metwally and others). Counts may be too high, never too low.
 */
#ifndef TOPLIST_H
#define TOPLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	TOPLIST_NAMES = 8,
	TOPLIST_BYTES = 64, /* of a name; what is longer is cut */
};

struct toplist_row {
	char name[TOPLIST_BYTES]; /* inert in what toplist_tops() gives */
	uint32_t hash;
	uint64_t count;
	uint64_t excess; /* by how much that may be too high */
};

/* Zero-initialised it is empty. */
struct toplist {
	struct toplist_row *rows; /* in no order */
	size_t count;
	bool failed; /* memory ran out */
};

void toplist_release(struct toplist *list);
void toplist_add(struct toplist *list, const char *name, size_t length);
void toplist_merge(struct toplist *list, const struct toplist *other);

/*
 * Copies the names of a list that are known to make up a tenth of all or more,
 * those met most first, with the counts that are sure. Returns how many.
 */
size_t toplist_tops(const struct toplist *list, uint64_t all,
    struct toplist_row tops[TOPLIST_NAMES]);

#endif
