/*
 * The compiled reference: rows of numbers and one pool of strings.
 *
 * A string is its offset in the pool, 0 the empty one. Rows hold nothing but
 * uint32_t, and no pointer, so that the tables of the program need no
 * relocation and are not touched at start-up; mkreference writes them as C
 * from the memory of the rows it built (emit.c).
 */
#ifndef TABLES_H
#define TABLES_H

#include <stdint.h>

#include "vocabulary.h"

/* No entry, no example. */
#define TABLES_NONE UINT32_MAX

/* count rows of a side table, from first. */
struct slice {
	uint32_t first, count;
};

struct verdict_row {
	uint32_t verdict; /* enum verdict */
	uint32_t text;
};

struct who_row {
	uint32_t direction; /* enum direction */
	uint32_t role;	    /* enum role */
	uint32_t text;
};

struct why_row {
	uint32_t cause; /* of the entries */
	uint32_t text;
};

struct fix_row {
	uint32_t tag;	/* the kind of server it is for: name of a tag, or "" */
	uint32_t title; /* its title */
	uint32_t text;
};

/*
 * One row for each code, status, pair, cause, server and vendor code. What a
 * kind does not have is 0. Classes are sets: bit 4 is class 4.
 */
struct entry_row {
	uint32_t kind; /* enum entry_kind */
	uint32_t name; /* 554, X.7.1, 554 5.7.1, relay-denied, postfix ... */
	uint32_t title;
	struct slice aliases; /* strings: cause, server */
	uint32_t standing;    /* enum standing */
	uint32_t server;      /* a vendor's: whose; else TABLES_NONE */
	uint32_t parent;      /* a refinement: its cause; else TABLES_NONE */

	uint32_t code;		/* code, pair: 554 */
	uint32_t classes, seen; /* status, pair */
	uint32_t subject;	/* status, pair */
	uint32_t detail_from;	/* status, pair */
	uint32_t detail_to;	/* the same unless it is a range */
	uint32_t commands, codes;
	uint32_t summary; /* of a cause its explanation, of a vendor code its
			     meaning */
	uint32_t digit;
	uint32_t sign;
	uint32_t in_class[6]; /* what holds in class 2, 4, 5 alone */
	struct verdict_row retry;
	struct verdict_row retry_in_class[6];
	struct slice who;
	struct slice why;
	struct slice fix, fix_sender, fix_receiver; /* fixes */
	struct slice avoid, defined, refs;	    /* strings */
	struct slice related;			    /* links: entries */

	struct slice cues;    /* strings: cause */
	uint32_t server_kind; /* server */
	uint32_t common;      /* server, 1: most admins meet what it says */
	struct slice recognise, docs, delist, postmaster; /* server */
	struct slice contact, habit;			  /* server */
	uint32_t checked;				  /* server: date */
	struct slice sources;				  /* vendor */
	uint32_t cause;					  /* vendor */

	struct slice examples; /* links: examples, grouped by cause */
	struct slice children; /* links: refinements, pairs, vendor codes */
};

struct example_row {
	uint32_t id;	 /* server:0123abcd, made of its text */
	uint32_t server; /* of the entries */
	uint32_t code;	 /* "" if it has none */
	uint32_t status;
	uint32_t text; /* as on the wire, lines joined by '\n' */
	uint32_t stage;
	uint32_t cause;	   /* of the entries */
	struct slice also; /* links: causes that the text alone may as well
			      tell, who does not know the server */
	uint32_t meaning;
	struct verdict_row retry;
	struct slice who;
	uint32_t when;
	struct slice sources; /* strings */
	uint32_t certainty;   /* "" or reported */
	uint32_t mismatch;    /* 1: the classes of code and status differ */
	uint32_t differs;
	struct slice literals; /* strings */
};

struct digit_row {
	uint32_t of; /* enum digit_of */
	uint32_t value;
	uint32_t title;
	uint32_t text;
	struct verdict_row retry;
	struct slice who;
	struct slice refs; /* strings */
};

/* An admin's own remark on what its name says. */
struct note_row {
	uint32_t name;
	uint32_t kind;	  /* enum entry_kind */
	uint32_t entry;	  /* cause, server, vendor code; else TABLES_NONE */
	uint32_t code;	  /* code, pair */
	uint32_t classes; /* status, pair: as in struct status */
	uint32_t subject, detail_from, detail_to;
	uint32_t text;
};

struct string_row {
	uint32_t text;
};

struct link_row {
	uint32_t target; /* of the entries or the examples */
};

/* A term of the examples' texts (index.h). */
struct term_row {
	uint32_t text;
	uint32_t weight;       /* how much it tells */
	struct slice postings; /* the examples that hold it */
};

/* A cause as the model knows it, by its place among the causes (model.h). */
struct cause_row {
	uint32_t entry;
	uint32_t parent; /* number of the cause that it refines, else its own */
	uint32_t bias;	 /* int32_t */
};

/*
 * A key of the model and what it leads to, sorted by key. The key's first bits
 * tell its bucket, and are left out: see model.h.
 */
struct key_row {
	uint32_t word;
};

/* Where the rows of a bucket begin, and what they lead to. */
struct bucket_row {
	uint32_t row;	/* the first one, or that of the next bucket */
	uint32_t first; /* of a bucket of features: of its weights */
};

/* What a word of a cue phrase behind the words before it leads to. */
struct cue_row {
	uint32_t causes; /* whose phrase ends here: 4 of 7 bits, each a number
			    more 1; and CUE_GAP */
};

enum {
	CUE_CAUSES = (1 << 28) - 1,
	CUE_GAP = 1 << 28,   /* the phrase goes on behind words of any kind */
	CUE_INNER = 1 << 29, /* no phrase ends here, but one goes on */
};

/* Two weights or two terms: the first one in the lower half. */
struct word_row {
	uint32_t word;
};

/* The literal parts of an example, sorted by key (literal.h). */
struct literal_row {
	uint32_t key; /* its rarest term */
	uint32_t example;
	uint32_t letters;
	struct slice terms; /* of the literal terms */
};

/*
 * All of them, borrowed: those of the program live as long as it does. The
 * entries stand by kind, and within it codes by number, statuses by subject,
 * detail and width of the range, the registry's before a vendor's, all others
 * as in the files. What an admin has added of one's own stands behind all else
 * (compile_own.h), and not in kinds; in the tables of the program there is none
 * of it.
 */
struct tables {
	const char *pool;
	const char *own_pool; /* of the strings from pool_size on */
	const struct entry_row *entries;
	const struct example_row *examples;
	const struct note_row *notes; /* an admin's own */
	const struct digit_row *digits;
	const struct who_row *whos;
	const struct why_row *whys;
	const struct fix_row *fixes;
	const struct string_row *strings;
	const struct link_row *links;
	const struct term_row *terms;	    /* of the examples' texts, sorted */
	const struct link_row *postings;    /* of the terms: examples */
	const struct string_row *normals;   /* the examples' normalised texts */
	const struct string_row *domains;   /* that servers and examples name */
	const struct literal_row *literals; /* of the examples */
	const struct word_row *literal_terms;
	const struct cause_row *model_causes;
	const struct key_row *features;
	const struct bucket_row *feature_buckets;
	const struct word_row *weights;
	const struct key_row *cues;
	const struct bucket_row *cue_buckets;
	const struct cue_row *cue_causes;
	const struct word_row *sureties; /* int32_t: weights (identify.h) */
	uint32_t pool_size;
	uint32_t entry_count, example_count, digit_count, who_count, why_count,
	    fix_count, string_count, link_count, term_count, posting_count,
	    normal_count, domain_count, literal_count, literal_term_count,
	    model_cause_count, feature_count, feature_bucket_count,
	    weight_count, cue_count, cue_bucket_count, cue_cause_count,
	    surety_count;
	uint32_t model_scale;		 /* of the model's sums (model.h) */
	struct slice kinds[ENTRY_KINDS]; /* of the entries */
	struct slice own_servers;	 /* of the entries, the last ones */
	struct slice own_examples;	 /* of the examples, the same */
	uint32_t note_count;
	uint32_t own_complaints; /* about an admin's own records */
	uint32_t date;		 /* of the newest source: YYYY-MM-DD */
};

#endif
