/*
 * Logs, queues, bounces and tallies of any size in bounded memory, counted:
 * bytes go in as they come, replies with their counts come out.
 */
#ifndef INTAKE_H
#define INTAKE_H

#include "counts.h"
#include "judge.h"
#include "known_hosts.h"
#include "lines.h"
#include "mail.h"

enum {
	INTAKE_MESSAGE_LIMIT = 8 << 20, /* bytes of a mail that are kept */
};

/* What has been read. */
struct intake_totals {
	uint64_t files, lines, bytes;
	uint64_t replies; /* lines and recipients that were counted */
	uint64_t skipped; /* lines of no known form that hold no reply */
	uint64_t cut; /* lines and mails that were too long, or broken off */
	uint64_t undated; /* left out for want of a time to compare */
	uint64_t outside; /* left out by their time */
	uint64_t mails, bounces, complaints, ordinary;
	const char *why; /* the last ordinary mail is none; "" if none was */
};

struct intake_memo;
struct intake_waiting;

/* It is large: not for the stack. */
struct intake {
	const struct reference *reference; /* borrowed */
	struct judge judge;
	struct known_hosts known;
	struct mail mail;
	struct counts counts;
	struct intake_totals totals;
	/* Only what happened from here, and before there; if said. */
	struct event_time since, until;

	/* The input that is being read. */
	enum intake_form {
		INTAKE_UNDECIDED,
		INTAKE_LINES,
		INTAKE_MAIL
	} form;
	bool mbox;	       /* several mails, each behind a line `From ` */
	bool after_blank;      /* the line before was empty */
	struct text front;     /* its first bytes, until the form is known */
	struct text folded;    /* lines of a reply by itself */
	struct text message;   /* a mail, as far as it has been read */
	struct text document;  /* an object of JSON that goes on over lines, */
	size_t document_depth; /* what is open in it, */
	bool document_listed;  /* and is it one of a list? */
	bool documents_met;    /* there were such in this input */
	struct lines reader;

	struct text masked, inert;
	struct intake_memo *memo;
	struct intake_waiting *waiting;
	uint64_t generation; /* of the counts, that memo and waiting are of */
	bool failed;	     /* memory ran out */
};

/* now: to give years to dates without one, as in event.h. */
bool intake_init(struct intake *intake, const struct reference *reference,
    int64_t now);
void intake_release(struct intake *intake);

/* An input begins, is fed, and ends. */
void intake_begin(struct intake *intake);
void intake_feed(struct intake *intake, const char *bytes, size_t length);
void intake_end(struct intake *intake);

/*
 * Adds what another one has counted of lines that follow on those of this one.
 * Both are to be between two inputs.
 */
void intake_merge(struct intake *intake, const struct intake *other);

#endif
