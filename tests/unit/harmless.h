/* What test programs share that need not be Check's. */
#ifndef HARMLESS_H
#define HARMLESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Valid UTF-8 that can do a terminal no harm? Decided without the code that
 * is tested: no C0 but line feeds, no DEL, no C1, no bidi control, no
 * zero-width or format character, no surrogate, nothing beyond Unicode.
 */
bool is_harmless(const char *bytes, size_t length);

/* Numbers that look random and are the same each time; the seed is not 0. */
uint32_t next_random(uint32_t *seed);

#endif
