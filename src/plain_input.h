/* What an input adds up to, as a table. */
#ifndef PLAIN_INPUT_H
#define PLAIN_INPUT_H

#include "digest.h"
#include "redact.h"

/*
 * Appends the table at so many columns; where they are few, those that matter
 * least are left out. The texts are cut only if cut is set. redact may be
 * NULL.
 */
void plain_digest(struct text *text, const struct digest *digest,
    const struct intake *intake, unsigned width, bool cut,
    struct redact *redact);

/* Appends the totals in sentences, a line each. */
void plain_totals(struct text *text, const struct digest *digest,
    const struct intake_totals *totals, const struct counts *counts);

#endif
