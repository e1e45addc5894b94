/* The lists of the browser: which entry stands where. Private to browser*.c. */
#ifndef BROWSER_LISTS_H
#define BROWSER_LISTS_H

#include "browser.h"

/* Makes room for so many rows. Returns false if memory ran out. */
bool list_reserve(struct list *list, size_t most);

/*
 * Makes the rows of a view: its entries in groups, but for what the list
 * leaves out. Returns false if memory ran out.
 */
bool list_build(struct list *list, const struct reference *reference,
    enum view view);

/* Makes the rows of what a search has found: entries, then examples. */
bool list_build_found(struct list *list, const struct find *find,
    const uint32_t *names, size_t name_count);

/* The view that an entry of that kind is found in. */
enum view list_view(enum entry_kind kind);

/* Puts the selection in the middle of so many rows, as far as it goes. */
void list_center(struct list *list, size_t rows);

/*
 * Selects the row of the target; the nearest above it if it has none. Returns
 * whether it has one.
 */
bool list_select(struct list *list, const struct reference *reference,
    const struct target *target);

/*
 * Moves the selection by so many entries, over headings, as far as there are
 * some. Returns whether it moved.
 */
bool list_move(struct list *list, long step);

/*
 * Finds the first entry whose name begins with what was typed; of statuses
 * with a class in place of X. Returns its row, or the count if there is none.
 */
size_t list_find(const struct list *list, const struct reference *reference,
    const char *typed);

#endif
