/*
 * A program on a pseudo-terminal, whose other end is a terminal emulator. What
 * a test waits for is looked for until it is there, at most PATIENCE seconds.
 */
#ifndef CONSOLE_H
#define CONSOLE_H

#include <stdbool.h>
#include <termios.h>
#include <vterm.h>

#include "launch.h"

enum {
	PATIENCE = 10,		  /* seconds */
	SCREEN_TEXT = 128 * 1024, /* bytes */
};

/* Ends with console_release. */
struct console {
	int master, slave;
	struct job job;
	VTerm *emulator;
	VTermScreen *screen;
	struct termios before;
	bool alternate, cursor; /* modes of the emulator */
	bool was_alternate;	/* the other screen was shown */
	char *transcript;	/* all that the program has written */
	size_t length, capacity;
	char text[SCREEN_TEXT]; /* the screen, as text */
};

void console_start(struct console *console, const struct launch *launch);
void console_release(struct console *console);

/* Presses keys. */
void console_type(struct console *console, const char *keys);

void console_press(struct console *console, VTermKey key);

/*
 * Pastes: with marks around it, if the program has asked for them. Returns
 * whether it has.
 */
bool console_paste(struct console *console, const char *text);

/* Has the program taken the mouse? */
bool console_has_mouse(const struct console *console);

/* Clicks on the first place of the screen that has the text. */
void console_click(struct console *console, const char *text);

/* Waits until the program has written these bytes. */
bool console_writes(struct console *console, const char *bytes);

void console_resize(struct console *console, int rows, int columns);

/* The terminal goes away, as a window does that is closed. */
void console_hang_up(struct console *console);

/* What is on the screen now: its rows, with line feeds. */
const char *console_text(struct console *console);

/* Waits until the screen holds the text; until it does not. */
bool console_shows(struct console *console, const char *text);
bool console_hides(struct console *console, const char *text);

/* Waits until the program has stopped or ended; its status is there then. */
bool console_reports(struct console *console);

/*
 * Waits until the terminal is as it was before: its modes, the screen without
 * the program's page, a cursor to be seen, plain characters. If it does not
 * come to that, the returned string says what is not; else it is NULL.
 */
const char *console_restored(struct console *console);

/* Does the terminal give each key at once, and without an echo? */
bool console_is_raw(const struct console *console);

/*
 * After the program has ended: reads what it has written up to the last byte.
 */
void console_drain(struct console *console);

/* How many sequences in the transcript set a colour. */
unsigned console_colours(const struct console *console);

#endif
