/*
 * Pieces of a mail: its fields, and new ones made of what had to be decoded.
 */
#ifndef MAIL_PIECE_H
#define MAIL_PIECE_H

#include "mail.h"

enum mail_field {
	FIELD_END,   /* nothing is left */
	FIELD_BLANK, /* an empty line */
	FIELD_OTHER, /* a line that is no field: it is the value */
	FIELD_READ,
};

/*
 * Cuts off a header field (RFC 5322 2.2) with the lines that it is folded
 * into, or an empty line. The value is trimmed, and still folded.
 */
enum mail_field mail_field(struct piece *rest, struct piece *name,
    struct piece *value);

/* Is the status one that tells nothing, 5.0.0? */
bool mail_is_filler(struct piece status);

/* Does a status stand anywhere in it? */
bool mail_has_status(struct piece piece);

/*
 * Memory for what is decoded. It never moves while a mail is read; what does
 * not fit is left out, and the mail is cut.
 */
bool mail_reserve(struct mail *mail);
void mail_keep(struct mail *mail, const char *bytes, size_t length);
void mail_keep_point(struct mail *mail, uint32_t point);
struct piece mail_kept(const struct mail *mail, size_t from);

/*
 * Keeps a text with its folded lines joined: by a line feed where a reply's
 * next line begins, else by a blank.
 */
struct piece mail_keep_unfolded(struct mail *mail, struct piece piece);

/*
 * The same, but exactly as it was before it was folded: Domino folds in the
 * middle of words.
 */
struct piece mail_keep_unbroken(struct mail *mail, struct piece piece);

/* Makes room for an event and sets it to nothing; NULL without memory. */
struct event *mail_add_event(struct mail *mail);

#endif
