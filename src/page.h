/*
 * A page: what is said about a code, a status, a cause ... as a list of blocks,
 * before any width, colour or format. Text, JSON and the browser are all made
 * from it.
 *
 * Blocks of one kind stand together and in the order in which a reader wants
 * them: the verdict first. Each BLOCK_HEAD begins another entry.
 */
#ifndef PAGE_H
#define PAGE_H

#include "arena.h"
#include "lookup.h"
#include "reference.h"

enum block_kind {
	BLOCK_HEAD,  /* name, label: title, text: class, note: standing */
	BLOCK_NOTE,  /* text: what to know of it; label: of what */
	BLOCK_REPLY, /* text: as on the wire */
	BLOCK_OWN,   /* text: an admin's own remark; label: on what */
	BLOCK_RETRY, /* word: verdict, text; label: of which status */
	BLOCK_WHO,   /* word: role, direction, text */
	BLOCK_WHY,   /* entry: cause, label: its title, text, note: its sign */
	BLOCK_FIX,   /* text; entry, note: cause, side, label: what server */
	BLOCK_AVOID, /* text: what not to do */
	BLOCK_FACT,  /* name, label: heading, text: the only one of its name */
	BLOCK_ITEM,  /* name, label: heading, text: one of several */
	BLOCK_SUMMARY, /* text; label: of which status */
	BLOCK_DIGIT,   /* word: of what, name: digit, label: name, text */
	BLOCK_CHILD,   /* entry, name, label: title, text */
	BLOCK_FROM,    /* entry: a server, name, rank: how many of the examples
			  that follow are its, word: how many further servers
			  there are */
	BLOCK_EXAMPLE, /* example, entry, name: cause, label: server, text,
			  note: meaning */
	BLOCK_RELATED, /* entry, name, label: title */
	BLOCK_REF,     /* text */
};

/* Strings are "" where they say nothing; they live as long as the page. */
struct block {
	enum block_kind kind;
	uint32_t word;	    /* a number of vocabulary.h, as the kind says */
	uint32_t direction; /* enum direction */
	uint32_t side;	    /* enum side */
	uint32_t rank;	    /* of a cause or a step among its like, from 1 */
	uint32_t entry;	    /* what it leads to, or TABLES_NONE */
	uint32_t example;   /* or TABLES_NONE */
	const char *name, *label, *text, *note;
};

/* Zero-initialised it is empty. */
struct page {
	struct block *blocks;
	size_t count, capacity;
	struct arena arena;
	/*
	 * What was asked for together, borrowed: what its servers say comes
	 * first in the other entries.
	 */
	const struct target *asked;
	size_t asked_count;
	size_t most_examples; /* those of an entry that has more can wait; 0:
				 none can */
	bool partial;	      /* for that reason it ends where they would be */
	bool failed;	      /* memory ran out: blocks are missing */
};

void page_release(struct page *page);

/* Empties it, but keeps the memory and what was wanted for the next page. */
void page_clear(struct page *page);

/* Appends all that is said about a target. */
void page_add(struct page *page, const struct reference *reference,
    const struct target *target);

/*
 * Appends the page of a reply, outside text of any kind. Returns whether its
 * cause was found.
 */
bool page_add_reply(struct page *page, const struct reference *reference,
    const char *bytes, size_t length);

/* Is there the code or the status of a reply in a text? */
bool page_has_reply(const char *bytes, size_t length);

/* Appends what an example reply means where it is sent, and what to do. */
void page_add_example(struct page *page, const struct reference *reference,
    uint32_t example);

#endif
