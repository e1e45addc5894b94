#include "pool.h"

#include <stdlib.h>
#include <string.h>

void
pool_release(struct pool *pool)
{
	text_release(&pool->bytes);
	free(pool->slots);
	*pool = (struct pool) { 0 };
}

uint32_t
pool_hash(const char *bytes, size_t length)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
	return hash;
}

/* The slot that holds the string, or the free one where it belongs. */
static size_t
find_slot(const struct pool *pool, const char *string, size_t length)
{
	size_t at = pool_hash(string, length) % pool->slot_count;

	for (; pool->slots[at] != 0; at = (at + 1) % pool->slot_count) {
		const char *found = pool_string(pool, pool->slots[at]);

		if (strlen(found) == length &&
		    memcmp(found, string, length) == 0)
			break;
	}
	return at;
}

static bool
grow_slots(struct pool *pool)
{
	struct pool grown = *pool;
	const char *string;

	grown.slot_count = pool->slot_count == 0 ? 1024 : pool->slot_count * 2;
	grown.slots = calloc(grown.slot_count, sizeof(*grown.slots));
	if (grown.slots == NULL)
		return false;
	for (size_t i = 0; i < pool->slot_count; i++) {
		if (pool->slots[i] == 0)
			continue;
		string = pool_string(pool, pool->slots[i]);
		grown.slots[find_slot(&grown, string, strlen(string))] =
		    pool->slots[i];
	}
	free(pool->slots);
	*pool = grown;
	return true;
}

uint32_t
pool_add(struct pool *pool, const char *string, size_t length)
{
	size_t at, offset;

	if (pool->bytes.length == 0)
		text_append_char(&pool->bytes, '\0');
	if (length == 0)
		return 0;
	if (pool->string_count * 2 >= pool->slot_count && !grow_slots(pool)) {
		pool->failed = true;
		return 0;
	}
	at = find_slot(pool, string, length);
	if (pool->slots[at] != 0)
		return pool->slots[at];
	offset = pool->base_size + pool->bytes.length;
	text_append_bytes(&pool->bytes, string, length);
	text_append_char(&pool->bytes, '\0');
	if (pool->bytes.failed || offset + length >= UINT32_MAX) {
		pool->failed = true;
		return 0;
	}
	pool->slots[at] = (uint32_t)offset;
	pool->string_count++;
	return (uint32_t)offset;
}

const char *
pool_string(const struct pool *pool, uint32_t offset)
{
	if (offset < pool->base_size)
		return pool->base + offset;
	return pool->bytes.length > 0 ?
	    pool->bytes.data + offset - pool->base_size :
	    "";
}

void
pool_unite(struct pool *pool)
{
	struct text all = { 0 };

	if (text_room(&all, pool->base_size + pool->bytes.length) == NULL) {
		pool->failed = true;
		return;
	}
	text_append_bytes(&all, pool->base, pool->base_size);
	text_append_bytes(&all, text_string(&pool->bytes), pool->bytes.length);
	text_release(&pool->bytes);
	pool->bytes = all;
	pool->base_size = 0;
}
