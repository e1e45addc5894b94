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
	MODE_EACH,  /* an answer for each line of input */
	MODE_TALLY, /* what was counted, to be added up elsewhere */
	MODE_HELP,
	MODE_VERSION,
};

/* Are looks and links to be in text? WHEN_AUTO: if it goes to a terminal. */
enum when {
	WHEN_AUTO,
	WHEN_ALWAYS,
	WHEN_NEVER,
};

struct options {
	enum mode mode;
	enum when color;
	bool plain, json, redact;
	const char *since, *until; /* as given, or NULL */
	const char **operands;	   /* borrowed of argv, in its order */
	size_t operand_count;
	const char **files; /* of -f, their names borrowed of argv */
	size_t file_count;
};

/*
 * Reads the command line. argv is rearranged: operands keep their order and
 * follow the options, as operands. Returns false after a mistake, which it
 * appends to *message without a line feed; else it ends with options_release.
 */
bool options_parse(struct options *options, int argc, char **argv,
    struct text *message);
void options_release(struct options *options);

/* Appends the operands, joined by blanks. */
void options_join(struct text *joined, const struct options *options);

/* An option as the command line has it, and what the help says of it. */
struct option_row {
	char letter; /* '\0' if it has none */
	const char *word;
	const char *value; /* what stands behind it, or NULL */
	const char *help;  /* may have line feeds and blanks in it */
};

/* The n-th option, from 0; false if there is none. */
bool options_nth(size_t n, struct option_row *row);

/* Appends what -h prints. */
void options_help(struct text *text);

#endif
