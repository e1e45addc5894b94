/*
 * Which values have been met, each with a number: known by their hashes alone,
 * FNV-1a of 64 bits, so equal hashes are taken for equal values.
 */
#ifndef HASH_TABLE_H
#define HASH_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialised it is empty. */
struct hash_table {
	struct hash_place {
		uint64_t hash; /* 0: the place is empty */
		uint32_t number;
	} * places;
	size_t count, size; /* of the places: a power of two */
};

void hash_table_release(struct hash_table *table);

/*
 * The number of a value, which is 0 if the value is new; NULL if memory ran
 * out. It holds until the next call.
 */
uint32_t *hash_table_put(struct hash_table *table, uint64_t hash);

bool hash_table_has(const struct hash_table *table, uint64_t hash);

/* The hash of a value that begins with HASH_SEED and goes on by a byte. */
#define HASH_SEED UINT64_C(0xcbf29ce484222325)

static inline uint64_t
hash_byte(uint64_t state, char c)
{
	return (state ^ (unsigned char)c) * UINT64_C(0x100000001b3);
}

/* The same for many bytes, and for any case of ASCII. */
uint64_t hash_bytes(uint64_t state, const char *bytes, size_t length);
uint64_t hash_any_case(uint64_t state, const char *bytes, size_t length);

#endif
