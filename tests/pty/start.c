/*
 * What the program does where there is less than a person at a terminal, or
 * where that person wants text: each ends with a page or a message.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "expect.h"

/* With standard input closed the keys come from the terminal. */
START_TEST(standard_input_is_closed)
{
	start((struct launch) { .arguments = { "554" }, .keys = KEYS_CLOSED });
	expect_text(SELECTED_554);
	expect_text(READY);
	console_type(&console, "h");
	console_type(&console, "j");
	expect_text(SELECTED_555);
	quit();
}
END_TEST

/* In a session of its own (setsid) the terminal is still one to read from. */
START_TEST(terminal_is_not_the_controlling_one)
{
	start((struct launch) { .arguments = { "554" }, .keys = KEYS_FAR });
	expect_text(SELECTED_554);
	expect_text(READY);
	console_type(&console, "h");
	console_type(&console, "j");
	expect_text(SELECTED_555);
	quit();
}
END_TEST

/* Started in the background it waits, as any program, to be brought to front. */
START_TEST(background_start)
{
	start((struct launch) { .arguments = { "554" }, .background = true });
	ck_assert(console_reports(&console));
	ck_assert(WIFSTOPPED(console.job.status));
	ck_assert_int_eq(WSTOPSIG(console.job.status), SIGTTOU);
	expect_no_text("RETRY");
	expect_restored();
	launch_to_front(&console.job);
	expect_text(SELECTED_554);
	expect_text(READY);
	ck_assert(console_is_raw(&console));
	quit();
}
END_TEST

/* Text needs no foreground. */
START_TEST(text_in_the_background)
{
	start((struct launch) {
	    .arguments = { "-p", "--color=never", "554" },
	    .background = true,
	});
	expect_exit(0);
	expect_plain_page("554  Transaction failed");
	console_release(&console);
}
END_TEST

/* What was said before the screen was covered is not lost. */
START_TEST(mistakes_in_own_records_are_told)
{
	char variable[4096 + 40] = "XDG_CONFIG_HOME=";
	size_t length = strlen(variable);

	ck_assert_ptr_nonnull(getcwd(variable + length, 4096));
	strcat(variable, "/tests/own/mistake");
	start((struct launch) {
	    .arguments = { "554" },
	    .environment = { variable },
	});
	expect_text(SELECTED_554);
	expect_text("your own records: 1 message, on the terminal below");
	expect_written("a.rec:1: expected `Name: value`");
	quit();
}
END_TEST

/* A reply that is pasted on a terminal of no known type is explained too. */
START_TEST(reply_on_an_unknown_terminal)
{
	start((struct launch) {
	    .arguments = { "554 5.7.1 <a@example.org>: Relay access denied" },
	    .term = "no-such-terminal",
	    .curses_leaks = true,
	});
	expect_exit(0);
	expect_plain_page("554 5.7.1  Relaying denied");
	console_release(&console);
}
END_TEST

/* Where lines can be printed, but no cursor placed: a message and the page. */
START_TEST(terminal_without_cursor_addressing)
{
	char folder[] = "/tmp/smtpcode-XXXXXX", command[128];

	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(command, sizeof(command),
	    "printf 'glass|a glass teletype,\\n\\tam, cols#80, bel=^G, "
	    "cr=\\\\r, ind=\\\\n,\\n' | tic -o %s - 2>/dev/null",
	    folder);
	ck_assert_int_eq(system(command), 0);
	setenv("TERMINFO", folder, 1);
	start((struct launch) {
	    .arguments = { "554" },
	    .term = "glass",
	    .curses_leaks = true,
	});
	expect_exit(0);
	expect_restored();
	expect_plain_page("554  Transaction failed");
	ck_assert_ptr_nonnull(strstr(console.transcript,
	    "smtpcode: terminal type 'glass' is unknown or cannot"));
	console_release(&console);
	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}
END_TEST

static const struct {
	const char *term, *no_color, *when;
	const char *heading; /* how one looks; NULL: there is no sequence */
} looks[] = {
	{ "xterm-256color", NULL, "auto", "\033[1;38;5;30mRETRY\033[m" },
	{ "xterm-256color", "", "auto", "\033[1;38;5;30mRETRY\033[m" },
	{ "linux", NULL, "auto", "\033[1mRETRY\033[m" },
	{ "xterm-256color", "1", "auto", NULL },
	{ "xterm-256color", "1", "always", "\033[1;38;5;30mRETRY\033[m" },
	{ "xterm-256color", NULL, "never", NULL },
	{ "dumb", NULL, "auto", NULL },
	{ "", NULL, "auto", NULL },
	{ "unknown", NULL, "auto", NULL },
};

/* -p has looks on a terminal that has them, unless they are not wanted. */
START_TEST(text_on_a_terminal)
{
	unsetenv("COLORTERM");
	start((struct launch) {
	    .arguments = { "-p", "554", "--color", looks[_i].when },
	    .term = looks[_i].term,
	    .no_color = looks[_i].no_color,
	});
	expect_exit(0);
	expect_restored();
	ck_assert(!console.was_alternate);
	if (looks[_i].heading == NULL) {
		expect_plain_page("554  Transaction failed");
	} else {
		console_drain(&console);
		ck_assert_ptr_nonnull(
		    strstr(console.transcript, looks[_i].heading));
		ck_assert(strcmp(looks[_i].term, "linux") == 0 ||
		    strstr(console.transcript, "\033]8;;https://"));
		ck_assert(strcmp(looks[_i].term, "linux") != 0 ||
		    !strstr(console.transcript, "\033]8;;"));
	}
	console_release(&console);
}
END_TEST

/* The text is as wide as the terminal, and no line is cut. */
START_TEST(text_is_as_wide_as_the_terminal)
{
	size_t longest = 0, length;

	start((struct launch) {
	    .arguments = { "-p", "354", "--color=never" },
	    .columns = 46,
	});
	expect_exit(0);
	console_drain(&console);
	for (const char *line = console.transcript; *line != '\0';
	     line += length + 2) {
		length = strcspn(line, "\r");
		longest = length > longest ? length : longest;
	}
	ck_assert_uint_le(longest, 46);
	ck_assert_uint_gt(longest, 40);
	console_release(&console);
}
END_TEST

/* Where it can be printed only it may be read aloud: nothing is drawn, or cut. */
START_TEST(text_that_is_read_aloud)
{
	start((struct launch) { .arguments = { "554" }, .term = "dumb" });
	expect_exit(0);
	expect_plain_page("554  Transaction failed");
	ck_assert_ptr_null(strstr(console.transcript, "+-"));
	ck_assert_ptr_null(strstr(console.transcript, "||"));
	ck_assert_ptr_nonnull(strstr(console.transcript,
	    "\nDIGITS 5 permanent negative completion. "));
	console_release(&console);
	start((struct launch) {
	    .arguments = { "-s", "server:gmail", "relay", "denied" },
	    .term = "dumb",
	});
	expect_exit(0);
	console_drain(&console);
	ck_assert_ptr_nonnull(strstr(console.transcript, "relay-denied\t550 "));
	ck_assert_ptr_null(strstr(console.transcript, "~\r"));
	console_release(&console);
}
END_TEST

int
add_start_tests(TCase *tests)
{
	tcase_add_test(tests, standard_input_is_closed);
	tcase_add_test(tests, terminal_is_not_the_controlling_one);
	tcase_add_test(tests, background_start);
	tcase_add_test(tests, text_in_the_background);
	tcase_add_test(tests, mistakes_in_own_records_are_told);
	tcase_add_test(tests, reply_on_an_unknown_terminal);
	tcase_add_loop_test(tests, text_on_a_terminal, 0,
	    sizeof(looks) / sizeof(looks[0]));
	tcase_add_test(tests, text_is_as_wide_as_the_terminal);
	tcase_add_test(tests, text_that_is_read_aloud);
	if (system("command -v tic >/dev/null 2>&1") == 0) {
		tcase_add_test(tests, terminal_without_cursor_addressing);
		return 0;
	}
	puts("skipped: terminal_without_cursor_addressing: there is no tic");
	return 1;
}
