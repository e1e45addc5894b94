/*
 * The reply that stands in a text for people: by its code, by its status, or
 * as the words that give a reason.
 */
#ifndef MAIL_SAID_H
#define MAIL_SAID_H

#include "mail_piece.h"

/* A reply as it was found. */
struct mail_said {
	struct piece text;    /* its lines joined; empty: nothing was found */
	struct piece context; /* what stands before it, and it itself */
	bool has_code;
};

/*
 * Finds the first failure that has a code, or where there is none and success
 * is asked for, the first code. Takes time linear in the length, as all here.
 */
bool mail_said_code(struct mail *mail, struct piece text, bool success,
    struct mail_said *said);

/* Finds the first paragraph with a status. */
bool mail_said_status(struct mail *mail, struct piece text,
    struct mail_said *said);

/* Finds the paragraph behind a line such as `The response was:`. */
bool mail_said_label(struct mail *mail, struct piece text,
    struct mail_said *said);

/* Finds the first paragraph that may give a reason. */
bool mail_said_words(struct mail *mail, struct piece text,
    struct mail_said *said);

/* Does it say more than a code, a status, addresses and that it is late? */
bool mail_said_is_useful(struct piece reply);

#endif
