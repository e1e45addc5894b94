#include "screen.h"

#include <string.h>

#include "unit.h"

void
screen_begin(struct screen *screen, unsigned rows, unsigned columns,
    const char *operands)
{
	struct lookup lookup = { 0 };

	*screen = (struct screen) { 0 };
	ck_assert(browser_init(&screen->browser, fixture()));
	if (operands != NULL) {
		ck_assert_int_eq(lookup_operands(&lookup, fixture(), &operands,
				     1),
		    LOOKUP_FOUND);
		browser_open(&screen->browser, &lookup);
		lookup_release(&lookup);
	}
	browser_resize(&screen->browser, rows, columns);
	screen_check(screen);
}

void
screen_end(struct screen *screen)
{
	browser_release(&screen->browser);
	frame_release(&screen->frame);
	text_release(&screen->dump);
}

enum browser_result
screen_key(struct screen *screen, uint32_t key)
{
	enum browser_result result;

	screen->now += 10;
	result = browser_key(&screen->browser, key, screen->now);
	screen_check(screen);
	return result;
}

void
screen_type(struct screen *screen, const char *keys)
{
	for (; *keys != '\0'; keys++)
		screen_key(screen, (unsigned char)*keys);
}

void
screen_paint(struct screen *screen)
{
	EXPECT(draw_browser(&screen->frame, &screen->browser, false));
}

const char *
screen_draw(struct screen *screen)
{
	screen_paint(screen);
	text_clear(&screen->dump);
	frame_dump(&screen->frame, &screen->dump);
	return text_string(&screen->dump);
}

const char *
screen_page(const struct screen *screen)
{
	return screen->browser.page.blocks[0].name;
}

const char *
screen_selected(const struct screen *screen)
{
	const struct browser *browser = &screen->browser;
	const struct list *list = &browser->lists[browser->view];

	if (list->count == 0)
		return "";
	return reference_name(fixture(), list->rows[list->selected].entry);
}

static void
check_list(const struct browser *browser, size_t rows)
{
	const struct list *list = &browser->lists[browser->view];

	if (list->count == 0) {
		/* A search or an input may hold nothing. */
		EXPECT(
		    browser->view == VIEW_FOUND || browser->view == VIEW_INPUT);
		return;
	}
	EXPECT(list->selected < list->count);
	EXPECT(list->rows[list->selected].entry != TABLES_NONE);
	EXPECT(list->top <= list->selected);
	EXPECT(rows == 0 || list->selected < list->top + rows);
	EXPECT(list->count <= rows ? list->top == 0 :
				     list->top + rows <= list->count);
}

static void
check_page(const struct browser *browser, size_t rows)
{
	const struct layout *layout = &browser->layout;

	if (browser->lists[VIEW_INPUT].count == 0 &&
	    browser->view == VIEW_INPUT)
		return;
	EXPECT(browser->page.count > 0);
	EXPECT(layout->line_count <= rows ?
		browser->top == 0 :
		browser->top + rows <= layout->line_count);
	if (browser->link == TABLES_NONE)
		return;
	EXPECT(browser->link < layout->span_count);
	EXPECT(span_leads(&layout->spans[browser->link]));
}

void
screen_check(const struct screen *screen)
{
	const struct browser *browser = &screen->browser;
	struct geometry geometry = browser_geometry(browser);

	EXPECT(!browser->failed);
	EXPECT(browser->view < VIEWS);
	EXPECT(strlen(browser->jump) < JUMP_SIZE);
	EXPECT(strlen(browser->message) < sizeof(browser->message));
	EXPECT(browser->back_count <= PLACES);
	EXPECT(browser->forward_count <= PLACES);
	EXPECT(geometry.body + geometry.body_rows <= browser->rows);
	EXPECT(
	    geometry.page_column + geometry.page_columns <= browser->columns);
	EXPECT(geometry.list_columns <= browser->columns);
	check_list(browser, geometry.body_rows);
	check_page(browser, geometry.body_rows);
}
