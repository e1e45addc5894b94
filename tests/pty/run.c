/*
 * The real program on a pseudo-terminal: what a person sees there, and that
 * the terminal is left as it was, whichever way the program ends.
 */
#include <check.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "console.h"

enum {
	TEST_SECONDS = 100, /* a few times what a test waits at most */
};

/* A row of the list that only the selected entry has. */
#define SELECTED_554 "> 554 P"
#define SELECTED_555 "> 555 P"

static const char *program;
static struct console console;
static bool has_utf8; /* is there a locale that writes UTF-8? */
static int skipped;

#define expect_text(text)                                                     \
	ck_assert_msg(console_shows(&console, text),                          \
	    "not on the screen: %s\n%s", text, console_text(&console))
#define expect_no_text(text)                                                  \
	ck_assert_msg(console_hides(&console, text),                          \
	    "still on the screen: %s\n%s", text, console_text(&console))

static void
expect_restored(void)
{
	const char *what = console_restored(&console);

	ck_assert_msg(what == NULL, "%s\n%s", what, console_text(&console));
}

static void
start(struct launch launch)
{
	launch.program = program;
	console_start(&console, &launch);
}

/* Starts at 554 and waits for the page. */
static void
start_554(void)
{
	start((struct launch) { .arguments = { "554" } });
	expect_text(SELECTED_554);
	expect_text("? help");
}

static void
expect_stopped(void)
{
	ck_assert_msg(console_reports(&console), "has not stopped\n%s",
	    console_text(&console));
	ck_assert_msg(WIFSTOPPED(console.status), "wait status %#x",
	    (unsigned)console.status);
	expect_restored();
	expect_no_text("RETRY");
}

static void
expect_end(void)
{
	ck_assert_msg(console_reports(&console), "has not ended\n%s",
	    console_text(&console));
}

static void
expect_exit(int status)
{
	expect_end();
	ck_assert_msg(WIFEXITED(console.status) &&
		WEXITSTATUS(console.status) == status,
	    "wait status %#x instead of exit status %d\n%s",
	    (unsigned)console.status, status, console_text(&console));
}

static void
expect_death(int number)
{
	expect_end();
	ck_assert_msg(WIFSIGNALED(console.status) &&
		WTERMSIG(console.status) == number,
	    "wait status %#x instead of signal %d\n%s",
	    (unsigned)console.status, number, console_text(&console));
}

/* Leaves the program in order, so that a sanitizer can tell what it found. */
static void
quit(void)
{
	console_type(&console, "q");
	expect_exit(0);
	expect_restored();
	console_release(&console);
}

/* What was written is a page, as plain text, and nothing but text. */
static void
expect_plain_page(const char *title)
{
	console_drain(&console);
	ck_assert_ptr_nonnull(console.transcript);
	ck_assert_ptr_nonnull(strstr(console.transcript, title));
	ck_assert_ptr_nonnull(strstr(console.transcript, "\nRETRY "));
	ck_assert_ptr_nonnull(strstr(console.transcript, "\nDIGITS "));
	ck_assert_ptr_null(strchr(console.transcript, '\033'));
}

/* With an argument the first screen has the entry, selected, and its verdict. */
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
	expect_text("> 421 T");
	expect_text("421  ");
	expect_text("RETRY");
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
	expect_text("this help");
	console_type(&console, "\033");
	expect_no_text("this help");
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
	expect_text("? help  q quit");
	expect_text(SELECTED_555);
	expect_text("555  ");
	expect_text("RETRY");
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
		expect_no_text("? help");
	}
	console_resize(&console, 24, 80);
	expect_text(SELECTED_554);
	expect_text("? help");
	quit();
}
END_TEST

/* A serial line does not tell its size: that of the terminal type is taken. */
START_TEST(unknown_size_is_the_usual_one)
{
	start((struct launch) { .arguments = { "554" }, .no_size = true });
	expect_text(SELECTED_554);
	expect_text("? help");
	quit();
}
END_TEST

/* ^Z stops it and gives the terminal back; SIGCONT brings the screen back. */
START_TEST(suspend_by_key)
{
	start_554();
	console_type(&console, "\032");
	expect_stopped();
	kill(console.program, SIGCONT);
	expect_text(SELECTED_554);
	expect_text("RETRY");
	ck_assert(console_is_raw(&console));
	quit();
}
END_TEST

/* So does SIGTSTP; a size that has changed meanwhile is taken over. */
START_TEST(suspend_by_signal)
{
	start_554();
	for (int columns = 120; columns >= 80; columns -= 40) {
		kill(console.program, SIGTSTP);
		expect_stopped();
		console_resize(&console, 30, columns);
		kill(console.program, SIGCONT);
		expect_text(SELECTED_554);
		expect_text(columns == 120 ? "? help  q quit" : "? help");
	}
	console_type(&console, "h");
	console_type(&console, "j");
	expect_text(SELECTED_555);
	quit();
}
END_TEST

/*
 * Stopped by a signal that cannot be caught, it cannot give the terminal back;
 * the shell does so, and when it goes on it has to take it over again.
 */
START_TEST(stop_without_notice)
{
	start_554();
	kill(console.program, SIGSTOP);
	ck_assert(console_reports(&console));
	ck_assert(WIFSTOPPED(console.status));
	tcsetattr(console.slave, TCSANOW, &console.before);
	ck_assert_int_eq(write(console.slave, "\033[2J", 4), 4);
	expect_no_text("RETRY");
	kill(console.program, SIGCONT);
	/* BUG: SIGCONT is not caught, so the screen stays as it is. */
	expect_text(SELECTED_554);
	ck_assert(console_is_raw(&console));
	quit();
}
END_TEST

static const char *const quit_keys[] = { "q", "Q", "\003", "?\003" };

/* Each key that quits ends it with status 0 and the terminal restored. */
START_TEST(quit_by_key)
{
	start_554();
	console_type(&console, quit_keys[_i]);
	expect_exit(0);
	expect_restored();
	console_release(&console);
}
END_TEST

static const int deadly[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGABRT,
	SIGSEGV, SIGBUS, SIGFPE, SIGILL };

/* A signal ends it as if it were not caught, but the terminal is restored. */
START_TEST(death_by_signal)
{
	start_554();
	kill(console.program, deadly[_i]);
	expect_death(deadly[_i]);
	expect_restored();
	console_release(&console);
}
END_TEST

/* A signal while it is stopped ends it too, once it goes on. */
START_TEST(death_while_stopped)
{
	start_554();
	console_type(&console, "\032");
	expect_stopped();
	kill(console.program, SIGTERM);
	kill(console.program, SIGCONT);
	/* BUG: it draws its screen again and ends with the next key only. */
	expect_death(SIGTERM);
	expect_restored();
	console_release(&console);
}
END_TEST

/* The window is closed and no signal comes: it ends all the same. */
START_TEST(terminal_goes_away)
{
	start_554();
	console_hang_up(&console);
	expect_end();
	ck_assert_msg(WIFEXITED(console.status) ||
		WTERMSIG(console.status) == SIGHUP,
	    "wait status %#x", (unsigned)console.status);
	console_release(&console);
}
END_TEST

/* With a pipe as standard input the keys come from the terminal. */
START_TEST(keys_beside_a_pipe)
{
	start((struct launch) {
	    .arguments = { "554" }, .keys = KEYS_ON_TTY });
	expect_text(SELECTED_554);
	expect_text("? help");
	console_type(&console, "h");
	console_type(&console, "j");
	expect_text(SELECTED_555);
	console_type(&console, "\032");
	expect_stopped();
	kill(console.program, SIGCONT);
	expect_text(SELECTED_555);
	quit();
}
END_TEST

/* No terminal to take keys from: the page as text, and why. */
START_TEST(no_keys_at_all)
{
	start((struct launch) {
	    .arguments = { "554" }, .keys = KEYS_NOWHERE });
	expect_exit(0);
	expect_plain_page("554  Transaction failed");
	ck_assert_ptr_nonnull(strstr(console.transcript, "smtpcode: no term"));
	console_release(&console);
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
	    .arguments = { poor[_i].code }, .term = poor[_i].term });
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
	expect_text("? help");
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

/* NO_COLOR is honoured, unless it is empty: no sequence sets a colour. */
START_TEST(no_color_has_no_colours)
{
	start((struct launch) { .arguments = { "554" }, .no_color = "1" });
	expect_text(SELECTED_554);
	expect_text("? help");
	console_type(&console, "?");
	expect_text("this help");
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

/* An unknown code is explained by its digits; leaving it is no failure. */
START_TEST(unknown_code_is_explained)
{
	start((struct launch) { .arguments = { "559" } });
	expect_text("559  not a known reply code");
	expect_text("> 557 P");
	expect_text("DIGITS 5 ");
	expect_text("? help");
	console_type(&console, "q");
	/* BUG: it ends with 1; the browser is to end with 0. */
	expect_exit(0);
	expect_restored();
	expect_text("559 is no reply code that is known; nearest are 557");
	console_release(&console);
}
END_TEST

static bool
locale_is_utf8(void)
{
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL &&
	    strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void
add_screens(TCase *tests)
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
	tcase_add_test(tests, no_color_has_no_colours);
	tcase_add_test(tests, unknown_code_is_explained);
	if (has_utf8) {
		tcase_add_test(tests, utf8_locale);
	} else {
		puts("skipped: utf8_locale: there is no locale C.UTF-8");
		skipped++;
	}
}

static void
add_jobs(TCase *tests)
{
	tcase_add_test(tests, suspend_by_key);
	tcase_add_test(tests, suspend_by_signal);
	tcase_add_test(tests, stop_without_notice);
	tcase_add_loop_test(tests, quit_by_key, 0,
	    sizeof(quit_keys) / sizeof(quit_keys[0]));
	tcase_add_loop_test(tests, death_by_signal, 0,
	    sizeof(deadly) / sizeof(deadly[0]));
	tcase_add_test(tests, death_while_stopped);
	tcase_add_test(tests, terminal_goes_away);
	tcase_add_test(tests, keys_beside_a_pipe);
	tcase_add_test(tests, no_keys_at_all);
}

static TCase *
add_case(Suite *suite, const char *name)
{
	TCase *tests = tcase_create(name);

	tcase_set_timeout(tests, TEST_SECONDS);
	suite_add_tcase(suite, tests);
	return tests;
}

int
main(int argc, char **argv)
{
	Suite *suite = suite_create("pty");
	SRunner *runner = srunner_create(suite);
	int run, failed;

	if (argc != 2) {
		fprintf(stderr, "usage: %s PROGRAM\n", argv[0]);
		return 2;
	}
	program = argv[1];
	has_utf8 = locale_is_utf8();
	signal(SIGPIPE, SIG_IGN);
	add_screens(add_case(suite, "screens"));
	add_jobs(add_case(suite, "jobs"));
	srunner_run_all(runner, CK_NORMAL);
	run = srunner_ntests_run(runner);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	printf("pty: %d passed, %d failed, %d skipped\n", run - failed, failed,
	    skipped);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
