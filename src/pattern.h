/* Patterns of codes and statuses, as one types them to narrow a list. */
#ifndef PATTERN_H
#define PATTERN_H

#include "reference.h"

enum {
	PATTERN_NAME = 32, /* bytes, with the NUL */
};

/* A set of codes or statuses, 55x, 5.7.x, or servers that share a name. */
struct pattern {
	enum entry_kind kind;	 /* ENTRY_CODE, ENTRY_STATUS or ENTRY_SERVER */
	int digits[3];		 /* of a code; -1 is any */
	unsigned classes;	 /* of a status */
	int subject, detail;	 /* of a status; -1 is any */
	char name[PATTERN_NAME]; /* of servers: the one they share */
};

/*
 * Reads 5, 55, 55x, 5xx and 5.7, 5.7.x, x.7.x, 5.x.1. Returns false if the word
 * is none of these, among them a whole code or status.
 */
bool pattern_parse(const char *word, size_t length, struct pattern *pattern);

/* Makes the pattern of the servers that have the other name, if it is short. */
void pattern_of_name(struct pattern *pattern, const char *name, size_t length);

/* Is the entry one of the pattern's? */
bool pattern_matches(const struct pattern *pattern,
    const struct reference *reference, uint32_t entry);

#endif
