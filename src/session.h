/*
 * The browser on a terminal: its event loop and the signals. The only part of
 * the program that waits for anything.
 */
#ifndef SESSION_H
#define SESSION_H

#include "feed.h"
#include "lookup.h"

/* What the browser is to open with, which is borrowed, and how it ended. */
struct session {
	const struct reference *reference;
	const struct lookup *lookup; /* what was asked for by name */
	const char *reply;	     /* that was asked for, or NULL */
	struct feed *feed;	     /* input to be read, or NULL */
	bool nothing; /* set: it was left since the input tells nothing */
};

/*
 * Runs the browser until it is left. It opens at the input, if there is one,
 * else at the reply, else at the first target, narrowed to the pattern if one
 * was asked for. Returns false if the terminal cannot be used, with the reason
 * appended to *message; nothing was drawn or read then.
 */
bool session_run(struct session *session, struct text *message);

#endif
