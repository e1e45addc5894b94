/*
 * Mail logs and queues: from a line to the event that it tells.
 * Which software wrote a line, and in what frame (syslog, RFC 5424, journal,
 * JSON, CSV ...), is decided line by line; nobody has to say it.
 */
#ifndef LOG_H
#define LOG_H

#include "event.h"
#include "text.h"

enum log_result {
	LOG_FOREIGN, /* no line of a log: it may be a reply by itself */
	LOG_SILENT,  /* a line of a log in which no reply is told */
	LOG_EVENT,
};

/* The day of the last date that was read, which the next one often has too. */
struct log_day {
	char written[10];
	size_t length; /* of what was written; 0: no date was read */
	int64_t now, seconds;
};

/* A document that tells several events, while it is read. */
struct log_events {
	const void *list; /* of items, and the next one of them */
	size_t next;
	const void *recipients; /* of the item before that, and the next one */
	size_t recipient;
	bool queued;	     /* they are those of a queue */
	struct event shared; /* what they have in common, */
	struct log_line_date {
		struct piece date, zone;
		int clock;
	} date;
	void *unwrapped;  /* a document that stood in a string */
	struct text text; /* what tells the last event; "" if all of it does */
};

/* Zero-initialised but for now. Reused from line to line. */
struct log {
	/* To give a year to dates without one: seconds as in event_time. */
	int64_t now;
	struct text scratch;  /* what had to be decoded */
	struct text queue_id; /* of the entry of a queue that is listed */
	bool reasonless;      /* such a queue tells no reasons: exim -bp */
	void *document;	      /* the last line of JSON, parsed */
	struct log_events events;
	struct log_day day;
	bool failed; /* memory ran out */
};

void log_release(struct log *log);

/* Forgets what the lines of an input have in common: a header, a queue ID. */
void log_restart(struct log *log);

/* Is the next line read as after log_restart(), whatever stood before? */
bool log_is_fresh(const struct log *log);

/*
 * Reads a line without its line feed. Takes time linear in its length. The
 * event is filled only for LOG_EVENT; its pieces are borrowed of the line and
 * of the log, until the next call.
 */
enum log_result log_read(struct log *log, const char *line, size_t length,
    struct event *event);

/*
 * Reads the next event that the same line tells: JSON may tell of several
 * mails and recipients. False if there is none any more.
 */
bool log_next(struct log *log, struct event *event);

/* The part of the line that tells the event; empty if that is all of it. */
struct piece log_told(const struct log *log);

#endif
