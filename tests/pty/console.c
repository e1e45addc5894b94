#include "console.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
	ROWS = 24,
	COLUMNS = 80,
};

static void
set_size(struct console *console, int rows, int columns)
{
	struct winsize size = { .ws_row = (unsigned short)rows,
		.ws_col = (unsigned short)columns };

	checked(ioctl(console->slave, TIOCSWINSZ, &size), "TIOCSWINSZ");
}

static int
note_mode(VTermProp mode, VTermValue *value, void *user)
{
	struct console *console = user;

	if (mode == VTERM_PROP_ALTSCREEN) {
		console->alternate = value->boolean != 0;
		console->was_alternate |= console->alternate;
	}
	if (mode == VTERM_PROP_CURSORVISIBLE)
		console->cursor = value->boolean != 0;
	return 1;
}

static void
start_emulator(struct console *console, int rows, int columns)
{
	static const VTermScreenCallbacks callbacks = {
		.settermprop = note_mode,
	};

	console->emulator = vterm_new(rows, columns);
	if (console->emulator == NULL)
		give_up("vterm_new");
	vterm_set_utf8(console->emulator, 1);
	console->screen = vterm_obtain_screen(console->emulator);
	vterm_screen_set_callbacks(console->screen, &callbacks, console);
	vterm_screen_enable_altscreen(console->screen, 1);
	vterm_screen_reset(console->screen, 1);
	/* What is to be seen again when the program has left the screen. */
	vterm_input_write(console->emulator, "before\r\n", 8);
}

static void
open_terminal(struct console *console)
{
	int flags;

	console->master = checked(posix_openpt(O_RDWR | O_NOCTTY), "openpt");
	checked(grantpt(console->master), "grantpt");
	checked(unlockpt(console->master), "unlockpt");
	console->slave = checked(open(ptsname(console->master),
				     O_RDWR | O_NOCTTY),
	    "slave");
	flags = fcntl(console->master, F_GETFL);
	fcntl(console->master, F_SETFL, flags | O_NONBLOCK);
	checked(tcgetattr(console->slave, &console->before), "tcgetattr");
}

void
console_start(struct console *console, const struct launch *launch)
{
	int rows = launch->rows == 0 ? ROWS : launch->rows;
	int columns = launch->columns == 0 ? COLUMNS : launch->columns;

	*console = (struct console) { .cursor = true };
	open_terminal(console);
	start_emulator(console, rows, columns);
	if (!launch->no_size)
		set_size(console, rows, columns);
	launch_start(&console->job, launch, ptsname(console->master),
	    (int[]) { console->master, console->slave });
}

void
console_release(struct console *console)
{
	launch_end(&console->job);
	if (console->master >= 0)
		close(console->master);
	if (console->slave >= 0)
		close(console->slave);
	vterm_free(console->emulator);
	free(console->transcript);
}

void
console_type(struct console *console, const char *keys)
{
	size_t length = strlen(keys);

	if (write(console->master, keys, length) != (ssize_t)length)
		give_up("write");
}

void
console_press(struct console *console, VTermKey key)
{
	char sent[16] = "";

	vterm_keyboard_key(console->emulator, key, VTERM_MOD_NONE);
	vterm_output_read(console->emulator, sent, sizeof(sent) - 1);
	console_type(console, sent);
}

/* What the emulator has to say to the program, as for a key. */
static void
send_answer(struct console *console)
{
	char sent[64] = "";

	vterm_output_read(console->emulator, sent, sizeof(sent) - 1);
	console_type(console, sent);
}

/* Does the program want to know what is pasted? */
static bool
marks_pastes(struct console *console)
{
	char sent[64] = "";

	vterm_keyboard_start_paste(console->emulator);
	vterm_output_read(console->emulator, sent, sizeof(sent) - 1);
	return sent[0] != '\0';
}

bool
console_paste(struct console *console, const char *text)
{
	bool marked = marks_pastes(console);

	vterm_keyboard_start_paste(console->emulator);
	send_answer(console);
	console_type(console, text);
	vterm_keyboard_end_paste(console->emulator);
	send_answer(console);
	return marked;
}

/* The emulator does not know all modes that are set at once. */
bool
console_has_mouse(const struct console *console)
{
	const char *at = console->transcript;
	bool taken = false;

	while (at != NULL && (at = strstr(at, "1000")) != NULL) {
		at += 4;
		if (*at == 'h' || *at == 'l')
			taken = *at == 'h';
	}
	return taken;
}

/* The columns that stand before a place of a row: a character has one here. */
static int
columns_before(const char *row, const char *at)
{
	int columns = 0;

	for (; row < at; row++)
		columns += (*row & 0xc0) != 0x80;
	return columns;
}

void
console_click(struct console *console, const char *text)
{
	const char *screen = console_text(console);
	const char *at = strstr(screen, text), *row = screen;
	char sent[64];
	int rows = 0;

	if (at == NULL)
		give_up("nothing to click on");
	for (const char *c = screen; c < at; c++)
		if (*c == '\n') {
			rows++;
			row = c + 1;
		}
	snprintf(sent, sizeof(sent), "\033[<0;%d;%dM\033[<0;%d;%dm",
	    columns_before(row, at) + 1, rows + 1, columns_before(row, at) + 1,
	    rows + 1);
	console_type(console, sent);
}

void
console_resize(struct console *console, int rows, int columns)
{
	vterm_set_size(console->emulator, rows, columns);
	set_size(console, rows, columns);
}

void
console_hang_up(struct console *console)
{
	close(console->slave);
	close(console->master);
	console->slave = console->master = -1;
}

const char *
console_text(struct console *console)
{
	VTermRect all = { 0 };
	size_t length;

	vterm_get_size(console->emulator, &all.end_row, &all.end_col);
	length = vterm_screen_get_text(console->screen, console->text,
	    SCREEN_TEXT - 1, all);
	console->text[length] = '\0';
	return console->text;
}

/* Takes what the program has written. Returns false if there was nothing. */
static bool
take_output(struct console *console)
{
	char bytes[4096];
	ssize_t count = read(console->master, bytes, sizeof(bytes));
	size_t length;

	if (count <= 0)
		return false;
	length = console->length + (size_t)count;
	if (length >= console->capacity) {
		console->capacity = 2 * length + sizeof(bytes);
		console->transcript = realloc(console->transcript,
		    console->capacity);
		if (console->transcript == NULL)
			give_up("realloc");
	}
	memcpy(console->transcript + console->length, bytes, (size_t)count);
	console->length = length;
	console->transcript[length] = '\0';
	vterm_input_write(console->emulator, bytes, (size_t)count);
	return true;
}

static void
take_report(struct console *console)
{
	if (read(console->job.reports, &console->job.status, sizeof(int)) ==
	    sizeof(int))
		console->job.reported = true;
}

static long
milliseconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Waits for output or a report, at most until then. False: nothing came. */
static bool
take_something(struct console *console, long until)
{
	struct pollfd files[] = {
		{ .fd = console->job.reports, .events = POLLIN },
		{ .fd = console->master, .events = POLLIN },
	};
	long left = until - milliseconds();

	if (left <= 0)
		return false;
	if (poll(files, 2, (int)left) < 0 && errno != EINTR)
		give_up("poll");
	if (files[0].revents & POLLIN)
		take_report(console);
	if (files[1].revents & POLLIN)
		take_output(console);
	return true;
}

bool
console_shows(struct console *console, const char *text)
{
	long until = milliseconds() + PATIENCE * 1000L;

	while (strstr(console_text(console), text) == NULL)
		if (!take_something(console, until))
			return false;
	return true;
}

bool
console_hides(struct console *console, const char *text)
{
	long until = milliseconds() + PATIENCE * 1000L;

	while (strstr(console_text(console), text) != NULL)
		if (!take_something(console, until))
			return false;
	return true;
}

bool
console_reports(struct console *console)
{
	long until = milliseconds() + PATIENCE * 1000L;

	console->job.reported = false;
	while (!console->job.reported)
		if (!take_something(console, until))
			return false;
	return true;
}

bool
console_writes(struct console *console, const char *bytes)
{
	long until = milliseconds() + PATIENCE * 1000L;

	while (console->transcript == NULL ||
	    strstr(console->transcript, bytes) == NULL)
		if (!take_something(console, until))
			return false;
	return true;
}

/* Is a character that is written next a plain one? */
static bool
is_plain(const struct console *console)
{
	static const VTermAttr attributes[] = { VTERM_ATTR_BOLD,
		VTERM_ATTR_UNDERLINE, VTERM_ATTR_REVERSE };
	VTermState *state = vterm_obtain_state(console->emulator);
	VTermValue value = { 0 };

	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if (vterm_state_get_penattr(state, attributes[i], &value) &&
		    value.number != 0)
			return false;
	return true;
}

/* Do the arrows send what they send to a shell? */
static bool
has_plain_arrows(const struct console *console)
{
	char sent[16] = "";

	vterm_keyboard_key(console->emulator, VTERM_KEY_UP, VTERM_MOD_NONE);
	vterm_output_read(console->emulator, sent, sizeof(sent) - 1);
	return strcmp(sent, "\033[A") == 0;
}

static bool
modes_are_back(const struct console *console)
{
	const struct termios *before = &console->before;
	struct termios now;

	if (tcgetattr(console->slave, &now) != 0)
		return false;
	return now.c_iflag == before->c_iflag &&
	    now.c_oflag == before->c_oflag && now.c_cflag == before->c_cflag &&
	    now.c_lflag == before->c_lflag &&
	    memcmp(now.c_cc, before->c_cc, sizeof(now.c_cc)) == 0;
}

static const char *
not_restored(struct console *console)
{
	if (console->alternate)
		return "the alternate screen is still shown";
	if (!console->cursor)
		return "the cursor is hidden";
	if (console_has_mouse(console))
		return "the mouse is still taken";
	if (marks_pastes(console))
		return "what is pasted is still marked";
	if (!is_plain(console))
		return "attributes are still on";
	if (!has_plain_arrows(console))
		return "the keypad is still in its other mode";
	if (console->was_alternate && console_text(console)[0] != 'b')
		return "what was on the screen before is gone";
	if (!modes_are_back(console))
		return "the modes of the terminal are others (termios)";
	return NULL;
}

const char *
console_restored(struct console *console)
{
	long until = milliseconds() + PATIENCE * 1000L;
	const char *what;

	while ((what = not_restored(console)) != NULL)
		if (!take_something(console, until))
			break;
	return what;
}

bool
console_is_raw(const struct console *console)
{
	struct termios now;

	return tcgetattr(console->slave, &now) == 0 &&
	    (now.c_lflag & (ICANON | ECHO)) == 0;
}

/* Once nobody holds the other end, reading goes on up to an error. */
void
console_drain(struct console *console)
{
	long until = milliseconds() + PATIENCE * 1000L;
	struct pollfd file = { .fd = console->master, .events = POLLIN };

	close(console->slave);
	console->slave = -1;
	while (milliseconds() < until) {
		poll(&file, 1, PATIENCE * 1000);
		if (!take_output(console) && (file.revents & POLLHUP))
			return;
	}
}

/* Does one number of the sequence set a colour, be it the default one? */
static bool
sets_colour(const char *numbers)
{
	while (*numbers == ';' || (*numbers >= '0' && *numbers <= '9')) {
		char *end;
		long number = strtol(numbers, &end, 10);

		if ((number >= 30 && number <= 49) ||
		    (number >= 90 && number <= 107))
			return true;
		numbers = end + (*end == ';');
	}
	return false;
}

unsigned
console_colours(const struct console *console)
{
	const char *at = console->transcript;
	unsigned count = 0;

	while (at != NULL && (at = strstr(at, "\033[")) != NULL) {
		at += 2;
		count += at[strspn(at, "0123456789;")] == 'm' &&
		    sets_colour(at);
	}
	return count;
}
