/* The browser: the view of an input. Private to browser*.c. */
#ifndef BROWSER_INPUT_H
#define BROWSER_INPUT_H

#include "browser.h"

/*
 * Makes the rows of that view or, for VIEW_FOUND, of what the search looks for
 * of what has been counted. What is selected and shown stays so.
 */
void browser_list_input(struct browser *browser, enum view view);

/* Shows what is selected there, or what has this hash, if it is still there. */
void browser_show_counted(struct browser *browser,
    const struct counted *counted);
bool browser_show_hash(struct browser *browser, uint64_t hash);

/* By group and urgency, or by count. */
void browser_sort_input(struct browser *browser);

#endif
