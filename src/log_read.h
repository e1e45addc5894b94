/*
 * The readers of log lines, one for each kind of software. Private to log*.c.
 *
 * Each gets a line with its frame taken off and returns LOG_FOREIGN, having
 * changed nothing, if no line of its software is written like this.
 */
#ifndef LOG_READ_H
#define LOG_READ_H

#include "log.h"
#include "log_line.h"

typedef enum log_result log_reader(struct log *log, const struct log_line *line,
    struct event *event);

log_reader log_postfix_read;

#endif
