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
#include <wchar.h>

#include "palette.h"
#include "terminal_input.h"

enum {
	RESTORE_SIZE = 256,
	RUN_SIZE = 256, /* characters that are sent to curses at once */
};

static struct {
	SCREEN *screen;
	FILE *tty; /* the controlling terminal, where stdin is none */
	int input;
	bool started, unicode;
	enum looks looks;
	chtype styles[STYLES]; /* how curses calls their looks */
	struct termios before;
	char restore[RESTORE_SIZE]; /* what puts the screen back */
	size_t restore_length;
	struct frame shown; /* what is on the screen */
} terminal;

/* What curses calls the look of a style. Each has a pair of colours. */
static attr_t
attributes(enum style style)
{
	unsigned look = palette[style].attributes;

	return ((look & LOOK_BOLD) != 0 ? A_BOLD : A_NORMAL) |
	    ((look & LOOK_UNDERLINED) != 0 ? A_UNDERLINE : A_NORMAL) |
	    ((look & LOOK_REVERSED) != 0 ? A_REVERSE : A_NORMAL);
}

static short
colour_pair(enum style style)
{
	return palette_colour(style, terminal.looks) != 0 ? (short)style : 0;
}

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
		if (colour_pair(style) != 0)
			init_pair((short)style,
			    (short)palette_colour(style, terminal.looks), -1);
}

static void
prepare_styles(void)
{
	for (enum style style = 0; style < STYLES; style++)
		terminal.styles[style] = attributes(style) |
		    COLOR_PAIR(colour_pair(style));
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
	prepare_styles();
	if (!terminal_input_start()) {
		text_append(message, "out of memory");
		return give_up();
	}
	curs_set(0);
	terminal.unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
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
	frame_release(&terminal.shown);
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

/* What the locale cannot show is drawn as a question mark. */
static wchar_t
glyph(uint32_t point)
{
	if (point < 0x7f || terminal.unicode)
		return (wchar_t)point;
	return L'?';
}

/* Would the terminal take another width than the frame has reckoned with? */
static bool
width_differs(const struct cell *cell)
{
	return cell->points[0] >= 0x7f && terminal.unicode &&
	    wcwidth((wchar_t)cell->points[0]) != (int)cell->width;
}

static void
show_cell(unsigned row, unsigned column, const struct cell *cell)
{
	wchar_t characters[CELL_POINTS + 1] = { 0 };
	cchar_t shown;

	if (cell->width == 0)
		return;
	for (unsigned i = 0; i < CELL_POINTS && cell->points[i] != 0; i++)
		characters[i] = glyph(cell->points[i]);
	if (width_differs(cell) || !terminal.unicode)
		characters[1] = L'\0';
	if (width_differs(cell))
		characters[0] = L'?';
	setcchar(&shown, characters, attributes(cell->style),
	    colour_pair(cell->style), NULL);
	mvadd_wch((int)row, (int)column, &shown);
	/* A narrow stand-in for a wide character: its other half is blank. */
	if (cell->width == 2 && characters[0] == L'?')
		mvaddch((int)row, (int)column + 1, ' ');
}

static bool
is_ascii(const struct cell *cell)
{
	return cell->points[0] < 0x7f && cell->points[1] == 0 &&
	    cell->width == 1;
}

/* Shows the ASCII from a column on; returns where it ends. */
static unsigned
show_run(unsigned row, unsigned column, const struct cell *cells, unsigned end)
{
	chtype run[RUN_SIZE];
	unsigned length = 0;

	while (column + length < end && length < RUN_SIZE &&
	    is_ascii(&cells[column + length])) {
		const struct cell *cell = &cells[column + length];

		run[length++] = cell->points[0] | terminal.styles[cell->style];
	}
	mvaddchnstr((int)row, (int)column, run, (int)length);
	return column + length;
}

/* Shows the columns of a row that are neither before nor behind others. */
static void
show_span(unsigned row, const struct cell *cells, unsigned column, unsigned end)
{
	while (column < end) {
		if (is_ascii(&cells[column])) {
			column = show_run(row, column, cells, end);
		} else {
			show_cell(row, column, &cells[column]);
			column++;
		}
	}
}

void
terminal_forget(void)
{
	terminal.shown.rows = 0;
	terminal.shown.columns = 0;
	clearok(stdscr, TRUE);
}

static bool
same_cell(const struct cell *left, const struct cell *right)
{
	return memcmp(left, right, sizeof(*left)) == 0;
}

/*
 * Shows what differs from what the row was. Both halves of a wide character
 * differ from all else, so that none is written over alone.
 */
static void
show_changes(unsigned row, const struct cell *cells, const struct cell *before,
    unsigned columns)
{
	unsigned from = 0, end = columns;

	if (memcmp(cells, before, columns * sizeof(*cells)) == 0)
		return;
	while (from < end && same_cell(&cells[from], &before[from]))
		from++;
	while (end > from && same_cell(&cells[end - 1], &before[end - 1]))
		end--;
	show_span(row, cells, from, end);
}

void
terminal_show(const struct frame *frame)
{
	struct frame *shown = &terminal.shown;
	unsigned columns = frame->columns;
	bool anew = shown->rows != frame->rows || shown->columns != columns;

	if (anew && !frame_resize(shown, frame->rows, columns))
		return;
	if (anew)
		erase();
	for (unsigned row = 0; row < frame->rows; row++)
		show_changes(row, frame->cells + (size_t)row * columns,
		    shown->cells + (size_t)row * columns, columns);
	refresh();
	memcpy(shown->cells, frame->cells,
	    (size_t)frame->rows * columns * sizeof(*frame->cells));
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
