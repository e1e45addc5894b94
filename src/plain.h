/*
 * A page as plain text: no mark where a line wraps, and no escape sequence
 * unless colours are asked for.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "page.h"
#include "palette.h"
#include "search.h"
#include "text.h"

struct plain_options {
	unsigned width; /* columns */
	enum looks looks;
	bool spoken; /* it is read aloud: no drawing */
	bool links; /* web addresses are links (OSC 8), where there are looks */
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

/*
 * Cuts what was appended since start, a line, to so many columns, tabs as 8,
 * with `~` at its end where something was cut.
 */
void plain_cut(struct text *text, size_t start, unsigned columns);

/*
 * Appends lines of fields, separated by tabs, with a look for each field; the
 * last style is that of all further ones. What a search asked for is marked in
 * the last field; search may be NULL.
 */
void plain_rows(struct text *text, const struct text *rows,
    const enum style *styles, size_t fields, const struct search *search,
    enum looks looks);

#endif
