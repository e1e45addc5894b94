/* What -l prints: all that there is, or what the operands leave of it. */
#ifndef LISTING_H
#define LISTING_H

#include "options.h"
#include "reference.h"

enum listing_result {
	LISTING_FOUND,
	LISTING_EMPTY,	 /* nothing matches; message says so */
	LISTING_INVALID, /* message says what was expected */
	LISTING_FAILED,	 /* memory ran out; message says so */
};

/*
 * Appends the list, as JSON if the options say so, else a line an entry. Each
 * operand is a kind (codes, statuses, pairs, causes, servers, vendors,
 * examples) or whatever lookup.h finds; without one it is all but the
 * examples.
 */
enum listing_result listing_write(struct text *text,
    const struct reference *reference, const struct options *options,
    struct text *message);

#endif
