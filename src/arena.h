/*
 * Strings that are made one after the other and dropped all at once.
 */
#ifndef ARENA_H
#define ARENA_H

#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* Zero-initialised it is empty. */
struct arena {
	struct arena_block *first, *current;
	bool failed; /* memory ran out: an empty string was returned */
};

void arena_release(struct arena *arena);

/* Drops all strings, but keeps the memory for the next ones. */
void arena_clear(struct arena *arena);

/* Copies some bytes, or writes a number, as a string. It is good until the
   arena is cleared or released. */
const char *arena_copy(struct arena *arena, const char *bytes, size_t length);
const char *arena_number(struct arena *arena, unsigned number);

/* Formats a string, which is good as long. */
const char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
