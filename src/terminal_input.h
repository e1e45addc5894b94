/* Keys, mouse and what is pasted; private to terminal*.c. */
#ifndef TERMINAL_INPUT_H
#define TERMINAL_INPUT_H

#include <stdbool.h>

/* Starts to read from the curses screen that there is. False: no memory. */
bool terminal_input_start(void);
void terminal_input_stop(void);

/*
 * Makes the keys known, which takes as long as a tenth of the start: once the
 * first frame is there, and before anything is read.
 */
void terminal_input_listen(void);

/*
 * Tells the terminal to mark what is pasted, and not to any more. It is left
 * to other programs as it was.
 */
void terminal_input_mark_pastes(bool on);

/*
 * What ends marking and the mouse, to be sent when all else has failed; ""
 * where the terminal has neither.
 */
const char *terminal_input_restore(void);

#endif
