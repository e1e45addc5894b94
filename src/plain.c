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
	text_printf(text, "%s\t%s\t%s\n", entry_kind_names[target->kind],
	    reference_name(reference, target->entry),
	    reference_title(reference, target->entry));
}

void
plain_list_example(struct text *text, const struct reference *reference,
    uint32_t example)
{
	const struct example_row *row = reference_example(reference, example);
	const char *at = reference_string(reference, row->text);

	text_printf(text, "example\t%s\t", reference_string(reference, row->id));
	/* One line an example: a reply of several is joined by blanks. */
	for (; *at != '\0'; at++)
		text_append_char(text, *at == '\n' ? ' ' : *at);
	text_append_char(text, '\n');
}
