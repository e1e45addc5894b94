/* The browser: what keys ask of others, and how the page is looked at. */
#include "unit.h"

#include <string.h>

#include "screen.h"

START_TEST(y_and_Y_ask_for_a_copy)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	ck_assert_int_eq(screen_key(&screen, 'y'), BROWSER_COPY);
	ck_assert_int_eq(screen_key(&screen, 'Y'), BROWSER_REPORT);
	ck_assert_str_eq(screen_page(&screen), "554");
	/* Behind the help nothing is copied unseen: it is closed. */
	screen_type(&screen, "?");
	ck_assert_int_eq(screen_key(&screen, 'y'), BROWSER_COPY);
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "RETRY"));
	screen_end(&screen);
}
END_TEST

/* Moves the cursor to a link that leads to the address. */
static void
select_web(struct screen *screen, const char *address)
{
	const struct browser *browser = &screen->browser;

	for (unsigned i = 0; i < 100; i++) {
		const char *web;

		screen_key(screen, KEY_CODE_TAB);
		if (browser->link == TABLES_NONE)
			continue;
		web = browser->layout.spans[browser->link].web;
		if (web != NULL && strcmp(web, address) == 0)
			return;
	}
	ck_abort_msg("no link leads to %s", address);
}

START_TEST(o_and_enter_open_the_address_under_the_cursor)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "harbor");
	select_web(&screen, "https://harbor.example/delist");
	ck_assert_int_eq(screen_key(&screen, 'o'), BROWSER_OPEN);
	ck_assert_str_eq(text_string(&screen.browser.order),
	    "https://harbor.example/delist");
	select_web(&screen, "https://harbor.example/limits");
	ck_assert_int_eq(screen_key(&screen, KEY_CODE_ENTER), BROWSER_OPEN);
	ck_assert_str_eq(text_string(&screen.browser.order),
	    "https://harbor.example/limits");
	screen_end(&screen);
}
END_TEST

START_TEST(o_opens_the_first_address_on_the_screen)
{
	struct screen screen;

	screen_begin(&screen, 40, 80, "harbor");
	ck_assert_int_eq(screen_key(&screen, 'o'), BROWSER_OPEN);
	ck_assert_str_eq(text_string(&screen.browser.order),
	    "https://harbor.example/delist");
	screen_end(&screen);
}
END_TEST

/* It opens nothing that is not to be seen, and says so. */
START_TEST(o_says_why_it_opens_nothing)
{
	struct screen screen;

	screen_begin(&screen, 8, 80, "554");
	ck_assert_int_eq(screen_key(&screen, 'o'), BROWSER_CHANGED);
	ck_assert_ptr_nonnull(
	    strstr(screen_draw(&screen), "no web address is on the screen"));
	screen_end(&screen);
	screen_begin(&screen, 24, 80, "unknown-user");
	ck_assert_int_eq(screen_key(&screen, 'o'), BROWSER_CHANGED);
	ck_assert_ptr_nonnull(
	    strstr(screen_draw(&screen), "this page has no web address"));
	screen_end(&screen);
}
END_TEST

START_TEST(m_asks_for_the_mouse_and_gives_it_back)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	ck_assert(!screen.browser.mouse);
	ck_assert_int_eq(screen_key(&screen, 'm'), BROWSER_MOUSE);
	ck_assert(screen.browser.mouse);
	ck_assert_int_eq(screen_key(&screen, 'm'), BROWSER_MOUSE);
	ck_assert(!screen.browser.mouse);
	screen_end(&screen);
}
END_TEST

/* A line of a reply that is too long is one row with a mark, or all of it. */
START_TEST(w_cuts_lines_of_replies)
{
	struct screen screen;
	size_t lines;

	screen_begin(&screen, 60, 62, "harbor");
	lines = screen.browser.layout.line_count;
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "limit of"));
	screen_type(&screen, "w");
	ck_assert_uint_lt(screen.browser.layout.line_count, lines);
	ck_assert_msg(strstr(screen_draw(&screen),
			  "550-5.7.1 Mail from <ip> is over ~") != NULL,
	    "not cut:\n%s", screen.dump.data);
	ck_assert_ptr_nonnull(
	    strstr(screen.dump.data, "lines of replies are cut to one row"));
	screen_type(&screen, "w");
	ck_assert_uint_eq(screen.browser.layout.line_count, lines);
	screen_end(&screen);
}
END_TEST

START_TEST(c_goes_through_the_classes_from_that_of_the_selected)
{
	static const unsigned classes[] = { 5, 2, 3, 4, 0 };
	struct screen screen;
	const struct list *list = &screen.browser.lists[VIEW_REPLIES];

	screen_begin(&screen, 24, 80, "554");
	for (size_t i = 0; i < COUNT(classes); i++) {
		screen_type(&screen, "c");
		ck_assert_uint_eq(list->class, classes[i]);
		ck_assert_str_eq(screen_selected(&screen),
		    i == 0 ? "554" : screen_page(&screen));
		if (classes[i] == 4)
			ck_assert_ptr_null(
			    strstr(screen_draw(&screen), "5xx FAILED"));
	}
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "2xx DONE"));
	screen_end(&screen);
}
END_TEST

/* A status that exists in several classes is told of in the chosen one. */
START_TEST(c_narrows_statuses_and_their_pages)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "x.2.2");
	screen_type(&screen, "c");
	ck_assert_uint_eq(screen.browser.lists[VIEW_STATUSES].class, 4);
	ck_assert_str_eq(screen_page(&screen), "4.2.2");
	/* Class 3 has none and is passed over. */
	screen_type(&screen, "cc");
	ck_assert_uint_ne(screen.browser.lists[VIEW_STATUSES].class, 3);
	screen_key(&screen, KEY_CODE_ESCAPE);
	ck_assert_uint_eq(screen.browser.lists[VIEW_STATUSES].class, 0);
	screen_type(&screen, "]c");
	ck_assert_ptr_nonnull(
	    strstr(screen_draw(&screen), "nothing here has a class"));
	screen_end(&screen);
}
END_TEST

/* What is jumped to or linked to is shown, whatever the list leaves out. */
START_TEST(a_list_that_leaves_it_out_is_widened)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	screen_type(&screen, "c421");
	ck_assert_str_eq(screen_selected(&screen), "421");
	ck_assert_uint_eq(screen.browser.lists[VIEW_REPLIES].class, 0);
	screen_end(&screen);
	/* But it stays narrow for what it has. */
	screen_begin(&screen, 24, 80, "554");
	screen_type(&screen, "c550");
	ck_assert_str_eq(screen_selected(&screen), "550");
	ck_assert_uint_eq(screen.browser.lists[VIEW_REPLIES].class, 5);
	screen_end(&screen);
}
END_TEST

START_TEST(s_says_that_there_are_no_counts)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	screen_type(&screen, "s");
	ck_assert_ptr_nonnull(
	    strstr(screen_draw(&screen), "counts come with a log"));
	screen_end(&screen);
}
END_TEST

/* A key that can do nothing says why; the next one takes that away. */
START_TEST(what_cannot_be_done_is_told)
{
	static const struct {
		const char *keys, *message;
	} told[] = { { "gk", "this is the beginning of the list" },
		{ "Gj", "this is the end of the list" },
		{ "lgk", "this is the beginning of the page" },
		{ "lGj", "this is the end of the page" },
		{ "?Gj", "this is the end of the help" },
		{ "hh", "this is the list already" },
		{ "ll", "this is the page already" },
		{ "l\r", "no link is chosen" },
		{ "<", "this is where you began" },
		{ ">", "there is nothing to go forward to" },
		{ "n", "nothing has been searched for" },
		{ "z", "z does nothing; ? shows the keys" },
		{ "99", "nothing here begins with it" } };

	for (size_t i = 0; i < COUNT(told); i++) {
		struct screen screen;

		screen_begin(&screen, 24, 80, NULL);
		screen_type(&screen, told[i].keys);
		ck_assert_msg(strstr(screen_draw(&screen), told[i].message) !=
			NULL,
		    "after %s: no %s\n%s", told[i].keys, told[i].message,
		    screen.dump.data);
		screen_key(&screen, KEY_CODE_ESCAPE);
		ck_assert_ptr_null(
		    strstr(screen_draw(&screen), told[i].message));
		screen_end(&screen);
	}
}
END_TEST

Suite *
orders_suite(void)
{
	Suite *suite = suite_create("orders");
	const TTest *const tests[] = { y_and_Y_ask_for_a_copy,
		o_and_enter_open_the_address_under_the_cursor,
		o_opens_the_first_address_on_the_screen,
		o_says_why_it_opens_nothing,
		m_asks_for_the_mouse_and_gives_it_back, w_cuts_lines_of_replies,
		c_goes_through_the_classes_from_that_of_the_selected,
		c_narrows_statuses_and_their_pages,
		a_list_that_leaves_it_out_is_widened,
		s_says_that_there_are_no_counts, what_cannot_be_done_is_told };

	ADD_TESTS(suite, "orders", tests);
	return suite;
}
