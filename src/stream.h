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

/* The clock of this place, as event.h counts it. */
int64_t stream_now(void);

enum exit_status stream_each(const struct options *options,
    const struct reference *reference);

/* Is there something to read: a file, or standard input that is no terminal? */
bool stream_has_input(const struct options *options);

/* How the work on an input ended. */
enum stream_end {
	STREAM_DONE,
	STREAM_EMPTY,	/* standard input held nothing, as if there were none */
	STREAM_UNSHOWN, /* the terminal cannot; it was told, and written */
};

/*
 * Shows the input, narrowed to what the lookup names, in the browser; where
 * the terminal cannot, writes it as stream_input does.
 */
enum exit_status stream_browse(const struct options *options,
    const struct reference *reference, const struct lookup *lookup,
    enum stream_end *end);

/*
 * Reads all input and writes what it adds up to, narrowed to what the lookup
 * names, or mergeable counts.
 */
enum exit_status stream_input(const struct options *options,
    const struct reference *reference, const struct lookup *lookup,
    enum stream_end *end);

#endif
