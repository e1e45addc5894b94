/* A page as it may be shown to strangers: what a ticket needs, and no more. */
#ifndef REPORT_H
#define REPORT_H

#include "page.h"
#include "text.h"

/*
 * Appends, at that many columns, what the page says about who has to do what:
 * its head, the reply, verdict, causes and fixes, and of an input how often it
 * was met and one of its lines. In what is from outside addresses, IP
 * addresses, ids and hosts are masked (redact.h). A page that could not be
 * masked for want of memory sets text->failed and is not to be shown.
 */
void report_page(struct text *text, const struct page *page,
    const struct reference *reference, unsigned width);

#endif
