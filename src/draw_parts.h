/* What draw*.c have of each other; private to them. */
#ifndef DRAW_PARTS_H
#define DRAW_PARTS_H

#include "draw.h"
#include "page_reply.h"

/* What lines and marks are made of. */
struct glyphs {
	const char *across, *down, *cross;
	const char *cut;	/* at the end of what was cut */
	const char *more, *end; /* is there more below? */
};

enum {
	WIDE_LIST = 30, /* columns: from there on names have their titles */
};

struct drawing {
	struct frame *frame;
	const struct browser *browser;
	const struct glyphs *glyphs;
	struct geometry geometry;
	struct normal text; /* of an example that may hold matches */
};

/* Writes a string; one that does not fit ends in a mark. */
unsigned draw_text(struct drawing *drawing, unsigned row, unsigned column,
    unsigned end, const char *string, enum style style);

/* Marks in a text that was written from a column on what is searched for. */
void draw_matches(struct drawing *drawing, const char *bytes, size_t length,
    unsigned row, unsigned column, unsigned end);

/* Writes the lines of a reply in one row, with what is searched for marked. */
void draw_reply(struct drawing *drawing, unsigned row, unsigned column,
    unsigned end, const char *text, enum style style);

/* The bars above and below the panes. */
void draw_header(struct drawing *drawing);
void draw_rule(struct drawing *drawing);
void draw_status(struct drawing *drawing);
void draw_footer(struct drawing *drawing);

/* A row of an input, in a list that ends before that column. */
void draw_counted(struct drawing *drawing, unsigned row, unsigned end,
    const struct row *shown, enum style style);

/* The lines of the admin's own for what is shown. */
void draw_lines_pane(struct drawing *drawing);

#endif
