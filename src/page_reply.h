/*
 * The page of a reply that was pasted: what this very text is, by what it was
 * known, how sure that is, and what to do.
 */
#ifndef PAGE_REPLY_H
#define PAGE_REPLY_H

#include "page.h"

/*
 * Appends the page of a reply, outside text of any kind. Returns whether its
 * cause was found.
 */
bool page_add_reply(struct page *page, const struct reference *reference,
    const char *bytes, size_t length);

#endif
