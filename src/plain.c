#include "plain.h"

#include <string.h>

#include "layout.h"

enum {
	DRAIN_SIZE = 7 * 1024, /* bytes: then it is time */
	GAP_ROOM = 16,	       /* bytes behind a line for write_gap() */
};

/* Where a page is written to, and how. */
struct sink {
	struct text *text;
	const struct plain_options *options;
};

/*
 * Writes GAP_ROOM bytes at least, which is faster than as many as there are:
 * mostly these are few.
 */
static char *
write_gap(char *to, uint32_t gap)
{
	if (gap <= GAP_ROOM)
		memset(to, ' ', GAP_ROOM);
	else
		memset(to, ' ', gap);
	return to + gap;
}

static char *
write_line(char *to, const struct span *spans, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		to = write_gap(to, spans[i].gap);
		memcpy(to, spans[i].text, spans[i].length);
		to += spans[i].length;
	}
	*to++ = '\n';
	return to;
}

/* An address holds nothing but visible ASCII (web.h). */
static void
append_link(struct text *text, const char *web)
{
	text_append(text, "\033]8;;");
	text_append(text, web);
	text_append(text, "\033\\");
}

static void
append_styled(struct text *text, const struct span *spans, uint32_t count,
    const struct plain_options *options)
{
	for (uint32_t i = 0; i < count; i++) {
		bool link = options->links && spans[i].web != NULL;

		text_append_repeated(text, ' ', spans[i].gap);
		if (link)
			append_link(text, spans[i].web);
		palette_append(text, spans[i].text, spans[i].length,
		    spans[i].style, options->looks);
		if (link)
			append_link(text, "");
	}
	text_append_char(text, '\n');
}

/* Without looks all lines are written at once. */
static void
append_unstyled(struct text *text, const struct layout *layout)
{
	size_t length = layout->line_count;
	char *to;

	for (size_t i = 0; i < layout->span_count; i++)
		length += layout->spans[i].gap + layout->spans[i].length;
	to = text_room(text, length + GAP_ROOM);
	if (to == NULL)
		return;
	for (size_t i = 0; i < layout->line_count; i++)
		to = write_line(to, layout->spans + layout->lines[i].first,
		    layout->lines[i].count);
	*to = '\0';
	text->length += length;
}

static void
append_lines(void *context, const struct layout *layout)
{
	struct sink *sink = context;
	enum looks looks = sink->options->looks;

	if (looks == LOOKS_NONE)
		append_unstyled(sink->text, layout);
	for (size_t i = 0; looks != LOOKS_NONE && i < layout->line_count; i++)
		append_styled(sink->text,
		    layout->spans + layout->lines[i].first,
		    layout->lines[i].count, sink->options);
	if (sink->options->drain != NULL && sink->text->length > DRAIN_SIZE)
		sink->options->drain(sink->text);
}

void
plain_page(struct text *text, const struct page *page,
    const struct plain_options *options)
{
	struct layout_options laid_out = {
		.width = options->width,
		.marks = true,
		.no_tree = options->spoken,
		.no_web = options->looks == LOOKS_NONE,
	};
	struct sink sink = { text, options };

	if (!layout_stream(page, &laid_out, append_lines, &sink))
		text->failed = true;
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

void
plain_cut(struct text *text, size_t start, unsigned columns)
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
		plain_cut(text, start, columns);
	text_append_char(text, '\n');
}

/* Appends a field with what the search asked for marked in it. */
static void
append_marked(struct text *text, const char *field, size_t length,
    const struct search *search, enum looks looks, struct normal *normal)
{
	size_t at = 0;

	normal_make(normal, field, length);
	for (size_t i = 0; i < normal->count; i++) {
		const struct term *term = &normal->terms[i];

		if (term->from < at || term->to <= term->from ||
		    !search_matches(search, normal_term(normal, i)))
			continue;
		text_append_bytes(text, field + at, term->from - at);
		palette_append(text, field + term->from, term->to - term->from,
		    STYLE_MATCH, looks);
		at = term->to;
	}
	text_append_bytes(text, field + at, length - at);
}

static size_t
before(const char *bytes, size_t length, char what)
{
	const char *found = memchr(bytes, what, length);

	return found != NULL ? (size_t)(found - bytes) : length;
}

void
plain_rows(struct text *text, const struct text *rows, const enum style *styles,
    size_t fields, const struct search *search, enum looks looks)
{
	struct normal normal = { 0 };
	const char *at = text_string(rows), *end = at + rows->length;
	size_t line, length;

	for (; at < end; at += line + 1) {
		line = before(at, (size_t)(end - at), '\n');
		for (size_t field = 0, from = 0; from <= line;
		     field++, from += length + 1) {
			length = before(at + from, line - from, '\t');
			if (field > 0)
				text_append_char(text, '\t');
			if (search != NULL && from + length == line &&
			    field + 1 >= fields)
				append_marked(text, at + from, length, search,
				    looks, &normal);
			else
				palette_append(text, at + from, length,
				    styles[field < fields ? field : fields - 1],
				    looks);
		}
		text_append_char(text, '\n');
	}
	text->failed = text->failed || normal.failed || rows->failed;
	normal_release(&normal);
}
