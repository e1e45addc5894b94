#define NCURSES_WIDECHAR 1

#include "terminal.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "palette.h"
#include "terminal_input.h"
#include "terminal_looks.h"

enum {
	RESTORE_SIZE = 256,
};

static struct {
	SCREEN *screen;
	FILE *tty; /* the controlling terminal, where stdin is none */
	int input;
	bool started, unicode;
	enum looks looks;
	struct termios before;
	char restore[RESTORE_SIZE]; /* what puts the screen back */
	size_t restore_length;
	struct paint_terminal painted; /* how it is painted on */
	struct frame shown;	       /* what is on the screen */
	struct text bytes;	       /* what is sent for a frame */
} terminal;

/* Appends a capability to what puts the screen back, where there is one. */
static void
prepare_restore(const char *name)
{
	const char *sequence = tigetstr(name);
	size_t length;

	if (sequence == NULL || sequence == (char *)-1)
		return;
	length = strlen(sequence);
	if (terminal.restore_length + length > sizeof(terminal.restore))
		return;
	memcpy(terminal.restore + terminal.restore_length, sequence, length);
	terminal.restore_length += length;
}

static void
start_colours(void)
{
	if (getenv("NO_COLOR") != NULL && getenv("NO_COLOR")[0] != '\0')
		return;
	if (!has_colors() || start_color() == ERR ||
	    use_default_colors() == ERR)
		return;
	terminal.looks = COLORS >= 256 ? LOOKS_MANY : LOOKS_FEW;
	for (enum style style = 0; style < STYLES; style++)
		if (palette_colour(style, terminal.looks) != 0)
			init_pair((short)style,
			    (short)palette_colour(style, terminal.looks), -1);
}

/* The file that keys are read from. */
static FILE *
open_input(struct text *message)
{
	if (isatty(STDIN_FILENO))
		return stdin;
	terminal.tty = fopen("/dev/tty", "r");
	if (terminal.tty == NULL)
		text_printf(message, "no terminal to read keys from: %s",
		    strerror(errno));
	return terminal.tty;
}

static void
close_input(void)
{
	if (terminal.tty != NULL)
		fclose(terminal.tty);
	terminal.tty = NULL;
}

/* Gives back what a start had taken that failed. Returns false. */
static bool
give_up(void)
{
	if (terminal.screen != NULL) {
		endwin();
		delscreen(terminal.screen);
	}
	close_input();
	return false;
}

bool
terminal_start(struct text *message)
{
	FILE *input = open_input(message);
	const char *name = getenv("TERM");

	if (input == NULL)
		return false;
	setlocale(LC_CTYPE, "");
	terminal.input = fileno(input);
	tcgetattr(terminal.input, &terminal.before);
	terminal.screen = newterm(NULL, stdout, input);
	if (terminal.screen == NULL || tigetstr("cup") == NULL) {
		text_printf(message,
		    "terminal type '%s' is unknown or cannot place the cursor",
		    name != NULL ? name : "");
		return give_up();
	}
	set_term(terminal.screen);
	prepare_restore("sgr0");
	prepare_restore("rmkx");
	prepare_restore("cnorm");
	prepare_restore("rmcup");
	start_colours();
	if (!terminal_input_start()) {
		text_append(message, "out of memory");
		return give_up();
	}
	curs_set(0);
	terminal.unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	terminal_looks_start(&terminal.painted, terminal.looks,
	    terminal.unicode);
	terminal.started = true;
	return true;
}

void
terminal_stop(void)
{
	if (!terminal.started)
		return;
	terminal.started = false;
	terminal_input_mark_pastes(false);
	terminal_input_stop();
	endwin();
	delscreen(terminal.screen);
	terminal_looks_stop();
	frame_release(&terminal.shown);
	text_release(&terminal.bytes);
	close_input();
}

void
terminal_suspend(void)
{
	terminal_input_mark_pastes(false);
	endwin();
}

void
terminal_resume(void)
{
	reset_prog_mode();
	refresh();
	curs_set(0);
	terminal_input_mark_pastes(true);
	terminal_forget();
}

void
terminal_size(unsigned *rows, unsigned *columns)
{
	struct winsize size;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0)
		resizeterm(size.ws_row, size.ws_col);
	*rows = (unsigned)LINES;
	*columns = (unsigned)COLS;
	terminal_forget();
}

int
terminal_input(void)
{
	return terminal.input;
}

/* Nobody is left to press a key when the terminal cannot be asked any more. */
bool
terminal_is_gone(void)
{
	struct termios now;

	return tcgetattr(terminal.input, &now) != 0;
}

bool
terminal_is_unicode(void)
{
	return terminal.unicode;
}

bool
terminal_send(const struct text *text)
{
	const char *bytes = text_string(text);
	size_t left = text->length;
	struct pollfd room = { STDOUT_FILENO, POLLOUT, 0 };
	ssize_t written;

	fflush(stdout);
	while (left > 0) {
		written = write(STDOUT_FILENO, bytes, left);
		if (written < 0 && errno == EAGAIN)
			poll(&room, 1, -1);
		else if (written < 0 && errno != EINTR)
			return false;
		bytes += written > 0 ? written : 0;
		left -= written > 0 ? (size_t)written : 0;
	}
	return true;
}

void
terminal_forget(void)
{
	terminal.shown.rows = 0;
	terminal.shown.columns = 0;
}

/*
 * What is to be shown anew is cleared first, by curses, for which the screen is
 * always empty. False: no memory.
 */
static bool
make_room(const struct frame *frame)
{
	struct frame *shown = &terminal.shown;

	if (shown->rows == frame->rows && shown->columns == frame->columns)
		return true;
	if (!frame_resize(shown, frame->rows, frame->columns))
		return false;
	clearok(curscr, TRUE);
	doupdate();
	return true;
}

void
terminal_show(const struct frame *frame)
{
	text_clear(&terminal.bytes);
	if (!make_room(frame))
		return;
	paint(&terminal.bytes, &terminal.painted, &terminal.shown, frame);
	terminal_send(&terminal.bytes);
	if (terminal.bytes.failed) {
		text_release(&terminal.bytes);
		terminal_forget();
	}
	terminal_input_listen();
}

void
terminal_restore_in_signal(void)
{
	ssize_t written;

	if (!terminal.started)
		return;
	written = write(STDOUT_FILENO, terminal_input_restore(),
	    strlen(terminal_input_restore()));
	written = write(STDOUT_FILENO, terminal.restore,
	    terminal.restore_length);
	(void)written;
	tcsetattr(terminal.input, TCSANOW, &terminal.before);
}
