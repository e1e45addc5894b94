/*
 * From a reply to its cause: success first; an example that stands in the
 * text; a vendor code; then the model over the words. The text outranks the
 * status, and that the code.
 */
#ifndef IDENTIFY_H
#define IDENTIFY_H

#include "hidden.h"
#include "literal.h"
#include "model.h"
#include "reference.h"
#include "reply.h"
#include "vendor_code.h"

enum {
	IDENTIFY_ALTERNATIVES = 3,
	IDENTIFY_MARKS = 8,
	IDENTIFY_ONE = 1000,	 /* a confidence of 1 */
	IDENTIFY_PLAIN = 700,	 /* from this one on the cause is said */
	IDENTIFY_PROBABLE = 300, /* from this one on it is probable */
};

/* By what the cause was found. */
enum basis {
	BASIS_NONE,
	BASIS_CODE,
	BASIS_STATUS,
	BASIS_VENDOR,
	BASIS_TEXT,
	BASIS_EXAMPLE,
	BASES
};

extern const char *const basis_names[BASES];

/* A cause of the entries, and how sure it is in thousandths. */
struct likely_cause {
	uint32_t cause, confidence;
};

struct identification {
	uint32_t cause; /* refined where known; TABLES_NONE if none was found */
	uint32_t confidence; /* in thousandths; 0 without a cause */
	struct likely_cause alternatives[IDENTIFY_ALTERNATIVES]; /* the next */
	uint32_t alternative_count;
	enum basis basis;
	uint32_t example; /* that stands in the text, or TABLES_NONE */
	uint32_t literal; /* its row among the literal parts of all */
	uint32_t vendor;  /* entry of a vendor code, or TABLES_NONE */
	/* What decided, in the bytes that were given, in their order. */
	struct reply_span marks[IDENTIFY_MARKS];
	uint32_t mark_count;
};

/*
 * What tells how sure an answer is, in SURETY_UNITs; logarithms are binary.
 * The weights of the tables go with them, in 1/256.
 */
enum surety_sign {
	SURETY_BASE, /* always 1 */
	SURETY_ODDS, /* of the share */
	SURETY_LEAD, /* on the next one */
	SURETY_EXAMPLE,
	SURETY_EXAMPLE_MODEL, /* odds before the example had a say */
	SURETY_EXAMPLE_PART,  /* more than it stands in the text */
	SURETY_EXAMPLE_CODE,  /* it has another code */
	SURETY_EXAMPLE_SPLIT, /* others that stand there tell other causes */
	SURETY_VENDOR,
	SURETY_NUMBERS, /* code or status told it */
	SURETY_WORDS,
	SURETY_KNOWN,	/* of them those that the model knows */
	SURETY_STRANGE, /* most of them are others */
	SURETY_OWN,	/* phrases of the cause */
	SURETY_OWN_ANY,
	SURETY_OWN_WORDS, /* in the longest one */
	SURETY_OTHER,	  /* phrases of others */
	SURETY_OTHER_ANY,
	SURETY_OTHER_WORDS,
	SURETY_SIGNS
};

enum {
	SURETY_UNIT = 256,
};

/* The numbers of what stands for no fault and for no cause. */
struct identify_names {
	uint32_t success, generic; /* TABLES_NONE where there is none */
};

/* What identifies, to be used again and again; allocates when it warms up. */
struct identify {
	const struct reference *reference; /* borrowed */
	struct model model;
	struct literals literals;
	struct vendor_codes vendors;
	struct identify_names names;
	struct reply reply; /* the last one that was read */
	struct normal normal, whole;
	struct model_input input;
	struct model_result result, other_result;
	struct literal_text text;
	const struct hidden *hidden; /* borrowed; taken for unknown, or NULL */
	bool keeps_vendors;	     /* but for vendor codes */
	int32_t signs[SURETY_SIGNS]; /* of the last answer with a cause */
	bool failed;		     /* memory ran out */
};

/* The reference is borrowed. It is large: not for the stack. */
void identify_init(struct identify *identify,
    const struct reference *reference);
void identify_release(struct identify *identify);

/*
 * Finds the cause of the reply in the bytes. identify->reply tells afterwards
 * what was read: code, status, the quoted reply, others.
 */
void identify_run(struct identify *identify, const char *bytes, size_t length,
    struct identification *found);

#endif
