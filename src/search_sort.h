/* The hits of a search in their order. */
#ifndef SEARCH_SORT_H
#define SEARCH_SORT_H

#include "search.h"

/*
 * Sorts hits, which stand in the order of their documents, by score, the
 * highest first; those of the same score stay in their order. spare has room
 * for as many. Takes time linear in their number, and no memory.
 */
void search_sort(struct search_hit *hits, struct search_hit *spare,
    size_t count);

#endif
