/* What stands on a page as it came: replies, and lines of logs. */
#include <string.h>

#include "layout_blocks.h"
#include "text.h"

void
layout_wire(struct wrap *wrap, const char *text)
{
	const char *rest = text, *line;
	unsigned limit = wrap->limit;

	wrap->limit = 0;
	while (rest != NULL) {
		size_t length = text_split(&rest, '\n', &line);

		if (wrap->options->cut_replies)
			wrap_cut(wrap, line, length, STYLE_EXAMPLE);
		else
			wrap_addresses(wrap, line, length, STYLE_EXAMPLE);
		wrap_end(wrap);
	}
	wrap->limit = limit;
}

void
layout_own_line(struct writer *writer, const struct block *block)
{
	layout_begin_row(writer, block->label);
	layout_wire(&writer->wrap, block->text);
}

/* Drops the rows behind the first ones, and marks the last as cut. */
static void
cut_rows(struct layout *layout, size_t rows, unsigned width)
{
	struct line *line = &layout->lines[rows - 1];
	struct span *last;
	unsigned columns = 0;

	layout->line_count = rows;
	layout->span_count = line->first + line->count;
	for (uint32_t i = 0; i < line->count; i++)
		columns += layout->spans[line->first + i].gap +
		    layout->spans[line->first + i].width;
	if (line->count == 0)
		return;
	last = &layout->spans[layout->span_count - 1];
	while (columns >= width && last->length > 0) {
		do
			last->length--;
		while (last->length > 0 &&
		    ((unsigned char)last->text[last->length] & 0xc0) == 0x80);
		columns -= last->width;
		last->width = (uint32_t)text_width(last->text, last->length);
		columns += last->width;
	}
	last->cut = true;
}

void
layout_reply(struct writer *writer, const struct block *block)
{
	struct layout *layout = writer->wrap.layout;
	size_t rows = writer->wrap.options->reply_rows;
	size_t before = layout->line_count;

	layout_begin_row(writer, "REPLY");
	layout_wire(&writer->wrap, block->text);
	/* The heading has the first row, or one of its own. */
	rows += writer->body < strlen("REPLY") ? 1 : 0;
	if (writer->wrap.options->reply_rows > 0 &&
	    layout->line_count > before + rows) {
		writer->reply = block;
		cut_rows(layout, before + rows, writer->wrap.options->width);
	}
}

void
layout_whole_reply(struct writer *writer)
{
	writer->wrap.block = (uint32_t)writer->page->count;
	layout_begin_part(writer, "REPLY");
	layout_wire(&writer->wrap, writer->reply->text);
}
