/* A page as it may be shown to strangers: what a ticket needs, and no more. */
#ifndef REPORT_H
#define REPORT_H

#include "page.h"
#include "text.h"

/*
 * Appends, at that many columns, what the page says about who has to do what:
 * its head, the reply, verdict, causes and fixes. In what was pasted addresses,
 * IP addresses and ids are masked as <address>, <ip> and <id>; code, status
 * and the names of hosts stay.
 */
void report_page(struct text *text, const struct page *page, unsigned width);

#endif
