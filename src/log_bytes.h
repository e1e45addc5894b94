/*
 * What a line of a log has in it: values of its keys, codes and replies. All
 * pieces are borrowed of it. Private to log*.c.
 */
#ifndef LOG_BYTES_H
#define LOG_BYTES_H

#include "event.h"

/*
 * The value of `key=value`, where key holds its `=`: what stands in quotes
 * or in <> without them, else up to a comma or a blank. Empty if there is
 * none.
 */
struct piece bytes_value(struct piece piece, const char *key);

/* The length of a status, 5.7.1, in front, behind which no letter stands; 0 if
   none is there. */
size_t bytes_status(struct piece piece);

/* The code in front, 200 to 599 or another that servers send; else 0. */
unsigned bytes_code(struct piece piece);

/*
 * From the first code on that stands alone behind a blank, a quote or the
 * like; the whole piece if there is none.
 */
struct piece bytes_reply(struct piece piece);

/* The same, but only from a code that a status of its class follows, else
   empty. */
struct piece bytes_full_reply(struct piece piece);

#endif
