/*
 * What the reference itself says in public, and looks like a value of somebody:
 * links to what servers document, and words of their replies such as SMTPUTF8
 * and base64. Who reads a masked text needs them. Private to redact*.c.
 */
#ifndef REDACT_PUBLIC_H
#define REDACT_PUBLIC_H

#include "hash_table.h"
#include "reference.h"

/* Zero-initialised it knows nothing. */
struct redact_public {
	struct hash_table values;
	bool failed; /* memory ran out */
};

/* Gathers them from what servers' records and examples say. */
void redact_public_init(struct redact_public *public,
    const struct reference *reference);
void redact_public_release(struct redact_public *public);

bool redact_public_has_word(const struct redact_public *public,
    const char *word, size_t length);

/*
 * How much of the link at a place is public; 0 if none begins there, or none
 * that is known. What follows a known link may be anybody's. *stop is where the
 * link ends: before that no other one begins.
 */
size_t redact_public_link(const struct redact_public *public, const char *at,
    const char *end, const char **stop);

#endif
