#define NCURSES_WIDECHAR 1

#include "terminal_looks.h"

#include <curses.h>
#include <string.h>
#include <term.h>
#include <wchar.h>

static struct {
	enum looks looks;
	bool usual; /* are places told as ECMA-48 does? */
	struct {
		struct text bytes;
		bool known;
	} changes[STYLES][STYLES]; /* from one to another */
	struct text erase;
	struct text *sent; /* where collect() puts what curses says */
} state;

static int
collect(int byte)
{
	if (state.sent != NULL)
		text_append_char(state.sent, (char)byte);
	return byte;
}

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
	return palette_colour(style, state.looks) != 0 ? (short)style : 0;
}

/* Lets curses turn to a style; what it sends is appended, if that is wanted. */
static void
turn_to(enum style style, struct text *bytes)
{
	state.sent = bytes;
	vid_puts(attributes(style), colour_pair(style), NULL, collect);
}

/* Curses is asked once for each change; it knows what the terminal can. */
static void
restyle(struct text *bytes, enum style from, enum style to)
{
	struct text *change = &state.changes[from][to].bytes;

	if (!state.changes[from][to].known) {
		state.changes[from][to].known = true;
		turn_to(from, NULL);
		turn_to(to, change);
		turn_to(STYLE_TEXT, NULL);
		paint_shorten(change, from == STYLE_TEXT);
	}
	text_append_bytes(bytes, text_string(change), change->length);
}

static void
append_number(struct text *bytes, unsigned number)
{
	if (number >= 10)
		append_number(bytes, number / 10);
	text_append_char(bytes, (char)('0' + number % 10));
}

static void
place(struct text *bytes, unsigned row, unsigned column)
{
	if (state.usual) {
		text_append_bytes(bytes, "\033[", 2);
		append_number(bytes, row + 1);
		text_append_char(bytes, ';');
		append_number(bytes, column + 1);
		text_append_char(bytes, 'H');
		return;
	}
	state.sent = bytes;
	tputs(tparm((char *)cursor_address, (long)row, (long)column, 0L, 0L, 0L,
		  0L, 0L, 0L, 0L),
	    1, collect);
}

/* Lines that leave the region at one end make room at the other. */
static void
scroll_rows(struct text *bytes, unsigned first, unsigned last, int by)
{
	state.sent = bytes;
	tputs(tparm((char *)change_scroll_region, (long)first, (long)last, 0L,
		  0L, 0L, 0L, 0L, 0L, 0L),
	    1, collect);
	place(bytes, by > 0 ? last : first, 0);
	state.sent = bytes;
	for (int i = 0; i < (by > 0 ? by : -by); i++)
		tputs(by > 0 ? scroll_forward : scroll_reverse, 1, collect);
	tputs(tparm((char *)change_scroll_region, 0L, (long)LINES - 1, 0L, 0L,
		  0L, 0L, 0L, 0L, 0L),
	    1, collect);
}

/* Where the last place is never written it is not known what would move. */
static bool
can_scroll(void)
{
	return change_scroll_region != NULL && scroll_forward != NULL &&
	    scroll_reverse != NULL && !non_dest_scroll_region &&
	    (!auto_right_margin || eat_newline_glitch);
}

static bool
differs(uint32_t point, unsigned width)
{
	return wcwidth((wchar_t)point) != (int)width;
}

void
terminal_looks_start(struct paint_terminal *terminal, enum looks looks,
    bool unicode)
{
	state.looks = looks;
	state.sent = &state.erase;
	if (clr_eol != NULL)
		tputs(clr_eol, 1, collect);
	state.usual = strcmp(cursor_address, "\033[%i%p1%d;%p2%dH") == 0;
	*terminal = (struct paint_terminal) {
		.unicode = unicode,
		.keeps_styles = move_standout_mode,
		.scrolls = auto_right_margin && !eat_newline_glitch,
		.erase = state.erase.length > 0 ? text_string(&state.erase) :
						  NULL,
		.place = place,
		.restyle = restyle,
		.differs = differs,
		.scroll = can_scroll() ? scroll_rows : NULL,
	};
	for (enum style style = 0; style < STYLES; style++)
		terminal->shown_blank[style] = (palette[style].attributes &
						   (LOOK_UNDERLINED |
						       LOOK_REVERSED)) != 0;
}

void
terminal_looks_stop(void)
{
	for (enum style from = 0; from < STYLES; from++)
		for (enum style to = 0; to < STYLES; to++) {
			text_release(&state.changes[from][to].bytes);
			state.changes[from][to].known = false;
		}
	text_release(&state.erase);
}
