/*
 * Pages and lists as JSON: one object on one line, its keys in a fixed order.
 * The schema is documented in smtpcode(1); keys are only ever added.
 */
#ifndef JSON_H
#define JSON_H

#include "find.h"
#include "page.h"
#include "text.h"

/*
 * Appends the page and a line feed. The query is what was asked for, outside
 * text. A reply that was asked for stands before the entries, as json_reply()
 * wrote it; NULL if there was none. Returns false if memory ran out.
 */
bool json_page(struct text *text, const struct page *page,
    const struct reference *reference, const char *query, const char *reply);

/*
 * Appends the examples that a search found, best first, as results[] with
 * score and matched[], and a line feed. Returns false if memory ran out.
 */
bool json_results(struct text *text, const struct find *find,
    const char *query);

/* A list is begun, filled and ended; it owns what is in it until then. */
struct json_list {
	void *root, *entries, *examples;
};

bool json_list_begin(struct json_list *list);
bool json_list_entry(struct json_list *list, const struct reference *reference,
    const struct target *target);
bool json_list_example(struct json_list *list,
    const struct reference *reference, uint32_t example);

/* Appends the list and a line feed, and frees it. */
bool json_list_end(struct json_list *list, struct text *text);

#endif
