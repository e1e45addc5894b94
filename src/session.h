/*
 * The browser on a terminal: its event loop and the signals. The only part of
 * the program that waits for anything.
 */
#ifndef SESSION_H
#define SESSION_H

#include "lookup.h"

/*
 * Runs the browser until it is left. It opens at the reply, if one is given,
 * else at the first target, narrowed to the pattern if one was asked for. Returns false if the terminal cannot be
 * used, with the reason appended to *message; nothing was drawn then.
 */
bool session_run(const struct reference *reference, const struct lookup *lookup,
    const char *reply, struct text *message);

#endif
