/* The browser: what is pasted, and what the mouse does. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "screen.h"

static void
paste(struct screen *screen, const char *text)
{
	browser_paste(&screen->browser, text, strlen(text), screen->now);
	screen_check(screen);
}

START_TEST(a_pasted_name_opens_its_page)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	paste(&screen, "  5.7.1\r");
	ck_assert_int_eq(screen.browser.view, VIEW_STATUSES);
	ck_assert_str_eq(screen_page(&screen), "5.7.1");
	screen_type(&screen, "<");
	ck_assert_str_eq(screen_page(&screen), "554");
	screen_end(&screen);
}
END_TEST

/* Lines end in CR as a terminal sends them; no line is a key. */
START_TEST(a_pasted_reply_opens_its_page)
{
	struct screen screen;

	screen_begin(&screen, 40, 80, NULL);
	paste(&screen,
	    "550-5.7.1 Mail from 192.0.2.7 is over the limit of today.\r"
	    "550-5.7.1 See https://harbor.example/x\r"
	    "550 5.7.1  for what to do. HB12\r");
	ck_assert_uint_eq(screen.browser.example, EXAMPLE_IS_REPLY);
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "WHY    1 rate-l"));
	ck_assert(!screen.browser.searching);
	ck_assert_int_eq(screen.browser.pane, PANE_PAGE);
	ck_assert_str_eq(screen_selected(&screen), "550");
	screen_type(&screen, "<");
	ck_assert_str_eq(screen_page(&screen), "421");
	screen_end(&screen);
}
END_TEST

/* In the list is the code of the reply, wherever in the lines it stands. */
START_TEST(the_code_of_a_pasted_bounce_is_selected)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, NULL);
	paste(&screen,
	    "I am sorry to have to inform you of this.\n"
	    "<a@example.org>: host mx.example.org[192.0.2.7] said:\n"
	    "    552 5.2.2 mailbox full (in reply to RCPT TO command)\n");
	ck_assert_uint_eq(screen.browser.example, EXAMPLE_IS_REPLY);
	ck_assert_str_eq(screen_selected(&screen), "552");
	screen_end(&screen);
}
END_TEST

/* Each of them is gone back to, as long as it is kept. */
START_TEST(several_pasted_replies_are_kept)
{
	struct screen screen;
	char reply[80];

	screen_begin(&screen, 24, 80, "554");
	for (unsigned i = 0; i < REPLIES + 3; i++) {
		snprintf(reply, sizeof(reply), "550 5.1.1 no such user %u", i);
		paste(&screen, reply);
	}
	for (unsigned i = REPLIES + 3; i-- > 3;) {
		snprintf(reply, sizeof(reply), "no such user %u\n", i);
		ck_assert_ptr_nonnull(strstr(screen_draw(&screen), reply));
		screen_type(&screen, "<");
	}
	/* What is kept no more is passed over. */
	ck_assert_str_eq(screen_page(&screen), "554");
	screen_end(&screen);
}
END_TEST

START_TEST(anything_else_is_searched_for)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	paste(&screen, "relay denied");
	ck_assert(screen.browser.searching);
	ck_assert_str_eq(screen.browser.query, "relay denied");
	ck_assert_ptr_nonnull(strstr(screen_draw(&screen), "Found"));
	screen_key(&screen, KEY_CODE_ESCAPE);
	ck_assert_str_eq(screen_page(&screen), "554");
	screen_end(&screen);
}
END_TEST

START_TEST(a_line_goes_into_an_open_search)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	screen_type(&screen, "/relay ");
	paste(&screen, "denied\n");
	ck_assert_str_eq(screen.browser.query, "relay denied");
	/* q is text there, and a tab a blank. */
	paste(&screen, "\tq");
	ck_assert_str_eq(screen.browser.query, "relay deniedq");
	paste(&screen, "550 5.1.1 no such user\n550 5.1.1 here");
	ck_assert(!screen.browser.searching);
	ck_assert_uint_eq(screen.browser.example, EXAMPLE_IS_REPLY);
	screen_type(&screen, "<");
	ck_assert_str_eq(screen_page(&screen), "554");
	screen_end(&screen);
}
END_TEST

START_TEST(a_hostile_paste_does_no_harm)
{
	static const char *const hostile[] = { "", " \r\n ", "\033[31mq\033[0m",
		"550 \033]52;c;aGk=\a \xff\xfe \xe2\x80\xae", "\xff\xff\xff",
		"\033\033\033", "q\rQ\r\003\r" };
	struct screen screen;

	for (size_t i = 0; i < COUNT(hostile); i++) {
		screen_begin(&screen, 24, 80, NULL);
		paste(&screen, hostile[i]);
		screen_draw(&screen);
		ck_assert(is_harmless(screen.dump.data, screen.dump.length));
		screen_end(&screen);
	}
	/* A byte that ends a string ends nothing. */
	screen_begin(&screen, 24, 80, NULL);
	browser_paste(&screen.browser, "550 a\0b", 7, 0);
	screen_check(&screen);
	screen_end(&screen);
}
END_TEST

static enum browser_result
click(struct screen *screen, unsigned row, unsigned column)
{
	struct mouse mouse = { MOUSE_CLICK, row, column };
	enum browser_result result = browser_mouse(&screen->browser, &mouse,
	    screen->now);

	screen_check(screen);
	return result;
}

static void
wheel(struct screen *screen, enum mouse_act act, unsigned column)
{
	struct mouse mouse = { act, 5, column };

	browser_mouse(&screen->browser, &mouse, screen->now);
	screen_check(screen);
}

/* The row and column at which the screen has a text. */
static void
find_on_screen(struct screen *screen, const char *text, unsigned *row,
    unsigned *column)
{
	const char *dump = screen_draw(screen), *at = strstr(dump, text);
	const char *line = dump;

	ck_assert_msg(at != NULL, "not on the screen: %s\n%s", text, dump);
	*row = 0;
	for (const char *c = dump; c < at; c++)
		if (*c == '\n') {
			++*row;
			line = c + 1;
		}
	*column = (unsigned)(at - line);
}

START_TEST(a_click_selects_a_row)
{
	struct screen screen;
	unsigned row, column;

	screen_begin(&screen, 24, 80, "554");
	find_on_screen(&screen, "450 T", &row, &column);
	click(&screen, row, column);
	ck_assert_str_eq(screen_selected(&screen), "450");
	ck_assert_str_eq(screen_page(&screen), "450");
	ck_assert_int_eq(screen.browser.pane, PANE_LIST);
	/* A heading is no row to select, nor is what is below the list. */
	find_on_screen(&screen, "5xx FAILED", &row, &column);
	click(&screen, row, column);
	click(&screen, 21, 3);
	click(&screen, 23, 3);
	click(&screen, 500, 500);
	ck_assert_str_eq(screen_selected(&screen), "450");
	screen_end(&screen);
}
END_TEST

START_TEST(a_click_on_a_link_follows_it)
{
	struct screen screen;
	unsigned row, column;

	screen_begin(&screen, 24, 80, "554");
	find_on_screen(&screen, "relay-denied", &row, &column);
	click(&screen, row, column + 11);
	ck_assert_str_eq(screen_page(&screen), "relay-denied");
	screen_type(&screen, "<");
	/* Beside it there is nothing to follow, but the page has the keys. */
	screen_type(&screen, "h");
	click(&screen, row, column + 12);
	ck_assert_str_eq(screen_page(&screen), "554");
	ck_assert_int_eq(screen.browser.pane, PANE_PAGE);
	screen_end(&screen);
	screen_begin(&screen, 40, 80, "harbor");
	find_on_screen(&screen, "https://harbor.example/delist", &row, &column);
	ck_assert_int_eq(click(&screen, row, column + 20), BROWSER_OPEN);
	screen_end(&screen);
}
END_TEST

START_TEST(a_click_on_a_view_shows_it)
{
	struct screen screen;
	unsigned row, column;

	screen_begin(&screen, 24, 80, "554");
	find_on_screen(&screen, "Servers", &row, &column);
	click(&screen, row, column);
	ck_assert_int_eq(screen.browser.view, VIEW_SERVERS);
	click(&screen, 0, 0);
	click(&screen, 0, 79);
	ck_assert_int_eq(screen.browser.view, VIEW_SERVERS);
	screen_end(&screen);
	/* Where they are shortened, and where only the shown one is named. */
	screen_begin(&screen, 24, 30, NULL);
	click(&screen, 0, 2);
	click(&screen, 0, 15);
	ck_assert_int_eq(screen.browser.view, VIEW_CAUSES);
	screen_end(&screen);
	screen_begin(&screen, 24, 20, NULL);
	click(&screen, 0, 2);
	click(&screen, 0, 15);
	ck_assert_int_eq(screen.browser.view, VIEW_REPLIES);
	screen_end(&screen);
}
END_TEST

START_TEST(the_wheel_scrolls_what_is_under_it)
{
	struct screen screen;

	screen_begin(&screen, 24, 80, "554");
	wheel(&screen, MOUSE_WHEEL_DOWN, 40);
	ck_assert_uint_eq(screen.browser.top, 3);
	wheel(&screen, MOUSE_WHEEL_UP, 40);
	wheel(&screen, MOUSE_WHEEL_UP, 40);
	ck_assert_uint_eq(screen.browser.top, 0);
	wheel(&screen, MOUSE_WHEEL_UP, 3);
	ck_assert_str_eq(screen_selected(&screen), "500");
	screen_type(&screen, "?");
	wheel(&screen, MOUSE_WHEEL_DOWN, 3);
	ck_assert_uint_eq(screen.browser.help_top, 3);
	click(&screen, 5, 5);
	ck_assert(screen.browser.help);
	screen_end(&screen);
}
END_TEST

Suite *
paste_suite(void)
{
	Suite *suite = suite_create("paste");
	const TTest *const tests[] = { a_pasted_name_opens_its_page,
		a_pasted_reply_opens_its_page,
		the_code_of_a_pasted_bounce_is_selected,
		several_pasted_replies_are_kept, anything_else_is_searched_for,
		a_line_goes_into_an_open_search, a_hostile_paste_does_no_harm };
	const TTest *const mouse[] = { a_click_selects_a_row,
		a_click_on_a_link_follows_it, a_click_on_a_view_shows_it,
		the_wheel_scrolls_what_is_under_it };

	ADD_TESTS(suite, "paste", tests);
	ADD_TESTS(suite, "mouse", mouse);
	return suite;
}
