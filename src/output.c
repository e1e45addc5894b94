#include "output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
	PIPE_WIDTH = 80,
	LEAST_WIDTH = 20,
};

void
complain(const char *message)
{
	fprintf(stderr, "smtpcode: %s\n", message);
}

void
complain_of(const char *name, const char *message)
{
	struct text inert = { 0 };

	text_append_inert(&inert, name, strlen(name), false);
	fprintf(stderr, "smtpcode: %s: %s\n",
	    strcmp(name, "-") == 0 ? "standard input" : text_string(&inert),
	    message);
	text_release(&inert);
}

bool
output_write(const struct text *text)
{
	const char *at = text_string(text);
	size_t left = text->length;
	ssize_t written;

	if (text->failed) {
		complain("out of memory");
		return false;
	}
	while (left > 0) {
		written = write(STDOUT_FILENO, at, left);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0) {
			complain(strerror(errno));
			return false;
		}
		at += written;
		left -= (size_t)written;
	}
	return true;
}

unsigned
output_width(void)
{
	struct winsize size;

	if (!isatty(STDOUT_FILENO) ||
	    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return PIPE_WIDTH;
	return size.ws_col < LEAST_WIDTH ? LEAST_WIDTH : size.ws_col;
}
