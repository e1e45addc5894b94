/* The search line of the browser, and what it found. Private to browser*.c. */
#ifndef BROWSER_SEARCH_H
#define BROWSER_SEARCH_H

#include "browser.h"

/* Opens the search line. */
void search_begin(struct browser *browser);

/* Opens it with a query in it, or adds to what it holds: text from outside. */
void search_for(struct browser *browser, const char *query);
void search_type(struct browser *browser, const char *typed);

/* Closes it, if it is open, and comes back to where it was opened. */
void search_leave(struct browser *browser);

/*
 * Ends a search of which the results are shown, and comes back to where it was
 * begun. Returns false if none are.
 */
bool search_drop(struct browser *browser);

/* Takes a key while the line is open: text, or moving, or leaving it. */
enum browser_result browser_search_key(struct browser *browser, uint32_t key);

/* Opens the entry of the example that is selected among those found. */
void search_open_selected(struct browser *browser);

/* Goes to the next or previous of those found. */
void search_next(struct browser *browser, int step);

#endif
