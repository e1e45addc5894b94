/*
 * The format of the reference's records (data/README), as one table: which
 * fields a kind of record has, in which order, what each holds, and where it
 * goes in the compiled row. A new field is a row here and a member in tables.h.
 * A second table has the records that an admin may add of one's own: fewer
 * kinds, fewer musts, and nothing asked of the style.
 */
#ifndef SCHEMA_H
#define SCHEMA_H

#include "record.h"
#include "tables.h"

enum record_kind {
	RECORD_CODE,
	RECORD_STATUS,
	RECORD_PAIR,
	RECORD_CAUSE,
	RECORD_SERVER,
	RECORD_VENDOR,
	RECORD_EXAMPLE,
	RECORD_FIRST,
	RECORD_SECOND,
	RECORD_THIRD,
	RECORD_CLASS,
	RECORD_SUBJECT,
	RECORD_TAG,
	RECORD_VERB,
	RECORD_ROLE,
	RECORD_NOTE,
	RECORD_KINDS
};

/* What a value is, and so how it is checked and what it becomes. */
enum field_type {
	FIELD_NAME,    /* names the record; not stored by the field */
	FIELD_TITLE,   /* a string of at most 48 columns */
	FIELD_PROSE,   /* our own sentences: a string */
	FIELD_WORDS,   /* a string that is no sentence */
	FIELD_ITEMS,   /* strings that are no sentences */
	FIELD_ALIAS,   /* another name, one of several strings */
	FIELD_CUE,     /* a phrase of replies, one of several strings */
	FIELD_ADVICE,  /* sentences, one of several strings */
	FIELD_RFC,     /* `RFC n section` or a link, one of several strings */
	FIELD_URL,     /* an https link, one of several strings */
	FIELD_SOURCE,  /* where it stands and when that was seen */
	FIELD_DATE,    /* YYYY-MM-DD: a string */
	FIELD_CLASSES, /* `4 5`: a set */
	FIELD_YES,     /* `yes`: 1 */
	FIELD_WORD,    /* one of the rule's words: its number */
	FIELD_ONLY,    /* one of the rule's words: the word as a string */
	FIELD_VERDICT, /* `no: sentence`: a verdict_row */
	FIELD_WHO, /* `sender: sentence`: of the whos, with rule's direction */
	FIELD_WHY, /* `cause: sentence`: of the whys */
	FIELD_FIX, /* `[tag] sentence`: of the fixes */
	FIELD_SERVER,  /* a server's name: its entry */
	FIELD_CAUSE,   /* a cause's name: its entry */
	FIELD_CAUSES,  /* a cause's name: of the links */
	FIELD_RELATED, /* a name: of the links */
};

enum field_presence {
	FIELD_MAY,
	FIELD_MUST,
	FIELD_MANY,	 /* may be there, may be repeated */
	FIELD_MUST_MANY, /* must be there, may be repeated */
};

struct field_rule {
	char name[16]; /* a pointer would have to be set at each start */
	enum field_type type;
	enum field_presence presence;
	size_t offset;		  /* in the row of this kind of record */
	const char *const *words; /* FIELD_WORD, FIELD_ONLY */
	uint32_t argument;	  /* how many words; FIELD_WHO: direction */
};

struct record_rule {
	const struct field_rule *fields; /* the first one names the kind */
	size_t count;
};

/* By kind of record; a kind that there is not has no fields. */
extern const struct record_rule record_rules[RECORD_KINDS];
extern const struct record_rule own_rules[RECORD_KINDS];

/*
 * The kind of a record by its first field; RECORD_KINDS if that is none, which
 * is then added to errors.
 */
enum record_kind schema_kind(const struct record_rule *rules,
    const struct record_file *file, const struct record *record,
    struct diagnostics *errors);

/* The rule of a field in records of this kind, NULL if it has no such field. */
const struct field_rule *schema_field(const struct record_rule *rules,
    enum record_kind kind, const char *name);

/*
 * Adds to errors what is unknown, missing, repeated or out of order in the
 * record. A refinement of a cause needs no more than its title, and an admin's
 * own records no order.
 */
void schema_check(const struct record_rule *rules, enum record_kind kind,
    const struct record_file *file, const struct record *record,
    struct diagnostics *errors);

#endif
