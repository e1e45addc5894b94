/*
 * What of a reference is taken for unknown, to see how what it tells serves
 * for texts that it does not hold.
 */
#ifndef HIDDEN_H
#define HIDDEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tables.h"

/* A function is given the context. It may be NULL, and hides nothing then. */
struct hidden {
	bool (*server)(const void *context, uint32_t server);
	bool (*example)(const void *context, const struct example_row *row);
	const void *context;
};

/* The struct may be NULL, and the server TABLES_NONE. */
static inline bool
hidden_server(const struct hidden *hidden, uint32_t server)
{
	return hidden != NULL && hidden->server != NULL &&
	    server != TABLES_NONE && hidden->server(hidden->context, server);
}

/* Is it, or its server? */
static inline bool
hidden_example(const struct hidden *hidden, const struct example_row *row)
{
	return hidden_server(hidden, row->server) ||
	    (hidden != NULL && hidden->example != NULL &&
		hidden->example(hidden->context, row));
}

#endif
