/* A page as plain text: no escape sequence, no mark where a line wraps. */
#ifndef PLAIN_H
#define PLAIN_H

#include "page.h"
#include "text.h"

struct plain_options {
	unsigned width; /* columns */
	/* Takes what there is of the text, and empties it; NULL: all of it is
	   kept. */
	void (*drain)(struct text *text);
};

/* Appends the page; what is not drained before the end is in the text. */
void plain_page(struct text *text, const struct page *page,
    const struct plain_options *options);

/*
 * Appends a line for each entry of a kind, or for each target: kind, name and
 * title, separated by tabs.
 */
void plain_list_entry(struct text *text, const struct reference *reference,
    const struct target *target);

/* Appends a line for an example: kind, id and text, separated by tabs. */
void plain_list_example(struct text *text, const struct reference *reference,
    uint32_t example);

/*
 * Appends a line for an example that was searched for: server, code, status,
 * cause and text, separated by tabs, `-` for what it has not; cut to so many
 * columns, with `~` at the end, if columns is not 0.
 */
void plain_hit(struct text *text, const struct reference *reference,
    uint32_t example, unsigned columns);

#endif
