/*
 * All replies of an input, counted. Memory is bounded: of more different texts
 * than the limit those with the smallest hashes are kept, whatever the order
 * in which they came, and the others are counted together without their text.
 * So what is kept is exact, and counts of parts add up to those of the whole.
 */
#ifndef COUNTS_H
#define COUNTS_H

#include "counted.h"

enum {
	COUNTS_LIMIT = 8192, /* texts */
};

/* Zero-initialised it is empty. */
struct counts {
	struct counted **kept; /* a heap, the largest hash first */
	size_t kept_count, kept_capacity;
	struct counted **rests; /* those without text */
	size_t rest_count, rest_capacity;
	uint32_t *slots; /* into kept, by hash: number + 1, 0 is empty */
	size_t slot_count;
	uint64_t cut;	     /* texts that were dropped again */
	uint64_t generation; /* grows when a row of kept is freed */
	bool failed;	     /* memory ran out */
};

void counts_release(struct counts *counts);

/*
 * The row of a key, made if it is new. NULL if memory ran out. It is good
 * until the generation changes.
 */
struct counted *counts_row(struct counts *counts, const struct counted_key *key,
    unsigned class);

/* All rows, in the order of counted_compare(); to be freed, NULL of none. */
struct counted **counts_sorted(const struct counts *counts, size_t *count);

#endif
