/* The browser: how the page is looked at, and what is asked of the terminal. */
#include <string.h>

#include "browser_input.h"
#include "browser_moves.h"
#include "browser_place.h"

void
browser_look_anew(struct browser *browser)
{
	struct text_place place = place_at(&browser->layout, browser->top);

	browser->link = TABLES_NONE;
	browser->layout_width = 0;
	browser_lay_out(browser, false);
	if (browser->top > 0)
		browser->top = place_find(&browser->layout, &place);
}

static void
cut_replies(struct browser *browser)
{
	browser->cut_replies = !browser->cut_replies;
	browser_look_anew(browser);
	browser_say(browser,
	    browser->cut_replies ? "lines of replies are cut to one row" :
				   "lines of replies are shown in full");
}

enum browser_result
browser_open_web(struct browser *browser, const char *web)
{
	text_clear(&browser->order);
	text_append(&browser->order, web);
	if (browser->order.failed) {
		browser->failed = true;
		return BROWSER_CHANGED;
	}
	return BROWSER_OPEN;
}

/* The first web address in the lines from one up to another, or NULL. */
static const char *
first_web(const struct layout *layout, size_t from, size_t to)
{
	to = to < layout->line_count ? to : layout->line_count;
	for (size_t line = from; line < to; line++)
		for (uint32_t i = 0; i < layout->lines[line].count; i++) {
			uint32_t at = layout->lines[line].first + i;

			if (layout->spans[at].web != NULL)
				return layout->spans[at].web;
		}
	return NULL;
}

/* Opens the address under the cursor, else the first that is to be seen. */
static enum browser_result
open_web(struct browser *browser)
{
	const struct layout *layout = &browser->layout;
	const char *web = NULL;
	struct geometry geometry = browser_geometry(browser);

	if (browser->link != TABLES_NONE)
		web = layout->spans[browser->link].web;
	if (web == NULL && geometry.page_columns > 0)
		web = first_web(layout, browser->top,
		    browser->top + geometry.body_rows);
	if (web != NULL)
		return browser_open_web(browser, web);
	browser_say(browser,
	    first_web(layout, 0, layout->line_count) != NULL ?
		"no web address is on the screen; this page has some below or "
		"above" :
		"this page has no web address");
	return BROWSER_CHANGED;
}

enum browser_result
browser_order(struct browser *browser, enum action action)
{
	switch (action) {
	case ACTION_CLASS:
		browser_choose_class(browser);
		return BROWSER_CHANGED;
	case ACTION_LINES:
		browser_show_samples(browser);
		return BROWSER_CHANGED;
	case ACTION_SORT:
		if (browser->intake != NULL) {
			browser_sort_input(browser);
			return BROWSER_CHANGED;
		}
		browser_say(browser,
		    "sorted by code; counts come with a log or a bounce");
		return BROWSER_CHANGED;
	case ACTION_CUT:
		cut_replies(browser);
		return BROWSER_CHANGED;
	case ACTION_COPY:
		return BROWSER_COPY;
	case ACTION_REPORT:
		return BROWSER_REPORT;
	case ACTION_OPEN_WEB:
		return open_web(browser);
	case ACTION_MOUSE:
		browser->mouse = !browser->mouse;
		return BROWSER_MOUSE;
	default:
		return BROWSER_SAME;
	}
}
