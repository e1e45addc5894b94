/*
 * Where replies begin in a text: three digits that are a code, and not a port,
 * a size, a process or a part of an address. Private to reply*.c.
 */
#ifndef REPLY_SCAN_H
#define REPLY_SCAN_H

#include "reply.h"

enum {
	REPLY_STARTS = 64, /* looked at; what comes behind them is ignored */
};

struct reply_start {
	uint32_t at; /* of the code */
	unsigned code;
	bool line;    /* first on its line, but for signs of quoting */
	bool quoted;  /* a cue in front says that somebody said it */
	bool goes_on; /* its lines go on: 550- */
};

/* Finds the places where replies begin; returns how many. */
size_t reply_scan(const struct text *bytes,
    struct reply_start starts[REPLY_STARTS]);

/* Finds the first status in [from, to) that stands alone; empty if none. */
struct reply_span reply_scan_status(const struct text *bytes, size_t from,
    size_t to, unsigned class);

/* Where the reply's text that begins there ends, at most at limit. */
size_t reply_scan_end(const struct text *bytes, size_t from, size_t limit);

/*
 * Finds, in [from, to), the last words by which a server quotes another one
 * (`said:`). Returns where the quotation begins, or to.
 */
size_t reply_scan_quote(const struct text *bytes, size_t from, size_t to);

#endif
