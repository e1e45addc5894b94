/* How the terminal is told what to show; private to terminal*.c. */
#ifndef TERMINAL_LOOKS_H
#define TERMINAL_LOOKS_H

#include "paint.h"
#include "palette.h"

/*
 * Asks the curses screen that there is how to paint on it, in these looks. What
 * is set is borrowed until the end.
 */
void terminal_looks_start(struct paint_terminal *terminal, enum looks looks,
    bool unicode);
void terminal_looks_stop(void);

#endif
