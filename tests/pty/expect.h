/*
 * What the tests of the program on a terminal expect of it. There is one
 * console at a time. A test that is disappointed ends.
 */
#ifndef EXPECT_H
#define EXPECT_H

#include <check.h>

#include "console.h"

/* A row of the list that only the selected entry has. */
#define SELECTED_554 "> 554 P"
#define SELECTED_555 "> 555 P"
/* The last that is drawn of a screen; what the help begins with. */
#define READY "q quit"
#define HELP "one row up"

/* The program's path. */
extern const char *program;

extern struct console console;

#define expect_text(text) \
	ck_assert_msg(console_shows(&console, text), \
	    "not on the screen: %s\n%s", text, console_text(&console))
#define expect_written(bytes) \
	ck_assert_msg(console_writes(&console, bytes), \
	    "never written: %s\n%s", bytes, console_text(&console))
#define expect_no_text(text) \
	ck_assert_msg(console_hides(&console, text), \
	    "still on the screen: %s\n%s", text, console_text(&console))

/* Starts the program; the same at 554, and waits for the page. */
void start(struct launch launch);
void start_554(void);

void expect_restored(void);

/* It stops, ends in whatever way, with a status, of a signal. */
void expect_stopped(void);
void expect_end(void);
void expect_exit(int status);
void expect_death(int number);

/* It has ended, and has written a page as plain text, and nothing but text. */
void expect_plain_page(const char *title);

/* Leaves the program in order, so that a sanitizer can tell what it found. */
void quit(void);

/* Adds the tests of a file; returns how many it skips, which it has named. */
int add_screen_tests(TCase *tests);
int add_job_tests(TCase *tests);
int add_start_tests(TCase *tests);
int add_task_tests(TCase *tests);
int add_tmux_tests(TCase *tests);

#endif
