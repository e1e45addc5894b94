/*
 * A reply found in a text that somebody pasted: its code, its status, and the
 * reply of another server that it quotes.
 *
 * Escapes of HTML, quoted-printable, literal \n and qmail's `_` for blanks are
 * undone first. All places are in the bytes that were read then; reply_place
 * leads back to those that were given.
 */
#ifndef REPLY_H
#define REPLY_H

#include "code.h"
#include "text.h"

enum {
	REPLY_OTHERS = 8, /* kept of the replies beside the one reported */
};

struct reply_span {
	uint32_t from, to; /* [from, to) */
};

struct reply_part {
	unsigned code;		  /* 0 if it has none */
	struct reply_span status; /* empty if it has none */
	struct reply_span whole;  /* code, status and text, all its lines */
	struct reply_span text;	  /* what follows code and status */
};

/* Zero-initialised it is empty. Reused from text to text. */
struct reply {
	struct text bytes; /* the text, its escapes undone */
	struct reply_edit {
		uint32_t at, skipped; /* from there on so much was left out */
	} * edits;
	size_t edit_count, edit_capacity;
	/* The one reported: the outermost, of a transcript the first failure. */
	struct reply_part outer;
	/* The one it quotes; the same as the outer one if it quotes none. */
	struct reply_part inner;
	bool has_inner;
	struct reply_part others[REPLY_OTHERS];
	size_t other_count; /* the first ones of as many as there are */
	bool failed;	    /* memory ran out */
};

void reply_release(struct reply *reply);

/*
 * Finds the reply in a text of any kind. A text without a code is a reply
 * without one. Takes time linear in the length.
 */
void reply_find(struct reply *reply, const char *bytes, size_t length);

/*
 * Where what a reply's text is ends: what the server that quotes it adds, as in
 * `(in reply to RCPT TO command)`, is no part of it.
 */
size_t reply_cut_tail(const char *bytes, size_t length);

/* Where a place of the reply stands in the bytes that were given. */
size_t reply_place(const struct reply *reply, size_t at);

/* The class of the code, else of the status: 2, 4 or 5; 0 if neither tells. */
unsigned reply_class(const struct reply *reply, const struct reply_part *part);

/* Reads its status. False if it has none. */
bool reply_status(const struct reply *reply, const struct reply_part *part,
    struct status *status);

#endif
