#include "catalog.h"

#include <stdlib.h>
#include <string.h>

enum {
	FIRST_SLOTS = 1024,
};

/* A free one has the number CATALOG_NONE. */
struct catalog_slot {
	uint32_t check; /* the upper half of the hash */
	uint32_t number;
};

void
catalog_release(struct catalog *catalog)
{
	text_release(&catalog->bytes);
	free(catalog->starts);
	free(catalog->slots);
	*catalog = (struct catalog) { 0 };
}

const char *
catalog_string(const struct catalog *catalog, uint32_t number)
{
	return catalog->bytes.data + catalog->starts[number];
}

/* Where the next string would begin, or a number's ends, with its NUL. */
static size_t
end_of(const struct catalog *catalog, uint32_t number)
{
	return number + 1 < catalog->count ? catalog->starts[number + 1] :
					     catalog->bytes.length;
}

/* The slot that holds the string, or the free one where it belongs. */
static size_t
find_slot(const struct catalog *catalog, uint64_t hash, const char *string,
    size_t length)
{
	size_t mask = catalog->slot_count - 1, at = (size_t)hash & mask;
	const struct catalog_slot *slot = &catalog->slots[at];

	while (slot->number != CATALOG_NONE) {
		if (slot->check == hash >> 32 &&
		    end_of(catalog, slot->number) -
			    catalog->starts[slot->number] ==
			length + 1 &&
		    memcmp(catalog_string(catalog, slot->number), string,
			length) == 0)
			break;
		at = (at + 1) & mask;
		slot = &catalog->slots[at];
	}
	return at;
}

/* Puts the numbers that are there into slots that are all free. */
static void
fill_slots(struct catalog *catalog)
{
	size_t mask = catalog->slot_count - 1;

	for (uint32_t i = 0; i < catalog->count; i++) {
		const char *string = catalog_string(catalog, i);
		uint64_t hash = text_hash(0, string,
		    end_of(catalog, i) - catalog->starts[i] - 1);
		size_t at = (size_t)hash & mask;

		while (catalog->slots[at].number != CATALOG_NONE)
			at = (at + 1) & mask;
		catalog->slots[at] = (struct catalog_slot) {
			.check = (uint32_t)(hash >> 32),
			.number = i,
		};
	}
}

static bool
grow_slots(struct catalog *catalog)
{
	size_t count = catalog->slot_count == 0 ? FIRST_SLOTS :
						  catalog->slot_count * 2;
	struct catalog_slot *slots;

	if (count > SIZE_MAX / sizeof(*slots))
		return false;
	slots = malloc(count * sizeof(*slots));
	if (slots == NULL)
		return false;
	for (size_t i = 0; i < count; i++)
		slots[i].number = CATALOG_NONE;
	free(catalog->slots);
	catalog->slots = slots;
	catalog->slot_count = count;
	fill_slots(catalog);
	return true;
}

/* Adds a string that is not there; its number, or CATALOG_NONE. */
static uint32_t
append(struct catalog *catalog, const char *string, size_t length)
{
	void *starts = catalog->starts;

	if (catalog->bytes.length + length >= UINT32_MAX ||
	    !text_grow(&starts, &catalog->capacity, catalog->count + 1,
		sizeof(*catalog->starts)))
		return CATALOG_NONE;
	catalog->starts = starts;
	catalog->starts[catalog->count] = (uint32_t)catalog->bytes.length;
	text_append_bytes(&catalog->bytes, string, length);
	text_append_char(&catalog->bytes, '\0');
	if (catalog->bytes.failed)
		return CATALOG_NONE;
	return (uint32_t)catalog->count++;
}

uint32_t
catalog_add(struct catalog *catalog, const char *string, size_t length)
{
	uint64_t hash = text_hash(0, string, length);
	struct catalog_slot *slot;

	if (catalog->failed ||
	    (catalog->count * 2 >= catalog->slot_count &&
		!grow_slots(catalog))) {
		catalog->failed = true;
		return CATALOG_NONE;
	}
	slot = &catalog->slots[find_slot(catalog, hash, string, length)];
	if (slot->number == CATALOG_NONE) {
		slot->check = (uint32_t)(hash >> 32);
		slot->number = append(catalog, string, length);
		catalog->failed = slot->number == CATALOG_NONE;
	}
	return slot->number;
}

uint32_t
catalog_find(const struct catalog *catalog, const char *string, size_t length)
{
	if (catalog->slot_count == 0)
		return CATALOG_NONE;
	return catalog
	    ->slots[find_slot(catalog, text_hash(0, string, length), string,
		length)]
	    .number;
}
