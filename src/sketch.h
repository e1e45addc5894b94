/*
 * How many different messages there were: the smallest of their hashes are
 * kept. Below their limit the count is exact, above it is estimated by how
 * dense they lie; sketches of parts make the sketch of the whole.
 */
#ifndef SKETCH_H
#define SKETCH_H

#include "hash_table.h"

enum {
	SKETCH_LIMIT = 256,
};

/* Zero-initialised it is empty. */
struct sketch {
	uint64_t *hashes; /* ascending, each once */
	size_t count, capacity;
	bool failed; /* memory ran out */
};

void sketch_release(struct sketch *sketch);
void sketch_add(struct sketch *sketch, uint64_t hash);
void sketch_merge(struct sketch *sketch, const struct sketch *other);

/* How many there were; *exact tells whether they were counted. */
uint64_t sketch_count(const struct sketch *sketch, bool *exact);

/*
 * The hash of a message, of that of its bytes (hash_table.h): its bits mixed by
 * the finalizer of MurmurHash3.
 */
uint64_t sketch_hash_end(uint64_t state);

#endif
