/*
 * Searching without the browser: -s, in the examples or in the texts of files.
 * Part of the shell.
 */
#ifndef SEEK_H
#define SEEK_H

#include "options.h"
#include "output.h"
#include "reference.h"

/* Searches the examples. Returns the exit status of the program. */
enum exit_status seek_examples(const struct options *options,
    const struct reference *reference);

/* The same for a query that is not that of the options. */
enum exit_status seek_query(const struct options *options,
    const struct reference *reference, const char *query);

/* Searches the texts of the files, in place of the examples. */
enum exit_status seek_texts(const struct options *options,
    const struct reference *reference, int64_t now);

#endif
