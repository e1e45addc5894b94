/*
 * A pool of strings, each once, known by its offset; 0 is the empty string.
 */
#ifndef POOL_H
#define POOL_H

#include <stddef.h>
#include <stdint.h>

#include "text.h"

/* Zero-initialised it is an empty one. */
struct pool {
	struct text bytes; /* NUL-terminated strings, the first one empty */
	uint32_t *slots;   /* offsets by hash; 0 is a free slot */
	size_t slot_count, string_count;
	/*
	 * Strings that were there before, borrowed; those that are added have
	 * the offsets behind them. What is added is not looked for there.
	 */
	const char *base;
	uint32_t base_size;
	bool failed; /* memory ran out, or 4 GiB did: an offset is wrong */
};

void pool_release(struct pool *pool);

/* The offset of the string of that length, which is copied in when new. */
uint32_t pool_add(struct pool *pool, const char *string, size_t length);

/* The string at an offset. Borrowed until the next pool_add. */
const char *pool_string(const struct pool *pool, uint32_t offset);

/* Copies the strings of base in front of the others: no offset changes. */
void pool_unite(struct pool *pool);

/* FNV-1a, 32 bits: what the ids of examples are made of. */
uint32_t pool_hash(const char *bytes, size_t length);

#endif
