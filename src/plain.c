#include "plain.h"

#include "layout.h"

void
plain_page(struct text *text, const struct page *page, unsigned width)
{
	struct layout_options options = { .width = width, .marks = true };
	struct layout layout = { 0 };

	layout_page(&layout, page, &options);
	for (size_t i = 0; i < layout.line_count; i++) {
		const struct line *line = &layout.lines[i];

		for (uint32_t j = 0; j < line->count; j++) {
			const struct span *span =
			    &layout.spans[line->first + j];

			text_append_repeated(text, ' ', span->gap);
			text_append_bytes(text, span->text, span->length);
		}
		text_append_char(text, '\n');
	}
	text->failed = text->failed || layout.failed;
	layout_release(&layout);
}

void
plain_list_entry(struct text *text, const struct reference *reference,
    const struct target *target)
{
	text_printf(text, "%s\t", entry_kind_names[target->kind]);
	target_name(text, reference, target);
	text_printf(text, "\t%s\n", target_title(reference, target));
}

/* One line an example: a reply of several is joined by blanks. */
static void
append_joined(struct text *text, const char *reply)
{
	for (; *reply != '\0'; reply++)
		text_append_char(text, *reply == '\n' ? ' ' : *reply);
}

void
plain_list_example(struct text *text, const struct reference *reference,
    uint32_t example)
{
	const struct example_row *row = reference_example(reference, example);

	text_printf(text, "example\t%s\t",
	    reference_string(reference, row->id));
	append_joined(text, reference_string(reference, row->text));
	text_append_char(text, '\n');
}

static const char *
or_dash(const char *string)
{
	return string[0] != '\0' ? string : "-";
}

/* Cuts what was appended since start to so many columns, tabs as 8. */
static void
cut_line(struct text *text, size_t start, unsigned columns)
{
	unsigned column = 0, width;
	size_t at = start, used;
	uint32_t point;

	for (; at < text->length; at += used) {
		used = text_decode(text->data + at, text->length - at, &point);
		used = used == 0 ? 1 : used;
		width = point == '\t' ? 8 - column % 8 :
					text_point_width(point);
		if (column + width >= columns) {
			text->length = at;
			text_append_char(text, '~');
			return;
		}
		column += width;
	}
}

void
plain_hit(struct text *text, const struct reference *reference,
    uint32_t example, unsigned columns)
{
	const struct example_row *row = reference_example(reference, example);
	size_t start = text->length;

	text_printf(text, "%s\t%s\t%s\t%s\t",
	    reference_name(reference, row->server),
	    or_dash(reference_string(reference, row->code)),
	    or_dash(reference_string(reference, row->status)),
	    or_dash(reference_name(reference, row->cause)));
	append_joined(text, reference_string(reference, row->text));
	if (columns > 0 && !text->failed)
		cut_line(text, start, columns);
	text_append_char(text, '\n');
}
