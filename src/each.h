/* An answer for each line of input: a filter for scripts (--each). */
#ifndef EACH_H
#define EACH_H

#include "judge.h"
#include "redact.h"

/* It is large: not for the stack. */
struct each {
	const struct reference *reference; /* borrowed */
	struct judge judge;
	struct redact redact;
	bool json, masked;
	uint64_t line; /* the number of the last one */
};

/*
 * now is a time as in event.h. With json set an answer is an object, else
 * line, code, status, direction, disposition, cause and confidence, separated
 * by tabs, `-` for what is not known.
 */
void each_init(struct each *each, const struct reference *reference,
    int64_t now, bool json, bool masked);
void each_release(struct each *each);

/* Another input begins; the lines go on being counted. */
void each_restart(struct each *each);

/* Is the next line answered as the first one of an input would be? */
bool each_is_fresh(const struct each *each);

/*
 * Appends the answer for the next line; *holds tells whether it is a reply.
 * False if memory ran out.
 */
bool each_line(struct each *each, const char *line, size_t length,
    struct text *text, bool *holds);

#endif
