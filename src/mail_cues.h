/*
 * Phrases that bounces use, in the languages that they are written in.
 */
#ifndef MAIL_CUES_H
#define MAIL_CUES_H

#include "mail_piece.h"

/* What a phrase tells of the mail in which it stands. */
enum mail_cue {
	CUE_FAILED = 1,	    /* it could not be delivered */
	CUE_DELAYED = 2,    /* it is not delivered yet */
	CUE_DELIVERED = 4,  /* it was */
	CUE_ORIGINAL = 8,   /* at a line's front: what follows is quoted */
	CUE_ABSENT = 16,    /* at a subject's front: somebody is away */
	CUE_ANSWER = 32,    /* at a subject's front: Re:, Fwd: */
	CUE_END = 64,	    /* at a line's front: the reply has ended */
	CUE_REJECTED = 128, /* a receipt that says that it was rejected */
};

/* The cues of all phrases that begin somewhere in the text, as a set. */
unsigned mail_cues_in(struct piece text);

/* The cues of the phrases at the front, blanks and marks skipped. */
unsigned mail_cues_at(struct piece text);

#endif
