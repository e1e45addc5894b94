/*
 * The browser on a terminal: its event loop and the signals. The only part of
 * the program that waits for anything.
 */
#ifndef SESSION_H
#define SESSION_H

#include "feed.h"
#include "lookup.h"

/* What the browser is to open with; all of it is borrowed. */
struct session {
	const struct reference *reference;
	const struct lookup *lookup; /* what was asked for by name */
	const char *reply;	     /* that was asked for, or NULL */
	struct feed *feed;	     /* input to be read, or NULL */
};

/*
 * Runs the browser until it is left. It opens at the input, if there is one,
 * else at the reply, else at the first target, narrowed to the pattern if one
 * was asked for. Returns false if the terminal cannot be used, with the reason
 * appended to *message; nothing was drawn or read then.
 */
bool session_run(const struct session *session, struct text *message);

#endif
