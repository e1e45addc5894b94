/* What a person sees: on usual, small and poor terminals. */
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "expect.h"

/* With an argument the first screen has the entry selected and its verdict. */
START_TEST(argument_is_opened)
{
	start_554();
	expect_text("554  Transaction failed");
	expect_text("RETRY  No.");
	expect_text("WHO    ");
	expect_text("WHY    1 ");
	ck_assert(console.alternate && !console.cursor);
	ck_assert(console_is_raw(&console));
	quit();
}
END_TEST

/* Without an argument it opens at the first code that tells of a failure. */
START_TEST(no_argument_opens_the_list)
{
	start((struct launch) { 0 });
	expect_text("[Replies]");
	expect_text("4xx TRY LATER");
	expect_text("> 4");
	expect_text("RETRY");
	expect_text(READY);
	quit();
}
END_TEST

/* Keys move the selection, and the page follows it. */
START_TEST(keys_arrive)
{
	start_554();
	console_type(&console, "h");
	console_type(&console, "j");
	expect_text(SELECTED_555);
	console_press(&console, VTERM_KEY_UP);
	expect_text(SELECTED_554);
	console_press(&console, VTERM_KEY_DOWN);
	expect_text(SELECTED_555);
	console_type(&console, "?");
	expect_text(HELP);
	console_type(&console, "\033");
	expect_no_text(HELP);
	expect_text(SELECTED_555);
	quit();
}
END_TEST

/* A resize keeps the selection, also where there is room for one pane only. */
START_TEST(resize_keeps_the_selection)
{
	start_554();
	console_type(&console, "h");
	console_type(&console, "j");
	expect_text(SELECTED_555);
	console_resize(&console, 15, 40);
	expect_no_text("RETRY");
	expect_text(SELECTED_555);
	console_resize(&console, 40, 120);
	expect_text("RETRY");
	expect_text(READY);
	expect_text(SELECTED_555);
	quit();
}
END_TEST

/* Down to the smallest size nothing breaks, and it all comes back. */
START_TEST(tiny_sizes_are_survived)
{
	static const int sizes[][2] = { { 5, 20 }, { 2, 9 }, { 1, 1 } };

	start_554();
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		console_resize(&console, sizes[i][0], sizes[i][1]);
		console_type(&console, " ");
		console_type(&console, "b");
		expect_no_text(READY);
	}
	console_resize(&console, 24, 80);
	expect_text(SELECTED_554);
	expect_text(READY);
	quit();
}
END_TEST

/* A serial line does not tell its size: that of the terminal type is taken. */
START_TEST(unknown_size_is_the_usual_one)
{
	start((struct launch) { .arguments = { "554" }, .no_size = true });
	expect_text(SELECTED_554);
	expect_text(READY);
	quit();
}
END_TEST

static const struct {
	const char *term, *code, *title;
	int status;
	bool told; /* a terminal that should be known, and is not */
} poor[] = {
	{ "dumb", "554", "554  Transaction failed", 0, false },
	{ "dumb", "559", "559  not a known reply code", 1, false },
	{ "", "554", "554  Transaction failed", 0, false },
	{ "no-such-terminal", "554", "554  Transaction failed", 0, true },
	{ "no-such-terminal", "559", "559  not a known reply code", 1, true },
};

/* A terminal that cannot place the cursor gets the page as text. */
START_TEST(poor_terminal)
{
	start((struct launch) {
	    .arguments = { poor[_i].code },
	    .term = poor[_i].term,
	    .curses_leaks = poor[_i].told, /* newterm() does when it fails */
	});
	expect_exit(poor[_i].status);
	expect_restored();
	expect_plain_page(poor[_i].title);
	if (poor[_i].told)
		ck_assert_ptr_nonnull(strstr(console.transcript,
		    "smtpcode: terminal type 'no-such-terminal' is unknown"));
	else
		ck_assert_ptr_null(strstr(console.transcript, "terminal type"));
	console_release(&console);
}
END_TEST

/* Without UTF-8 every byte is ASCII, the lines between the panes too. */
START_TEST(ascii_locale)
{
	start((struct launch) { .arguments = { "554" }, .locale = "C" });
	expect_text(SELECTED_554);
	expect_text(READY);
	expect_text("-------------------------+-------------------------");
	expect_text("| RETRY");
	quit();
	for (size_t i = 0; i < sizeof(console.text) && console.text[i]; i++)
		ck_assert_int_eq(console.text[i] & 0x80, 0);
}
END_TEST

/* With UTF-8 the lines between the panes are drawn as such. */
START_TEST(utf8_locale)
{
	start_554();
	expect_text("\342\224\200\342\224\254\342\224\200");
	expect_text("\342\224\202 RETRY");
	quit();
}
END_TEST

/*
 * The panes as they are, and as they are when all is sent anew. The row below
 * them, which is sent last, says what the last key did; it is left out.
 */
static void
expect_same_when_redrawn(const char *last)
{
	static char before[SCREEN_TEXT];
	const char *end = console_text(&console);
	size_t length;

	for (int row = 0; row < 22; row++)
		end = strchr(end, '\n') + 1;
	length = (size_t)(end - console.text);
	memcpy(before, console.text, length);
	console.length = 0;
	console.transcript[0] = '\0';
	console_type(&console, "\f");
	expect_written("\033[H\033[2J");
	expect_text(last);
	ck_assert_msg(memcmp(before, console_text(&console), length) == 0,
	    "it was\n%.*s\nit is\n%s", (int)length, before, console.text);
}

/* What is sent for a key makes the screen that sending all of it makes. */
START_TEST(changes_make_the_whole_screen)
{
#define NOTHING "! does nothing"
	static const struct {
		const char *keys, *text, *last;
	} steps[] = {
		/* Wide characters come, move, and give way to narrow ones. */
		{ "/\351\202\256", "/\351\202\256_", "^U clear" },
		{ "\344\273\266", "/\351\202\256\344\273\266_", "^U clear" },
		{ "\025relay den", "/relay den_", "^U clear" },
		{ "\025\351\202\256", "/\351\202\256_", "^U clear" },
		{ "\r!", NOTHING, READY },
		{ "j!", NOTHING, READY },
		{ "]!", NOTHING, READY },
		{ "?!", NOTHING, "Q quit" },
		{ "q!", NOTHING, READY },
	};

	start((struct launch) { 0 });
	expect_text(READY);
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		console_type(&console, steps[i].keys);
		expect_text(steps[i].text);
		expect_same_when_redrawn(steps[i].last);
	}
	quit();
#undef NOTHING
}
END_TEST

/* NO_COLOR is honoured, unless it is empty: no sequence sets a colour. */
START_TEST(no_color_has_no_colours)
{
	start((struct launch) { .arguments = { "554" }, .no_color = "1" });
	expect_text(SELECTED_554);
	expect_text(READY);
	console_type(&console, "?");
	expect_text(HELP);
	console_type(&console, "Q");
	expect_exit(0);
	console_drain(&console);
	ck_assert_uint_eq(console_colours(&console), 0);
	console_release(&console);
	start_554();
	ck_assert_uint_gt(console_colours(&console), 0);
	quit();
}
END_TEST

/* An unknown code is explained by its digits, beside the nearest one below. */
START_TEST(unknown_code_is_explained)
{
	start((struct launch) { .arguments = { "559" } });
	expect_text("559  not a known reply code");
	expect_text("DIGITS ");
	expect_text(READY);
	expect_text("> 557 P");
	quit();
}
END_TEST

/* The browser says what there is to say, and ends with 0. */
START_TEST(unknown_code_is_no_failure)
{
	start((struct launch) { .arguments = { "559" } });
	expect_text(READY);
	expect_text("559 is in no list of reply codes; nearest: 557");
	console_type(&console, "q");
	expect_exit(0);
	expect_restored();
	console_release(&console);
}
END_TEST

/* Is there a locale that writes UTF-8? */
static bool
has_utf8(void)
{
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int
add_screen_tests(TCase *tests)
{
	tcase_add_test(tests, argument_is_opened);
	tcase_add_test(tests, no_argument_opens_the_list);
	tcase_add_test(tests, keys_arrive);
	tcase_add_test(tests, resize_keeps_the_selection);
	tcase_add_test(tests, tiny_sizes_are_survived);
	tcase_add_test(tests, unknown_size_is_the_usual_one);
	tcase_add_loop_test(tests, poor_terminal, 0,
	    sizeof(poor) / sizeof(poor[0]));
	tcase_add_test(tests, ascii_locale);
	tcase_add_test(tests, changes_make_the_whole_screen);
	tcase_add_test(tests, no_color_has_no_colours);
	tcase_add_test(tests, unknown_code_is_explained);
	tcase_add_test(tests, unknown_code_is_no_failure);
	if (has_utf8()) {
		tcase_add_test(tests, utf8_locale);
		return 0;
	}
	puts("skipped: utf8_locale: there is no locale C.UTF-8");
	return 1;
}
