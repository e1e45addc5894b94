/* What an input adds: its rows in the list, and a pane for its lines. */
#include <stdio.h>
#include <string.h>

#include "draw_parts.h"

/* What comes behind a word that the text begins with, if it does. */
static const char *
behind(const char *text, const char *word)
{
	size_t length = strlen(word);

	if (length == 0 || strncmp(text, word, length) != 0 ||
	    (text[length] != ' ' && text[length] != '-'))
		return text;
	return text + length + 1;
}

/* The text of a row, without what stands in front of it already. */
static const char *
text_of(const struct counted *counted, const char *code, const char *status)
{
	if (counted->key.text == NULL)
		return "(other texts)";
	return behind(behind(counted->key.text, code), status);
}

/* Draws what a row is known by: its cause; in a search and without one its
   text. */
static void
draw_known(struct drawing *drawing, unsigned row, unsigned column, unsigned end,
    const struct counted *counted, const char *text, enum style style)
{
	const char *cause = reference_name(drawing->browser->reference,
	    counted->key.cause);

	if (style == STYLE_TEXT)
		style = STYLE_HINT;
	if (drawing->browser->view != VIEW_FOUND && cause[0] != '\0')
		draw_text(drawing, row, column, end, cause, style);
	else
		draw_reply(drawing, row, column, end, text, style);
}

void
draw_counted(struct drawing *drawing, unsigned row, unsigned end,
    const struct row *shown, enum style style)
{
	const struct counted *counted = shown->counted;
	bool wide = end >= WIDE_LIST;
	const char *status = wide ? counted->key.status : "";
	enum style number = style == STYLE_TEXT ?
	    style_of_class(counted->class) :
	    style;
	char text[64], code[8];
	unsigned column;

	snprintf(code, sizeof(code), "%.0u", counted->key.code);
	snprintf(text, sizeof(text), "%5llu ",
	    (unsigned long long)counted->count);
	column = draw_text(drawing, row, 1, end, text, style);
	draw_text(drawing, row, column, end, code, number);
	column += 4;
	if (wide) {
		snprintf(text, sizeof(text), "%-5s ", status);
		column = draw_text(drawing, row, column, end, text, number);
	}
	draw_text(drawing, row, column++, end, shown->ours ? "*" : "", style);
	draw_known(drawing, row, column, end, counted,
	    text_of(counted, code, status), style);
}

/*
 * How many bytes of a text stand in one row: up to the last blank that fits,
 * or of a word that is longer than a row what fits.
 */
static size_t
length_of_row(const char *string, size_t length, unsigned room)
{
	size_t at = 0, blank = 0, used;
	unsigned column = 0;
	uint32_t point;

	for (; at < length; at += used) {
		used = text_decode(string + at, length - at, &point);
		used = used == 0 ? 1 : used;
		column += text_point_width(point);
		if (string[at] == ' ' && column <= room + 1)
			blank = at;
		if (column > room)
			return blank > 0 ? blank : at;
	}
	return at;
}

/* Draws a text over as many rows as it needs. Returns the row behind it. */
static unsigned
draw_folded(struct drawing *drawing, unsigned row, unsigned last,
    unsigned start, unsigned end, const char *string)
{
	size_t length = strlen(string), used;

	while (length > 0 && row < last) {
		used = length_of_row(string, length, end - start);
		if (used == 0)
			break;
		frame_write(drawing->frame, row, start, end, string, used,
		    STYLE_EXAMPLE);
		draw_matches(drawing, string, used, row++, start, end);
		used += used < length && string[used] == ' ';
		string += used;
		length -= used;
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
