/*
 * Bytes as they come, cut into lines. A line that stands whole in what was fed
 * is not copied. CR before LF is part of the line's end.
 */
#ifndef LINES_H
#define LINES_H

#include "event.h"
#include "text.h"

enum {
	LINE_LIMIT = 1 << 18, /* bytes of a line that are kept */
};

/* Zero-initialised it is at the beginning of an input. */
struct lines {
	struct text pending; /* the beginning of a line */
	uint64_t count;	     /* of the lines that were handed out */
	uint64_t cut;	     /* of those that were longer than the limit */
	bool returned;	     /* pending has been handed out */
	bool too_long;	     /* pending is full: what follows is dropped */
};

void lines_release(struct lines *lines);

/*
 * Takes the next line from the bytes at *at to end, and moves *at behind it.
 * Returns false when there is no further end of a line: what is left has been
 * kept for the next bytes. The line is borrowed until the next call.
 */
bool lines_next(struct lines *lines, const char **at, const char *end,
    struct piece *line);

/* What stands behind the last end of a line, when the input has ended. */
bool lines_last(struct lines *lines, struct piece *line);

#endif
