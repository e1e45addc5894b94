/* The browser's view Input: what an intake has counted, while it is read. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "screen.h"

enum {
	NOW = 1795824000, /* 2026-11-28 00:00 */
};

static struct intake intake;

static void
feed(const char *lines)
{
	intake_feed(&intake, lines, strlen(lines));
}

static void
begin(struct screen *screen, const char *lines)
{
	ck_assert(intake_init(&intake, fixture(), NOW));
	intake_begin(&intake);
	feed(lines);
	*screen = (struct screen) { 0 };
	ck_assert(browser_init(&screen->browser, fixture()));
	browser_open_input(&screen->browser, &intake, NULL, 0);
	browser_resize(&screen->browser, 24, 80);
	screen_check(screen);
}

static void
end(struct screen *screen)
{
	screen_end(screen);
	intake_release(&intake);
}

/* The text that is selected; "" if nothing is. */
static const char *
selected_text(const struct screen *screen)
{
	const struct list *list = &screen->browser.lists[VIEW_INPUT];

	if (list->count == 0 || list->rows[list->selected].counted == NULL)
		return "";
	return list->rows[list->selected].counted->key.text;
}

START_TEST(an_input_without_a_reply_is_an_empty_list)
{
	struct screen screen;

	begin(&screen, "Dear Sir or Madam,\n");
	ck_assert_str_eq(selected_text(&screen), "");
	screen_draw(&screen);
	screen_type(&screen, "jkGgnos");
	screen_key(&screen, KEY_CODE_ENTER);
	screen_check(&screen);
	end(&screen);
}
END_TEST

/* Of one reply one reads the page: there is nothing to move to in the list. */
START_TEST(beside_a_list_of_one_the_page_moves)
{
	struct screen screen;

	begin(&screen, "550 5.1.1 no such user\n");
	ck_assert_int_eq(screen.browser.pane, PANE_LIST);
	screen_type(&screen, " ");
	ck_assert_uint_gt(screen.browser.top, 0);
	screen_type(&screen, "gk");
	ck_assert_uint_eq(screen.browser.top, 0);
	ck_assert_str_eq(screen.browser.message,
	    "this is the beginning of the page");
	feed("552 5.2.2 mailbox full\n");
	browser_refresh_input(&screen.browser, true);
	screen_type(&screen, "g ");
	ck_assert_uint_eq(screen.browser.top, 0);
	end(&screen);
}
END_TEST

START_TEST(what_is_selected_stays_while_more_is_read)
{
	struct screen screen;
	char text[100];

	begin(&screen, "550 5.1.1 No such user\n452 4.2.2 Mailbox full\n");
	screen_type(&screen, "G");
	snprintf(text, sizeof(text), "%s", selected_text(&screen));
	ck_assert_str_ne(text, "");
	for (int i = 0; i < 20; i++) {
		feed("554 5.7.1 Relay access denied\n550 Go away\n"
		     "421 4.3.2 Shutting down\n");
		browser_renew_input(&screen.browser);
		browser_refresh_input(&screen.browser, i < 19);
		ck_assert_str_eq(selected_text(&screen), text);
		screen_check(&screen);
		screen_draw(&screen);
	}
	ck_assert_uint_gt(screen.browser.lists[VIEW_INPUT].count, 4);
	end(&screen);
}
END_TEST

/* Does a line of the page hold this? */
static bool
page_says(const struct browser *browser, const char *text)
{
	const struct layout *layout = &browser->layout;

	for (size_t i = 0; i < layout->line_count; i++) {
		struct text line = { 0 };
		bool says;

		for (uint32_t j = 0; j < layout->lines[i].count; j++) {
			const struct span *span =
			    &layout->spans[layout->lines[i].first + j];

			text_append_bytes(&line, span->text, span->length);
		}
		says = strstr(text_string(&line), text) != NULL;
		text_release(&line);
		if (says)
			return true;
	}
	return false;
}

/* The page tells how often it was met, also when more is met meanwhile. */
START_TEST(page_keeps_up_with_what_is_read)
{
	struct screen screen;
	const struct browser *browser = &screen.browser;

	begin(&screen, "550 5.1.1 No such user\n550 5.1.1 No such user\n");
	EXPECT(page_says(browser, "Met 2 times"));
	screen_type(&screen, "lj");
	ck_assert_uint_eq(browser->top, 1);
	feed("550 5.1.1 No such user\n550 5.1.1 No such user\n"
	     "550 5.1.1 No such user\n");
	browser_renew_input(&screen.browser);
	browser_refresh_input(&screen.browser, true);
	EXPECT(page_says(browser, "Met 5 times"));
	ck_assert_uint_eq(browser->top, 1);
	screen_check(&screen);
	end(&screen);
}
END_TEST

/* A text of letters only: digits would be masked. */
static void
feed_text(unsigned n)
{
	char line[64];

	snprintf(line, sizeof(line), "550 5.7.1 refused for q%c%c%cx\n",
	    'a' + (int)(n % 26), 'a' + (int)(n / 26 % 26),
	    'a' + (int)(n / 676 % 26));
	feed(line);
}

/* Texts beyond the limit push others out, which are freed. */
START_TEST(no_row_outlives_what_was_counted)
{
	struct screen screen;
	const struct list *list = &screen.browser.lists[VIEW_INPUT];
	uint64_t sum;

	begin(&screen, "");
	for (unsigned n = 0; n < COUNTS_LIMIT + 200; n++) {
		feed_text(n);
		if (n < COUNTS_LIMIT && n % 1000 == 0)
			browser_refresh_input(&screen.browser, true);
		browser_renew_input(&screen.browser);
		if (n <= COUNTS_LIMIT || n % 50 != 0)
			continue;
		sum = 0;
		for (size_t i = 0; i < list->count; i++)
			if (list->rows[i].counted != NULL)
				sum += list->rows[i].counted->count;
		EXPECT(sum == n + 1);
		screen_type(&screen, "jkG");
		screen_draw(&screen);
	}
	ck_assert_uint_ge(intake.counts.generation, 100);
	end(&screen);
}
END_TEST

Suite *
browser_input_suite(void)
{
	const TTest *const tests[] = {
		an_input_without_a_reply_is_an_empty_list,
		beside_a_list_of_one_the_page_moves,
		what_is_selected_stays_while_more_is_read,
		page_keeps_up_with_what_is_read,
		no_row_outlives_what_was_counted
	};
	Suite *suite = suite_create("browser_input");

	ADD_TESTS(suite, "browser_input", tests);
	return suite;
}
