/*
 * What the fields of a JSON object tell of one mail, wherever they stand in it:
 * services name them much alike. Private to log*.c.
 */
#ifndef LOG_FIELDS_H
#define LOG_FIELDS_H

#include "log_read.h"

/* Bytes of the log's scratch: what is written there must not move. */
enum {
	LOG_FIELDS_ROOM = 256
};

/* An event while it is read. The pointers are borrowed. */
struct log_reading {
	struct log *log;
	struct log_line *line; /* gets the date, if it has none */
	struct event *event;
	unsigned score; /* how good the text is that was found; 0 at first */
	bool sure;	/* a key tells that it is of a mail, without a code */
};

/*
 * Looks through an object of jansson's, and so many objects within each other,
 * for all that tells of one event; of a list the first item counts. The event
 * points into the object and into the log's scratch, which is to have room.
 */
void log_fields_read(struct log_reading *reading, const void *object,
    unsigned depth);

#endif
