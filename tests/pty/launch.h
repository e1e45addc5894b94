/*
 * A program started on a terminal as a shell does it: as the foreground job of
 * a session of its own.
 */
#ifndef LAUNCH_H
#define LAUNCH_H

#include <stdbool.h>
#include <sys/types.h>

/* Where the program is to find its keys. */
enum keys {
	KEYS_ON_STDIN,
	KEYS_ON_TTY, /* stdin is a pipe; there is a controlling terminal */
	KEYS_CLOSED, /* the same, but stdin is closed */
	KEYS_FAR,    /* stdin is a terminal that is not the controlling one */
	KEYS_NOWHERE /* stdin is a pipe, and there is none */
};

/* How a program is started. Zero-initialised it is an ordinary terminal. */
struct launch {
	const char *program;
	const char *arguments[8]; /* up to a NULL */
	char *environment[4];	  /* NAME=VALUE beside what is below */
	int rows, columns;	  /* 0: 24 rows of 80 columns */
	bool no_size;		  /* the terminal does not know its size */
	const char *term;	  /* NULL: the emulator's; "" is none at all */
	const char *locale;	  /* NULL: C.UTF-8 */
	const char *no_color;	  /* value of NO_COLOR; NULL: not set */
	enum keys keys;
	bool background;   /* another job has the terminal */
	bool curses_leaks; /* what curses does not free is no finding */
};

/* Ends with launch_end. */
struct job {
	pid_t shell; /* leads the session */
	pid_t program;
	int reports;	/* where the wait statuses of the program arrive */
	int stdin_pipe; /* our end, if stdin is a pipe */
	int status;	/* the last wait status */
	bool reported;
};

/* Starts it on the terminal of that name. What is ours it does not inherit. */
void launch_start(struct job *job, const struct launch *launch,
    const char *terminal, const int ours[2]);

/* Makes it the job that has the terminal, as `fg` does, and continues it. */
void launch_to_front(struct job *job);

/* Ends the session, and the program if that is still there. */
void launch_end(struct job *job);

/* Without its means a test cannot go on: ends the process with a message. */
_Noreturn void give_up(const char *what);

/* Gives up if the result is negative, else returns it. */
int checked(int result, const char *what);

#endif
