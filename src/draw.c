#include "draw.h"

#include <stdio.h>
#include <string.h>

enum {
	WIDE_LIST = 34,	  /* columns: from there on names have their titles */
	NARROW_TABS = 50, /* columns: below that the shown view alone */
};

/* What lines and marks are made of. */
struct glyphs {
	const char *across, *down, *cross;
	const char *cut;	/* at the end of what was cut */
	const char *more, *end; /* is there more below? */
};

static const struct glyphs ascii_glyphs = { "-", "|", "+", "~", "v", " " };
static const struct glyphs unicode_glyphs = { "\342\224\200", "\342\224\202",
	"\342\224\254", "\342\200\246", "\342\226\274", " " };

struct drawing {
	struct frame *frame;
	const struct browser *browser;
	const struct glyphs *glyphs;
	struct geometry geometry;
	struct normal text; /* of an example that may hold matches */
};

static unsigned
put(struct drawing *drawing, unsigned row, unsigned column, unsigned end,
    const char *string, enum style style)
{
	return frame_write_cut(drawing->frame, row, column, end, string, style,
	    drawing->glyphs->cut);
}

/* Writes at the right edge, if there is room for it behind what is there. */
static void
put_right(struct drawing *drawing, unsigned row, unsigned column,
    const char *string)
{
	unsigned columns = drawing->browser->columns;
	unsigned width = (unsigned)text_width(string, strlen(string));

	if (column + width + 2 < columns)
		put(drawing, row, columns - width - 1, columns, string,
		    STYLE_HINT);
}

/* How many entries the list of the view has. */
static unsigned
count_entries(const struct list *list)
{
	unsigned count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += list->rows[i].entry != TABLES_NONE;
	return count;
}

static void
draw_header(struct drawing *drawing)
{
	static const char *const counted[VIEWS] = { "codes", "statuses",
		"causes", "servers", "found" };
	const struct browser *browser = drawing->browser;
	unsigned columns = browser->columns;
	unsigned column = columns < 60 ? 0 : 1;
	char right[48];

	if (columns >= 60)
		column = put(drawing, 0, column, columns, "smtpcode  ",
		    STYLE_TITLE);
	for (enum view view = 0; view < VIEWS; view++) {
		bool shown = view == browser->view;

		if (!shown &&
		    (columns < NARROW_TABS ||
			(view == VIEW_FOUND && browser->query[0] == '\0')))
			continue;
		column = put(drawing, 0, column, columns, shown ? "[" : " ",
		    shown ? STYLE_TAB : STYLE_TEXT);
		column = put(drawing, 0, column, columns, view_names[view],
		    shown ? STYLE_TAB : STYLE_TEXT);
		column = put(drawing, 0, column, columns, shown ? "]" : " ",
		    shown ? STYLE_TAB : STYLE_TEXT);
	}
	snprintf(right, sizeof(right), "%u %s%s",
	    count_entries(&browser->lists[browser->view]),
	    counted[browser->view], browser->narrowed ? " (Esc: all)" : "");
	put_right(drawing, 0, column, right);
}

static void
draw_rule(struct drawing *drawing)
{
	const struct geometry *geometry = &drawing->geometry;
	bool both = geometry->list_columns > 0 && geometry->page_columns > 0 &&
	    !drawing->browser->help;

	for (unsigned i = 0; i < drawing->browser->columns; i++)
		put(drawing, geometry->body - 1, i, i + 1,
		    both && i == geometry->list_columns ?
			drawing->glyphs->cross :
			drawing->glyphs->across,
		    STYLE_BORDER);
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
row_name(const struct reference *reference, uint32_t entry, char *name,
    size_t size)
{
	const struct entry_row *row = reference_entry(reference, entry);
	const char *full = reference_name(reference, entry);
	unsigned class = status_class(row->classes | row->seen);

	if (row->parent != TABLES_NONE && strchr(full, '/') != NULL)
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
	unsigned column = it->parent != TABLES_NONE ? 4 : 2;
	char name[40];

	row_name(reference, entry, name, sizeof(name));
	column = put(drawing, row, column, end, name, style) + 1;
	if (it->kind == ENTRY_CODE)
		column = put(drawing, row, column, end, class_letter(it),
			     style) +
		    1;
	/* Of a cause and a server the name says enough where room is short. */
	if (it->kind == ENTRY_CODE || it->kind == ENTRY_STATUS ||
	    end >= WIDE_LIST)
		put(drawing, row, column, end,
		    reference_title(reference, entry),
		    style == STYLE_TEXT ? STYLE_HINT : style);
}

/* An example in the list of those found: its text, joined. */
static void
draw_example(struct drawing *drawing, unsigned row, unsigned end,
    uint32_t example, enum style style)
{
	const struct reference *reference = drawing->browser->reference;
	const char *rest = reference_string(reference,
	    reference_example(reference, example)->text);
	const char *line;
	unsigned column = 2;

	while (rest != NULL && column < end) {
		size_t length = text_split(&rest, '\n', &line);

		column = frame_write(drawing->frame, row, column, end, line,
			     length, style) +
		    1;
	}
	if (column >= end)
		put(drawing, row, end - 1, end, drawing->glyphs->cut, style);
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
			put(drawing, row, 1, end, list->rows[at].heading,
			    STYLE_HEADING);
			continue;
		}
		if (at == list->selected)
			style = browser->pane == PANE_LIST ? STYLE_SELECTED :
							     STYLE_CHOSEN;
		if (style != STYLE_TEXT) {
			frame_fill(drawing->frame, row, 0, end, style);
			put(drawing, row, 0, end, ">", style);
		}
		if (list->rows[at].example != TABLES_NONE)
			draw_example(drawing, row, end, list->rows[at].example,
			    style);
		else
			draw_entry(drawing, row, end, list->rows[at].entry,
			    style);
	}
}

/* Marks in an example what the search asks for. */
static void
draw_matches(struct drawing *drawing, const struct span *span, unsigned row,
    unsigned column, unsigned end)
{
	const struct browser *browser = drawing->browser;
	const struct normal *text = &drawing->text;

	if (browser->query[0] == '\0' || span->style != STYLE_EXAMPLE)
		return;
	normal_make(&drawing->text, span->text, span->length);
	for (size_t i = 0; i < text->count; i++) {
		const struct term *term = &text->terms[i];

		if (search_matches(&browser->find.search, normal_term(text, i)))
			frame_write(drawing->frame, row,
			    column +
				(unsigned)text_width(span->text, term->from),
			    end, span->text + term->from, term->to - term->from,
			    STYLE_MATCH);
	}
}

/* Draws a line of what is laid out, from one column up to another. */
static void
draw_line(struct drawing *drawing, const struct layout *layout, size_t line,
    unsigned row, unsigned column, unsigned end, uint32_t cursor)
{
	uint32_t link = TABLES_NONE;

	if (cursor != TABLES_NONE)
		link = layout->spans[cursor].link;
	for (uint32_t i = 0; i < layout->lines[line].count; i++) {
		uint32_t at = layout->lines[line].first + i;
		const struct span *span = &layout->spans[at];
		bool chosen = link != TABLES_NONE && span->link == link &&
		    at >= cursor && at < cursor + 4;

		unsigned start = column + span->gap;

		column = frame_write(drawing->frame, row, start, end,
		    span->text, span->length,
		    chosen ? STYLE_SELECTED : span->style);
		if (!chosen)
			draw_matches(drawing, span, row, start, end);
	}
}

static void
draw_page(struct drawing *drawing)
{
	const struct browser *browser = drawing->browser;
	const struct geometry *geometry = &drawing->geometry;
	unsigned end = geometry->page_column + geometry->page_columns;
	unsigned column = geometry->page_column +
	    (geometry->page_columns > 2 ? 1 : 0);

	for (unsigned i = 0; i < geometry->body_rows &&
	     browser->top + i < browser->layout.line_count;
	     i++)
		draw_line(drawing, &browser->layout, browser->top + i,
		    geometry->body + i, column, end, browser->link);
}

static void
draw_help(struct drawing *drawing)
{
	const struct browser *browser = drawing->browser;
	const struct geometry *geometry = &drawing->geometry;

	for (unsigned i = 0; i < geometry->body_rows &&
	     browser->help_top + i < browser->help_layout.line_count;
	     i++)
		draw_line(drawing, &browser->help_layout, browser->help_top + i,
		    geometry->body + i, browser->columns > 2 ? 1 : 0,
		    browser->columns, TABLES_NONE);
}

static void
draw_border(struct drawing *drawing)
{
	const struct geometry *geometry = &drawing->geometry;

	if (geometry->list_columns == 0 || geometry->page_columns == 0)
		return;
	for (unsigned i = 0; i < geometry->body_rows; i++)
		put(drawing, geometry->body + i, geometry->list_columns,
		    geometry->list_columns + 1, drawing->glyphs->down,
		    STYLE_BORDER);
}

static void
draw_position(struct drawing *drawing, unsigned row, unsigned column)
{
	const struct browser *browser = drawing->browser;
	size_t rows = drawing->geometry.body_rows;
	const struct layout *layout = browser->help ? &browser->help_layout :
						      &browser->layout;
	size_t top = browser->help ? browser->help_top : browser->top;
	size_t lines = layout->line_count;
	size_t last = top + rows < lines ? top + rows : lines;
	char position[64];

	if (drawing->geometry.page_columns == 0 && !browser->help)
		return;
	if (layout->partial)
		return;
	snprintf(position, sizeof(position), "%s%zu-%zu of %zu %s",
	    browser->columns < 40 ? "" : "line ", lines == 0 ? 0 : top + 1,
	    last, lines,
	    last < lines ? drawing->glyphs->more : drawing->glyphs->end);
	put_right(drawing, row, column, position);
}

static void
draw_status(struct drawing *drawing)
{
	const struct browser *browser = drawing->browser;
	const struct geometry *geometry = &drawing->geometry;
	unsigned row = geometry->body + geometry->body_rows;
	unsigned column = 1, columns = browser->columns;

	if (browser->searching) {
		column = put(drawing, row, column, columns, "/", STYLE_KEY);
		column = put(drawing, row, column, columns, browser->query,
		    STYLE_KEY);
		column = put(drawing, row, column, columns, "_  ", STYLE_KEY);
	}
	if (browser->jump[0] != '\0') {
		column = put(drawing, row, column, columns,
		    "jump: ", STYLE_HINT);
		column = put(drawing, row, column, columns, browser->jump,
		    STYLE_KEY);
		column = put(drawing, row, column, columns, "_  ", STYLE_KEY);
	}
	if (browser->help)
		column = put(drawing, row, column, columns,
		    "keys; q or Esc closes this", STYLE_HINT);
	column = put(drawing, row, column, columns, browser->message,
	    STYLE_KEY);
	draw_position(drawing, row, column);
}

/* The two that one must not miss: how to get help, and how to get out. */
static bool
is_vital(const struct binding *binding)
{
	return binding->action == ACTION_HELP ||
	    binding->action == ACTION_LEAVE;
}

/* The columns that the vital keys need, which come last. */
static unsigned
vital_columns(void)
{
	unsigned columns = 0;

	for (unsigned i = 0; i < binding_count; i++)
		if (is_vital(&bindings[i]))
			columns += (unsigned)strlen(bindings[i].footer) + 2;
	return columns;
}

/* While the search line is open, keys are text but for these. */
static void
draw_search_footer(struct drawing *drawing)
{
	static const char *const words[][2] = {
		{ "Enter", " open" },
		{ "Esc", " back" },
		{ "Up Down", " move" },
		{ "^U", " clear" },
	};
	unsigned columns = drawing->browser->columns, column = 1;
	unsigned row = drawing->browser->rows - 1;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (column + strlen(words[i][0]) + strlen(words[i][1]) >=
		    columns)
			return;
		column = put(drawing, row, column, columns, words[i][0],
		    STYLE_KEY);
		column = put(drawing, row, column, columns, words[i][1],
			     STYLE_TEXT) +
		    2;
	}
}

/* As many of the footer's keys as fit whole. */
static void
draw_footer(struct drawing *drawing)
{
	unsigned columns = drawing->browser->columns;
	unsigned row = drawing->browser->rows - 1, column = 1;
	unsigned reserved = vital_columns();

	for (unsigned i = 0; i < binding_count; i++) {
		const char *footer = bindings[i].footer, *word;
		unsigned width;

		if (footer == NULL)
			continue;
		width = (unsigned)strlen(footer);
		if (!is_vital(&bindings[i]) &&
		    column + width + reserved >= columns)
			continue;
		word = strrchr(footer, ' ');
		column = frame_write(drawing->frame, row, column, columns,
		    footer, (size_t)(word - footer), STYLE_KEY);
		column = put(drawing, row, column, columns, word, STYLE_TEXT);
		column += 2;
	}
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
	}
	if (drawing.geometry.status)
		draw_status(&drawing);
	if (drawing.geometry.footer && browser->searching)
		draw_search_footer(&drawing);
	else if (drawing.geometry.footer)
		draw_footer(&drawing);
	normal_release(&drawing.text);
	return true;
}
