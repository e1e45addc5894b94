/* Documents of JSON that tell of mails. Private to log*.c. */
#ifndef LOG_EVENTS_H
#define LOG_EVENTS_H

#include "log_read.h"

/* The string under a key of an object of jansson's; empty if there is none. */
struct piece log_json_string(const void *object, const char *key);

/* Forgets the document that was read. */
void log_events_restart(struct log_events *events);
void log_events_release(struct log_events *events);

/*
 * Reads the first event that a document of jansson's tells, which is to stay
 * until the next one is read. The line gets its date, if the event has one.
 * LOG_FOREIGN if it tells none.
 */
enum log_result log_events_read(struct log *log, const void *root,
    struct log_line *line, struct event *event);

/* Reads the next one; LOG_FOREIGN if there is none any more. */
enum log_result log_events_next(struct log *log, struct log_line *line,
    struct event *event);

#endif
