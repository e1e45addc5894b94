/* What the program writes: messages to standard error, the rest to standard
   output. Part of the shell. */
#ifndef OUTPUT_H
#define OUTPUT_H

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

/* The columns for text: the terminal's if it goes to one, else 80. */
unsigned output_width(void);

#endif
