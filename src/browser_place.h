/*
 * A place in the text of a page that is found again when its lines are broken
 * otherwise. Private to browser*.c.
 */
#ifndef BROWSER_PLACE_H
#define BROWSER_PLACE_H

#include "layout.h"

/* Where a line of the page is, however broad the page: see place_find(). */
struct text_place {
	uint32_t block;	    /* of the page, */
	const char *text;   /* a part of it that the line holds, or NULL, */
	size_t line, lines; /* and which of how many lines of the block */
};

/* The place that the line shows. */
struct text_place place_at(const struct layout *layout, size_t top);

/* The line that shows it, now that the page is laid out anew. */
size_t place_find(const struct layout *layout, const struct text_place *place);

/* Does the line hold what begins at the text? */
bool place_holds(const struct layout *layout, size_t line, const char *text);

#endif
