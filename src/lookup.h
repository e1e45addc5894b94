/*
 * What was asked for: from operands to entries of the reference (the command
 * line's and, later, whatever else names an entry).
 */
#ifndef LOOKUP_H
#define LOOKUP_H

#include "pattern.h"
#include "reference.h"
#include "text.h"

/*
 * What a page is about. A code, status or pair may have no entry of its own:
 * then its digits still tell something.
 */
struct target {
	enum entry_kind kind;
	uint32_t entry;	      /* TABLES_NONE if there is none */
	unsigned code;	      /* code, pair */
	struct status status; /* status, pair: classes as asked for */
};

enum lookup_result {
	LOOKUP_FOUND,	/* targets, each known */
	LOOKUP_UNKNOWN, /* valid, but not in the reference; message says more */
	LOOKUP_INVALID, /* message says what was expected */
	LOOKUP_TEXT,	/* words of a reply; targets: what stands in front */
	LOOKUP_SEARCH,	/* words beside a server, which may be a reply's as
			   well; query: what to search for; targets: servers */
};

/* Zero-initialised it is empty. */
struct lookup {
	struct target *targets;
	size_t count, capacity;
	bool has_pattern; /* one pattern was asked for, and nothing else, or
			     one name that several servers have */
	struct pattern pattern;
	struct text message;
	struct text hint;  /* what to know of what was found */
	struct text query; /* LOOKUP_SEARCH */
	bool failed;	   /* memory ran out */
};

void lookup_release(struct lookup *lookup);

/*
 * Finds what the operands, joined by blanks, name: codes, statuses, vendor
 * codes, causes, servers and patterns, the longest name first; a status behind
 * a code makes a pair with it. Servers come behind all else. There is at least
 * one operand.
 */
enum lookup_result lookup_operands(struct lookup *lookup,
    const struct reference *reference, const char *const *operands,
    size_t count);

/* Adds a target; for the parts of lookup. */
void lookup_add(struct lookup *lookup, const struct target *target);

/* The target that an entry of the reference is. */
struct target lookup_entry(const struct reference *reference, uint32_t entry);

/*
 * Appends the name and the title of a target: of its own entry, or of what is
 * known of its parts.
 */
void target_name(struct text *name, const struct reference *reference,
    const struct target *target);
const char *target_title(const struct reference *reference,
    const struct target *target);

#endif
