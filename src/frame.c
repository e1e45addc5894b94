#include "frame.h"

#include <stdlib.h>
#include <string.h>

static const struct cell blank = { .points = { ' ' }, .width = 1 };

void
frame_release(struct frame *frame)
{
	free(frame->cells);
	*frame = (struct frame) { 0 };
}

static struct cell *
cell_at(const struct frame *frame, unsigned row, unsigned column)
{
	return &frame->cells[(size_t)row * frame->columns + column];
}

bool
frame_resize(struct frame *frame, unsigned rows, unsigned columns)
{
	void *cells = frame->cells;

	if (!text_grow(&cells, &frame->capacity, (size_t)rows * columns,
		sizeof(*frame->cells)))
		return false;
	frame->cells = cells;
	frame->rows = rows;
	frame->columns = columns;
	for (unsigned column = 0; rows > 0 && column < columns; column++)
		frame->cells[column] = blank;
	for (unsigned row = 1; columns > 0 && row < rows; row++)
		memcpy(cell_at(frame, row, 0), frame->cells,
		    columns * sizeof(*frame->cells));
	return true;
}

/* If a column is the right half of a character, both halves become blanks. */
static void
part(struct frame *frame, unsigned row, unsigned column)
{
	struct cell *cell;

	if (column == 0 || column >= frame->columns ||
	    cell_at(frame, row, column)->width != 0)
		return;
	cell = cell_at(frame, row, column - 1);
	cell[0].points[0] = cell[1].points[0] = ' ';
	cell[0].points[1] = cell[0].points[2] = 0;
	cell[0].width = cell[1].width = 1;
}

void
frame_fill(struct frame *frame, unsigned row, unsigned column, unsigned columns,
    enum style style)
{
	struct cell *cell;

	if (row >= frame->rows || columns == 0)
		return;
	part(frame, row, column);
	part(frame, row, column + columns);
	for (; columns > 0 && column < frame->columns; column++, columns--) {
		cell = cell_at(frame, row, column);
		*cell = blank;
		cell->style = (uint8_t)style;
	}
}

/* Writes the printable ASCII that the bytes begin with; returns how many. */
static unsigned
write_ascii(struct frame *frame, unsigned row, unsigned column, unsigned end,
    const char *bytes, size_t length, enum style style)
{
	unsigned most = column < end ? end - column : 0, at = 0;

	while (at < length && at < most && bytes[at] >= ' ' && bytes[at] < 0x7f)
		at++;
	frame_fill(frame, row, column, at, style);
	for (unsigned i = 0; i < at; i++)
		cell_at(frame, row, column + i)->points[0] = (unsigned char)
		    bytes[i];
	return at;
}

/* A mark that combines with the character before it, if there is room. */
static void
combine(struct cell *cell, uint32_t point)
{
	for (unsigned i = 1; i < CELL_POINTS; i++)
		if (cell->points[i] == 0) {
			cell->points[i] = point;
			return;
		}
}

unsigned
frame_write(struct frame *frame, unsigned row, unsigned column, unsigned end,
    const char *bytes, size_t length, enum style style)
{
	unsigned start = column, last = column, width;
	size_t at = 0, used;
	uint32_t point;

	if (row >= frame->rows)
		return column;
	end = end < frame->columns ? end : frame->columns;
	for (; at < length; at += used) {
		used = write_ascii(frame, row, column, end, bytes + at,
		    length - at, style);
		if (used > 0) {
			column += (unsigned)used;
			last = column - 1;
			continue;
		}
		used = text_decode(bytes + at, length - at, &point);
		if (used == 0)
			return column;
		width = text_point_width(point);
		if (width == 0) {
			if (column > start)
				combine(cell_at(frame, row, last), point);
			continue;
		}
		if (column + width > end)
			return column;
		frame_fill(frame, row, column, width, style);
		last = column;
		cell_at(frame, row, column)->points[0] = point;
		cell_at(frame, row, column)->width = (uint8_t)width;
		if (width == 2)
			cell_at(frame, row, column + 1)->width = 0;
		column += width;
	}
	return column;
}

void
frame_repeat(struct frame *frame, unsigned row, unsigned column,
    unsigned columns, const char *character, enum style style)
{
	struct cell *first;

	if (row >= frame->rows || column >= frame->columns)
		return;
	frame_fill(frame, row, column, columns, style);
	frame_write(frame, row, column, column + 1, character,
	    strlen(character), style);
	first = cell_at(frame, row, column);
	for (unsigned i = 1; i < columns && column + i < frame->columns; i++)
		first[i] = *first;
}

unsigned
frame_write_cut(struct frame *frame, unsigned row, unsigned column,
    unsigned end, const char *string, enum style style, const char *mark)
{
	size_t length = strlen(string);

	if (end > frame->columns)
		end = frame->columns;
	if (column >= end)
		return column;
	if (text_width(string, length) <= end - column)
		return frame_write(frame, row, column, end, string, length,
		    style);
	column = frame_write(frame, row, column, end - 1, string, length,
	    style);
	return frame_write(frame, row, column, end, mark, strlen(mark), style);
}

void
frame_dump(const struct frame *frame, struct text *text)
{
	for (unsigned row = 0; row < frame->rows; row++) {
		size_t start = text->length, end = start;

		for (unsigned column = 0; column < frame->columns; column++) {
			const struct cell *cell = cell_at(frame, row, column);

			if (cell->width == 0)
				continue;
			for (unsigned i = 0; i < CELL_POINTS; i++)
				if (cell->points[i] != 0)
					text_append_point(text,
					    cell->points[i]);
			if (cell->points[0] != ' ')
				end = text->length;
		}
		if (text->data != NULL && !text->failed) {
			text->length = end;
			text->data[end] = '\0';
		}
		text_append_char(text, '\n');
	}
}
