/*
 * Record files: a strict subset of GNU recutils' format (data/README).
 *
 * `Name: value` up to the end of the line, as it stands; `+ ` goes on with the
 * value above; `#` in column one is a comment; a blank line ends the record.
 */
#ifndef RECORD_H
#define RECORD_H

#include <stddef.h>
#include <stdint.h>

#include "diagnostic.h"

struct field {
	const char *name;
	const char *value; /* its lines joined by '\n' */
	unsigned line;	   /* where it begins, from 1 */
};

struct record {
	size_t first, count; /* of the file's fields; at least one */
	bool broken;	     /* a line of it was none */
};

/*
 * A file's records. Names and values point into bytes, which it owns. A zero
 * initialised one is empty.
 */
struct record_file {
	const char *name; /* as in messages; borrowed */
	char *bytes;
	struct field *fields;
	size_t field_count, field_capacity;
	struct record *records;
	size_t record_count, record_capacity;
};

/*
 * Takes a file apart. Whatever breaks the format is added to errors, with its
 * line, and the rest of the file is read all the same. The name is borrowed
 * until the release; the bytes are copied. Returns false if memory ran out.
 */
bool record_file_read(struct record_file *file, const char *name,
    const char *bytes, size_t length, struct diagnostics *errors);

void record_file_release(struct record_file *file);

#endif
