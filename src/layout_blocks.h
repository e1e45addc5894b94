/*
 * How the blocks of a page are written as lines: what layout.c and
 * layout_*.c share; private to them.
 */
#ifndef LAYOUT_BLOCKS_H
#define LAYOUT_BLOCKS_H

#include "wrap.h"

/* A group that is neither a cause nor a side. */
#define NO_GROUP (TABLES_NONE - 1)

/* Blocks while they are laid out, and what stood before. */
struct writer {
	struct wrap wrap;
	const struct page *page;
	const char *heading;	   /* of the part that is being written */
	const struct block *last;  /* the one before */
	uint32_t group;		   /* cause of the last fix or example */
	unsigned skipped;	   /* steps of the group that were left out */
	unsigned body;		   /* where text begins */
	const struct block *reply; /* that was cut short */
	bool tree;		   /* the digits have been drawn as one */
};

/* Writes one block; those of one kind have one heading. */
void layout_block(struct writer *writer, const struct block *block);

/* Writes a cause, and that there are more behind the fixes. */
void layout_why(struct writer *writer, const struct block *block);
void layout_more_whys(struct writer *writer);

/* Begins a part: its heading in front of the first line, or above it. */
void layout_begin_part(struct writer *writer, const char *heading);

/* Begins the next line of a part, or the part itself. */
void layout_begin_row(struct writer *writer, const char *heading);

/* The lines of a reply as on the wire, as wide as there is room. */
void layout_wire(struct wrap *wrap, const char *text);

/* Writes a reply, as much of it as is shown first; a line of a log. */
void layout_reply(struct writer *writer, const struct block *block);
void layout_own_line(struct writer *writer, const struct block *block);

/* Writes a reply that was cut short, in full. */
void layout_whole_reply(struct writer *writer);

/* Says how many steps of a cause have been left out, when they are over. */
void layout_end_fixes(struct writer *writer);

#endif
