/*
 * From what a bounce says to people and to machines to its events: what is
 * missing in the one is taken from the other.
 */
#ifndef MAIL_EVENTS_H
#define MAIL_EVENTS_H

#include "mail_kind.h"
#include "mail_prose.h"
#include "mail_report.h"

/* A bounce whose events are made. */
struct mail_bounce {
	const struct mime_message *message;
	struct mail_signs signs;
	struct mail_report report;
	struct mail_prose prose;
	struct piece returned; /* the Message-ID of the returned mail */
	size_t first;	       /* its first event */
};

/* Adds to events that were made of a report what the prose says better. */
void mail_events_improve(struct mail *mail, const struct mail_bounce *bounce);

/* Makes the events of a bounce that has only prose. */
void mail_events_make(struct mail *mail, const struct mail_bounce *bounce);

/* Gives its events time, host and message where they are not told yet. */
void mail_events_finish(struct mail *mail, const struct mail_bounce *bounce);

#endif
