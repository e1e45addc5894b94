/*
 * A page while it is made of a reply, and what is noted on it. Private to
 * page_reply.c and page_notes.c.
 */
#ifndef PAGE_NOTES_H
#define PAGE_NOTES_H

#include "outcome.h"
#include "page_parts.h"

struct answer {
	struct builder builder;
	const struct judge *judge;
	const struct judgement *judgement;
	const struct identification *found; /* of the judgement */
	const struct reply *reply;	    /* that was judged */
	struct outcome outcome;
	bool known; /* the cause is at least probable */
};

static inline struct arena *
arena_of(struct answer *answer)
{
	return &answer->builder.page->arena;
}

/* A part of the reply, made inert, as a string of the page. */
const char *answer_inert(struct answer *answer, const char *bytes,
    size_t length);

/* The status as a value; false if there is none. */
bool answer_status(const struct answer *answer, struct status *status);

/* Who said it, and what became of the mail, where the input tells. */
void add_circumstances(struct answer *answer, const char *recipient);

/* By what the cause was found, and how sure that is. */
void add_basis(struct answer *answer);

/* What does not fit together. */
void add_disagreement(struct answer *answer);

#endif
