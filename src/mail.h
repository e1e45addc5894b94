/*
 * Bounces: from a message to an event for each recipient that it tells of
 * (RFC 3462, 3464, 6522, 6533, and the formats without a machine's part).
 */
#ifndef MAIL_H
#define MAIL_H

#include "event.h"
#include "text.h"

enum mail_kind {
	MAIL_ORDINARY, /* no bounce: a letter, an out-of-office reply ... */
	MAIL_BOUNCE,
	MAIL_COMPLAINT, /* a report of abuse: ARF (RFC 5965) */
};

/* Zero-initialised it is empty. Reused from message to message. */
struct mail {
	enum mail_kind kind;
	const char *why; /* a few words of ours: by what the kind was told */
	struct event *events;
	size_t event_count, event_capacity;
	struct text
	    scratch; /* what was decoded; it does not move, and is no string */
	struct mail_charsets *charsets; /* converters, kept open */
	bool cut;    /* it ended within a part, or was too deep or large */
	bool failed; /* memory ran out */
};

void mail_release(struct mail *mail);

/* May these be the first bytes of a message or of an mbox? */
bool mail_begins(const char *bytes, size_t length);

/* May the lines that follow make another answer of it? Of whole lines. */
bool mail_needs_more(const char *bytes, size_t length);

/*
 * Reads a whole message, RFC 5322, without the line `From ` of an mbox. The
 * pieces of the events are borrowed of the bytes or of scratch, and hold until
 * the next one is read. Takes time linear in the length.
 */
void mail_read(struct mail *mail, const char *bytes, size_t length);

#endif
