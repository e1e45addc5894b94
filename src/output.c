#include "output.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "plain.h"

enum {
	PIPE_WIDTH = 80,
	LEAST_WIDTH = 20,
	LEAST_ROW = 60, /* below that the fields in front fill a row */
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
	struct pollfd room = { STDOUT_FILENO, POLLOUT, 0 };
	ssize_t written;

	if (text->failed) {
		complain("out of memory");
		return false;
	}
	while (left > 0) {
		written = write(STDOUT_FILENO, at, left);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
			/* Somebody else has set it so. */
			poll(&room, 1, -1);
			continue;
		}
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

static bool
is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0';
}

bool
output_is_capable(void)
{
	return isatty(STDOUT_FILENO) && is_set("TERM") &&
	    strcmp(getenv("TERM"), "dumb") != 0 &&
	    strcmp(getenv("TERM"), "unknown") != 0;
}

bool
output_is_spoken(void)
{
	return isatty(STDOUT_FILENO) && !output_is_capable();
}

unsigned
output_row_width(void)
{
	unsigned width = output_is_capable() ? output_width() : 0;

	return width >= LEAST_ROW ? width : 0;
}

enum looks
output_looks(enum when when)
{
	const char *term = getenv("TERM");

	if (when == WHEN_NEVER ||
	    (when == WHEN_AUTO && (!output_is_capable() || is_set("NO_COLOR"))))
		return LOOKS_NONE;
	if (is_set("COLORTERM") ||
	    (term != NULL && strstr(term, "256color") != NULL))
		return LOOKS_MANY;
	return LOOKS_FEW;
}

bool
output_has_links(enum when when)
{
	static const char *const consoles[] = { "linux", "vt", "ansi", "cons25",
		"pcansi", "sun", "cygwin" };
	const char *term = getenv("TERM");

	if (when == WHEN_ALWAYS)
		return true;
	for (size_t i = 0; i < sizeof(consoles) / sizeof(consoles[0]); i++)
		if (term != NULL &&
		    strncmp(term, consoles[i], strlen(consoles[i])) == 0)
			return false;
	return true;
}

bool
output_rows(const struct text *rows, enum when when, const enum style *styles,
    size_t fields, const struct search *search)
{
	enum looks looks = output_looks(when);
	struct text text = { 0 };
	bool done;

	if (looks == LOOKS_NONE)
		return output_write(rows);
	plain_rows(&text, rows, styles, fields, search, looks);
	done = output_write(&text);
	text_release(&text);
	return done;
}
