/*
 * The parts that the pages of several kinds of entry have in common; private
 * to page*.c.
 */
#ifndef PAGE_PARTS_H
#define PAGE_PARTS_H

#include "page.h"

/* A page while it is made of a target. */
struct builder {
	struct page *page;
	const struct reference *reference;
	const struct target *target;
	/*
	 * The provider that says what the page is about, or NULL: nobody else
	 * runs its servers, so steps for others' are left out.
	 */
	const struct entry_row *provider;
};

/* Sets the provider, if the server is one. */
void set_provider(struct builder *builder, uint32_t server);

/*
 * Makes room for so many examples and what else there is, so that blocks are
 * not moved, which touches twice the memory. There may be more.
 */
void reserve_blocks(struct builder *builder, size_t count);

/* Adds a block with that text, all else empty; never NULL. */
struct block *add_block(struct builder *builder, enum block_kind kind,
    const char *text);

const char *pool_text(const struct builder *builder, uint32_t string);

struct block *add_head(struct builder *builder, const char *name,
    const char *title, uint32_t entry);
void add_summary(struct builder *builder, uint32_t text, const char *label);
void add_note(struct builder *builder, const char *text, const char *label);
void add_whys(struct builder *builder, struct slice why);

/* Adds what the page of a code and of a written pair begin with. */
void add_code_front(struct builder *builder, const struct entry_row *row);

/* Adds what a digit alone tells, where there is no entry to do so. */
void add_verdict_of_digit(struct builder *builder, enum digit_of of,
    unsigned value);

void add_retry(struct builder *builder, const struct verdict_row *retry,
    const char *label);
void add_who(struct builder *builder, struct slice who);
/* Only those who act for that direction, if there are any. */
void add_who_of(struct builder *builder, struct slice who,
    enum direction direction);
void add_why(struct builder *builder, uint32_t cause, const char *text);
/* The causes that an example's text may tell, but the one that is named. */
void add_also(struct builder *builder, const struct example_row *row,
    uint32_t named);
void add_fixes(struct builder *builder, struct slice fixes, uint32_t cause,
    enum side side);
void add_items(struct builder *builder, struct slice items, const char *name,
    const char *heading);
/* Whom to ask for delisting, where that cause takes it; server may be none. */
void add_delisting(struct builder *builder, uint32_t cause, uint32_t server);

void add_fact(struct builder *builder, uint32_t string, const char *name,
    const char *heading);
void add_related(struct builder *builder, struct slice related);
void add_related_entry(struct builder *builder, uint32_t entry);
void add_refs(struct builder *builder, struct slice refs);
void add_children(struct builder *builder, struct slice children);

/* Adds the steps that help against the causes that the page has named. */
void add_fixes_of_causes(struct builder *builder, size_t first_block);

/* Was the server asked for, beside what the page is about? */
bool page_asks_for(const struct page *page, uint32_t server);

void add_example(struct builder *builder, uint32_t example);

/*
 * Adds those examples of a slice that have the code and the class; 0 and ""
 * is any.
 */
void add_examples(struct builder *builder, struct slice examples, unsigned code,
    unsigned classes);
/* Says so where an entry has none. */
void add_lack_of_examples(struct builder *builder, const struct entry_row *row);

/* Adds the digits of a code, and of a status of one class or CLASSES_ANY. */
void add_code_digits(struct builder *builder, unsigned code, const char *third);
void add_status_digits(struct builder *builder, const struct status *status,
    const char *title, const char *detail);

/* What a page is about: what an admin may have a remark on. */
struct subject_matter {
	unsigned code;			/* or 0 */
	struct status status;		/* no classes: none */
	uint32_t cause, server, vendor; /* or TABLES_NONE */
	bool code_told; /* elsewhere: what is on the code alone */
};

/* page_own.c: adds the admin's own remarks on that, or on the target. */
void add_own_notes(struct builder *builder,
    const struct subject_matter *matter);
void add_own_notes_of_target(struct builder *builder);

/* Whole pages; page_status.c has those of statuses and pairs. */
void add_code(struct builder *builder);
void add_status(struct builder *builder);
void add_pair(struct builder *builder);

#endif
