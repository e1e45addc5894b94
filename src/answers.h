/*
 * An answer for each line of an input, by two threads where there is much of
 * it. Private to stream.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "each.h"

struct answers;

/* Arguments as those of each_init(). NULL if memory ran out. */
struct answers *answers_new(const struct reference *reference, int64_t now,
    bool json, bool masked);
void answers_free(struct answers *answers);

/*
 * Takes the first of the bytes, 32 KB at most, and moves *bytes on behind them;
 * the beginning of a line is kept for the next ones. Appends the answers to
 * *out. False if memory ran out.
 */
bool answers_take(struct answers *answers, struct piece *bytes,
    struct text *out);

/*
 * The input has ended: answers what is left of it, and makes ready for another
 * one, whose lines go on being counted. *cut is how many lines were too long.
 * False if memory ran out.
 */
bool answers_end(struct answers *answers, struct text *out, uint64_t *cut);

/* Was one of all the lines a reply? */
bool answers_found(const struct answers *answers);

#endif
