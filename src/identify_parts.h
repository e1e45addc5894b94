/* What the parts of the identification share (identify*.c); private to them. */
#ifndef IDENTIFY_PARTS_H
#define IDENTIFY_PARTS_H

#include "identify.h"

/* How the code of an example goes with that of the text. */
enum agreement {
	AGREES_NOT, /* it means another thing */
	AGREES_CLASS,
	AGREES_CODELESS, /* one of them has none */
	AGREES_CODE,
};

/* One reply on its way to its cause. */
struct run {
	struct identify *identify;
	struct identification *found;
	const struct reply_part *part; /* the one that tells why */
	struct literal_match match;    /* of found->example */
	/* The causes of all examples that stand there as well as it does, and
	   those that their texts may as well tell; at last votes has both. */
	uint32_t votes[MODEL_CAUSES], also[MODEL_CAUSES], vote_count;
	uint32_t before[MODEL_CAUSES]; /* shares before these had a say */
	enum agreement agreement;      /* of their codes with the part's */
	uint32_t vendor_from, vendor_to;
	bool begun; /* examples that begin like the part had a say */
};

/* The model's number of a cause of the entries. */
uint32_t identify_number(const struct run *run, uint32_t entry);

/* The bytes of the reply from there on. */
const char *identify_bytes(const struct run *run,
    const struct reply_span *span);

/*
 * identify_example.c: finds the longest example that stands in the part, and
 * what else is as long; then lets it speak beside the model. It is forgotten
 * if the model knows better.
 */
void example_find(struct run *run);
/* Have the examples found that cause, or a kind of it? */
bool example_votes_for(const struct run *run, uint32_t cause);
/* Does it leave bytes of the reply to others: in front of it, or behind it? */
bool example_leaves(const struct run *run, uint32_t from, uint32_t to);
void example_favour(struct run *run);
/* Lets those speak which begin like the part, where it was cut off. */
void example_complete(struct run *run);

/*
 * identify_surety.c: names the cause that has the largest share and the next
 * three, and how sure they are. What tells no cause is left out.
 */
void surety_name(struct run *run);

#endif
