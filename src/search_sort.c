#include "search_sort.h"

#include <string.h>

enum {
	BITS = 11, /* of a score that are sorted by at a time */
	BUCKETS = 1 << BITS,
	FEW = 24, /* are sorted one by one */
};

/* Puts each hit before those that score less. */
static void
sort_few(struct search_hit *hits, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct search_hit hit = hits[i];
		size_t at = i;

		for (; at > 0 && hits[at - 1].score < hit.score; at--)
			hits[at] = hits[at - 1];
		hits[at] = hit;
	}
}

/* The place in its bucket order, the highest first. */
static size_t
bucket_of(const struct search_hit *hit, unsigned shift)
{
	return BUCKETS - 1 - (hit->score >> shift & (BUCKETS - 1));
}

/*
 * Sorts by some bits of the score, leaving equal ones in their order. Returns
 * false, with nothing done, if these bits are the same in all.
 */
static bool
sort_bits(const struct search_hit *from, struct search_hit *to, size_t count,
    unsigned shift)
{
	size_t places[BUCKETS] = { 0 }, next = 0, bucket;

	for (size_t i = 0; i < count; i++)
		places[bucket_of(&from[i], shift)]++;
	if (places[bucket_of(&from[0], shift)] == count)
		return false;
	for (size_t i = 0; i < BUCKETS; i++) {
		size_t size = places[i];

		places[i] = next;
		next += size;
	}
	for (size_t i = 0; i < count; i++) {
		bucket = bucket_of(&from[i], shift);
		to[places[bucket]++] = from[i];
	}
	return true;
}

void
search_sort(struct search_hit *hits, struct search_hit *spare, size_t count)
{
	struct search_hit *from = hits, *to = spare, *sorted;
	uint32_t highest = 0;

	if (count <= FEW) {
		sort_few(hits, count);
		return;
	}
	for (size_t i = 0; i < count; i++)
		highest = hits[i].score > highest ? hits[i].score : highest;
	for (unsigned shift = 0; shift < 32 && highest >> shift > 0;
	     shift += BITS) {
		if (!sort_bits(from, to, count, shift))
			continue;
		sorted = to;
		to = from;
		from = sorted;
	}
	if (from != hits)
		memcpy(hits, from, count * sizeof(*hits));
}
