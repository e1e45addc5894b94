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
};

/*
 * What became of the mail outranks what its example says, that the cause, and
 * that the class. The cause counts if it is at least probable.
 */
struct outcome outcome_of(const struct reference *reference,
    const struct judgement *judgement);

#endif
