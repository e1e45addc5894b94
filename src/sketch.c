#include "sketch.h"

#include <stdlib.h>
#include <string.h>

#include "text.h"

void
sketch_release(struct sketch *sketch)
{
	free(sketch->hashes);
	*sketch = (struct sketch) { 0 };
}

/* The first place whose hash is not below the one that is sought. */
static size_t
place_of(const struct sketch *sketch, uint64_t hash)
{
	size_t low = 0, high = sketch->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (sketch->hashes[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
sketch_add(struct sketch *sketch, uint64_t hash)
{
	void *hashes = sketch->hashes;
	bool full = sketch->count == SKETCH_LIMIT;
	size_t place;

	if (full && hash >= sketch->hashes[SKETCH_LIMIT - 1])
		return;
	place = place_of(sketch, hash);
	if (place < sketch->count && sketch->hashes[place] == hash)
		return;
	if (!full) {
		if (!text_grow(&hashes, &sketch->capacity, sketch->count + 1,
			sizeof(*sketch->hashes))) {
			sketch->failed = true;
			return;
		}
		sketch->hashes = hashes;
		sketch->count++;
	}
	memmove(sketch->hashes + place + 1, sketch->hashes + place,
	    (sketch->count - place - 1) * sizeof(*sketch->hashes));
	sketch->hashes[place] = hash;
}

void
sketch_merge(struct sketch *sketch, const struct sketch *other)
{
	for (size_t i = 0; i < other->count; i++)
		sketch_add(sketch, other->hashes[i]);
	sketch->failed = sketch->failed || other->failed;
}

uint64_t
sketch_count(const struct sketch *sketch, bool *exact)
{
	uint64_t largest;

	*exact = sketch->count < SKETCH_LIMIT;
	if (*exact)
		return sketch->count;
	/* k - 1 of n hashes lie below the k-th: n = (k - 1) * 2^64 / it. */
	largest = sketch->hashes[SKETCH_LIMIT - 1] >> 32;
	if (largest == 0)
		return SKETCH_LIMIT;
	return ((uint64_t)(SKETCH_LIMIT - 1) << 32) / largest;
}

uint64_t
sketch_hash_end(uint64_t state)
{
	state ^= state >> 33;
	state *= UINT64_C(0xff51afd7ed558ccd);
	state ^= state >> 33;
	state *= UINT64_C(0xc4ceb9fe1a85ec53);
	return state ^ state >> 33;
}
