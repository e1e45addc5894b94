/*
 * Inputs for fuzz: lines, mails and tallies put together, then damaged, the
 * same ones after the same seed.
 */
#ifndef FUZZ_INPUTS_H
#define FUZZ_INPUTS_H

#include <stdbool.h>
#include <stdint.h>

#include "text.h"

void inputs_seed(uint32_t number);

/* The next number below a limit. */
size_t inputs_below(size_t limit);

/*
 * Reads what inputs are made of: a table with the lines in its second column,
 * and a folder of mails. False if there is none of either.
 */
bool inputs_read(const char *lines_path, const char *mails_path);

/* All lines; and what they add up to, to be kept. False if that is nothing. */
void inputs_all_lines(struct text *input);
bool inputs_keep_tallies(const char *tally);

void inputs_release(void);

/* Makes an input that is sound; does one of many kinds of damage to it. */
void inputs_make(struct text *input);
void inputs_damage(struct text *input);

/* Packs it, in one member or two; false if zlib fails. */
bool inputs_pack(struct text *input);

#endif
