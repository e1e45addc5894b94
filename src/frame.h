/*
 * A grid of character cells: what the browser is drawn into, and what the
 * terminal shows. Text that does not fit is cut at the edge it was given.
 */
#ifndef FRAME_H
#define FRAME_H

#include "style.h"
#include "text.h"

enum {
	CELL_POINTS = 3, /* a character and the marks that combine with it */
};

struct cell {
	uint32_t points[CELL_POINTS]; /* unused ones are 0 */
	uint8_t width;		      /* 0: the right half of the one before */
	uint8_t style;		      /* enum style */
	uint16_t unused;	      /* 0, so that cells compare as bytes */
};

/* Zero-initialised it has no cells. */
struct frame {
	struct cell *cells; /* rows of columns */
	unsigned rows, columns;
	size_t capacity;
};

void frame_release(struct frame *frame);

/* Gives it that size, all blank. Returns false if memory ran out. */
bool frame_resize(struct frame *frame, unsigned rows, unsigned columns);

/* Fills columns of a row with blanks of a style. */
void frame_fill(struct frame *frame, unsigned row, unsigned column,
    unsigned columns, enum style style);

/* Fills columns of a row with a character of one column. */
void frame_repeat(struct frame *frame, unsigned row, unsigned column,
    unsigned columns, const char *character, enum style style);

/*
 * Writes inert UTF-8 from a column up to, but not into, the column end.
 * Returns the column behind what was written.
 */
unsigned frame_write(struct frame *frame, unsigned row, unsigned column,
    unsigned end, const char *bytes, size_t length, enum style style);

/* The same of a string; if it does not fit, its last column is the mark. */
unsigned frame_write_cut(struct frame *frame, unsigned row, unsigned column,
    unsigned end, const char *string, enum style style, const char *mark);

/*
 * Appends the rows as text, without blanks at their ends, each with a line
 * feed: what a stored screen of the tests is.
 */
void frame_dump(const struct frame *frame, struct text *text);

#endif
