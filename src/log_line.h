/*
 * A line of a log with its frame taken off. Private to log*.c.
 */
#ifndef LOG_LINE_H
#define LOG_LINE_H

#include "log.h"
#include "log_bytes.h"

/* How a date is written. */
enum log_clock {
	DATED_NONE,
	DATED_BSD,   /* Nov 21 10:20:31, RFC 3164; a year on any side */
	DATED_ISO,   /* 2026-11-21T10:20:31, also with / and a blank */
	DATED_DAY,   /* 21/Nov/2026:10:20:31, 21 Nov 2026 10:20:31 */
	DATED_EPOCH, /* 1795256431.123 */
	DATED_MICRO, /* the same in microseconds */
	DATED_TAI,   /* @4000000069203d1f0c..., of multilog */
};

struct log_line {
	struct piece date, zone; /* as they are written; of the inmost frame */
	enum log_clock clock;
	struct piece host, tag; /* the tag without [pid] */
	struct piece body;
	struct piece whole; /* the body with host and tag in front of it */
	bool framed;	    /* a date, a priority or the like stood in front */
};

/* Takes all frames off the line: one log may have gone through others. */
void log_frame_read(struct log_line *line, const char *bytes, size_t length);

/*
 * Takes off what somebody who pasted the line has put in place of a queue ID,
 * as in `[...]: to=<a>, relay=`: a word, if one of count ones stands behind it.
 */
void log_skip_made_up_id(struct piece *body, const char *const *behind,
    size_t count);

/* Takes a date off the body, in any of the forms. False if there is none. */
bool log_date_read(struct log_line *line);

/* Do the bytes have this form? 0: a digit, a: a letter, else themselves. */
bool log_date_has_form(struct piece piece, const char *form);

/* Reads the date that was taken off. now: to give it a year. */
void log_time_read(const struct log_line *line, int64_t now,
    struct log_day *day, struct event_time *time);

/* Which month a name of three letters means, 1 to 12; else 0. */
unsigned log_time_month(struct piece name);

#endif
