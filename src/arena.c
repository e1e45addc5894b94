#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	BLOCK_SIZE = 4096,
};

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	char bytes[];
};

void
arena_release(struct arena *arena)
{
	struct arena_block *next;

	for (struct arena_block *block = arena->first; block != NULL;
	     block = next) {
		next = block->next;
		free(block);
	}
	*arena = (struct arena) { 0 };
}

void
arena_clear(struct arena *arena)
{
	for (struct arena_block *block = arena->first; block != NULL;
	     block = block->next)
		block->used = 0;
	arena->current = arena->first;
}

/* Room for size bytes, in a block that is there or in a new one. */
static char *
reserve(struct arena *arena, size_t size)
{
	struct arena_block **at = arena->current != NULL ? &arena->current :
							   &arena->first;
	size_t new_size = size > BLOCK_SIZE ? size : BLOCK_SIZE;
	struct arena_block *block;

	while (*at != NULL && (*at)->size - (*at)->used < size)
		at = &(*at)->next;
	if (*at == NULL) {
		block = malloc(sizeof(*block) + new_size);
		if (block == NULL) {
			arena->failed = true;
			return NULL;
		}
		block->next = NULL;
		block->used = 0;
		block->size = new_size;
		*at = block;
	}
	arena->current = *at;
	arena->current->used += size;
	return arena->current->bytes + arena->current->used - size;
}

const char *
arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	char *string = reserve(arena, length + 1);

	if (string == NULL)
		return "";
	memcpy(string, bytes, length);
	string[length] = '\0';
	return string;
}

const char *
arena_number(struct arena *arena, unsigned number)
{
	char digits[3 * sizeof(number)];
	size_t at = sizeof(digits);

	do
		digits[--at] = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	return arena_copy(arena, digits + at, sizeof(digits) - at);
}

const char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *string;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	string = length < 0 ? NULL : reserve(arena, (size_t)length + 1);
	if (string == NULL) {
		arena->failed = true;
		return "";
	}
	va_start(arguments, format);
	vsnprintf(string, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return string;
}
