/*
 * What an input adds up to, written as it was asked for: a table or a page, an
 * object, or lines that add up. Part of the shell.
 */
#ifndef RESULTS_H
#define RESULTS_H

#include "intake.h"
#include "lookup.h"
#include "options.h"

/*
 * Writes what was read, narrowed to what the lookup names. *found tells
 * whether there was something. False, after a complaint, if it cannot.
 */
bool results_write(const struct options *options, struct intake *intake,
    const struct lookup *lookup, bool *found);

/* Complains that there is nothing, and says why, if the input was mail. */
void results_tell_nothing(const struct intake *intake);

#endif
