/* What the program writes: messages to standard error, the rest to standard
   output. Part of the shell. */
#ifndef OUTPUT_H
#define OUTPUT_H

#include "options.h"
#include "palette.h"
#include "search.h"
#include "text.h"

enum exit_status {
	EXIT_FOUND = 0,
	EXIT_NOTHING = 1,
	EXIT_TROUBLE = 2,
};

/* Writes `smtpcode: ` and the message, which is inert. */
void complain(const char *message);

/* `smtpcode: NAME: message`; the name is outside text. */
void complain_of(const char *name, const char *message);

/* Writes it all out at once. False, after a complaint, if it cannot. */
bool output_write(const struct text *text);

/*
 * Writes lines of fields, with a look for each field where there are looks; see
 * plain_rows(). False, after a complaint, if it cannot.
 */
bool output_rows(const struct text *rows, enum when when,
    const enum style *styles, size_t fields, const struct search *search);

/* The columns for text: the terminal's if it goes to one, else 80. */
unsigned output_width(void);

/* Does it go to a terminal that can do more than print? */
bool output_is_capable(void);

/* Does it go to one that can only print? Then it may well be read aloud. */
bool output_is_spoken(void);

/* Where rows are cut, 0 if nowhere: not in files, read aloud, or too narrow. */
unsigned output_row_width(void);

/* How text may look there, by what the command line and NO_COLOR say. */
enum looks output_looks(enum when when);

/* May text with looks have links? Consoles older than those would show them. */
bool output_has_links(enum when when);

#endif
