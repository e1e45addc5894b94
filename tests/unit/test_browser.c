/* The browser: keys in, states out. */
#include "unit.h"

#include <string.h>

#include "screen.h"

START_TEST(it_begins_at_the_first_code_that_fails)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	ck_assert_int_eq(screen.browser.view, VIEW_REPLIES);
	ck_assert_int_eq(screen.browser.pane, PANE_LIST);
	ck_assert_str_eq(screen_selected(&screen), "421");
	ck_assert_str_eq(screen_page(&screen), "421");
	screen_end(&screen);
}
END_TEST

static const struct {
	const char *operands;
	enum view view;
	const char *selected, *page;
} opened[] = {
	{ "554", VIEW_REPLIES, "554", "554" },
	{ "554 5.7.1", VIEW_REPLIES, "554", "554 5.7.1" },
	{ "5.7.1", VIEW_STATUSES, "X.7.1", "5.7.1" },
	{ "5.7.620", VIEW_STATUSES, "5.7.600-699", "5.7.620" },
	{ "mailbox-full", VIEW_CAUSES, "mailbox-full", "mailbox-full" },
	{ "granite", VIEW_SERVERS, "granite", "granite" },
	{ "HB12", VIEW_SERVERS, "harbor", "HB##" },
	{ "550 554", VIEW_REPLIES, "550", "550" },
};

START_TEST(it_opens_where_it_was_asked_to)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, opened[_i].operands);
	ck_assert_int_eq(screen.browser.view, opened[_i].view);
	ck_assert_int_eq(screen.browser.pane, PANE_PAGE);
	ck_assert_str_eq(screen_selected(&screen), opened[_i].selected);
	ck_assert_str_eq(screen_page(&screen), opened[_i].page);
	screen_end(&screen);
}
END_TEST

START_TEST(a_pattern_narrows_the_list_until_esc)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "55x");
	ck_assert(screen.browser.narrowed);
	ck_assert_str_eq(screen_selected(&screen), "550");
	ck_assert_ptr_null(strstr(screen_draw(&screen), " 421 "));
	screen_type(&screen, "G");
	ck_assert_str_eq(screen_selected(&screen), "554");
	ck_assert_int_eq(screen_key(&screen, KEY_CODE_ESCAPE),
	    BROWSER_CHANGED);
	ck_assert(!screen.browser.narrowed);
	ck_assert_str_eq(screen_selected(&screen), "554");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), " 450 "));
	screen_end(&screen);
}
END_TEST

START_TEST(keys_move_over_headings_and_stop_at_the_ends)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "g");
	ck_assert_str_eq(screen_selected(&screen), "220");
	screen_type(&screen, "k");
	ck_assert_str_eq(screen_selected(&screen), "220");
	screen_type(&screen, "jjj");
	ck_assert_str_eq(screen_selected(&screen), "421");
	ck_assert_str_eq(screen_page(&screen), "421");
	screen_key(&screen, KEY_CODE_UP);
	ck_assert_str_eq(screen_selected(&screen), "354");
	screen_key(&screen, KEY_CODE_DOWN);
	ck_assert_str_eq(screen_selected(&screen), "421");
	screen_type(&screen, "G");
	ck_assert_str_eq(screen_selected(&screen), "554");
	screen_type(&screen, "j ");
	ck_assert_str_eq(screen_selected(&screen), "554");
	screen_key(&screen, KEY_CODE_HOME);
	ck_assert_str_eq(screen_selected(&screen), "220");
	screen_key(&screen, KEY_CODE_END);
	ck_assert_str_eq(screen_selected(&screen), "554");
	screen_end(&screen);
}
END_TEST

START_TEST(a_screen_down_and_up_again_is_where_it_was)
{
	struct screen screen;

	screen_begin(&screen, 10, 80, "554");
	screen_type(&screen, " ");
	ck_assert_uint_eq(screen.browser.top, 5);
	screen_type(&screen, " b");
	ck_assert_uint_eq(screen.browser.top, 5);
	screen_key(&screen, KEY_CTRL('d'));
	screen_key(&screen, KEY_CTRL('u'));
	ck_assert_uint_eq(screen.browser.top, 5);
	screen_type(&screen, "g");
	ck_assert_uint_eq(screen.browser.top, 0);
	screen_type(&screen, "G");
	ck_assert_uint_eq(screen.browser.top,
	    screen.browser.layout.line_count - 6);
	screen_end(&screen);
}
END_TEST

START_TEST(panes_are_changed_by_left_and_right)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "l");
	ck_assert_int_eq(screen.browser.pane, PANE_PAGE);
	screen_type(&screen, "j");
	ck_assert_str_eq(screen_selected(&screen), "421");
	screen_type(&screen, "h");
	ck_assert_int_eq(screen.browser.pane, PANE_LIST);
	screen_key(&screen, KEY_CODE_ENTER);
	ck_assert_int_eq(screen.browser.pane, PANE_PAGE);
	screen_end(&screen);
}
END_TEST

START_TEST(digits_jump_while_they_are_typed)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "5");
	ck_assert_str_eq(screen_selected(&screen), "500");
	screen_type(&screen, "5");
	ck_assert_str_eq(screen_selected(&screen), "550");
	screen_type(&screen, "4");
	ck_assert_str_eq(screen_selected(&screen), "554");
	ck_assert_str_eq(screen_page(&screen), "554");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "jump: 554_"));
	screen_end(&screen);
}
END_TEST

START_TEST(backspace_takes_the_last_digit_back)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "554");
	screen_key(&screen, KEY_CODE_BACKSPACE);
	ck_assert_str_eq(screen.browser.jump, "55");
	ck_assert_str_eq(screen_selected(&screen), "550");
	screen_key(&screen, KEY_CODE_BACKSPACE);
	screen_key(&screen, KEY_CODE_BACKSPACE);
	ck_assert_str_eq(screen.browser.jump, "");
	ck_assert_str_eq(screen_selected(&screen), "500");
	screen_end(&screen);
}
END_TEST

START_TEST(a_pause_ends_the_jump)
{
	struct screen screen;
	long wait;

	screen_begin(&screen, 24, 80, NULL);
	ck_assert_int_eq(browser_tick(&screen.browser, 0, &wait),
	    BROWSER_SAME);
	ck_assert_int_eq(wait, -1);
	ck_assert_int_eq(browser_key(&screen.browser, '5', 5000),
	    BROWSER_CHANGED);
	ck_assert_int_eq(browser_tick(&screen.browser, 5400, &wait),
	    BROWSER_SAME);
	ck_assert_int_eq(wait, JUMP_PAUSE - 400);
	ck_assert_int_eq(browser_tick(&screen.browser, 5000 + JUMP_PAUSE,
			     &wait),
	    BROWSER_CHANGED);
	ck_assert_int_eq(wait, -1);
	ck_assert_str_eq(screen.browser.jump, "");
	/* The next digit begins anew, even if nobody let the time pass. */
	browser_key(&screen.browser, '5', 10000);
	browser_key(&screen.browser, '4', 20000);
	ck_assert_str_eq(screen.browser.jump, "4");
	ck_assert_str_eq(screen_selected(&screen), "421");
	screen_end(&screen);
}
END_TEST

START_TEST(a_dot_jumps_to_statuses_of_that_class)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "4.2");
	ck_assert_int_eq(screen.browser.view, VIEW_STATUSES);
	ck_assert_str_eq(screen_selected(&screen), "X.2.2");
	ck_assert_str_eq(screen_page(&screen), "4.2.2");
	screen_key(&screen, KEY_CODE_ESCAPE);
	screen_type(&screen, "5.7.6");
	ck_assert_str_eq(screen_selected(&screen), "5.7.600-699");
	/* Back over the dot to the replies. */
	for (unsigned i = 0; i < 4; i++)
		screen_key(&screen, KEY_CODE_BACKSPACE);
	ck_assert_str_eq(screen.browser.jump, "5");
	ck_assert_int_eq(screen.browser.view, VIEW_REPLIES);
	screen_end(&screen);
}
END_TEST

START_TEST(a_jump_to_nothing_says_so_and_stays)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	screen_type(&screen, "59");
	ck_assert_str_eq(screen.browser.message,
	    "nothing here begins with 59");
	ck_assert_str_eq(screen_selected(&screen), "500");
	for (unsigned i = 0; i < 40; i++)
		screen_type(&screen, "9");
	ck_assert_uint_lt(strlen(screen.browser.jump), JUMP_SIZE);
	screen_key(&screen, KEY_CODE_ESCAPE);
	ck_assert_str_eq(screen.browser.jump, "");
	screen_end(&screen);
}
END_TEST

START_TEST(any_other_key_ends_the_jump)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "5j");
	ck_assert_str_eq(screen.browser.jump, "");
	screen_type(&screen, "4");
	ck_assert_str_eq(screen_selected(&screen), "421");
	screen_end(&screen);
}
END_TEST

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

START_TEST(brackets_change_the_view)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "]");
	ck_assert_int_eq(screen.browser.view, VIEW_STATUSES);
	ck_assert_str_eq(screen_page(&screen), "5.1.1");
	screen_type(&screen, "]]");
	ck_assert_int_eq(screen.browser.view, VIEW_SERVERS);
	screen_type(&screen, "j]");
	ck_assert_int_eq(screen.browser.view, VIEW_REPLIES);
	ck_assert_str_eq(screen_selected(&screen), "421");
	/* Each view keeps its own selection. */
	screen_type(&screen, "[");
	ck_assert_int_eq(screen.browser.view, VIEW_SERVERS);
	ck_assert_str_eq(screen_selected(&screen), "harbor");
	screen_end(&screen);
}
END_TEST

START_TEST(help_lies_over_the_panes)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	screen_type(&screen, "?");
	ck_assert(screen.browser.help);
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "one row down"));
	ck_assert_int_eq(screen_key(&screen, 'q'), BROWSER_CHANGED);
	ck_assert(!screen.browser.help);
	screen_key(&screen, KEY_CODE_F1);
	screen_key(&screen, KEY_CODE_ESCAPE);
	ck_assert(!screen.browser.help);
	ck_assert_str_eq(screen_page(&screen), "554");
	screen_end(&screen);
}
END_TEST

/* BUG: the help scrolls on behind its end, until nothing is to be seen. */
START_TEST(help_scrolls_no_further_than_to_its_end)
{
	struct screen screen;

	screen_begin(&screen, 12, 80, NULL);
	screen_type(&screen, "?G");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "suspend"));
	screen_type(&screen, "jjjjjjjjjjjjk");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "suspend"));
	screen_end(&screen);
}
END_TEST

START_TEST(only_quitting_quits)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	for (unsigned i = 0; i < 5; i++)
		ck_assert_int_eq(screen_key(&screen, KEY_CODE_ESCAPE),
		    BROWSER_SAME);
	ck_assert_int_eq(screen_key(&screen, 'q'), BROWSER_QUIT);
	ck_assert_int_eq(screen_key(&screen, 'Q'), BROWSER_QUIT);
	ck_assert_int_eq(screen_key(&screen, KEY_CTRL('c')), BROWSER_QUIT);
	screen_type(&screen, "?");
	ck_assert_int_eq(screen_key(&screen, 'Q'), BROWSER_QUIT);
	ck_assert_int_eq(screen_key(&screen, KEY_CTRL('l')), BROWSER_REDRAW);
	ck_assert_int_eq(screen_key(&screen, KEY_CTRL('z')), BROWSER_SUSPEND);
	ck_assert_int_eq(screen_key(&screen, 0x90ae), BROWSER_SAME);
	ck_assert_int_eq(screen_key(&screen, KEY_CODE_NONE), BROWSER_SAME);
	screen_end(&screen);
}
END_TEST

/*
 * BUG: a key that does nothing takes the message and what was being typed
 * away, but says that there is nothing to draw.
 */
START_TEST(what_has_changed_is_told_to_be_drawn)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "<");
	ck_assert_str_ne(screen.browser.message, "");
	ck_assert_int_eq(screen_key(&screen, 'z'), BROWSER_CHANGED);
	ck_assert_str_eq(screen.browser.message, "");
	screen_end(&screen);
}
END_TEST

START_TEST(a_resize_keeps_selection_and_page)
{
	static const unsigned sizes[][2] = { { 60, 200 }, { 24, 80 }, { 15, 40 },
		{ 5, 20 }, { 1, 1 }, { 2, 3 }, { 40, 120 }, { 20, 60 } };
	struct screen screen;

	screen_begin(&screen, 24, 80, "5.7.1");
	for (size_t i = 0; i < COUNT(sizes); i++) {
		browser_resize(&screen.browser, sizes[i][0], sizes[i][1]);
		screen_check(&screen);
		screen_draw(&screen);
		ck_assert_str_eq(screen_selected(&screen), "X.7.1");
		ck_assert_str_eq(screen_page(&screen), "5.7.1");
	}
	screen_end(&screen);
}
END_TEST

/*
 * Wherever the page was scrolled to, after a look at another size and back it
 * shows the same, or what stood a line or two from it.
 * BUG: the place is found again by the address of its text, and so not where
 * that stands twice on the page (a heading, of two senses of a status), nor
 * where the line is not drawn at the other size (the tree of digits).
 */
START_TEST(a_resize_keeps_the_place_in_the_text)
{
	static const unsigned others[] = { 60, 120, 77 };
	unsigned lost = 0, places = 0;
	struct screen screen;

	screen_begin(&screen, 12, 80, "5.7.1");
	for (size_t top = 1; top + 8 < screen.browser.layout.line_count;
	     top++) {
		for (size_t i = 0; i < COUNT(others); i++) {
			screen.browser.top = top;
			browser_resize(&screen.browser, 12, others[i]);
			browser_resize(&screen.browser, 12, 80);
			places++;
			lost += screen.browser.top + 2 < top ||
			    screen.browser.top > top + 2;
		}
	}
	ck_assert_uint_gt(places, 50);
	ck_assert_msg(lost == 0, "%u places of %u are lost", lost, places);
	screen_end(&screen);
}
END_TEST

START_TEST(one_pane_at_a_time_where_it_is_narrow)
{
	struct screen screen;

	screen_begin(&screen, 24, 40, NULL);
	ck_assert_uint_eq(browser_geometry(&screen.browser).page_columns, 0);
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "> 421 T"));
	screen_key(&screen, KEY_CODE_ENTER);
	ck_assert_uint_eq(browser_geometry(&screen.browser).list_columns, 0);
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "Yes. The client"));
	screen_type(&screen, "h");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "> 421 T"));
	screen_end(&screen);
}
END_TEST

/*
 * BUG: where it is narrow the page is not laid out while the list has the
 * keys, and later not either, since the width is the same as before: the page
 * of what was selected first stays on the screen.
 */
START_TEST(where_it_is_narrow_the_page_is_that_of_the_selection)
{
	struct screen screen;

	screen_begin(&screen, 24, 40, NULL);
	screen_type(&screen, "lhjl");
	ck_assert_str_eq(screen_selected(&screen), "446");
	ck_assert_str_eq(screen_page(&screen), "446");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "446  Folklore"));
	screen_end(&screen);
}
END_TEST

/*
 * BUG: back restores the number of the link under the cursor, but at another
 * size another span has this number, or none; Enter there follows it.
 */
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

START_TEST(every_size_from_nothing_on_is_drawn)
{
	static const char keys[] = "jjl Gkg?jq]l\tGh";
	struct screen screen;

	for (unsigned rows = 0; rows < 14; rows++)
		for (unsigned columns = 0; columns < 90;
		     columns += columns < 8 ? 1 : 9) {
			screen_begin(&screen, rows, columns, NULL);
			for (const char *key = keys; *key != '\0'; key++) {
				screen_key(&screen, (unsigned char)*key);
				screen_draw(&screen);
				EXPECT(screen.frame.rows == rows);
				EXPECT(screen.frame.columns == columns);
			}
			screen_end(&screen);
		}
}
END_TEST

START_TEST(at_twenty_by_five_there_is_something_to_scroll)
{
	struct screen screen;

	screen_begin(&screen, 5, 20, "554");
	ck_assert_uint_ge(browser_geometry(&screen.browser).body_rows, 3);
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "554"));
	screen_type(&screen, "jjjjjjj");
	ck_assert_uint_eq(screen.browser.top, 7);
	screen_end(&screen);
}
END_TEST

/*
 * BUG: of several entries that were opened at once only the first is there
 * again after a link and back.
 */
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

Suite *
browser_suite(void)
{
	Suite *suite = suite_create("browser");
	const TTest *const tests[] = { it_begins_at_the_first_code_that_fails,
		a_pattern_narrows_the_list_until_esc,
		keys_move_over_headings_and_stop_at_the_ends,
		a_screen_down_and_up_again_is_where_it_was,
		panes_are_changed_by_left_and_right,
		digits_jump_while_they_are_typed,
		backspace_takes_the_last_digit_back, a_pause_ends_the_jump,
		a_dot_jumps_to_statuses_of_that_class,
		a_jump_to_nothing_says_so_and_stays,
		any_other_key_ends_the_jump,
		tab_goes_through_the_links_and_then_to_the_list,
		shift_tab_goes_the_same_way_back,
		the_link_under_the_cursor_is_on_the_screen,
		enter_follows_and_back_comes_back,
		history_goes_back_and_forward_step_by_step,
		history_forgets_what_is_too_long_ago, brackets_change_the_view,
		help_lies_over_the_panes,
		help_scrolls_no_further_than_to_its_end, only_quitting_quits,
		what_has_changed_is_told_to_be_drawn,
		a_resize_keeps_selection_and_page,
		a_resize_keeps_the_place_in_the_text,
		one_pane_at_a_time_where_it_is_narrow,
		where_it_is_narrow_the_page_is_that_of_the_selection,
		back_after_a_resize_leads_to_a_link_that_is_one,
		every_size_from_nothing_on_is_drawn,
		at_twenty_by_five_there_is_something_to_scroll,
		back_shows_all_that_was_opened };
	TCase *loop = tcase_create("opened");

	ADD_TESTS(suite, "browser", tests);
	tcase_add_loop_test(loop, it_opens_where_it_was_asked_to, 0,
	    (int)COUNT(opened));
	suite_add_tcase(suite, loop);
	return suite;
}
