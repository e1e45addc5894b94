/* The browser: what the mouse does, in the panes and in the bar of views. */
#include "browser_lists.h"
#include "browser_moves.h"

enum {
	WHEEL_ROWS = 3,
};

/* Is the column one of the page's? With the help there is no page. */
static bool
is_on_page(const struct geometry *geometry, unsigned column)
{
	return geometry->page_columns > 0 &&
	    (geometry->list_columns == 0 || column > geometry->list_columns);
}

/* The span of a link that is drawn at the place; TABLES_NONE if none is. */
static uint32_t
link_at(const struct browser *browser, size_t line, unsigned column)
{
	const struct layout *layout = &browser->layout;
	unsigned at = 0;

	if (line >= layout->line_count)
		return TABLES_NONE;
	for (uint32_t i = 0; i < layout->lines[line].count; i++) {
		uint32_t span = layout->lines[line].first + i;

		at += layout->spans[span].gap;
		if (column >= at && column < at + layout->spans[span].width &&
		    span_leads(&layout->spans[span]))
			return span;
		at += layout->spans[span].width;
	}
	return TABLES_NONE;
}

static enum browser_result
click_page(struct browser *browser, unsigned row, unsigned column)
{
	struct geometry geometry = browser_geometry(browser);
	unsigned start = geometry.page_column +
	    (geometry.page_columns > 2 ? 1 : 0);
	uint32_t span = TABLES_NONE;

	browser->pane = PANE_PAGE;
	if (column >= start)
		span = link_at(browser, browser->top + row, column - start);
	if (span == TABLES_NONE)
		return BROWSER_CHANGED;
	while (span > 0 &&
	    span_leads_as(&browser->layout.spans[span - 1],
		&browser->layout.spans[span]))
		span--;
	browser->link = span;
	return browser_follow(browser, span);
}

static void
click_list(struct browser *browser, unsigned row)
{
	struct list *list = &browser->lists[browser->view];
	size_t at = list->top + row;

	browser->pane = PANE_LIST;
	browser->link = TABLES_NONE;
	if (at >= list->count || list->rows[at].entry == TABLES_NONE ||
	    at == list->selected)
		return;
	list->selected = at;
	browser_show_selected(browser);
}

static enum browser_result
click(struct browser *browser, unsigned row, unsigned column)
{
	struct geometry geometry = browser_geometry(browser);

	if (geometry.header && row == 0) {
		browser_click_tab(browser, column);
		return BROWSER_CHANGED;
	}
	if (row < geometry.body || row >= geometry.body + geometry.body_rows)
		return BROWSER_CHANGED;
	if (is_on_page(&geometry, column))
		return click_page(browser, row - geometry.body, column);
	if (column < geometry.list_columns)
		click_list(browser, row - geometry.body);
	return BROWSER_CHANGED;
}

enum browser_result
browser_mouse(struct browser *browser, const struct mouse *mouse, int64_t now)
{
	struct geometry geometry = browser_geometry(browser);
	enum browser_result result = BROWSER_CHANGED;
	long wait;

	browser_finish(browser);
	browser_tick(browser, now, &wait);
	browser->message[0] = '\0';
	browser->jump[0] = '\0';
	if (mouse->act != MOUSE_CLICK)
		browser_scroll(browser,
		    is_on_page(&geometry, mouse->column) ? PANE_PAGE :
							   PANE_LIST,
		    mouse->act == MOUSE_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
	else if (!browser->help)
		result = click(browser, mouse->row, mouse->column);
	browser_clamp(browser);
	return result;
}
