/*
 * Inputs, one after the other, into an intake: all at once, or a piece at a
 * time between the keys. Part of the shell.
 */
#ifndef FEED_H
#define FEED_H

#include "input.h"
#include "intake.h"

enum feed_result {
	FEED_MORE,  /* some was read, and there may be more at once */
	FEED_LATER, /* none is there now; wait for feed_descriptor() */
	FEED_DONE,  /* all has been read */
};

/* Zero-initialised but for names, count, intake and tell. */
struct feed {
	const char *const *names; /* borrowed; "-" is standard input */
	size_t count, next;
	struct intake *intake; /* borrowed */
	/* Says something of an input; the name is outside text. */
	void (*tell)(void *context, const char *name, const char *message);
	void *context;
	bool impatient; /* do not wait for bytes */
	struct input *input;
	struct feed_half *half; /* of it, that a thread reads, or NULL */
	bool open, halved;	/* halved: that has been looked at */
	bool fed;		/* bytes of it have been read */
	bool told;    /* something was said of the input that is open */
	bool trouble; /* not all could be read */
};

/* Reads one piece. */
enum feed_result feed_step(struct feed *feed);

/* What to wait for: the descriptor of the input that is open, or -1. */
int feed_descriptor(const struct feed *feed);

/* Waits until there is something to read, at most so many milliseconds. */
void feed_wait(const struct feed *feed, long milliseconds);

/* Ends the reading; what was read has been counted. */
void feed_end(struct feed *feed);

#endif
