/* What an input adds up to, as a table. */
#ifndef PLAIN_INPUT_H
#define PLAIN_INPUT_H

#include "digest.h"
#include "palette.h"
#include "redact.h"

/*
 * How the table looks: at so many columns; where they are few, those that
 * matter least are left out. The texts are cut only if cut is set.
 */
struct plain_table {
	unsigned width;
	bool cut;
	enum looks looks;
	struct redact *redact; /* NULL: nothing is masked */
};

void plain_digest(struct text *text, const struct digest *digest,
    const struct intake *intake, const struct plain_table *options);

/* Appends the totals in sentences, a line each. */
void plain_totals(struct text *text, const struct digest *digest,
    const struct intake_totals *totals, const struct counts *counts);

#endif
