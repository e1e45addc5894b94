/*
 * An inverted index over normalised texts: which documents hold a term. One
 * builder serves the examples at build time and an admin's own lines at run
 * time; what it builds is read the same way.
 */
#ifndef INDEX_H
#define INDEX_H

#include "catalog.h"
#include "normal.h"
#include "tables.h"

/* An index to read, borrowed. Terms stand in the order of their bytes. */
struct index {
	const char *pool; /* of the terms' texts */
	const struct term_row *terms;
	const struct link_row *postings;    /* targets: documents, ascending */
	const char *texts;		    /* of the documents */
	const struct string_row *documents; /* their normalised texts */
	uint32_t term_count, document_count;
};

/* One being built, and what was built, which it owns. Zero-initialised. */
struct index_builder {
	struct catalog words; /* the terms, by number */
	struct catalog texts; /* of the documents */
	struct index_count {
		uint32_t documents; /* that hold the term */
		uint32_t last;	    /* the last of them */
	} * counts;		    /* by number */
	/* The terms of the first document, of the second, ...: each once. */
	uint32_t *occurrences;
	uint32_t *ends; /* by document: where its terms end */
	struct string_row *documents;
	size_t count_capacity, occurrence_count, occurrence_capacity,
	    end_capacity, document_capacity;
	uint32_t document_count, term_count;
	struct term_row *terms;
	struct link_row *postings;
	bool failed; /* memory ran out */
};

/*
 * Adds the next document, from 0 up. A document is what was normalised; the
 * builder copies what it needs.
 */
void index_add(struct index_builder *builder, const struct normal *normal);

/* Ends the adding and sets *index to what was built. False without memory. */
bool index_finish(struct index_builder *builder, struct index *index);

void index_builder_release(struct index_builder *builder);

/* The index of the examples, as the tables have it; borrowed of them. */
void index_of_tables(struct index *index, const struct tables *tables);

/*
 * The first term that is not before the bytes; those that begin with them
 * follow. term_count if there is none.
 */
uint32_t index_lower_bound(const struct index *index, const char *bytes,
    size_t length);

/* The text of a term. */
const char *index_term(const struct index *index, uint32_t term);

/*
 * How much a term tells that so many of all documents hold: 16 times the
 * binary logarithm of their ratio, at least 1, in integers.
 */
uint32_t index_weight(uint32_t documents, uint32_t holding);

#endif
