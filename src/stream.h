/*
 * What is done with input: an answer for each line, or what it adds up to.
 * Part of the shell. All return the exit status of the program.
 */
#ifndef STREAM_H
#define STREAM_H

#include "options.h"
#include "output.h"
#include "reference.h"

enum exit_status stream_each(const struct options *options,
    const struct reference *reference);

#endif
