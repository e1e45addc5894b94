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
	{ "5.7.620", VIEW_STATUSES, "5.7.606-649", "5.7.620" },
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
	ck_assert(screen.browser.lists[VIEW_REPLIES].narrowed);
	ck_assert_str_eq(screen_selected(&screen), "550");
	ck_assert_ptr_null(strstr(screen_draw(&screen), " 421 "));
	screen_type(&screen, "G");
	ck_assert_str_eq(screen_selected(&screen), "554");
	ck_assert_int_eq(screen_key(&screen, KEY_CODE_ESCAPE), BROWSER_CHANGED);
	ck_assert(!screen.browser.lists[VIEW_REPLIES].narrowed);
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
	ck_assert_int_eq(browser_tick(&screen.browser, 0, &wait), BROWSER_SAME);
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

/* The fixture's X.2.2 is of the classes 4 and 5, its X.7.1 of 5 alone. */
START_TEST(the_class_of_the_page_is_the_first_that_c_leaves_alone)
{
	static const struct {
		const char *operands, *page, *message;
	} cases[] = {
		{ "5.2.2", "5.2.2", "class 5, permanent; c next, Esc all" },
		{ "4.2.2", "4.2.2", "class 4, temporary; c next, Esc all" },
		{ "x.7.1", "5.7.1", "class 5, permanent; c next, Esc all" },
		{ "454 5.2.2", "454 5.2.2",
		    "class 4, temporary; c next, Esc all" },
	};
	struct screen screen;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		screen_begin(&screen, 24, 80, cases[i].operands);
		screen_type(&screen, "c");
		ck_assert_str_eq(screen.browser.message, cases[i].message);
		ck_assert_str_eq(screen_page(&screen), cases[i].page);
		screen_end(&screen);
	}
}
END_TEST

/* What cannot go on begins anew. */
START_TEST(digits_without_a_pause_are_several_jumps)
{
	static const struct {
		const char *typed, *jump, *page;
	} cases[] = {
		{ "554550", "550", "550" },
		{ "5545", "5", "500" },
		{ "5545.1.1", "5.1.1", "5.1.1" },
		{ "5.1.14.2.2", "4.2.2", "4.2.2" },
	};
	struct screen screen;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		screen_begin(&screen, 24, 80, NULL);
		screen_type(&screen, cases[i].typed);
		ck_assert_str_eq(screen.browser.jump, cases[i].jump);
		ck_assert_str_eq(screen_page(&screen), cases[i].page);
		screen_end(&screen);
	}
}
END_TEST

START_TEST(a_jump_to_nothing_says_so_and_stays)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	screen_type(&screen, "59");
	ck_assert_str_eq(screen.browser.message, "nothing here begins with it");
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
	/* A key that was just read about acts at once. */
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "0-9 jump"));
	screen_type(&screen, "?");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "q Esc close"));
	ck_assert_int_eq(screen_key(&screen, 'Y'), BROWSER_REPORT);
	ck_assert(!screen.browser.help);
	screen_type(&screen, "?550");
	ck_assert_str_eq(screen_page(&screen), "550");
	screen_type(&screen, "?");
	screen_key(&screen, KEY_CODE_BACKSPACE);
	ck_assert(!screen.browser.help);
	ck_assert_str_eq(screen_page(&screen), "550");
	screen_end(&screen);
}
END_TEST

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

/* In the search line keys are text, but for those that are the terminal's. */
START_TEST(a_search_can_be_suspended_and_left)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	screen_type(&screen, "/rel");
	ck_assert_int_eq(screen_key(&screen, KEY_CTRL('z')), BROWSER_SUSPEND);
	ck_assert_int_eq(screen_key(&screen, KEY_CTRL('l')), BROWSER_REDRAW);
	ck_assert_str_eq(screen.browser.query, "rel");
	screen_type(&screen, "q?yoQ");
	ck_assert_str_eq(screen.browser.query, "relq?yoQ");
	/* Enter on an empty line has nothing to open. */
	screen_key(&screen, KEY_CTRL('u'));
	screen_key(&screen, KEY_CODE_ENTER);
	ck_assert(!screen.browser.searching);
	ck_assert_str_eq(screen_page(&screen), "554");
	ck_assert_int_eq(screen.browser.view, VIEW_REPLIES);
	/* Backspace on it leaves too; ^C ends what was begun last. */
	screen_type(&screen, "/r");
	screen_key(&screen, KEY_CODE_BACKSPACE);
	ck_assert(screen.browser.searching);
	screen_key(&screen, KEY_CODE_BACKSPACE);
	ck_assert(!screen.browser.searching);
	screen_type(&screen, "/rel");
	ck_assert_int_eq(screen_key(&screen, KEY_CTRL('c')), BROWSER_CHANGED);
	ck_assert_str_eq(screen_page(&screen), "554");
	screen_end(&screen);
}
END_TEST

START_TEST(on_a_narrow_screen_the_page_leads_back_to_the_list)
{
	struct screen screen;

	screen_begin(&screen, 15, 40, "554");
	ck_assert_int_eq(screen.browser.pane, PANE_PAGE);
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "h list"));
	screen_key(&screen, KEY_CODE_ESCAPE);
	ck_assert_int_eq(screen.browser.pane, PANE_LIST);
	screen_key(&screen, KEY_CODE_ENTER);
	screen_type(&screen, "<");
	ck_assert_int_eq(screen.browser.pane, PANE_LIST);
	screen_end(&screen);
}
END_TEST

/* Parts of the page are gone through with } and {, from the list as well. */
START_TEST(parts_are_gone_through)
{
	struct screen screen;

	screen_begin(&screen, 10, 80, "554");
	screen_type(&screen, "h}");
	ck_assert_int_eq(screen.browser.pane, PANE_PAGE);
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "| RETRY "));
	ck_assert_uint_eq(screen.browser.top, 1);
	screen_type(&screen, "}}");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "| WHY "));
	screen_type(&screen, "{");
	ck_assert_ptr_null(strstr(screen_draw(&screen), "| RETRY "));
	screen_type(&screen, "{{{");
	ck_assert_uint_eq(screen.browser.top, 0);
	ck_assert_str_eq(screen.browser.message, "this is the first part");
	screen_end(&screen);
}
END_TEST

/* A key that does nothing else takes the message away, and so is drawn. */
START_TEST(what_has_changed_is_told_to_be_drawn)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "<");
	ck_assert_str_ne(screen.browser.message, "");
	ck_assert_int_eq(screen_key(&screen, 0xe9), BROWSER_CHANGED);
	ck_assert_str_eq(screen.browser.message, "");
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
		the_class_of_the_page_is_the_first_that_c_leaves_alone,
		digits_without_a_pause_are_several_jumps,
		a_jump_to_nothing_says_so_and_stays,
		any_other_key_ends_the_jump, brackets_change_the_view,
		help_lies_over_the_panes,
		help_scrolls_no_further_than_to_its_end, only_quitting_quits,
		what_has_changed_is_told_to_be_drawn,
		a_search_can_be_suspended_and_left,
		on_a_narrow_screen_the_page_leads_back_to_the_list,
		parts_are_gone_through };
	TCase *loop = tcase_create("opened");

	ADD_TESTS(suite, "browser", tests);
	tcase_add_loop_test(loop, it_opens_where_it_was_asked_to, 0,
	    (int)COUNT(opened));
	suite_add_tcase(suite, loop);
	return suite;
}
