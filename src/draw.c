#include "draw_parts.h"

#include <stdio.h>
#include <string.h>

static const struct glyphs ascii_glyphs = { "-", "|", "+", "~", "v", " " };
static const struct glyphs unicode_glyphs = { "\342\224\200", "\342\224\202",
	"\342\224\254", "\342\200\246", "\342\226\274", " " };

unsigned
draw_text(struct drawing *drawing, unsigned row, unsigned column, unsigned end,
    const char *string, enum style style)
{
	return frame_write_cut(drawing->frame, row, column, end, string, style,
	    drawing->glyphs->cut);
}

/* The letter that tells the class of a code: done, go on, later, failed. */
static const char *
class_letter(const struct entry_row *row)
{
	static const char *const letters[] = { " ", " ", "S", "I", "T", "P",
		" " };

	return row->code / 100 <= 6 ? letters[row->code / 100] : " ";
}

/*
 * The name as a list shows it: a status of one class has no X, and of a
 * refinement, below its cause, what comes behind the slash is enough.
 */
static void
row_name(const struct reference *reference, uint32_t entry, bool below,
    char *name, size_t size)
{
	const struct entry_row *row = reference_entry(reference, entry);
	const char *full = reference_name(reference, entry);
	unsigned class = status_class(row->classes | row->seen);

	if (below && strchr(full, '/') != NULL)
		full = strchr(full, '/');
	snprintf(name, size, "%s", full);
	if (row->kind == ENTRY_STATUS && full[0] == 'X' && class != 0)
		name[0] = (char)('0' + class);
}

static void
draw_entry(struct drawing *drawing, unsigned row, unsigned end, uint32_t entry,
    enum style style)
{
	const struct reference *reference = drawing->browser->reference;
	const struct entry_row *it = reference_entry(reference, entry);
	/* Among what was found its cause does not stand above it. */
	bool below = it->parent != TABLES_NONE &&
	    drawing->browser->view != VIEW_FOUND;
	unsigned column = below ? 4 : 2;
	char name[64];

	row_name(reference, entry, below, name, sizeof(name));
	column = draw_text(drawing, row, column, end, name, style) + 1;
	if (it->kind == ENTRY_CODE)
		column = draw_text(drawing, row, column, end, class_letter(it),
			     style == STYLE_TEXT ?
				 style_of_class(it->code / 100) :
				 style) +
		    1;
	/* Of a cause and a server the name says enough where room is short. */
	if (it->kind == ENTRY_CODE || it->kind == ENTRY_STATUS ||
	    end >= WIDE_LIST)
		draw_text(drawing, row,
		    column + (unsigned)(it->kind > ENTRY_PAIR), end,
		    reference_title(reference, entry),
		    style == STYLE_TEXT ? STYLE_HINT : style);
}

/* Marks the words that rows of an input are searched for. */
static void
draw_words(struct drawing *drawing, const char *bytes, size_t length,
    unsigned row, unsigned column, unsigned end)
{
	const char *rest, *word;
	size_t at, word_length;

	rest = text_string(&drawing->browser->sift.query.words);
	while (rest != NULL) {
		word_length = text_split(&rest, ' ', &word);
		at = word_length == 0 ?
		    SIZE_MAX :
		    sift_find(bytes, length, 0, word, word_length);
		while (at != SIZE_MAX) {
			frame_write(drawing->frame, row,
			    column + (unsigned)text_width(bytes, at), end,
			    bytes + at, word_length, STYLE_MATCH);
			at = sift_find(bytes, length, at + word_length, word,
			    word_length);
		}
	}
}

void
draw_matches(struct drawing *drawing, const char *bytes, size_t length,
    unsigned row, unsigned column, unsigned end)
{
	const struct browser *browser = drawing->browser;
	const struct normal *text = &drawing->text;

	if (browser->query[0] == '\0')
		return;
	if (browser->in_input) {
		draw_words(drawing, bytes, length, row, column, end);
		return;
	}
	normal_make(&drawing->text, bytes, length);
	for (size_t i = 0; i < text->count; i++) {
		const struct term *term = &text->terms[i];

		if (search_matches(&browser->find.search, normal_term(text, i)))
			frame_write(drawing->frame, row,
			    column + (unsigned)text_width(bytes, term->from),
			    end, bytes + term->from, term->to - term->from,
			    STYLE_MATCH);
	}
}

void
draw_reply(struct drawing *drawing, unsigned row, unsigned column, unsigned end,
    const char *text, enum style style)
{
	const char *rest = text, *line;
	size_t width = column - 1;

	while (rest != NULL && width <= end) {
		size_t length = text_split(&rest, '\n', &line);
		unsigned start = column;

		width += 1 + text_width(line, length);
		column = frame_write(drawing->frame, row, column, end, line,
			     length, style) +
		    1;
		draw_matches(drawing, line, length, row, start, end);
	}
	if (width > end)
		draw_text(drawing, row, end - 1, end, drawing->glyphs->cut,
		    style);
}

/* An example in the list of those found. */
static void
draw_example(struct drawing *drawing, unsigned row, unsigned end,
    uint32_t example, enum style style)
{
	const struct reference *reference = drawing->browser->reference;

	draw_reply(drawing, row, 2, end,
	    reference_string(reference,
		reference_example(reference, example)->text),
	    style);
}

static void
draw_list(struct drawing *drawing)
{
	const struct browser *browser = drawing->browser;
	const struct list *list = &browser->lists[browser->view];
	unsigned end = drawing->geometry.list_columns;

	for (unsigned i = 0; i < drawing->geometry.body_rows; i++) {
		unsigned row = drawing->geometry.body + i;
		size_t at = list->top + i;
		enum style style = STYLE_TEXT;

		if (at >= list->count)
			return;
		if (list->rows[at].entry == TABLES_NONE) {
			draw_text(drawing, row, 1, end, list->rows[at].heading,
			    STYLE_HEADING);
			continue;
		}
		if (at == list->selected)
			style = browser->pane == PANE_LIST ? STYLE_SELECTED :
							     STYLE_CHOSEN;
		if (style != STYLE_TEXT) {
			frame_fill(drawing->frame, row, 0, end, style);
			draw_text(drawing, row, 0, end, ">", style);
		}
		if (list->rows[at].counted != NULL)
			draw_counted(drawing, row, end, &list->rows[at], style);
		else if (list->rows[at].example != TABLES_NONE)
			draw_example(drawing, row, end, list->rows[at].example,
			    style);
		else
			draw_entry(drawing, row, end, list->rows[at].entry,
			    style);
	}
}

/* Spans that are drawn as chosen: [from, to). */
struct chosen {
	uint32_t from, to;
};

/* Draws a line of what is laid out, from one column up to another. */
static void
draw_line(struct drawing *drawing, const struct layout *layout, size_t line,
    unsigned row, unsigned column, unsigned end, const struct chosen *cursor)
{
	for (uint32_t i = 0; i < layout->lines[line].count; i++) {
		uint32_t at = layout->lines[line].first + i;
		const struct span *span = &layout->spans[at];
		bool chosen = at >= cursor->from && at < cursor->to;
		unsigned start = column + span->gap;

		column = frame_write(drawing->frame, row, start, end,
		    span->text, span->length,
		    chosen ? STYLE_SELECTED : span->style);
		if (!chosen && span->style == STYLE_EXAMPLE)
			draw_matches(drawing, span->text, span->length, row,
			    start, end);
		if (span->cut)
			column = draw_text(drawing, row, column, end,
			    drawing->glyphs->cut, span->style);
	}
}

/* The spans of the link under the cursor. */
static struct chosen
chosen_link(const struct browser *browser)
{
	const struct layout *layout = &browser->layout;
	struct chosen chosen = { browser->link, browser->link };

	while (chosen.to < layout->span_count &&
	    span_leads_as(&layout->spans[chosen.from],
		&layout->spans[chosen.to]))
		chosen.to++;
	return chosen;
}

static void
draw_page(struct drawing *drawing)
{
	const struct browser *browser = drawing->browser;
	const struct geometry *geometry = &drawing->geometry;
	unsigned end = geometry->page_column + geometry->page_columns;
	unsigned column = geometry->page_column +
	    (geometry->page_columns > 2 ? 1 : 0);
	struct chosen chosen = chosen_link(browser);

	for (unsigned i = 0; i < geometry->body_rows &&
	     browser->top + i < browser->layout.line_count;
	     i++)
		draw_line(drawing, &browser->layout, browser->top + i,
		    geometry->body + i, column, end, &chosen);
}

static void
draw_help(struct drawing *drawing)
{
	const struct browser *browser = drawing->browser;
	const struct geometry *geometry = &drawing->geometry;
	const struct chosen none = { 0, 0 };

	for (unsigned i = 0; i < geometry->body_rows &&
	     browser->help_top + i < browser->help_layout.line_count;
	     i++)
		draw_line(drawing, &browser->help_layout, browser->help_top + i,
		    geometry->body + i, browser->columns > 2 ? 1 : 0,
		    browser->columns, &none);
}

static void
draw_border(struct drawing *drawing)
{
	const struct geometry *geometry = &drawing->geometry;

	if (geometry->list_columns == 0 || geometry->page_columns == 0)
		return;
	for (unsigned i = 0; i < geometry->body_rows; i++)
		draw_text(drawing, geometry->body + i, geometry->list_columns,
		    geometry->list_columns + 1, drawing->glyphs->down,
		    STYLE_BORDER);
}

bool
draw_browser(struct frame *frame, const struct browser *browser, bool unicode)
{
	struct drawing drawing = {
		.frame = frame,
		.browser = browser,
		.glyphs = unicode ? &unicode_glyphs : &ascii_glyphs,
		.geometry = browser_geometry(browser),
	};

	if (!frame_resize(frame, browser->rows, browser->columns))
		return false;
	if (drawing.geometry.header)
		draw_header(&drawing);
	if (drawing.geometry.rule)
		draw_rule(&drawing);
	if (browser->help) {
		draw_help(&drawing);
	} else {
		if (drawing.geometry.list_columns > 0)
			draw_list(&drawing);
		if (drawing.geometry.page_columns > 0)
			draw_page(&drawing);
		draw_border(&drawing);
		if (drawing.geometry.lines_columns > 0)
			draw_lines_pane(&drawing);
	}
	if (drawing.geometry.status)
		draw_status(&drawing);
	if (drawing.geometry.footer)
		draw_footer(&drawing);
	normal_release(&drawing.text);
	return true;
}
