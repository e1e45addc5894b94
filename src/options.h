/* The command line: from argv to what is wanted. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

enum mode {
	MODE_PAGES, /* the browser, or pages where there is no terminal */
	MODE_LIST,
	MODE_SEARCH,
	MODE_HELP,
	MODE_VERSION,
};

struct options {
	enum mode mode;
	bool plain, json;
	const char **operands; /* borrowed of argv, in its order */
	size_t operand_count;
};

/*
 * Reads the command line. argv is rearranged: operands keep their order and
 * follow the options, as operands. Returns false after a mistake, which it
 * appends to *message without a line feed.
 */
bool options_parse(struct options *options, int argc, char **argv,
    struct text *message);

/* Appends what -h prints. */
void options_help(struct text *text);

#endif
