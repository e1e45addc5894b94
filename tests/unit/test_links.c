/* The browser: links, and where one has been. */
#include "unit.h"

#include <string.h>

#include "screen.h"

/* Moves the cursor to the link that leads to an entry of that name. */
static void
select_link(struct screen *screen, const char *name)
{
	const struct browser *browser = &screen->browser;

	/* From the first line of the page on. */
	screen_type(screen, "hlg");
	for (unsigned i = 0; i < 200; i++) {
		screen_key(screen, KEY_CODE_TAB);
		if (browser->link != TABLES_NONE &&
		    strcmp(reference_name(fixture(),
			       browser->layout.spans[browser->link].link),
			name) == 0)
			return;
	}
	ck_abort_msg("no link leads to %s", name);
}

START_TEST(tab_goes_through_the_links_and_then_to_the_list)
{
	struct screen screen;
	uint32_t last = 0;
	unsigned links = 0;

	screen_begin(&screen, 24, 80, "554");
	while (screen_key(&screen, KEY_CODE_TAB) == BROWSER_CHANGED &&
	    screen.browser.pane == PANE_PAGE) {
		ck_assert(links == 0 || screen.browser.link > last);
		last = screen.browser.link;
		links++;
	}
	ck_assert_uint_gt(links, 5);
	ck_assert_uint_eq(screen.browser.link, TABLES_NONE);
	screen_end(&screen);
}
END_TEST

START_TEST(shift_tab_goes_the_same_way_back)
{
	struct screen screen;
	uint32_t links[8];

	screen_begin(&screen, 24, 80, "554");
	for (size_t i = 0; i < COUNT(links); i++) {
		screen_key(&screen, KEY_CODE_TAB);
		links[i] = screen.browser.link;
	}
	for (size_t i = COUNT(links) - 1; i > 0; i--) {
		screen_key(&screen, KEY_CODE_BACK_TAB);
		ck_assert_uint_eq(screen.browser.link, links[i - 1]);
	}
	screen_key(&screen, KEY_CODE_BACK_TAB);
	ck_assert_int_eq(screen.browser.pane, PANE_LIST);
	screen_end(&screen);
}
END_TEST

START_TEST(the_link_under_the_cursor_is_on_the_screen)
{
	struct screen screen;

	screen_begin(&screen, 12, 80, "554");
	for (unsigned i = 0; i < 60; i++) {
		const struct browser *browser = &screen.browser;
		size_t line = 0, rows = browser_geometry(browser).body_rows;

		screen_key(&screen, i < 30 ? KEY_CODE_TAB : KEY_CODE_BACK_TAB);
		if (browser->link == TABLES_NONE)
			continue;
		while (browser->layout.lines[line].first +
			browser->layout.lines[line].count <=
		    browser->link)
			line++;
		ck_assert_uint_ge(line, browser->top);
		ck_assert_uint_lt(line, browser->top + rows);
	}
	screen_end(&screen);
}
END_TEST

/* From the examples of a page to those of one server alone. */
START_TEST(a_server_of_the_examples_lists_what_it_says)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "550");
	screen_type(&screen, "e");
	ck_assert_int_eq(screen.browser.pane, PANE_PAGE);
	ck_assert_uint_gt(screen.browser.top, 0);
	screen_key(&screen, KEY_CODE_ENTER);
	ck_assert_int_eq(screen.browser.view, VIEW_FOUND);
	ck_assert_str_eq(screen.browser.query, "server:harbor code:550");
	ck_assert_uint_eq(screen.browser.lists[VIEW_FOUND].count, 3);
	screen_type(&screen, "<");
	ck_assert_str_eq(screen_page(&screen), "550");
	ck_assert_uint_gt(screen.browser.top, 0);
	screen_end(&screen);
	screen_begin(&screen, 24, 80, "harbor");
	screen_type(&screen, "e");
	ck_assert_uint_gt(screen.browser.top, 0);
	screen_end(&screen);
}
END_TEST

START_TEST(enter_follows_and_back_comes_back)
{
	struct screen screen;
	size_t top;
	uint32_t link;

	screen_begin(&screen, 12, 80, "554");
	select_link(&screen, "granite");
	top = screen.browser.top;
	link = screen.browser.link;
	ck_assert_uint_gt(top, 0);
	screen_key(&screen, KEY_CODE_ENTER);
	ck_assert_int_eq(screen.browser.view, VIEW_SERVERS);
	ck_assert_str_eq(screen_page(&screen), "granite");
	ck_assert_str_eq(screen_selected(&screen), "granite");
	ck_assert_uint_eq(screen.browser.top, 0);
	screen_type(&screen, "<");
	ck_assert_int_eq(screen.browser.view, VIEW_REPLIES);
	ck_assert_str_eq(screen_page(&screen), "554");
	ck_assert_str_eq(screen_selected(&screen), "554");
	ck_assert_uint_eq(screen.browser.top, top);
	ck_assert_uint_eq(screen.browser.link, link);
	screen_type(&screen, ">");
	ck_assert_str_eq(screen_page(&screen), "granite");
	screen_end(&screen);
}
END_TEST

START_TEST(history_goes_back_and_forward_step_by_step)
{
	static const char *const path[] = { "554", "554 5.7.1", "X.7.1" };
	struct screen screen;

	screen_begin(&screen, 24, 80, path[0]);
	for (size_t i = 1; i < COUNT(path); i++) {
		select_link(&screen, path[i]);
		screen_key(&screen, KEY_CODE_ENTER);
	}
	for (size_t i = COUNT(path) - 1; i > 0; i--) {
		screen_key(&screen, KEY_CODE_BACKSPACE);
		ck_assert_str_eq(screen_page(&screen), path[i - 1]);
	}
	screen_type(&screen, "<");
	ck_assert_str_eq(screen.browser.message, "this is where you began");
	screen_type(&screen, ">");
	ck_assert_str_eq(screen_page(&screen), path[1]);
	/* Another way from here: what lay ahead is forgotten. */
	select_link(&screen, "blocklisted");
	screen_key(&screen, KEY_CODE_ENTER);
	screen_type(&screen, ">");
	ck_assert_str_eq(screen.browser.message,
	    "there is nothing to go forward to");
	ck_assert_str_eq(screen_page(&screen), "blocklisted");
	screen_end(&screen);
}
END_TEST

START_TEST(history_forgets_what_is_too_long_ago)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	for (unsigned i = 0; i < PLACES + 20; i++) {
		select_link(&screen, i % 2 == 0 ? "554 5.7.1" : "554");
		screen_key(&screen, KEY_CODE_ENTER);
	}
	ck_assert_uint_eq(screen.browser.back_count, PLACES);
	for (unsigned i = 0; i < PLACES + 20; i++)
		screen_type(&screen, "<");
	ck_assert_uint_eq(screen.browser.back_count, 0);
	ck_assert_uint_eq(screen.browser.forward_count, PLACES);
	screen_end(&screen);
}
END_TEST

/* Several entries may have been opened at once. */
START_TEST(back_shows_all_that_was_opened)
{
	struct screen screen;
	size_t blocks;

	screen_begin(&screen, 24, 80, "550 554");
	blocks = screen.browser.page.count;
	select_link(&screen, "550 5.1.1");
	screen_key(&screen, KEY_CODE_ENTER);
	screen_type(&screen, "<");
	ck_assert_uint_eq(screen.browser.page.count, blocks);
	screen_end(&screen);
}
END_TEST

/* At another size another span has the number of the link, or none. */
START_TEST(back_after_a_resize_leads_to_a_link_that_is_one)
{
	struct screen screen;

	for (unsigned links = 1; links < 20; links++) {
		screen_begin(&screen, 24, 200, "554");
		for (unsigned i = 0; i < links; i++)
			screen_key(&screen, KEY_CODE_TAB);
		screen_key(&screen, KEY_CODE_ENTER);
		browser_resize(&screen.browser, 24, 61);
		screen_key(&screen, KEY_CODE_BACKSPACE);
		screen_key(&screen, KEY_CODE_ENTER);
		screen_end(&screen);
	}
}
END_TEST

Suite *
links_suite(void)
{
	Suite *suite = suite_create("links");
	const TTest *const tests[] = {
		tab_goes_through_the_links_and_then_to_the_list,
		shift_tab_goes_the_same_way_back,
		the_link_under_the_cursor_is_on_the_screen,
		a_server_of_the_examples_lists_what_it_says,
		enter_follows_and_back_comes_back,
		history_goes_back_and_forward_step_by_step,
		history_forgets_what_is_too_long_ago,
		back_shows_all_that_was_opened,
		back_after_a_resize_leads_to_a_link_that_is_one
	};

	ADD_TESTS(suite, "links", tests);
	return suite;
}
