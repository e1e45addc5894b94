/*
 * What a line of a mail log, an entry of a queue or a bounce tells of one mail
 * and one recipient: who said what to whom, and what became of the mail.
 * log.h and mail.h make events; what reads them does not know of what they
 * were made.
 *
 * All pieces are borrowed of the bytes that were read or of the reader's own
 * memory, and hold until it reads on. They are outside text.
 */
#ifndef EVENT_H
#define EVENT_H

#include "piece.h"
#include "vocabulary.h"

enum {
	/* minutes east of UTC of a time that does not tell its zone */
	EVENT_ZONE_UNSAID = INT16_MIN,
	EVENT_TIME_SIZE = 32, /* 2026-11-28T12:34:56+01:00 and a NUL */
};

/* A time as the input tells it, in the zone of the input. */
struct event_time {
	bool said;
	int64_t seconds; /* since 1970-01-01 00:00 of that zone's clock */
	int16_t zone;	 /* minutes east of UTC, or EVENT_ZONE_UNSAID */
};

/*
 * Writes a time as RFC 3339 has it, without offset where none is known. Returns
 * false, and writes nothing but a NUL, if the time was not said or its year is
 * not one of 1 to 9999.
 */
bool event_time_write(char written[EVENT_TIME_SIZE],
    const struct event_time *time);

/*
 * Reads what event_time_write() writes; "" is a time that was not said. False
 * if it is anything else.
 */
bool event_time_read(const char *written, struct event_time *time);

/*
 * The day of the civil calendar as days since 1970-01-01, and back; of years
 * from 1 to 9999, months and days from 1.
 */
int64_t event_days(int year, int month, int day);
void event_date(int64_t days, int *year, int *month, int *day);

/*
 * Which of two times comes first: <0, 0 or >0. Zones count where both are
 * known; a time that was not said comes last.
 */
int event_time_compare(const struct event_time *left,
    const struct event_time *right);

/*
 * An order of all times that is the same everywhere: by the moment, where a
 * zone that is not known counts as UTC, then by the zone; what was not said
 * comes last. It is for what has to add up, and 0 means that they are equal.
 */
int event_time_order(const struct event_time *left,
    const struct event_time *right);

struct event {
	enum direction direction; /* DIRECTION_ANY: it does not tell */
	enum disposition disposition;
	enum stage stage; /* STAGE_UNSAID: it does not tell */
	/*
	 * What was said, for reply_find: code, status and text as they stand
	 * there. Without a code it is the words for what went wrong.
	 */
	struct piece reply;
	/* What stands beside the text and not in it; 0 and empty if nothing. */
	unsigned code;
	struct piece status;   /* not if it is filler, as dsn=5.0.0 mostly is */
	unsigned class;	       /* 2, 4 or 5, where only a word tells it */
	struct piece reported; /* the status that a bounce gives beside the
				  reply, whatever it is worth */

	struct event_time time;
	struct piece host;	/* that wrote the line */
	struct piece message;	/* its queue ID, else its Message-ID */
	struct piece recipient; /* without brackets */
	struct piece relay;	/* who said it: a name, an address or both */
	struct piece client;	/* who was refused */
};

#endif
