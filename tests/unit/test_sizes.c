/* The browser: sizes of the screen. */
#include "unit.h"

#include <string.h>

#include "screen.h"

START_TEST(a_resize_keeps_selection_and_page)
{
	static const unsigned sizes[][2] = { { 60, 200 }, { 24, 80 },
		{ 15, 40 }, { 5, 20 }, { 1, 1 }, { 2, 3 }, { 40, 120 },
		{ 20, 60 } };
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
 * shows the same, or what stood a line or two from it: also where the text
 * stands twice on the page (a heading, of two senses of a status), or is not
 * drawn at the other size (the tree of digits).
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

/* It is not laid out while the list has the keys, but when it is shown. */
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

Suite *
sizes_suite(void)
{
	Suite *suite = suite_create("sizes");
	const TTest *const tests[] = { a_resize_keeps_selection_and_page,
		a_resize_keeps_the_place_in_the_text,
		one_pane_at_a_time_where_it_is_narrow,
		where_it_is_narrow_the_page_is_that_of_the_selection,
		every_size_from_nothing_on_is_drawn,
		at_twenty_by_five_there_is_something_to_scroll };

	ADD_TESTS(suite, "sizes", tests);
	return suite;
}
