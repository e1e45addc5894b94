/*
 * What was counted, as lines of JSON that add up: written by one run, read and
 * merged by another. The schema is documented in smtpcode(1).
 */
#ifndef TALLY_H
#define TALLY_H

#include "counts.h"
#include "redact.h"
#include "reference.h"

/* May it be such a line? A cheap look, before it is read. */
bool tally_is(const char *line, size_t length);

/*
 * Adds what a line tells. Returns how many replies those are; 0 if it is no
 * valid one, and then nothing was added.
 */
uint64_t tally_read(struct counts *counts, const struct reference *reference,
    const char *line, size_t length);

/*
 * Appends a line for each row, in an order that is always the same. redact may
 * be NULL; else what is from outside is masked, by placeholders: so the masked
 * tallies of many hosts add up.
 */
bool tally_write(struct text *text, const struct counts *counts,
    const struct reference *reference, struct redact *redact);

#endif
