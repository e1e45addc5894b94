#include "redact_values.h"

#include <stdlib.h>

#include "text.h"

enum {
	SMALLEST = 256, /* places of the table */
};

void
redact_values_release(struct redact_values *values)
{
	free(values->places);
	*values = (struct redact_values) { 0 };
}

uint64_t
redact_hash(enum redact_kind kind, const char *bytes, size_t length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) + kind;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text_lower(bytes[i])) *
		    UINT64_C(0x100000001b3);
	return hash == 0 ? 1 : hash;
}

/* Where the hash is in the table, or is to be put. */
static struct redact_value *
place_of(struct redact_value *places, size_t size, uint64_t hash)
{
	size_t place = hash & (size - 1);

	while (places[place].hash != 0 && places[place].hash != hash)
		place = (place + 1) & (size - 1);
	return &places[place];
}

static bool
make_room(struct redact_values *values)
{
	size_t size = values->size == 0 ? SMALLEST : 2 * values->size;
	struct redact_value *places;

	if (values->count * 2 < values->size)
		return true;
	places = calloc(size, sizeof(*places));
	if (places == NULL)
		return false;
	for (size_t i = 0; i < values->size; i++)
		if (values->places[i].hash != 0)
			*place_of(places, size,
			    values->places[i].hash) = values->places[i];
	free(values->places);
	values->places = places;
	values->size = size;
	return true;
}

bool
redact_values_has(const struct redact_values *values, uint64_t hash)
{
	return values->size > 0 &&
	    place_of(values->places, values->size, hash)->hash == hash;
}

uint32_t
redact_number(struct redact_values *values, enum redact_kind kind,
    const char *bytes, size_t length)
{
	uint64_t hash = redact_hash(kind, bytes, length);
	struct redact_value *value;

	if (!make_room(values))
		return 0;
	value = place_of(values->places, values->size, hash);
	if (value->hash == 0) {
		value->hash = hash;
		value->number = ++values->numbers[kind];
		values->count++;
	}
	return value->number;
}
