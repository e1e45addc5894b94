/*
 * The part of a bounce that is made for machines (RFC 3464, RFC 6533): what it
 * says of each recipient.
 */
#ifndef MAIL_REPORT_H
#define MAIL_REPORT_H

#include "mail_piece.h"

/* What it says of the whole mail. */
struct mail_report {
	struct piece reporting; /* the server that wrote it */
	struct piece queue;	/* its queue ID there */
	struct piece envelope;	/* Original-Envelope-Id */
	size_t recipients;
};

/* May the text be such a part, whatever its type is said to be? */
bool mail_report_begins(struct piece text);

/* Adds an event for each recipient that the text tells of. */
void mail_report_read(struct mail *mail, struct piece text,
    struct mail_report *report);

#endif
