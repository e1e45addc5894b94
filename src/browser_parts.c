/* The browser: the parts of a page, RETRY, WHO ..., and going to them. */
#include <string.h>

#include "browser_moves.h"
#include "page_reply.h"

/* Does a part of the page begin on the line, or another entry? */
static bool
begins_part(const struct layout *layout, size_t line)
{
	const struct span *first = &layout->spans[layout->lines[line].first];

	return layout->lines[line].count > 0 && first->gap == 0 &&
	    (first->style == STYLE_HEADING || first->style == STYLE_TITLE);
}

/* Moves the page to where the next or the previous part begins. */
void
browser_move_part(struct browser *browser, bool forward)
{
	const struct layout *layout = &browser->layout;
	size_t line, before;

	browser->pane = PANE_PAGE;
	browser_lay_out(browser, false);
	line = before = browser->top;
	do
		line = forward ? line + 1 : line - 1;
	while (line < layout->line_count && !begins_part(layout, line));
	if (line < layout->line_count) {
		browser->link = TABLES_NONE;
		browser->top = line;
	}
	browser_clamp(browser);
	if (browser->top == before)
		browser_say(browser,
		    forward ? "the last part is on the screen" :
			      "this is the first part");
}

/* Is it of the admin's own lines, or of the examples? */
static bool
is_sample(const struct block *block)
{
	return block->kind == BLOCK_FROM || block->kind == BLOCK_EXAMPLE ||
	    (block->kind == BLOCK_ITEM && block->name == page_own_lines);
}

/* The first link from a line on that is on the screen, or none. */
static uint32_t
link_below(const struct browser *browser, size_t line)
{
	const struct layout *layout = &browser->layout;
	size_t end = line + browser_geometry(browser).body_rows;

	for (; line < end && line < layout->line_count; line++)
		for (uint32_t i = 0; i < layout->lines[line].count; i++) {
			uint32_t span = layout->lines[line].first + i;

			if (span_leads(&layout->spans[span]))
				return span;
		}
	return TABLES_NONE;
}

void
browser_show_samples(struct browser *browser)
{
	const struct layout *layout = &browser->layout;
	size_t first = SIZE_MAX, next = SIZE_MAX, before = browser->top;

	browser->pane = PANE_PAGE;
	browser_finish(browser);
	browser_lay_out(browser, false);
	for (size_t i = 0; i < layout->line_count; i++) {
		if (!begins_part(layout, i) ||
		    !is_sample(&browser->page.blocks[layout->lines[i].block]))
			continue;
		if (first == SIZE_MAX)
			first = i;
		if (next == SIZE_MAX && i > before)
			next = i;
	}
	if (first == SIZE_MAX) {
		browser_say(browser, "this page has no examples");
		return;
	}
	browser->top = next != SIZE_MAX ? next : first;
	browser->link = link_below(browser, browser->top);
	browser_clamp(browser);
	if (browser->top == before)
		browser_say(browser, "the examples are on the screen");
	else if (browser->page.blocks[layout->lines[browser->top].block].kind ==
	    BLOCK_FROM)
		browser_say(browser,
		    "Tab chooses a server, Enter lists its replies");
}
