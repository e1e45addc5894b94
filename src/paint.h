/*
 * From what is on the screen to what shall be there: the bytes that tell it to
 * a terminal, as few as will do. Pure: what the terminal is like is passed in.
 */
#ifndef PAINT_H
#define PAINT_H

#include "frame.h"

struct paint_terminal {
	bool unicode;	   /* it takes UTF-8; else no more than ASCII */
	bool keeps_styles; /* the cursor may move while one is on */
	bool scrolls;	   /* when the last column of the last row is written */
	bool shown_blank[STYLES]; /* can one see the style on a blank? */
	const char *erase; /* blanks from the cursor to the end of the row; NULL
			      if it cannot */
	/* Appends what moves the cursor there, and what turns one style into
	   another; STYLE_TEXT is none. */
	void (*place)(struct text *bytes, unsigned row, unsigned column);
	void (*restyle)(struct text *bytes, enum style from, enum style to);
	/* Appends what moves the rows from the first to the last up by that
	   many, or down if it is less than 0; what comes in is blank. NULL if it
	   cannot. The cursor may be anywhere then. */
	void (
	    *scroll)(struct text *bytes, unsigned first, unsigned last, int by);
	/* Would it take another width for a character than the frame? */
	bool (*differs)(uint32_t point, unsigned width);
};

/*
 * Appends what makes the frame of what is shown, which then is the same: both
 * have the same size. The style is STYLE_TEXT before and after.
 */
void paint(struct text *bytes, const struct paint_terminal *terminal,
    struct frame *shown, const struct frame *frame);

/*
 * Makes one sequence of all that set a rendition (ECMA-48, 8.3.117), without
 * what is reset anyway, and without what selects the usual character set, since
 * no other one is ever used. A restyling that begins at none needs no reset.
 * Other sequences stay as they are.
 */
void paint_shorten(struct text *bytes, bool from_none);

#endif
