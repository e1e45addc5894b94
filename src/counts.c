#include "counts.h"

#include <stdlib.h>
#include <string.h>

enum {
	SLOTS = 4 * COUNTS_LIMIT,
};

void
counts_release(struct counts *counts)
{
	for (size_t i = 0; i < counts->kept_count; i++)
		counted_free(counts->kept[i]);
	for (size_t i = 0; i < counts->rest_count; i++)
		counted_free(counts->rests[i]);
	free(counts->kept);
	free(counts->rests);
	free(counts->slots);
	*counts = (struct counts) { 0 };
}

/* Does one have to go before the other? */
static bool
is_larger(const struct counted *left, const struct counted *right)
{
	if (left->hash != right->hash)
		return left->hash > right->hash;
	return counted_compare(&left->key, &right->key) > 0;
}

/* The slots hold places in the heap, which move. */
static size_t
slot_of(const struct counts *counts, const struct counted *row)
{
	size_t slot = row->hash & (SLOTS - 1);

	while (counts->kept[counts->slots[slot] - 1] != row)
		slot = (slot + 1) & (SLOTS - 1);
	return slot;
}

/* Swaps two places of the heap, and what the slots say of them. */
static void
swap(struct counts *counts, size_t i, size_t j)
{
	size_t a = slot_of(counts, counts->kept[i]);
	size_t b = slot_of(counts, counts->kept[j]);
	struct counted *row = counts->kept[i];

	counts->kept[i] = counts->kept[j];
	counts->kept[j] = row;
	counts->slots[a] = (uint32_t)j + 1;
	counts->slots[b] = (uint32_t)i + 1;
}

static void
sift_up(struct counts *counts, size_t i)
{
	while (i > 0 && is_larger(counts->kept[i], counts->kept[(i - 1) / 2])) {
		swap(counts, i, (i - 1) / 2);
		i = (i - 1) / 2;
	}
}

static void
sift_down(struct counts *counts, size_t i)
{
	for (;;) {
		size_t largest = i, child = 2 * i + 1;

		for (size_t end = child + 2; child < end; child++)
			if (child < counts->kept_count &&
			    is_larger(counts->kept[child],
				counts->kept[largest]))
				largest = child;
		if (largest == i)
			return;
		swap(counts, i, largest);
		i = largest;
	}
}

static struct counted *
find(const struct counts *counts, const struct counted_key *key, uint64_t hash)
{
	size_t slot = hash & (SLOTS - 1);

	for (; counts->slots[slot] != 0; slot = (slot + 1) & (SLOTS - 1)) {
		struct counted *row = counts->kept[counts->slots[slot] - 1];

		if (row->hash == hash && counted_equals(&row->key, key))
			return row;
	}
	return NULL;
}

/* Empties a slot, and moves up those behind it that were pushed on. */
static void
empty_slot(struct counts *counts, size_t slot)
{
	size_t next = slot;

	counts->slots[slot] = 0;
	for (;;) {
		uint32_t number;
		size_t home;

		next = (next + 1) & (SLOTS - 1);
		number = counts->slots[next];
		if (number == 0)
			return;
		home = counts->kept[number - 1]->hash & (SLOTS - 1);
		if (((next - home) & (SLOTS - 1)) <
		    ((next - slot) & (SLOTS - 1)))
			continue;
		counts->slots[slot] = number;
		counts->slots[next] = 0;
		slot = next;
	}
}

/* The row of those whose text was not kept. */
static struct counted *
rest_of(struct counts *counts, const struct counted_key *key)
{
	struct counted_key wide = { .direction = key->direction,
		.disposition = key->disposition,
		.cause = key->cause };
	void *rests = counts->rests;

	for (size_t i = 0; i < counts->rest_count; i++)
		if (counted_equals(&counts->rests[i]->key, &wide))
			return counts->rests[i];
	if (!text_grow(&rests, &counts->rest_capacity, counts->rest_count + 1,
		sizeof(struct counted *)))
		return NULL;
	counts->rests = rests;
	counts->rests[counts->rest_count] = counted_new(&wide,
	    counted_hash(&wide), 0);
	if (counts->rests[counts->rest_count] == NULL)
		return NULL;
	return counts->rests[counts->rest_count++];
}

/* Takes the row with the largest hash out, into those without a text. */
static bool
drop_largest(struct counts *counts)
{
	struct counted *row = counts->kept[0], *rest;
	size_t last = counts->kept_count - 1;

	rest = rest_of(counts, &row->key);
	if (rest == NULL)
		return false;
	if (last > 0)
		swap(counts, 0, last);
	empty_slot(counts, slot_of(counts, row));
	counts->kept_count--;
	sift_down(counts, 0);
	counted_merge(rest, row);
	counted_free(row);
	counts->cut++;
	counts->generation++;
	return true;
}

/* Puts a new row in. */
static bool
insert(struct counts *counts, struct counted *row)
{
	void *kept = counts->kept;
	size_t slot = row->hash & (SLOTS - 1);

	if (!text_grow(&kept, &counts->kept_capacity, counts->kept_count + 1,
		sizeof(struct counted *)))
		return false;
	counts->kept = kept;
	counts->kept[counts->kept_count++] = row;
	while (counts->slots[slot] != 0)
		slot = (slot + 1) & (SLOTS - 1);
	counts->slots[slot] = (uint32_t)counts->kept_count;
	sift_up(counts, counts->kept_count - 1);
	return true;
}

static struct counted *
add_row(struct counts *counts, const struct counted_key *key, uint64_t hash,
    unsigned class)
{
	struct counted *row = counted_new(key, hash, class);

	if (row == NULL)
		return NULL;
	if (counts->kept_count >= COUNTS_LIMIT) {
		if (!is_larger(counts->kept[0], row)) {
			counted_free(row);
			counts->cut++;
			return rest_of(counts, key);
		}
		if (!drop_largest(counts)) {
			counted_free(row);
			return NULL;
		}
	}
	if (insert(counts, row))
		return row;
	counted_free(row);
	return NULL;
}

struct counted *
counts_row(struct counts *counts, const struct counted_key *key, unsigned class)
{
	uint64_t hash = counted_hash(key);
	struct counted *row = NULL;

	if (counts->slots == NULL)
		counts->slots = calloc(SLOTS, sizeof(*counts->slots));
	if (counts->slots != NULL && key->text == NULL)
		row = rest_of(counts, key);
	else if (counts->slots != NULL)
		row = find(counts, key, hash);
	if (row == NULL && counts->slots != NULL && key->text != NULL)
		row = add_row(counts, key, hash, class);
	counts->failed = counts->failed || row == NULL;
	return row;
}

static int
by_key(const void *left, const void *right)
{
	const struct counted *const *a = left, *const *b = right;

	return counted_compare(&(*a)->key, &(*b)->key);
}

struct counted **
counts_sorted(const struct counts *counts, size_t *count)
{
	size_t all = counts->kept_count + counts->rest_count;
	struct counted **rows;

	*count = 0;
	if (all == 0)
		return NULL;
	rows = malloc(all * sizeof(struct counted *));
	if (rows == NULL)
		return NULL;
	if (counts->kept_count > 0)
		memcpy(rows, counts->kept,
		    counts->kept_count * sizeof(struct counted *));
	if (counts->rest_count > 0)
		memcpy(rows + counts->kept_count, counts->rests,
		    counts->rest_count * sizeof(struct counted *));
	qsort(rows, all, sizeof(struct counted *), by_key);
	*count = all;
	return rows;
}
