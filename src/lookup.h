/*
 * What was asked for: from operands to entries of the reference (the command
 * line's and, later, whatever else names an entry).
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "reference.h"
#include "text.h"

/*
 * What a page is about. A code, status or pair may have no entry of its own:
 * then its digits still tell something.
 */
struct target {
	enum entry_kind kind;
	uint32_t entry; /* TABLES_NONE if there is none */
	unsigned code;	/* code, pair */
	struct status status; /* status, pair: classes as asked for */
};

/* A set of codes or statuses: 55x, 5.7.x. */
struct pattern {
	enum entry_kind kind; /* ENTRY_CODE or ENTRY_STATUS */
	int digits[3];	      /* of a code; -1 is any */
	unsigned classes;     /* of a status */
	int subject, detail;  /* of a status; -1 is any */
};

enum lookup_result {
	LOOKUP_FOUND,	/* targets, each known */
	LOOKUP_UNKNOWN, /* valid, but not in the reference; message says more */
	LOOKUP_INVALID, /* message says what was expected */
	LOOKUP_TEXT,	/* words of a reply; targets: what stands in front */
};

/* Zero-initialised it is empty. */
struct lookup {
	struct target *targets;
	size_t count, capacity;
	bool has_pattern; /* one pattern was asked for, and nothing else */
	struct pattern pattern;
	struct text message;
	bool failed; /* memory ran out */
};

void lookup_release(struct lookup *lookup);

/*
 * Finds what the operands, joined by blanks, name: codes, statuses, vendor
 * codes, causes, servers and patterns, the longest name first; a status behind
 * a code makes a pair with it. There is at least one operand.
 */
enum lookup_result lookup_operands(struct lookup *lookup,
    const struct reference *reference, const char *const *operands,
    size_t count);

/* The target that an entry of the reference is. */
struct target lookup_entry(const struct reference *reference, uint32_t entry);

/* Is the entry, a code or a status, one of the pattern's? */
bool pattern_matches(const struct pattern *pattern,
    const struct reference *reference, uint32_t entry);

#endif
