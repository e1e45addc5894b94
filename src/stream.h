/*
 * What is done with input: an answer for each line, or what it adds up to.
 * Part of the shell. All return the exit status of the program.
 */
#ifndef STREAM_H
#define STREAM_H

#include "lookup.h"
#include "options.h"
#include "output.h"
#include "reference.h"

enum exit_status stream_each(const struct options *options,
    const struct reference *reference);

/* Is there something to read: a file, or standard input that is no terminal? */
bool stream_has_input(const struct options *options);

/*
 * Shows the input in the browser. Sets *browsed to false if the terminal
 * cannot, which was told; then nothing was read.
 */
enum exit_status stream_browse(const struct options *options,
    const struct reference *reference, const struct lookup *lookup,
    bool *browsed);

/*
 * Reads all input and writes what it adds up to, narrowed to what the lookup
 * names, or mergeable counts. Sets *empty where standard input, not asked for
 * by name, held nothing; then nothing was written.
 */
enum exit_status stream_input(const struct options *options,
    const struct reference *reference, const struct lookup *lookup,
    bool *empty);

#endif
