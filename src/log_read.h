/*
 * The readers of log lines, one for each kind of software. Private to log*.c.
 *
 * Each gets a line with its frame taken off. LOG_FOREIGN: no line of its
 * software is written like this; what it has set of the event then, or for
 * LOG_SILENT, means nothing.
 */
#ifndef LOG_READ_H
#define LOG_READ_H

#include "log.h"
#include "log_line.h"

typedef enum log_result log_reader(struct log *log, const struct log_line *line,
    struct event *event);

log_reader log_postfix_read;
log_reader log_exim_read;
log_reader log_sendmail_read;
log_reader log_qmail_read;
log_reader log_smtpd_read;
log_reader log_exchange_read;
log_reader log_haraka_read;
log_reader log_courier_read;
log_reader log_stalwart_read;
log_reader log_others_read;
log_reader log_queue_read;	/* lines of a queue's listing */
log_reader log_transcript_read; /* sessions, and words that stand alone */

/* JSON: makes a line of what it holds, or an event. *line is LOG_FOREIGN's. */
enum log_result log_json_read(struct log *log, struct log_line *line,
    struct event *event);

/* The next event of the same line. */
enum log_result log_json_next(struct log *log, struct log_line *line,
    struct event *event);

#endif
