/* What an input adds: its rows in the list, and a pane for its lines. */
#include <stdio.h>
#include <string.h>

#include "draw_parts.h"

void
draw_counted(struct drawing *drawing, unsigned row, unsigned end,
    const struct row *shown, enum style style)
{
	const struct counted *counted = shown->counted;
	const struct reference *reference = drawing->browser->reference;
	const char *cause = reference_name(reference, counted->key.cause);
	char text[64];
	unsigned column;

	snprintf(text, sizeof(text), "%5llu %-3.0u",
	    (unsigned long long)counted->count, counted->key.code);
	column = draw_text(drawing, row, 1, end, text, style) + 1;
	if (end >= WIDE_LIST)
		column = draw_text(drawing, row, column, end,
			     counted->key.status, style) +
		    1;
	if (shown->ours)
		column = draw_text(drawing, row, column, end, "*", style);
	if (cause[0] == '\0')
		cause = counted->key.text == NULL ? "(other texts)" :
						    counted->key.text;
	draw_text(drawing, row, column, end, cause,
	    style == STYLE_TEXT ? STYLE_HINT : style);
}

/* Draws a text over as many rows as it needs. Returns the row behind it. */
static unsigned
draw_folded(struct drawing *drawing, unsigned row, unsigned last,
    unsigned start, unsigned end, const char *string)
{
	size_t length = strlen(string);
	unsigned room = end - start;

	while (length > 0 && row < last) {
		size_t at = 0, used;
		unsigned column = 0, width;
		uint32_t point;

		for (; at < length; at += used) {
			used = text_decode(string + at, length - at, &point);
			used = used == 0 ? 1 : used;
			width = text_point_width(point);
			if (column + width > room)
				break;
			column += width;
		}
		if (at == 0)
			break;
		frame_write(drawing->frame, row++, start, end, string, at,
		    STYLE_EXAMPLE);
		string += at;
		length -= at;
	}
	return row;
}

void
draw_lines_pane(struct drawing *drawing)
{
	const struct browser *browser = drawing->browser;
	const struct geometry *geometry = &drawing->geometry;
	unsigned row = geometry->body, last = row + geometry->body_rows;
	unsigned start = geometry->lines_column + 1;
	unsigned end = geometry->lines_column + geometry->lines_columns;

	for (unsigned i = geometry->body; i < last; i++)
		draw_text(drawing, i, geometry->lines_column - 1,
		    geometry->lines_column, drawing->glyphs->down,
		    STYLE_BORDER);
	draw_text(drawing, row++, start, end, "YOUR LINES", STYLE_HEADING);
	for (size_t i = 0; i < browser->page.count && row < last; i++) {
		const struct block *block = &browser->page.blocks[i];

		if (block->kind == BLOCK_ITEM && block->name == page_own_lines)
			row = draw_folded(drawing, row, last, start, end,
				  block->text) +
			    1;
	}
}
