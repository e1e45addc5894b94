/*
 * Reply codes (RFC 5321 4.2) and enhanced status codes (RFC 3463 2) as values,
 * read from their written form.
 */
#ifndef CODE_H
#define CODE_H

#include <stdbool.h>
#include <stddef.h>

enum {
	CODE_DIGITS = 3, /* of a reply code */
};

/* Sets of classes: bit 4 stands for class 4. */
enum {
	CLASSES_ANY = 1 << 2 | 1 << 4 | 1 << 5,
};

/* A status, or a range or pattern of them. */
struct status {
	unsigned classes;     /* a set: one class, or CLASSES_ANY for X */
	unsigned subject;     /* 0 to 999 */
	unsigned detail_from; /* 0 to 999 */
	unsigned detail_to;   /* the same unless a range was written */
};

/* The front of a reply's line. */
struct reply_head {
	bool has_code, has_status;
	unsigned code;
	char separator; /* after the code: ' ', '-', or '\0' at the end */
	struct status status;
	size_t status_at, status_length; /* where it stands in the line */
	size_t text_at;			 /* where what follows begins */
};

/*
 * Reads three digits, 100 to 699, as a reply code: servers send 200 to 599
 * only, but people ask for others. Returns false if it is none.
 */
bool code_parse(const char *word, size_t length, unsigned *code);

/* Are three bytes the digits of a code that servers send, 200 to 599? */
bool code_is_sent(const char *digits);

/*
 * Reads class.subject.detail, where the class is 2, 4, 5 or X or x, and the
 * detail may be a range as in 5.7.606-649: each part 1 to 3 digits without
 * leading zeros. Returns false if it is none.
 */
bool status_parse(const char *word, size_t length, struct status *status);

/* The only class of the set, or 0 if it holds several or none. */
unsigned status_class(unsigned classes);

/*
 * Takes a line of a reply apart: the code, if it begins with one, and the
 * status, if one comes next. A line without a code has its text at 0.
 */
void reply_head_parse(const char *line, size_t length, struct reply_head *head);

#endif
