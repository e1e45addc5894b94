#define NCURSES_WIDECHAR 1

#include "terminal_input.h"

#include <curses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "terminal.h"

enum {
	ESCAPE_DELAY = 25,	 /* ms: Esc alone, or the start of a key? */
	PASTE_SIZE = 64 * 1024,	 /* bytes; the rest is left out */
	PASTE_PAUSE = 1000,	 /* ms without a byte: its end is lost */
	CODE_PASTE_BEGIN = 2000, /* beyond all that curses knows */
	CODE_PASTE_END,
};

static const char paste_begin[] = "\033[200~", paste_end[] = "\033[201~";

static struct {
	WINDOW *keys;	     /* a pad, since reading refreshes a window */
	bool listens;	     /* the keys are known, and asked for */
	struct text pasted;  /* what has come of it */
	bool pasting, marks; /* can the terminal mark it? */
	int64_t paste_ends;
	bool has_mouse;
	struct mouse mouse;
} input;

static bool
has_string(const char *name)
{
	const char *string = tigetstr(name);

	return string != NULL && string != (char *)-1;
}

/*
 * Keys as other terminals send them than the one that TERM names: PuTTY, rxvt
 * and the Linux console often run as xterm.
 */
static void
define_keys(void)
{
	static const struct {
		const char *sequence;
		int code;
	} keys[] = {
		{ paste_begin, CODE_PASTE_BEGIN },
		{ paste_end, CODE_PASTE_END },
		{ "\033[A", KEY_UP },
		{ "\033[B", KEY_DOWN },
		{ "\033[C", KEY_RIGHT },
		{ "\033[D", KEY_LEFT },
		{ "\033OA", KEY_UP },
		{ "\033OB", KEY_DOWN },
		{ "\033OC", KEY_RIGHT },
		{ "\033OD", KEY_LEFT },
		{ "\033[H", KEY_HOME },
		{ "\033[F", KEY_END },
		{ "\033OH", KEY_HOME },
		{ "\033OF", KEY_END },
		{ "\033[1~", KEY_HOME },
		{ "\033[4~", KEY_END },
		{ "\033[7~", KEY_HOME },
		{ "\033[8~", KEY_END },
		{ "\033[5~", KEY_PPAGE },
		{ "\033[6~", KEY_NPAGE },
		{ "\033[Z", KEY_BTAB },
		{ "\033OP", KEY_F(1) },
		{ "\033[11~", KEY_F(1) },
		{ "\033[[A", KEY_F(1) },
	};

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (key_defined(keys[i].sequence) <= 0)
			define_key(keys[i].sequence, keys[i].code);
}

bool
terminal_input_start(void)
{
	input.keys = newpad(1, 1);
	if (input.keys == NULL)
		return false;
	raw();
	noecho();
	nonl();
	nodelay(input.keys, TRUE);
	meta(input.keys, TRUE);
	if (getenv("ESCDELAY") == NULL)
		set_escdelay(ESCAPE_DELAY);
	mouseinterval(0);
	return true;
}

void
terminal_input_listen(void)
{
	if (input.listens)
		return;
	input.listens = true;
	keypad(input.keys, TRUE);
	define_keys();
	/* Who has a mouse knows of marks, or passes over the sequence. */
	input.marks = has_string("BE") || has_string("kmous");
	terminal_input_mark_pastes(true);
}

void
terminal_input_stop(void)
{
	terminal_take_mouse(false);
	delwin(input.keys);
	input.listens = input.marks = false;
	text_release(&input.pasted);
	input.pasting = false;
}

void
terminal_input_mark_pastes(bool on)
{
	if (!input.marks)
		return;
	fputs(on ? "\033[?2004h" : "\033[?2004l", stdout);
	fflush(stdout);
}

const char *
terminal_input_restore(void)
{
	if (!input.marks)
		return "";
	return input.has_mouse ? "\033[?2004l\033[?1000l\033[?1006l" :
				 "\033[?2004l";
}

void
terminal_take_mouse(bool on)
{
	mmask_t wanted = BUTTON1_PRESSED | BUTTON4_PRESSED;

#if NCURSES_MOUSE_VERSION > 1
	wanted |= BUTTON5_PRESSED;
#endif
	input.has_mouse = mousemask(on ? wanted : 0, NULL) != 0 && on;
	/* Nothing is drawn by curses: this sends what it has kept. */
	doupdate();
}

bool
terminal_has_mouse(void)
{
	return input.has_mouse;
}

/* The keys of curses as our own. */
static uint32_t
translate(wint_t key)
{
	switch (key) {
	case KEY_UP:
		return KEY_CODE_UP;
	case KEY_DOWN:
		return KEY_CODE_DOWN;
	case KEY_LEFT:
		return KEY_CODE_LEFT;
	case KEY_RIGHT:
		return KEY_CODE_RIGHT;
	case KEY_HOME:
		return KEY_CODE_HOME;
	case KEY_END:
		return KEY_CODE_END;
	case KEY_PPAGE:
		return KEY_CODE_PAGE_UP;
	case KEY_NPAGE:
		return KEY_CODE_PAGE_DOWN;
	case KEY_BTAB:
		return KEY_CODE_BACK_TAB;
	case KEY_ENTER:
		return KEY_CODE_ENTER;
	case KEY_BACKSPACE:
		return KEY_CODE_BACKSPACE;
	case KEY_F(1):
		return KEY_CODE_F1;
	default:
		return KEY_CODE_NONE;
	}
}

/* Notes what the mouse did; false if that is nothing to us. */
static bool
take_mouse(void)
{
	MEVENT event;

	if (getmouse(&event) != OK)
		return false;
	input.mouse.row = (unsigned)event.y;
	input.mouse.column = (unsigned)event.x;
	if ((event.bstate & BUTTON1_PRESSED) != 0)
		input.mouse.act = MOUSE_CLICK;
	else if ((event.bstate & BUTTON4_PRESSED) != 0)
		input.mouse.act = MOUSE_WHEEL_UP;
#if NCURSES_MOUSE_VERSION > 1
	else if ((event.bstate & BUTTON5_PRESSED) != 0)
		input.mouse.act = MOUSE_WHEEL_DOWN;
#endif
	else
		return false;
	return true;
}

static bool
ends_with(const struct text *text, const char *end)
{
	size_t length = strlen(end);

	return text->length >= length &&
	    memcmp(text->data + text->length - length, end, length) == 0;
}

/*
 * Takes what is pasted. True when its end has come, or no more of it for so
 * long that the end must have been lost.
 */
static bool
take_paste(void)
{
	struct text *pasted = &input.pasted;
	wint_t key;
	int kind;

	while ((kind = wget_wch(input.keys, &key)) != ERR) {
		input.paste_ends = clock_now() + PASTE_PAUSE;
		if (kind == KEY_CODE_YES && key == CODE_PASTE_END)
			return true;
		if (kind != KEY_CODE_YES && pasted->length < PASTE_SIZE)
			text_append_point(pasted, (uint32_t)key);
		/* Cut in two on its way, it has not been known as a key. */
		if (ends_with(pasted, paste_end)) {
			pasted->length -= strlen(paste_end);
			return true;
		}
	}
	return clock_now() >= input.paste_ends;
}

const struct text *
terminal_pasted(void)
{
	return &input.pasted;
}

struct mouse
terminal_mouse(void)
{
	return input.mouse;
}

long
terminal_wait(void)
{
	int64_t left = input.paste_ends - clock_now();

	if (!input.pasting)
		return -1;
	return left > 0 ? left : 0;
}

static void
begin_paste(void)
{
	input.pasting = true;
	input.paste_ends = clock_now() + PASTE_PAUSE;
	text_clear(&input.pasted);
}

uint32_t
terminal_key(void)
{
	wint_t key;
	uint32_t translated;
	int kind;

	while (!input.pasting && (kind = wget_wch(input.keys, &key)) != ERR) {
		if (kind != KEY_CODE_YES)
			return (uint32_t)key;
		if (key == CODE_PASTE_BEGIN)
			begin_paste();
		if (key == KEY_MOUSE && take_mouse())
			return KEY_CODE_MOUSE;
		translated = translate(key);
		if (translated != KEY_CODE_NONE)
			return translated;
	}
	if (input.pasting && take_paste()) {
		input.pasting = false;
		return KEY_CODE_PASTE;
	}
	return KEY_CODE_NONE;
}
