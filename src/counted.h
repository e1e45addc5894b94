/*
 * A reply as it was met in an input, counted: the same text, said in the same
 * direction, with the same end and cause. Counts of parts of an input add up
 * to those of the whole.
 */
#ifndef COUNTED_H
#define COUNTED_H

#include "judge.h"
#include "sketch.h"
#include "toplist.h"

enum {
	SAMPLE_LIMIT = 1000, /* bytes of a line that are kept */
	COUNTED_RECENT = 3,  /* further lines that are kept to be shown */
};

/* By what replies are told apart. Strings are inert. */
struct counted_key {
	enum direction direction;
	enum disposition disposition;
	unsigned code;
	char status[JUDGE_STATUS];
	uint32_t cause;	  /* of the entries, or TABLES_NONE */
	const char *text; /* masked; NULL: those whose text was not kept */
	size_t length;
};

/* What is told of one of the lines. Strings are owned, inert, "" if unsaid. */
struct counted_sample {
	char *bytes; /* all of them, one behind the other, each with a NUL */
	const char *line, *host, *message, *recipient, *relay, *client,
	    *reported;
	struct event_time time;
};

struct counted {
	struct counted_key key; /* its text is owned */
	uint64_t hash;		/* of the key */
	unsigned class;
	uint64_t count; /* of lines, or of recipients of bounces */
	uint64_t later; /* deferred mails that were delivered after all */
	struct sketch messages;
	struct event_time first, last;
	struct counted_sample sample; /* the least by time and bytes */
	char *recent[COUNTED_RECENT]; /* the last lines, in no order, inert */
	size_t recent_count;
	struct toplist recipients; /* of bounces */
	struct toplist domains, relays;
	bool failed; /* memory ran out */
};

/* What is added by one line. Pieces are borrowed, and made inert here. */
struct counted_line {
	const struct event *event;
	struct piece line;
	uint64_t message;     /* its hash */
	bool names_recipient; /* one that is worth keeping: of a bounce */
};

/* Makes an empty one of a key. NULL if memory ran out. */
struct counted *counted_new(const struct counted_key *key, uint64_t hash,
    unsigned class);
void counted_free(struct counted *counted);

uint64_t counted_hash(const struct counted_key *key);
bool counted_equals(const struct counted_key *left,
    const struct counted_key *right);

/* An order of keys that is the same everywhere: <0, 0, >0. */
int counted_compare(const struct counted_key *left,
    const struct counted_key *right);

void counted_add(struct counted *counted, const struct counted_line *line);

/* Adds what was counted elsewhere under the same key, or a finer one. */
void counted_merge(struct counted *counted, const struct counted *other);

/*
 * Takes over a line, and what the event tells beside it, as the sample if it
 * comes before the present one.
 */
void counted_offer_line(struct counted *counted, const struct event *event,
    const struct piece *line);

#endif
