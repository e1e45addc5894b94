/*
 * Fits how sure answers are from the reference alone: the servers are held
 * back in turn, and with them a part of the others' texts; a model is fitted to
 * the rest, and what is answered for the examples that were held back shows
 * which signs of an answer go with its being right. Linked into mkreference,
 * and into `make score`.
 *
 * What is fitted is the same to the byte with any compiler, as in model_fit.h.
 */
#ifndef SURETY_FIT_H
#define SURETY_FIT_H

#include "identify.h"
#include "model_fit.h"

/*
 * Fills in SURETY_SIGNS rows for the tables, which hold all but these. What is
 * hidden is not looked at; it may be NULL. Returns false if memory ran out.
 */
bool surety_fit(struct word_row *rows, const struct tables *tables,
    const struct hidden *hidden);

/* Writes an example's text with something plausible for its placeholders. */
void surety_fill_in(struct text *out, const char *text);

#endif
