/* What is sent for a frame makes that frame, on a small terminal of our own. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "paint.h"

enum {
	ROWS = 9,
	COLUMNS = 24,
	FRAMES = 4000,
};

/* The terminal: what stands in its cells, and its cursor. */
static struct screen {
	struct cell cells[ROWS][COLUMNS];
	unsigned row, column;
	enum style style;
	bool narrow; /* it takes wide characters for narrow ones */
} screen;

static void
place(struct text *bytes, unsigned row, unsigned column)
{
	text_printf(bytes, "\033[%u;%uH", row + 1, column + 1);
}

static void
restyle(struct text *bytes, enum style from, enum style to)
{
	EXPECT(from != to);
	text_printf(bytes, "\033[%dm", (int)to);
}

static void
scroll(struct text *bytes, unsigned first, unsigned last, int by)
{
	EXPECT(first < last && last < ROWS);
	text_printf(bytes, "\033[%u;%u;%dS", first, last, by);
}

static bool
differs(uint32_t point, unsigned width)
{
	return point == 0x2603 && width == 1;
}

static const struct paint_terminal usual = {
	.unicode = true,
	.keeps_styles = true,
	.shown_blank = { [STYLE_LINK] = true, [STYLE_SELECTED] = true },
	.erase = "\033[K",
	.place = place,
	.restyle = restyle,
	.scroll = scroll,
	.differs = differs,
};

/* Moves rows up, or down. */
static void
move_rows(unsigned first, unsigned last, long by)
{
	struct cell before[ROWS][COLUMNS];

	memcpy(before, screen.cells, sizeof(before));
	for (long row = first; row <= (long)last; row++)
		for (unsigned column = 0; column < COLUMNS; column++)
			screen.cells[row][column] = row + by >= (long)first &&
				row + by <= (long)last ?
			    before[row + by][column] :
			    (struct cell) { .points = { ' ' }, .width = 1 };
}

/* Does what a sequence says; returns what follows it. */
static const char *
obey(const char *at)
{
	unsigned first, last;
	int by, length = 0;
	char *end;
	unsigned long number = strtoul(at, &end, 10);

	if (sscanf(at, "%u;%u;%dS%n", &first, &last, &by, &length) == 3 &&
	    length > 0) {
		EXPECT(screen.style == STYLE_TEXT);
		move_rows(first, last, by);
		return at + length;
	}
	if (*end == ';') {
		screen.row = (unsigned)number - 1;
		screen.column = (unsigned)strtoul(end + 1, &end, 10) - 1;
		EXPECT(*end == 'H');
		EXPECT(screen.row < ROWS && screen.column < COLUMNS);
	} else if (*end == 'K') {
		EXPECT(screen.style == STYLE_TEXT);
		EXPECT(screen.column < COLUMNS);
		for (unsigned i = screen.column; i < COLUMNS; i++)
			screen.cells[screen.row][i] =
			    (struct cell) { .points = { ' ' }, .width = 1 };
	} else {
		EXPECT(*end == 'm');
		screen.style = (enum style)number;
	}
	return end + 1;
}

static void
show(uint32_t point)
{
	unsigned width = text_point_width(point);
	struct cell *cell = &screen.cells[screen.row][screen.column];

	if (width == 0) {
		EXPECT(screen.column > 0);
		for (cell--; cell->width == 0; cell--)
			continue;
		cell->points[cell->points[1] == 0 ? 1 : 2] = point;
		return;
	}
	if (screen.narrow)
		width = 1;
	EXPECT(screen.column + width <= COLUMNS);
	cell[0] = (struct cell) { .points = { point },
		.width = (uint8_t)width,
		.style = (uint8_t)screen.style };
	if (width == 2)
		cell[1] = (struct cell) { .width = 0,
			.style = (uint8_t)screen.style };
	screen.column += width;
}

static void
obey_all(const struct text *bytes)
{
	const char *at = text_string(bytes), *end = at + bytes->length;
	uint32_t point;

	while (at < end) {
		if (strncmp(at, "\033[", 2) == 0) {
			at = obey(at + 2);
			continue;
		}
		at += text_decode(at, (size_t)(end - at), &point);
		show(point);
	}
	EXPECT(screen.style == STYLE_TEXT);
}

static void
clear(struct frame *shown)
{
	EXPECT(frame_resize(shown, ROWS, COLUMNS));
	memcpy(screen.cells, shown->cells, sizeof(screen.cells));
	screen.style = STYLE_TEXT;
}

/* Moves some of its rows. */
static void
roll(struct frame *frame, uint32_t *seed)
{
	unsigned from = next_random(seed) % ROWS, to = next_random(seed) % ROWS;
	unsigned rows = ROWS - (from > to ? from : to);

	memmove(frame->cells + to * COLUMNS, frame->cells + from * COLUMNS,
	    rows * COLUMNS * sizeof(*frame->cells));
}

/* Some words, here and there, in the frame as it is or in an empty one. */
static void
scribble(struct frame *frame, uint32_t *seed)
{
	static const char *const words[] = { "a", "word", "    ", "x  y",
		"\xe4\xb8\xad\xe6\x96\x87", "\xc3\xa9", "e\xcc\x81",
		"\xe2\x98\x83", "\xe2\x94\x82", "\xd7\x90" };

	if (next_random(seed) % 3 == 0)
		EXPECT(frame_resize(frame, ROWS, COLUMNS));
	if (next_random(seed) % 3 == 0)
		roll(frame, seed);
	for (uint32_t i = next_random(seed) % 12; i > 0; i--) {
		const char *word = words[next_random(seed) % COUNT(words)];

		frame_write(frame, next_random(seed) % ROWS,
		    next_random(seed) % COLUMNS, COLUMNS, word, strlen(word),
		    (enum style)(next_random(seed) % STYLES));
	}
}

/* Is a cell as the frame wants it? Some are not what they are in the frame. */
static bool
is_right(const struct cell *is, const struct cell *wanted)
{
	struct cell expected = *wanted;

	if (wanted->points[0] == 0x2603)
		expected.points[0] = '?';
	/* It may stand beside its place then, among others of its kind. */
	if (screen.narrow &&
	    (wanted->width != 1 || wanted->points[1] != 0 ||
		wanted->points[0] == 0x2603 || wanted->points[0] == 0x05d0))
		return true;
	if (wanted->width == 0)
		return is->width == 0;
	if (wanted->points[0] == ' ' && is->points[0] == ' ')
		return usual.shown_blank[wanted->style] ?
		    is->style == wanted->style :
		    !usual.shown_blank[is->style];
	return is->points[0] == expected.points[0] &&
	    is->points[1] == expected.points[1] &&
	    is->width == expected.width && is->style == expected.style;
}

static void
expect_frame(const struct frame *frame, const struct paint_terminal *terminal)
{
	for (unsigned row = 0; row < ROWS; row++)
		for (unsigned column = 0; column < COLUMNS; column++) {
			const struct cell *wanted =
			    &frame->cells[row * COLUMNS + column];

			if (terminal->scrolls && row == ROWS - 1 &&
			    column >= COLUMNS - 2)
				continue;
			EXPECT(is_right(&screen.cells[row][column], wanted));
		}
}

static void
paint_many(const struct paint_terminal *terminal)
{
	struct frame shown = { 0 }, frame = { 0 };
	struct text bytes = { 0 };
	uint32_t seed = 7;

	clear(&shown);
	EXPECT(frame_resize(&frame, ROWS, COLUMNS));
	for (unsigned i = 0; i < FRAMES; i++) {
		scribble(&frame, &seed);
		text_clear(&bytes);
		paint(&bytes, terminal, &shown, &frame);
		obey_all(&bytes);
		expect_frame(&frame, terminal);
		EXPECT(memcmp(shown.cells, frame.cells, sizeof(screen.cells)) ==
		    0);
	}
	frame_release(&shown);
	frame_release(&frame);
	text_release(&bytes);
}

START_TEST(it_makes_the_frame)
{
	screen.narrow = false;
	paint_many(&usual);
}
END_TEST

START_TEST(without_erasing_too)
{
	struct paint_terminal poor = usual;

	screen.narrow = false;
	poor.erase = NULL;
	poor.scroll = NULL;
	poor.keeps_styles = false;
	paint_many(&poor);
}
END_TEST

/* The last column of the last row is never written where that scrolls. */
START_TEST(it_does_not_scroll)
{
	struct paint_terminal scrolling = usual;

	screen.narrow = false;
	scrolling.scrolls = true;
	scrolling.erase = NULL;
	scrolling.scroll = NULL;
	paint_many(&scrolling);
	ck_assert_int_eq(screen.cells[ROWS - 1][COLUMNS - 1].points[0], ' ');
}
END_TEST

/* Where the terminal has other widths, what stands behind is in its place. */
START_TEST(other_widths_move_nothing_else)
{
	screen.narrow = true;
	paint_many(&usual);
}
END_TEST

/* Without UTF-8 no byte is sent that is not ASCII. */
START_TEST(ascii_is_ascii)
{
	struct paint_terminal ascii = usual;
	struct frame shown = { 0 }, frame = { 0 };
	struct text bytes = { 0 };
	uint32_t seed = 3;

	ascii.unicode = false;
	clear(&shown);
	EXPECT(frame_resize(&frame, ROWS, COLUMNS));
	for (unsigned i = 0; i < FRAMES / 10; i++) {
		scribble(&frame, &seed);
		paint(&bytes, &ascii, &shown, &frame);
	}
	for (size_t i = 0; i < bytes.length; i++)
		EXPECT((bytes.data[i] & 0x80) == 0);
	frame_release(&shown);
	frame_release(&frame);
	text_release(&bytes);
}
END_TEST

static const struct {
	const char *before, *after;
	bool from_none;
} renditions[] = {
	{ "\033(B\033[m", "\033[m", false },
	{ "\033[m\017", "\033[m", false },
	{ "\033(B\033[0;1m", "\033[1m", true },
	{ "\033(B\033[0;1m", "\033[0;1m", false },
	{ "\033(B\033[m\033[38;5;30m\033(B\033[0;1m", "\033[0;1m", false },
	{ "\033(B\033[0;1m\033[38;5;30m", "\033[1;38;5;30m", true },
	{ "\033[38;2;0;0;9m\033[4m", "\033[38;2;0;0;9;4m", true },
	{ "\033[38;5;0m", "\033[38;5;0m", false },
	{ "\033[39;49m\033(B\033[m", "\033[m", false },
	{ "\033(B\033[m", "", true },
	{ "\033[1m\033[?25l", "\033[1m\033[?25l", false },
	{ "\033G4", "\033G4", false },
	{ "\033[1", "\033[1", false },
	{ "", "", false },
};

START_TEST(renditions_become_one)
{
	for (size_t i = 0; i < COUNT(renditions); i++) {
		struct text text = { 0 };

		text_append(&text, renditions[i].before);
		paint_shorten(&text, renditions[i].from_none);
		ck_assert_str_eq(text_string(&text), renditions[i].after);
		text_release(&text);
	}
}
END_TEST

Suite *
paint_suite(void)
{
	Suite *suite = suite_create("paint");
	const TTest *const tests[] = { it_makes_the_frame, without_erasing_too,
		it_does_not_scroll, other_widths_move_nothing_else,
		ascii_is_ascii, renditions_become_one };

	ADD_TESTS(suite, "paint", tests);
	return suite;
}
