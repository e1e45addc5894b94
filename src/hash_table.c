#include "hash_table.h"

#include <stdlib.h>

#include "text.h"

enum {
	SMALLEST = 256, /* places of a table that holds anything */
};

void
hash_table_release(struct hash_table *table)
{
	free(table->places);
	*table = (struct hash_table) { 0 };
}

/* 0 marks the empty places. */
static uint64_t
mark_of(uint64_t hash)
{
	return hash == 0 ? 1 : hash;
}

/* Where the hash is in the table, or is to be put. */
static struct hash_place *
place_of(struct hash_place *places, size_t size, uint64_t hash)
{
	size_t place = hash & (size - 1);

	while (places[place].hash != 0 && places[place].hash != hash)
		place = (place + 1) & (size - 1);
	return &places[place];
}

static bool
make_room(struct hash_table *table)
{
	size_t size = table->size == 0 ? SMALLEST : 2 * table->size;
	struct hash_place *places;

	if (table->count * 2 < table->size)
		return true;
	places = calloc(size, sizeof(*places));
	if (places == NULL)
		return false;
	for (size_t i = 0; i < table->size; i++)
		if (table->places[i].hash != 0)
			*place_of(places, size,
			    table->places[i].hash) = table->places[i];
	free(table->places);
	table->places = places;
	table->size = size;
	return true;
}

uint32_t *
hash_table_put(struct hash_table *table, uint64_t hash)
{
	struct hash_place *place;

	if (!make_room(table))
		return NULL;
	place = place_of(table->places, table->size, mark_of(hash));
	table->count += place->hash == 0;
	place->hash = mark_of(hash);
	return &place->number;
}

bool
hash_table_has(const struct hash_table *table, uint64_t hash)
{
	return table->size > 0 &&
	    place_of(table->places, table->size, mark_of(hash))->hash != 0;
}

uint64_t
hash_bytes(uint64_t state, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		state = hash_byte(state, bytes[i]);
	return state;
}

uint64_t
hash_any_case(uint64_t state, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		state = hash_byte(state, text_lower(bytes[i]));
	return state;
}
