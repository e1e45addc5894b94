#include "paint.h"

#include <string.h>

enum {
	NOWHERE = INT32_MAX,
	SKIPPED = 8, /* columns that stay: from there on it is less to move */
	PARAMETERS = 24,
	/* rows */
	SCROLLED_BY = 3, /* at most */
	SCROLLED = 3,	 /* that need not be written: then it is worth it */
};

/* Where the cursor is and what it writes in, while a frame is painted. */
struct brush {
	struct text *bytes;
	const struct paint_terminal *terminal;
	const struct cell *cells; /* of the row */
	unsigned row, columns;
	unsigned at; /* the column of the cursor in this row, or NOWHERE */
	enum style style;
};

static bool
is_blank(const struct cell *cell)
{
	return cell->points[0] == ' ' && cell->points[1] == 0 &&
	    cell->width == 1;
}

/* A blank on which nothing of its style can be seen. */
static bool
is_empty(const struct paint_terminal *terminal, const struct cell *cell)
{
	return is_blank(cell) && !terminal->shown_blank[cell->style];
}

static bool
looks_same(const struct paint_terminal *terminal, const struct cell *left,
    const struct cell *right)
{
	return memcmp(left, right, sizeof(*left)) == 0 ||
	    (is_empty(terminal, left) && is_empty(terminal, right));
}

static void
set_style(struct brush *brush, enum style style)
{
	if (style == brush->style)
		return;
	brush->terminal->restyle(brush->bytes, brush->style, style);
	brush->style = style;
}

static void
move_to(struct brush *brush, unsigned column)
{
	if (brush->at == column)
		return;
	if (!brush->terminal->keeps_styles)
		set_style(brush, STYLE_TEXT);
	brush->terminal->place(brush->bytes, brush->row, column);
	brush->at = column;
}

/*
 * May terminals think otherwise of its width? Those of alphabets are sure, and
 * what lines are drawn with.
 */
static bool
is_unsure(const struct cell *cell)
{
	uint32_t point = cell->points[0];

	return cell->width != 1 || cell->points[1] != 0 ||
	    (point >= 0x0590 && (point < 0x2000 || point > 0x25ff));
}

/* What cannot be shown is drawn as a question mark, as wide as it is. */
static void
put_character(struct brush *brush, const struct cell *cell)
{
	const struct paint_terminal *terminal = brush->terminal;
	struct text *bytes = brush->bytes;

	if (cell->points[0] >= 0x7f &&
	    (!terminal->unicode ||
		terminal->differs(cell->points[0], cell->width))) {
		text_append(bytes, cell->width == 2 ? "? " : "?");
		return;
	}
	text_append_point(bytes, cell->points[0]);
	for (unsigned i = 1;
	     i < CELL_POINTS && cell->points[i] != 0 && terminal->unicode; i++)
		text_append_point(bytes, cell->points[i]);
}

static void
put_cell(struct brush *brush, unsigned column)
{
	const struct cell *cell = &brush->cells[column];

	if (cell->width == 0)
		return;
	move_to(brush, column);
	if (!is_empty(brush->terminal, cell) ||
	    brush->terminal->shown_blank[brush->style])
		set_style(brush, (enum style)cell->style);
	if (cell->points[0] < 0x7f && cell->points[1] == 0)
		text_append_char(brush->bytes, (char)cell->points[0]);
	else
		put_character(brush, cell);
	brush->at = column + cell->width;
	/* Behind the last column the cursor is where it likes to be. */
	if (brush->at == brush->columns ||
	    (is_unsure(cell) && !is_unsure(&cell[cell->width])))
		brush->at = NOWHERE;
}

/* Where the row ends but for what is empty. */
static unsigned
find_end(const struct paint_terminal *terminal, const struct cell *cells,
    unsigned columns)
{
	while (columns > 0 && is_empty(terminal, &cells[columns - 1]))
		columns--;
	return columns;
}

/* The first column from there on that is to look otherwise; end if none is. */
static unsigned
find_change(const struct brush *brush, const struct cell *before,
    unsigned column, unsigned end)
{
	while (column < end &&
	    looks_same(brush->terminal, &brush->cells[column], &before[column]))
		column++;
	return column;
}

/* Paints what changes in the columns up to the end. */
static void
paint_changes(struct brush *brush, const struct cell *before, unsigned end)
{
	unsigned column = find_change(brush, before, 0, end), next;

	/* The right half of a character is written with the left one. */
	if (column > 0 && column < end && brush->cells[column].width == 0)
		column--;
	while (column < end) {
		put_cell(brush, column++);
		next = find_change(brush, before, column, end);
		if (next == end)
			return;
		if (brush->cells[next].width == 0)
			next--;
		if (next > column && next - column >= SKIPPED)
			column = next;
	}
}

static void
paint_row(struct brush *brush, const struct cell *before, bool last)
{
	const struct paint_terminal *terminal = brush->terminal;
	unsigned columns = brush->columns, end = columns;
	unsigned empty = find_end(terminal, brush->cells, columns);
	bool erases = terminal->erase != NULL &&
	    find_end(terminal, before, columns) > empty;

	if (last && terminal->scrolls)
		end -= brush->cells[end - 1].width == 0 ? 2 : 1;
	if (erases)
		end = empty;
	paint_changes(brush, before, end);
	if (!erases)
		return;
	move_to(brush, empty);
	set_style(brush, STYLE_TEXT);
	text_append(brush->bytes, terminal->erase);
}

static struct cell *
row_of(const struct frame *frame, unsigned row)
{
	return frame->cells + (size_t)row * frame->columns;
}

static bool
same_rows(const struct frame *shown, unsigned row, const struct frame *frame,
    unsigned other)
{
	return memcmp(row_of(shown, row), row_of(frame, other),
		   frame->columns * sizeof(*frame->cells)) == 0;
}

/* Rows that are to move, and how many of them have to be written else. */
struct move {
	unsigned first, last; /* where they will be */
	int by;		      /* up */
	unsigned gain;
};

/* The most rows that stand together and move by so many. */
static struct move
find_move(const struct frame *shown, const struct frame *frame, int by)
{
	struct move best = { .by = by }, move = { .by = by };
	int rows = (int)frame->rows;

	for (int row = 0; row < rows; row++) {
		if (row + by < 0 || row + by >= rows ||
		    !same_rows(shown, (unsigned)(row + by), frame,
			(unsigned)row)) {
			move.gain = 0;
			continue;
		}
		if (same_rows(shown, (unsigned)row, frame, (unsigned)row)) {
			/* Rows that would stay are moved with the others. */
			if (move.gain > 0)
				move.last = (unsigned)row;
			continue;
		}
		if (move.gain++ == 0)
			move.first = (unsigned)row;
		move.last = (unsigned)row;
		if (move.gain > best.gain)
			best = move;
	}
	return best;
}

/* Moves the rows of what is shown as the terminal does. */
static void
move_rows(struct frame *shown, unsigned first, unsigned last, int by)
{
	unsigned count = (unsigned)(by < 0 ? -by : by);
	unsigned stay = last - first + 1 - count;
	size_t size = shown->columns * sizeof(*shown->cells);
	unsigned vacated = by > 0 ? first + stay : first;

	memmove(row_of(shown, by > 0 ? first : first + count),
	    row_of(shown, by > 0 ? first + count : first), stay * size);
	for (unsigned i = 0; i < count; i++)
		frame_fill(shown, vacated + i, 0, shown->columns, STYLE_TEXT);
}

/* Lets the terminal move rows, where that saves writing them. */
static void
paint_move(struct text *bytes, const struct paint_terminal *terminal,
    struct frame *shown, const struct frame *frame)
{
	struct move best = { .gain = 0 }, move;
	unsigned first, last;

	for (int by = 1; by <= SCROLLED_BY; by++)
		for (int sign = 1; sign >= -1; sign -= 2) {
			move = find_move(shown, frame, sign * by);
			if (move.gain > best.gain)
				best = move;
		}
	if (best.gain < SCROLLED)
		return;
	first = best.by > 0 ? best.first : best.first - (unsigned)-best.by;
	last = best.by > 0 ? best.last + (unsigned)best.by : best.last;
	terminal->scroll(bytes, first, last, best.by);
	move_rows(shown, first, last, best.by);
}

void
paint(struct text *bytes, const struct paint_terminal *terminal,
    struct frame *shown, const struct frame *frame)
{
	struct brush brush = { .bytes = bytes,
		.terminal = terminal,
		.columns = frame->columns,
		.style = STYLE_TEXT };

	if (frame->columns == 0)
		return;
	if (terminal->scroll != NULL)
		paint_move(bytes, terminal, shown, frame);
	for (unsigned row = 0; row < frame->rows; row++) {
		if (same_rows(shown, row, frame, row))
			continue;
		brush.cells = row_of(frame, row);
		brush.row = row;
		brush.at = NOWHERE;
		paint_row(&brush, row_of(shown, row), row + 1 == frame->rows);
		memcpy(row_of(shown, row), brush.cells,
		    frame->columns * sizeof(*frame->cells));
	}
	set_style(&brush, STYLE_TEXT);
}

/* What is set, by its parameters, in one string: "1;38;5;30". */
struct rendition {
	const char *from[PARAMETERS];
	size_t length[PARAMETERS], count;
	bool resets;
};

static size_t
count_digits(const char *at)
{
	return strspn(at, "0123456789");
}

/* How long a parameter is, with what belongs to it: 38;5;30 and 38;2;1;2;3. */
static size_t
parameter_length(const char *at)
{
	size_t length = count_digits(at), more = 0;

	if (length != 2 || (at[0] != '3' && at[0] != '4') || at[1] != '8')
		return length;
	if (strncmp(at + 2, ";5;", 3) == 0)
		more = 2;
	else if (strncmp(at + 2, ";2;", 3) == 0)
		more = 4;
	for (; more > 0 && at[length] == ';'; more--)
		length += 1 + count_digits(at + length + 1);
	return length;
}

/* Reads the parameters up to the m that ends them; NULL if they end otherwise. */
static const char *
read_parameters(struct rendition *rendition, const char *at)
{
	for (;; at++) {
		size_t length = parameter_length(at);

		if (length == 0 || (length == 1 && at[0] == '0')) {
			rendition->resets = true;
			rendition->count = 0;
		} else if (rendition->count < PARAMETERS) {
			rendition->from[rendition->count] = at;
			rendition->length[rendition->count++] = length;
		} else {
			return NULL;
		}
		at += length;
		if (*at != ';')
			return *at == 'm' ? at + 1 : NULL;
	}
}

/* False if there is anything else. */
static bool
read_rendition(struct rendition *rendition, const char *at)
{
	*rendition = (struct rendition) { .count = 0 };
	while (at != NULL && *at != '\0') {
		if (strncmp(at, "\033(B", 3) == 0)
			at += 3;
		else if (*at == '\017')
			at++;
		else if (strncmp(at, "\033[", 2) == 0)
			at = read_parameters(rendition, at + 2);
		else
			return false;
	}
	return at != NULL;
}

void
paint_shorten(struct text *bytes, bool from_none)
{
	struct rendition rendition;
	struct text shorter = { 0 };
	bool resets;

	if (!read_rendition(&rendition, text_string(bytes)))
		return;
	resets = rendition.resets && !from_none;
	if (resets || rendition.count > 0)
		text_append(&shorter, "\033[");
	if (resets && rendition.count > 0)
		text_append(&shorter, "0;");
	for (size_t i = 0; i < rendition.count; i++) {
		if (i > 0)
			text_append_char(&shorter, ';');
		text_append_bytes(&shorter, rendition.from[i],
		    rendition.length[i]);
	}
	if (resets || rendition.count > 0)
		text_append_char(&shorter, 'm');
	if (shorter.failed) {
		text_release(&shorter);
		return;
	}
	text_release(bytes);
	*bytes = shorter;
}
