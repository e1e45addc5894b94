/*
 * Dates of header fields (RFC 5322 3.3 and the obsolete forms of 4.3).
 */
#ifndef MAIL_DATE_H
#define MAIL_DATE_H

#include "event.h"

/* Reads a date; what is no date is a time that is not said. */
struct event_time mail_date(struct piece text);

#endif
