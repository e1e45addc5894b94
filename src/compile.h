/*
 * Record files in, tables out: what mkreference does at build time with data/,
 * and the tests with a small fixture of their own.
 */
#ifndef COMPILE_H
#define COMPILE_H

#include "pool.h"
#include "record.h"
#include "tables.h"

/* Rows of one table, all of one size. Zero-initialised but for the size. */
struct rows {
	void *items;
	size_t count, capacity, size;
};

/* The tables and what they are made of. */
struct compiled {
	struct tables tables; /* points into what follows */
	struct pool pool;
	struct rows entries, examples, notes, digits, whos, whys, fixes,
	    strings, links, terms, postings, normals, domains;
	/* What compile_model makes. */
	struct rows literals, literal_terms, model_causes, features,
	    feature_buckets, weights, cues, cue_buckets, cue_causes;
};

/*
 * Checks the records of all files and compiles them. Everything that is wrong
 * is added to errors, so that all of it is told at once; *compiled is good for
 * use only if nothing was. It refers to nothing of the files. Returns false if
 * memory ran out. Either way it is the caller's to release.
 */
bool compile_reference(const struct record_file *files, size_t file_count,
    struct compiled *compiled, struct diagnostics *errors);

/*
 * Adds what replies are identified with: the literal parts of the examples,
 * and the model, which takes some seconds to fit. For tables in which nothing
 * was wrong. Returns false if memory ran out.
 */
bool compile_model(struct compiled *compiled);

void compiled_release(struct compiled *compiled);

#endif
