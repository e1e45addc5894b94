/*
 * What a line of a log, a bounce or a text says: who said it, what became of
 * the mail, and why. Each line is judged by itself.
 */
#ifndef JUDGE_H
#define JUDGE_H

#include "event.h"
#include "identify.h"
#include "log.h"
#include "mail.h"

enum {
	JUDGE_STATUS = 12, /* 5.123.123 and its NUL */
};

/* What judges, to be used again and again. It is large: not for the stack. */
struct judge {
	struct log log;
	struct identify identify;
	struct mail mail; /* of judge_bounce() */
};

struct judgement {
	bool holds; /* a reply; else nothing here means anything */
	struct event event;
	unsigned code;		   /* 0 if it has none */
	unsigned class;		   /* 2 to 5; 0 if nothing tells it */
	char status[JUDGE_STATUS]; /* "" if it has none */
	struct identification found;
};

/* now is a time as in event.h, to give years to dates without one. */
void judge_init(struct judge *judge, const struct reference *reference,
    int64_t now);
void judge_release(struct judge *judge);

/*
 * Judges a line without its line feed. judge->identify.reply tells afterwards
 * how the text was read. The event's pieces hold until the next line.
 */
void judge_line(struct judge *judge, const char *line, size_t length,
    struct judgement *judgement);

/* Judges a text that stands by itself, without a log around it. */
void judge_text_alone(struct judge *judge, const char *text, size_t length,
    struct judgement *judgement);

/*
 * Judges the first failure that a text tells of which begins as a mail or a
 * bounce does. Returns false, and judges nothing, if it is none.
 */
bool judge_bounce(struct judge *judge, const char *bytes, size_t length,
    struct judgement *judgement);

/* Judges what is known of a mail already. */
void judge_event(struct judge *judge, const struct event *event,
    struct judgement *judgement);

/* Is the cause at least probable? */
bool judgement_is_known(const struct judgement *judgement);

#endif
