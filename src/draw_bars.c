/* The bars above and below the panes: views, messages, keys. */
#include <stdio.h>
#include <string.h>

#include "draw_parts.h"

/*
 * Writes at the right edge, if there is room for it behind what is there; else
 * returns false.
 */
static bool
put_right(struct drawing *drawing, unsigned row, unsigned column,
    const char *string)
{
	unsigned columns = drawing->browser->columns;
	unsigned width = (unsigned)text_width(string, strlen(string));

	if (column + width + 2 >= columns)
		return false;
	draw_text(drawing, row, columns - width - 1, columns, string,
	    STYLE_HINT);
	return true;
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

/* Which of how many views it is, where the others are not named. */
static unsigned
draw_number_of_view(struct drawing *drawing, unsigned column)
{
	const struct browser *browser = drawing->browser;
	unsigned count = 0, number = 0;
	char words[32];

	for (enum view view = 0; view < VIEWS; view++) {
		count += browser_has_view(browser, view);
		if (view == browser->view)
			number = count;
	}
	snprintf(words, sizeof(words), " %u/%u", number, count);
	return draw_text(drawing, 0, column, browser->columns, words,
	    STYLE_HINT);
}

/* How many entries there are, in as many words as there is room for. */
static void
draw_count(struct drawing *drawing, unsigned column)
{
	const struct browser *browser = drawing->browser;
	const struct list *list = &browser->lists[browser->view];
	unsigned count = count_entries(list);
	const char *counted = count == 1 ? views[browser->view].one :
					   views[browser->view].counted;
	char words[48];

	snprintf(words, sizeof(words), "%u %s%s", count, counted,
	    list->narrowed || list->class != 0 ? " (Esc: all)" : "");
	if (put_right(drawing, 0, column, words))
		return;
	snprintf(words, sizeof(words), "%u %s", count, counted);
	if (put_right(drawing, 0, column, words))
		return;
	snprintf(words, sizeof(words), "%u", count);
	put_right(drawing, 0, column, words);
}

void
draw_header(struct drawing *drawing)
{
	const struct browser *browser = drawing->browser;
	unsigned columns = browser->columns, column = 0;
	char name[32];
	struct tab tab;

	if (browser_tab(browser, VIEW_REPLIES, &tab) && tab.column > 1)
		draw_text(drawing, 0, 1, columns, NAME_OF_TABS, STYLE_TITLE);
	for (enum view view = 0; view < VIEWS; view++) {
		bool shown = view == browser->view;

		if (!browser_tab(browser, view, &tab))
			continue;
		snprintf(name, sizeof(name), shown ? "[%.*s]" : " %.*s ",
		    (int)tab.letters, views[view].name);
		column = draw_text(drawing, 0, tab.column, columns, name,
		    shown ? STYLE_TAB : STYLE_TEXT);
		if (tab.alone)
			column = draw_number_of_view(drawing, column);
	}
	draw_count(drawing, column);
}

static void
draw_cross(struct drawing *drawing, unsigned row, unsigned column)
{
	draw_text(drawing, row, column, column + 1, drawing->glyphs->cross,
	    STYLE_BORDER);
}

void
draw_rule(struct drawing *drawing)
{
	const struct geometry *geometry = &drawing->geometry;
	bool both = geometry->list_columns > 0 && geometry->page_columns > 0 &&
	    !drawing->browser->help;
	unsigned row = geometry->body - 1;

	frame_repeat(drawing->frame, row, 0, drawing->browser->columns,
	    drawing->glyphs->across, STYLE_BORDER);
	if (!both)
		return;
	draw_cross(drawing, row, geometry->list_columns);
	if (geometry->lines_columns > 0)
		draw_cross(drawing, row, geometry->lines_column - 1);
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

/*
 * What is being typed: of a line that is longer than the room its end, with a
 * mark in front. Returns the column behind it.
 */
static unsigned
draw_typed(struct drawing *drawing, unsigned row, unsigned column,
    const char *lead, const char *typed)
{
	unsigned end = drawing->browser->columns, room;
	size_t used;
	uint32_t point;

	column = draw_text(drawing, row, column, end, lead, STYLE_KEY);
	room = column + 1 < end ? end - column - 1 : 0;
	if (text_width(typed, strlen(typed)) > room) {
		column = draw_text(drawing, row, column, end,
		    drawing->glyphs->cut, STYLE_HINT);
		while (text_width(typed, strlen(typed)) + 1 > room &&
		    (used = text_decode(typed, strlen(typed), &point)) > 0)
			typed += used;
	}
	column = draw_text(drawing, row, column, end, typed, STYLE_KEY);
	column = draw_text(drawing, row, column, end, "_", STYLE_KEY);
	return column + 2;
}

/* One thing at a time: what is typed, with what became of it, or a message. */
void
draw_status(struct drawing *drawing)
{
	const struct browser *browser = drawing->browser;
	const struct geometry *geometry = &drawing->geometry;
	unsigned row = geometry->body + geometry->body_rows;
	unsigned column = browser->columns < 40 ? 0 : 1;
	const char *message = browser->message;

	if (browser->searching) {
		column = draw_typed(drawing, row, column, "/", browser->query);
		if (message[0] == '\0' && browser->intake != NULL)
			message = browser->in_input ? "in the input" :
						      "in the examples";
	}
	if (browser->jump[0] != '\0' && !browser->searching)
		column = draw_typed(drawing, row, column,
		    "jump: ", browser->jump);
	if (browser->help && message[0] == '\0')
		message = "keys; q or Esc closes this";
	else if (browser->view == VIEW_FOUND && !browser->searching &&
	    message[0] == '\0' && browser->jump[0] == '\0') {
		/* The list says nothing of what it was that was found. */
		column = draw_text(drawing, row, column, browser->columns,
		    "found: ", STYLE_HINT);
		message = browser->query;
	}
	column = draw_text(drawing, row, column, browser->columns, message,
	    STYLE_HINT);
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
static const char *const search_words[][2] = {
	{ "Enter", " open" },
	{ "Esc", " back" },
	{ "Up Down", " move" },
	{ "^U", " clear" },
	{ NULL, NULL },
};

/* What is of use in the help, first of all how to leave it. */
static const char *const help_words[][2] = {
	{ "q Esc", " close" },
	{ "Space b", " page" },
	{ "j k", " row" },
	{ "Q", " quit" },
	{ NULL, NULL },
};

/* As many of them as fit. */
static void
draw_words(struct drawing *drawing, const char *const words[][2])
{
	unsigned columns = drawing->browser->columns, column = 1;
	unsigned row = drawing->browser->rows - 1;

	for (size_t i = 0; words[i][0] != NULL; i++) {
		if (column + strlen(words[i][0]) + strlen(words[i][1]) >=
		    columns)
			return;
		column = draw_text(drawing, row, column, columns, words[i][0],
		    STYLE_KEY);
		column = draw_text(drawing, row, column, columns, words[i][1],
			     STYLE_TEXT) +
		    2;
	}
}

/*
 * Is it worth a place? Where the page is alone it must be told how to get to
 * the list, and where the list is alone there are no links; who has been
 * nowhere cannot go back; and an input is sorted rather than left for a code.
 */
static bool
is_of_use(const struct drawing *drawing, const struct binding *binding)
{
	if (binding->action == ACTION_LEFT)
		return drawing->geometry.list_columns == 0;
	if (binding->action == ACTION_NEXT_LINK)
		return drawing->geometry.page_columns > 0;
	if (binding->action == ACTION_BACK)
		return drawing->browser->back_count > 0;
	if (binding->action == ACTION_SORT || binding->action == ACTION_JUMP)
		return (drawing->browser->view == VIEW_INPUT) ==
		    (binding->action == ACTION_SORT);
	return true;
}

/* As many of the footer's keys as fit whole. */
void
draw_footer(struct drawing *drawing)
{
	unsigned columns = drawing->browser->columns;
	unsigned row = drawing->browser->rows - 1, column = 1;
	unsigned reserved = vital_columns();

	if (drawing->browser->searching || drawing->browser->help) {
		draw_words(drawing,
		    drawing->browser->searching ? search_words : help_words);
		return;
	}
	for (unsigned i = 0; i < binding_count; i++) {
		const char *footer = bindings[i].footer, *word;
		unsigned width;

		if (footer == NULL || !is_of_use(drawing, &bindings[i]))
			continue;
		width = (unsigned)strlen(footer);
		if (!is_vital(&bindings[i]) &&
		    column + width + reserved >= columns)
			continue;
		word = strrchr(footer, ' ');
		column = frame_write(drawing->frame, row, column, columns,
		    footer, (size_t)(word - footer), STYLE_KEY);
		column = draw_text(drawing, row, column, columns, word,
		    STYLE_TEXT);
		column += 2;
	}
}
