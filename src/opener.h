/* Opening a web address in whatever program there is for it. */
#ifndef OPENER_H
#define OPENER_H

#include <sys/types.h>

#include "text.h"

enum opened {
	OPENED_NOWHERE, /* nothing here can open it */
	OPENED_APART,	/* in a window of its own; *process is the helper */
	OPENED_HERE,	/* it was shown on this terminal, which it has left */
};

/*
 * Opens a web address: by one of the commands in $BROWSER, else by what the
 * system has, if there is a display. A browser that needs the terminal gets
 * it: the screen has to be drawn anew after that.
 */
enum opened opener_open(const char *address, pid_t *process);

#endif
