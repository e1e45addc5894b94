/*
 * The terminal: the only part that knows curses. There is one terminal, and so
 * its state is not passed around.
 */
#ifndef TERMINAL_H
#define TERMINAL_H

#include "frame.h"
#include "keys.h"

/*
 * Takes the terminal over: full screen, keys unbuffered and without echo. Keys
 * come from standard input if that is a terminal, else from the controlling
 * terminal. Returns false if there is no usable one, with the reason appended
 * to *message; the terminal is as it was then.
 */
bool terminal_start(struct text *message);

/* Gives it back as it was. May be called when it was not taken over. */
void terminal_stop(void);

/* Gives it back for a while, and takes it over again. */
void terminal_suspend(void);
void terminal_resume(void);

/* Asks for the size; before the first frame, and when it has changed. */
void terminal_size(unsigned *rows, unsigned *columns);

/* Where keys come from, for pselect(). */
int terminal_input(void);

/*
 * The next key that is there, KEY_CODE_NONE if there is none (see keys.h);
 * KEY_CODE_MOUSE and KEY_CODE_PASTE if terminal_mouse() and terminal_pasted()
 * have something to tell.
 */
uint32_t terminal_key(void);

/* What the mouse did last. */
struct mouse terminal_mouse(void);

/* What was pasted last, of any bytes. Borrowed until the next key. */
const struct text *terminal_pasted(void);

/* Milliseconds until terminal_key() is to be called also without input; -1. */
long terminal_wait(void);

/* Takes the mouse, or leaves it to the terminal. */
void terminal_take_mouse(bool on);

/* Has it been taken? Some terminals have none. */
bool terminal_has_mouse(void);

/* Sends bytes to the terminal as they are. False if it has gone away. */
bool terminal_send(const struct text *text);

/* Has the terminal gone away? Then no key will come any more. */
bool terminal_is_gone(void);

/* Shows a frame; only what differs from the last one is sent. */
void terminal_show(const struct frame *frame);

/* Forgets what is on the screen: the next frame is sent whole. */
void terminal_forget(void);

/* Does the locale write UTF-8, so that lines can be drawn with it? */
bool terminal_is_unicode(void);

/*
 * Puts the terminal back from a signal handler, by what was prepared at the
 * start: async-signal-safe, nothing of curses.
 */
void terminal_restore_in_signal(void);

#endif
