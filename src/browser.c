#include "browser.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "browser_lists.h"
#include "browser_moves.h"
#include "browser_place.h"
#include "browser_search.h"

enum {
	ONE_PANE = 60, /* columns: below that one pane at a time */
	WIDE = 110,    /* from there on the list has more room */
	BARS = 8,      /* rows: below that bars are left out */
	LEAST = 3,     /* rows: below that there is the body alone */
	SHORT = 34,    /* rows: below that the fixes come after CAUSES causes */
	CAUSES = 5,
	FIRST_EXAMPLES = 16, /* of a page that is made in haste */
};

/* Replies need more room than names. */
static unsigned
list_columns(const struct browser *browser)
{
	unsigned columns = browser->columns;

	if (browser->view == VIEW_FOUND)
		return columns < 150 ? columns * 2 / 5 : 60;
	return columns < 80 ? 22 : columns < WIDE ? 25 : 36;
}

struct geometry
browser_geometry(const struct browser *browser)
{
	struct geometry it = { 0 };
	unsigned bars;

	it.header = browser->rows >= LEAST;
	it.status = browser->rows >= LEAST;
	it.rule = browser->rows >= BARS;
	it.footer = browser->rows >= BARS;
	it.body = (unsigned)it.header + (unsigned)it.rule;
	bars = it.body + (unsigned)it.status + (unsigned)it.footer;
	it.body_rows = browser->rows - bars;
	if (browser->columns < ONE_PANE) {
		if (browser->pane == PANE_LIST)
			it.list_columns = browser->columns;
		else
			it.page_columns = browser->columns;
		return it;
	}
	it.list_columns = list_columns(browser);
	it.page_column = it.list_columns + 1;
	it.page_columns = browser->columns - it.page_column;
	if (browser->view == VIEW_INPUT && browser->columns >= WIDE) {
		it.lines_columns = it.page_columns * 2 / 5;
		/* The border between them, and a blank before it. */
		it.page_columns -= it.lines_columns + 2;
		it.lines_column = browser->columns - it.lines_columns;
	}
	return it;
}

/* The columns of the page's text: one is left free beside the border. */
static unsigned
page_width(const struct browser *browser)
{
	unsigned columns = browser_geometry(browser).page_columns;

	return columns > 2 ? columns - 1 : columns;
}

/* On a short screen what is long waits, so that the verdict is to be seen. */
static void
shorten(struct layout_options *options, unsigned rows)
{
	options->first_causes = CAUSES;
	options->reply_rows = rows / 5 > 2 ? rows / 5 : 2;
}

static bool
same_target(const struct target *left, const struct target *right)
{
	return left->kind == right->kind && left->entry == right->entry &&
	    left->code == right->code &&
	    left->status.subject == right->status.subject &&
	    left->status.detail_from == right->status.detail_from;
}

/*
 * Makes the page of the target, and of what was opened together with it; of
 * examples not more than that, unless it is 0.
 */
static void
fill_page(struct browser *browser, size_t most_examples)
{
	struct page *page = &browser->page;
	bool opened = browser->opened_count > 0 &&
	    same_target(&browser->target, &browser->opened[0]);

	page_clear(page);
	page->most_examples = most_examples;
	page->asked = browser->opened;
	page->asked_count = opened ? browser->opened_count : 0;
	page_add(page, browser->reference, &browser->target);
	if (opened)
		for (size_t i = 1; i < browser->opened_count; i++)
			page_add(page, browser->reference, &browser->opened[i]);
	page->most_examples = 0;
	browser->failed = browser->failed || page->failed;
}

/* Lays the page out for the pane's width, unless it is so already. */
void
browser_lay_out(struct browser *browser, bool anew)
{
	struct geometry geometry = browser_geometry(browser);
	struct layout_options options = {
		.break_words = true,
		.cut_replies = browser->cut_replies,
	};

	if (geometry.page_columns == 0) {
		/* It is laid out when it is shown; until then it is empty. */
		if (anew) {
			browser->layout.line_count = 0;
			browser->layout.span_count = 0;
			browser->layout_width = 0;
		}
		return;
	}
	options.width = page_width(browser);
	options.prose = BROWSER_PROSE;
	if (browser->rows < SHORT)
		shorten(&options, geometry.body_rows);
	if (anew && browser->hasty)
		options.most_lines = geometry.body_rows;
	if (!anew && !browser->layout.partial &&
	    options.width == browser->layout_width &&
	    options.first_causes == browser->layout_causes &&
	    options.reply_rows == browser->layout_reply)
		return;
	layout_page(&browser->layout, &browser->page, &options);
	/* A page that was made in part has to fill the screen at least. */
	if (browser->page.partial &&
	    browser->layout.line_count <= options.most_lines) {
		fill_page(browser, 0);
		layout_page(&browser->layout, &browser->page, &options);
	}
	browser->layout_width = options.width;
	browser->layout_causes = options.first_causes;
	browser->layout_reply = options.reply_rows;
	browser->failed = browser->failed || browser->layout.failed;
}

void
browser_lay_out_help(struct browser *browser)
{
	unsigned columns = browser->columns;

	layout_help(&browser->help_layout, columns > 2 ? columns - 1 : columns);
}

enum browser_result
browser_finish(struct browser *browser)
{
	if (!browser->layout.partial)
		return BROWSER_SAME;
	if (browser->page.partial)
		fill_page(browser, 0);
	browser_lay_out(browser, false);
	return BROWSER_CHANGED;
}

/* The last line at which what is laid out can begin. */
static size_t
last_top(const struct browser *browser, const struct layout *layout)
{
	size_t rows = browser_geometry(browser).body_rows;

	return layout->line_count > rows ? layout->line_count - rows : 0;
}

void
browser_clamp(struct browser *browser)
{
	struct list *list = &browser->lists[browser->view];
	size_t rows = browser_geometry(browser).body_rows;

	/* Another view may leave another width. */
	if (page_width(browser) != browser->layout_width)
		browser_look_anew(browser);
	if (browser->top > last_top(browser, &browser->layout))
		browser->top = last_top(browser, &browser->layout);
	if (browser->help_top > last_top(browser, &browser->help_layout))
		browser->help_top = last_top(browser, &browser->help_layout);
	/* What is far away comes to the middle, what is near to the edge. */
	if (list->selected + 1 < list->top || list->selected > list->top + rows)
		list_center(list, rows);
	if (list->top > list->selected)
		list->top = list->selected;
	/* A heading right above the selection is shown with it. */
	if (list->top == list->selected && list->top > 0 && rows > 1 &&
	    list->rows[list->top - 1].entry == TABLES_NONE)
		list->top--;
	if (rows > 0 && list->selected >= list->top + rows)
		list->top = list->selected - rows + 1;
	if (list->count > rows && list->top > list->count - rows)
		list->top = list->count - rows;
	if (list->count <= rows)
		list->top = 0;
}

void
browser_begin_page(struct browser *browser)
{
	browser->failed = browser->failed || browser->page.failed;
	browser->top = 0;
	browser->link = TABLES_NONE;
	browser_lay_out(browser, true);
}

void
browser_show(struct browser *browser, const struct target *target)
{
	browser->target = *target;
	browser->example = TABLES_NONE;
	fill_page(browser, browser->hasty ? FIRST_EXAMPLES : 0);
	browser_begin_page(browser);
}

void
browser_show_example(struct browser *browser, uint32_t example)
{
	const struct text *reply = &browser->replies[browser->reply];

	browser->example = example;
	page_clear(&browser->page);
	if (example == EXAMPLE_IS_REPLY)
		page_add_reply(&browser->page, browser->reference,
		    text_string(reply), reply->length);
	else
		page_add_example(&browser->page, browser->reference, example);
	browser_begin_page(browser);
}

void
browser_say(struct browser *browser, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(browser->message, sizeof(browser->message), format,
	    arguments);
	va_end(arguments);
}

/* Whoever looks something up looks for a failure: the first of a standard. */
static void
select_failure(struct list *list, const struct reference *reference)
{
	for (size_t i = 0; i < list->count; i++) {
		uint32_t entry = list->rows[i].entry;

		if (entry == TABLES_NONE ||
		    reference_name(reference, entry)[0] != '4' ||
		    reference_entry(reference, entry)->standing !=
			STANDING_STANDARD)
			continue;
		list->selected = i;
		return;
	}
}

bool
browser_init(struct browser *browser, const struct reference *reference)
{
	*browser = (struct browser) {
		.reference = reference,
		.example = TABLES_NONE,
		.link = TABLES_NONE,
	};
	browser_set_view(browser, VIEW_REPLIES);
	select_failure(&browser->lists[VIEW_REPLIES], reference);
	return !browser->failed;
}

void
browser_release(struct browser *browser)
{
	for (enum view view = 0; view < VIEWS; view++)
		free(browser->lists[view].rows);
	page_release(&browser->page);
	layout_release(&browser->layout);
	layout_release(&browser->help_layout);
	free(browser->opened);
	for (unsigned i = 0; i < REPLIES; i++)
		text_release(&browser->replies[i]);
	text_release(&browser->order);
	digest_release(&browser->digest);
	if (browser->found_ready)
		find_release(&browser->find);
	names_release(&browser->names);
	sift_release(&browser->sift);
	*browser = (struct browser) { 0 };
}

size_t
browser_line_of(const struct browser *browser, const char *text)
{
	for (size_t i = 0; i < browser->layout.line_count; i++)
		if (place_holds(&browser->layout, i, text))
			return i;
	return 0;
}

void
browser_resize(struct browser *browser, unsigned rows, unsigned columns)
{
	struct text_place place = place_at(&browser->layout, browser->top);

	browser->rows = rows;
	browser->columns = columns;
	/* The first page is made when it is known that no other was wanted. */
	if (browser->page.count == 0 && browser->lists[browser->view].count > 0)
		browser_show_selected(browser);
	browser->link = TABLES_NONE;
	browser_lay_out(browser, browser->top == 0);
	if (browser->help)
		browser_lay_out_help(browser);
	if (browser->top > 0)
		browser->top = place_find(&browser->layout, &place);
	browser_clamp(browser);
}

/* What keys that move can change. */
struct stand {
	size_t selected, top, help_top;
	enum view view;
};

static struct stand
stand_of(const struct browser *browser)
{
	return (struct stand) { browser->lists[browser->view].selected,
		browser->top, browser->help_top, browser->view };
}

/* Says why a key that moves has not moved anything. */
static void
tell_end(struct browser *browser, const struct stand *before,
    enum action action)
{
	struct stand now = stand_of(browser);
	bool up = action == ACTION_UP || action == ACTION_PAGE_UP ||
	    action == ACTION_FIRST;

	if (action < ACTION_UP || action > ACTION_LAST ||
	    before->selected != now.selected || before->top != now.top ||
	    before->help_top != now.help_top || browser->message[0] != '\0')
		return;
	browser_say(browser, "this is the %s of the %s",
	    up ? "beginning" : "end",
	    browser->help				  ? "help" :
		browser_moving_pane(browser) == PANE_LIST ? "list" :
							    "page");
}

/* Acts on a key that ends the jump and may move or ask for something. */
static enum browser_result
act(struct browser *browser, enum action action)
{
	struct stand before = stand_of(browser);
	enum browser_result result;

	browser->jump[0] = '\0';
	result = browser_act(browser, action);
	browser_clamp(browser);
	tell_end(browser, &before, action);
	return result;
}

/* Digits and what takes them back; BROWSER_SAME if the key is no such one. */
static enum browser_result
act_on_jump(struct browser *browser, uint32_t key, enum action action,
    int64_t now)
{
	if (action == ACTION_JUMP)
		browser_jump(browser, (char)key, now);
	else if (action != ACTION_BACK || !browser_unjump(browser, now))
		return BROWSER_SAME;
	browser_clamp(browser);
	return BROWSER_CHANGED;
}

/* Does it act in the help itself? All else closes it, and acts. */
static bool
reaches_help(enum action action)
{
	return (action >= ACTION_UP && action <= ACTION_LAST) ||
	    action == ACTION_NONE || action >= ACTION_CLOSE;
}

/* While the search line is open all else is text or moves in what is found. */
static bool
reaches_search(enum action action)
{
	return action == ACTION_SUSPEND || action == ACTION_REDRAW;
}

static enum browser_result
changed_if(bool changed)
{
	return changed ? BROWSER_CHANGED : BROWSER_SAME;
}

enum browser_result
browser_key(struct browser *browser, uint32_t key, int64_t now)
{
	enum action action = key_action(key);
	bool cleared;
	long wait;

	browser_finish(browser);
	if (browser->searching && !reaches_search(action))
		return browser_search_key(browser, key);
	cleared = browser_tick(browser, now, &wait) == BROWSER_CHANGED ||
	    browser->message[0] != '\0';
	browser->message[0] = '\0';
	if (browser->help && !reaches_help(action)) {
		browser->help = false;
		/* Whoever has read enough may mean no more than that. */
		if (action == ACTION_OPEN || action == ACTION_BACK)
			return BROWSER_CHANGED;
	}
	if (act_on_jump(browser, key, action, now) == BROWSER_CHANGED)
		return BROWSER_CHANGED;
	switch (action) {
	case ACTION_NONE:
		if (key > ' ' && key < KEY_CODE_BACKSPACE) {
			browser_say(browser,
			    "%c does nothing; ? shows the keys", (char)key);
			cleared = true;
		}
		return changed_if(cleared);
	case ACTION_QUIT:
		/* What was begun last is ended first. */
		if (browser->reading && key == KEY_CTRL('c'))
			return BROWSER_STOP;
		return BROWSER_QUIT;
	case ACTION_REDRAW:
		return BROWSER_REDRAW;
	case ACTION_SUSPEND:
		return BROWSER_SUSPEND;
	case ACTION_CLOSE:
		return changed_if(
		    browser_close(browser) == BROWSER_CHANGED || cleared);
	case ACTION_LEAVE:
		if (!browser->help)
			return BROWSER_QUIT;
		browser->help = false;
		return BROWSER_CHANGED;
	default:
		return act(browser, action);
	}
}

enum browser_result
browser_tick(struct browser *browser, int64_t now, long *wait)
{
	*wait = -1;
	if (browser->jump[0] == '\0')
		return BROWSER_SAME;
	if (now < browser->jump_ends) {
		*wait = (long)(browser->jump_ends - now);
		return BROWSER_SAME;
	}
	browser->jump[0] = '\0';
	return BROWSER_CHANGED;
}
