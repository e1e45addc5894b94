/*
 * The reference: typed, read-only access to the compiled tables through a
 * handle. Everything it returns is borrowed and lives as long as the tables.
 *
 * Entries and examples are known by number; TABLES_NONE is none of them. The
 * rows of tables.h are read through these functions only, so that an admin's
 * own records can be added behind them (compile_own.h).
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "code.h"
#include "index.h"
#include "tables.h"

struct reference {
	struct tables tables;
};

/* Makes a handle of tables, which are borrowed. Costs nothing. */
void reference_init(struct reference *reference, const struct tables *tables);

const char *reference_string(const struct reference *reference,
    uint32_t string);

/* The cause that a cause refines; itself if it refines none. */
uint32_t reference_base_cause(const struct reference *reference,
    uint32_t cause);

const struct entry_row *reference_entry(const struct reference *reference,
    uint32_t entry);
const struct example_row *reference_example(const struct reference *reference,
    uint32_t example);

/* How many entries of a kind there are, and the number of one, from 0. */
uint32_t reference_count(const struct reference *reference,
    enum entry_kind kind);
uint32_t reference_nth(const struct reference *reference, enum entry_kind kind,
    uint32_t n);

/* How many examples there are: they are known by the numbers below that. */
uint32_t reference_example_count(const struct reference *reference);

/*
 * Is it of the admin's own records? Own entries are servers; they stand in the
 * counts as well, behind the others.
 */
bool reference_is_own(const struct reference *reference, uint32_t entry);
bool reference_is_own_example(const struct reference *reference,
    uint32_t example);

/* How much was found wrong with the admin's own records, and was told. */
uint32_t reference_own_complaints(const struct reference *reference);

/* The admin's own remarks, from 0. */
uint32_t reference_note_count(const struct reference *reference);
const struct note_row *reference_note(const struct reference *reference,
    uint32_t note);

/* When the newest of its sources was looked at, as in 2026-08-22. */
const char *reference_date(const struct reference *reference);

/*
 * Does the entry stand for itself in a list? Of the senses of one status the
 * first does.
 */
bool reference_is_listed(const struct reference *reference, uint32_t entry);

/* The name and the title of an entry; "" of none. */
const char *reference_name(const struct reference *reference, uint32_t entry);
const char *reference_title(const struct reference *reference, uint32_t entry);

/* The n-th row of a slice, from 0, in the table that the slice is one of. */
const struct who_row *reference_who(const struct reference *reference,
    struct slice slice, uint32_t n);
/*
 * Does one of them act because of who said it? Never for DIRECTION_ANY.
 */
bool reference_has_direction(const struct reference *reference,
    struct slice who, enum direction direction);
const struct why_row *reference_why(const struct reference *reference,
    struct slice slice, uint32_t n);
const struct fix_row *reference_fix(const struct reference *reference,
    struct slice slice, uint32_t n);
const char *reference_item(const struct reference *reference,
    struct slice slice, uint32_t n);
uint32_t reference_link(const struct reference *reference, struct slice slice,
    uint32_t n);

/* What a digit means, or NULL if nothing is known of it. */
const struct digit_row *reference_digit(const struct reference *reference,
    enum digit_of of, unsigned value);

/* Finds the entry of a code; TABLES_NONE if it has none. */
uint32_t reference_find_code(const struct reference *reference, unsigned code);

/* Finds the entry written for a code together with a status of one class. */
uint32_t reference_find_pair(const struct reference *reference, unsigned code,
    const struct status *status);

/*
 * Finds what a status means, most fitting first: exact before narrow before
 * wide, the registry's sense before a vendor's; only entries that hold for one
 * of the classes asked for. Fills at most room entries and returns how many
 * there are. With any_class set those of other classes count too.
 */
size_t reference_find_status(const struct reference *reference,
    const struct status *status, bool any_class, uint32_t *entries,
    size_t room);

/* The index over the examples; its documents are they. Costs nothing. */
void reference_index(const struct reference *reference, struct index *index);

/*
 * Finds a cause, server or vendor code by its name, without regard to the case
 * of ASCII. In vendor codes `#` is digits, `*` anything without a blank, and
 * 1300-1340 a range. TABLES_NONE if there is none.
 */
uint32_t reference_find_name(const struct reference *reference,
    enum entry_kind kind, const char *name, size_t length);

/*
 * Other names, which several servers and causes may share: `microsoft`. The
 * first tells whether an entry has that one; the second finds those that do,
 * servers first, and returns how many were stored.
 */
bool reference_has_alias(const struct reference *reference, uint32_t entry,
    const char *word, size_t length);
size_t reference_find_aliases(const struct reference *reference,
    const char *word, size_t length, uint32_t *entries, size_t room);

#endif
