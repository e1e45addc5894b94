/*
 * What an input adds up to, in the order in which an admin wants it: what
 * others said to us, what our own parts and nobody said, what we refused, and
 * what was delivered; within that, what is ours to mend, and how often.
 */
#ifndef DIGEST_H
#define DIGEST_H

#include "intake.h"
#include "lookup.h"

enum digest_group {
	DIGEST_REMOTE,
	DIGEST_OWN,
	DIGEST_NONE,
	DIGEST_UNSAID, /* the input does not tell */
	DIGEST_LOCAL,
	DIGEST_DELIVERED,
	DIGEST_GROUPS
};

/* What stands over a group, in a few words, and where there is room. */
extern const char *const digest_titles[DIGEST_GROUPS];
extern const char *const digest_headings[DIGEST_GROUPS];

struct digest_row {
	const struct counted *counted; /* borrowed of the intake */
	enum digest_group group;
	enum role role;	   /* who has to act */
	bool ours;	   /* that is the admin who reads this */
	uint64_t messages; /* different ones, */
	bool exact;	   /* counted, or estimated */
};

/* Zero-initialised it is empty. */
struct digest {
	struct digest_row *rows;
	size_t count;
	bool failed; /* memory ran out */
};

/*
 * Makes it of what has been read so far. Only what one of the targets names is
 * in it, if there are any: of a server what it has said, by its hosts, and
 * texts that are its own. The intake's judge is used.
 */
void digest_make(struct digest *digest, struct intake *intake,
    const struct target *targets, size_t target_count);
void digest_release(struct digest *digest);

/* Puts those that came most often first, whatever they are. */
void digest_sort_by_count(struct digest *digest);

/*
 * Judges a row once more, so that intake->judge has read its text: for its
 * page, and for JSON. The event's pieces are borrowed of the row.
 */
void digest_judge(struct intake *intake, const struct counted *counted,
    struct judgement *judgement);

/* Appends what there is to say of the counts, in sentences. */
void digest_counts(struct text *text, const struct digest_row *row);

#endif
