/*
 * What is wrong with a record file: collected, sorted and told all at once.
 */
#ifndef DIAGNOSTIC_H
#define DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

struct diagnostic {
	const char *file; /* borrowed */
	unsigned line;	  /* from 1; 0 if the whole file is meant */
	char *what;	  /* owned */
};

/* Zero-initialised it is empty. */
struct diagnostics {
	struct diagnostic *items;
	size_t count, capacity;
	bool failed; /* out of memory: some are missing */
};

void diagnostics_release(struct diagnostics *all);

/*
 * Adds one. The name of the file is borrowed until the release; what is told
 * may quote outside text.
 */
void diagnostics_add(struct diagnostics *all, const char *file, unsigned line,
    const char *format, ...) __attribute__((format(printf, 4, 5)));
void diagnostics_vadd(struct diagnostics *all, const char *file, unsigned line,
    const char *format, va_list arguments)
    __attribute__((format(printf, 4, 0)));

/* Sorts them by file, line and wording, and drops what is said twice. */
void diagnostics_sort(struct diagnostics *all);

/*
 * Appends them to *text in that order, each as `file:line: error: what` on a
 * line of its own.
 */
void diagnostics_print(struct diagnostics *all, struct text *text);

#endif
