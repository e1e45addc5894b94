/*
 * What a text for people says of the recipients: no format of one server, but
 * what they have in common. Addresses stand at the front of a line, in a line
 * that names them, or in a sentence; the reason follows them, or stands in a
 * transcript that names them again.
 */
#ifndef MAIL_PROSE_H
#define MAIL_PROSE_H

#include "mail_said.h"

enum {
	PROSE_RECIPIENTS = 256,
	PROSE_NO_ONE = PROSE_RECIPIENTS, /* no recipient's number */
	PROSE_OTHERS = 3,
};

struct mail_prose {
	/* Up to what is quoted of the returned mail, and not more than what
	   no server writes about one. */
	struct piece text;
	unsigned cues; /* of the text, if they were asked for */
	struct mail_place {
		struct piece recipient;
		size_t line;	    /* where its line begins in the text */
		size_t behind, end; /* what follows it, up to the next one */
	} places[PROSE_RECIPIENTS];
	size_t count;
	bool full; /* there were more of them */
};

/* The first address in a text; empty if there is none. */
struct piece mail_address_in(struct piece text);

/*
 * Reads a text; the addresses of those who got and who wrote the bounce are
 * no recipients if there is any other.
 */
void mail_prose_read(struct mail_prose *prose, struct piece text,
    const struct piece others[PROSE_OTHERS]);

/* Sets the cues of the text: mail_cues.h. */
void mail_prose_cues(struct mail_prose *prose);

/* The number of a recipient, or PROSE_NO_ONE. */
size_t mail_prose_find(const struct mail_prose *prose, struct piece recipient);

/* What follows a recipient up to the next one; all of it for PROSE_NO_ONE. */
struct piece mail_prose_span(const struct mail_prose *prose, size_t number);

/*
 * Finds the reply for a recipient, or the one of the whole text for
 * PROSE_NO_ONE. False if it says nothing.
 */
bool mail_prose_reason(struct mail *mail, const struct mail_prose *prose,
    size_t number, bool success, struct mail_said *said);

#endif
