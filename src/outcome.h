/*
 * What follows from a judgement: will the mail be tried again, who has to act,
 * and which server speaks like that.
 */
#ifndef OUTCOME_H
#define OUTCOME_H

#include "judge.h"

/* The answer to RETRY and WHO. Strings are borrowed for ever. */
struct outcome {
	enum verdict verdict; /* VERDICT_UNSAID: nothing tells */
	const char *text;
	struct slice who;
	uint32_t example; /* that speaks for the text, or TABLES_NONE */
	uint32_t server;  /* that sent it, an entry, or TABLES_NONE */
	uint32_t sense;	  /* the vendor's own of the status, or TABLES_NONE */
};

/* Is the cause, or what it refines, one of those that an entry names? */
bool outcome_names_cause(const struct reference *reference,
    const struct entry_row *row, uint32_t cause);

/*
 * What became of the mail outranks what its example says, that the vendor's
 * code, that the vendor's sense of the status, that the cause, and that the
 * class. What is of the cause counts if it is at least probable.
 */
struct outcome outcome_of(const struct reference *reference,
    const struct judgement *judgement);

#endif
