/*
 * What a person does with it, from end to end: paste a reply, copy a page, open
 * a web address, use the mouse; on the terminals that there are.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "expect.h"

#define REPLY \
	"550-5.7.26 This mail has been blocked because the sender is q\r" \
	"550-5.7.26 unauthenticated. Gmail requires all senders to\r" \
	"550 5.7.26  authenticate with either SPF or DKIM. q - gsmtp\r"

/* Pastes once the terminal has been told to mark it, behind the first frame. */
static void
paste(const char *text)
{
	expect_written("\033[?2004h");
	ck_assert(console_paste(&console, text));
}

/* A pasted reply opens its page; the q in it is no key, and back goes back. */
START_TEST(pasted_reply_is_identified)
{
	start_554();
	paste(REPLY);
	expect_text("REPLY  550-5.7.26 This mail has been blocked");
	expect_text("sender-auth");
	console_type(&console, "<");
	expect_text("554  Transaction failed");
	quit();
}
END_TEST

/* What is pasted into an open search is looked for there. */
START_TEST(pasted_words_are_searched_for)
{
	start_554();
	console_type(&console, "/relay ");
	expect_text("/relay _");
	paste("access denied\r");
	expect_text("/relay access denied_");
	expect_text("[Found]");
	console_type(&console, "\033");
	expect_text(SELECTED_554);
	expect_text("554  Transaction failed");
	quit();
}
END_TEST

/* A paste whose end never comes is taken after a moment, and keys work. */
START_TEST(paste_without_an_end)
{
	start_554();
	console_type(&console, "\033[200~relay denied");
	expect_text("/relay denied_");
	console_type(&console, "\033");
	expect_text(SELECTED_554);
	quit();
}
END_TEST

/* The value of a letter of base64. */
static unsigned
value_of(char c)
{
	static const char letters[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = strchr(letters, c);

	return at != NULL ? (unsigned)(at - letters) : 0;
}

/* Decodes the beginning of what was sent to the clipboard. */
static void
decode(const char *base64, char *text, size_t size)
{
	size_t length = 0;

	for (; base64[0] != '\0' && length + 4 < size; base64 += 4) {
		unsigned group = value_of(base64[0]) << 18 |
		    value_of(base64[1]) << 12 | value_of(base64[2]) << 6 |
		    value_of(base64[3]);

		text[length++] = (char)(group >> 16);
		text[length++] = (char)(group >> 8);
		text[length++] = (char)group;
	}
	text[length] = '\0';
}

/* y sends the page to the terminal's clipboard, Y the report. */
START_TEST(copies_are_sent_to_the_terminal)
{
	char copied[64];

	start_554();
	paste("554 5.7.1 <user@example.org>: Relay access denied\r");
	expect_text("relay-denied");
	console_type(&console, "Y");
	expect_text("report sent to the terminal; if nothing arrives, use -p");
	expect_written("\033]52;c;");
	decode(strstr(console.transcript, "\033]52;c;") + 7, copied,
	    sizeof(copied));
	ck_assert_msg(strncmp(copied, "554 5.7.1  Relaying denied", 26) == 0,
	    "copied: %s", copied);
	console_type(&console, "y");
	expect_text("page sent to the terminal");
	quit();
}
END_TEST

/* screen passes on what is wrapped for it. */
START_TEST(copies_are_wrapped_for_screen)
{
	start((struct launch) {
	    .arguments = { "101" },
	    .environment = { (char[]) { "STY=1.pts-0" } },
	});
	expect_text(READY);
	console_type(&console, "y");
	expect_text("page sent to the terminal");
	expect_written("\033P\033]52;c;");
	quit();
}
END_TEST

static char folder[] = "/tmp/smtpcode-pty.XXXXXX";

static void
make_folder(void)
{
	strcpy(folder + sizeof(folder) - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void
drop_folder(void)
{
	char command[128];

	snprintf(command, sizeof(command), "rm -rf %s", folder);
	ck_assert_int_eq(system(command), 0);
}

/* o hands the address to a command of $BROWSER, as one word and no shell. */
START_TEST(address_is_opened_by_browser)
{
	char command[128], made[128];

	make_folder();
	snprintf(command, sizeof(command),
	    "BROWSER=no-such-one:mkdir -p %s/%%s", folder);
	start((struct launch) {
	    .arguments = { "gmail" },
	    .rows = 60,
	    .environment = { command },
	});
	expect_text("DELIST https://");
	console_type(&console, "o");
	expect_text("opened https://support.google.com/");
	snprintf(made, sizeof(made), "%s/https:/support.google.com", folder);
	for (int i = 0; i < 100 && access(made, F_OK) != 0; i++)
		nanosleep(&(struct timespec) { 0, 50000000 }, NULL);
	ck_assert_int_eq(access(made, F_OK), 0);
	drop_folder();
	quit();
}
END_TEST

/* Nothing opens it: it is shown and copied. So too if what opens it fails. */
START_TEST(address_that_nothing_opens_is_copied)
{
	start((struct launch) {
	    .arguments = { "postfix" },
	    .rows = 60,
	    .columns = 120,
	    .environment = { _i == 0 ? NULL : (char[]) { "BROWSER=false" } },
	});
	expect_text(READY);
	console_type(&console, "G\to");
	expect_text("nothing here opens it, so it was copied: https");
	expect_written("\033]52;c;aHR0cHM6Ly");
	quit();
}
END_TEST

/* A browser that needs the terminal gets it, and gives it back. */
START_TEST(browser_on_the_terminal)
{
	char variable[128], path[64];
	FILE *script;

	make_folder();
	snprintf(path, sizeof(path), "%s/w3m", folder);
	script = fopen(path, "w");
	ck_assert_ptr_nonnull(script);
	fputs("#!/bin/sh\necho \"reading $1\"\nread line\n", script);
	fclose(script);
	chmod(path, 0755);
	snprintf(variable, sizeof(variable), "BROWSER=%s", path);
	start((struct launch) {
	    .arguments = { "gmail" },
	    .rows = 60,
	    .environment = { variable },
	});
	expect_text("DELIST https://");
	console_type(&console, "o");
	expect_text("reading https://support.google.com/");
	ck_assert(!console_is_raw(&console));
	console_type(&console, "\n");
	expect_text("DELIST https://");
	expect_text("opened https://");
	expect_no_text("reading");
	drop_folder();
	quit();
}
END_TEST

/* The mouse is taken on demand, selects and follows, and is given back. */
START_TEST(mouse_on_demand)
{
	start_554();
	ck_assert(!console_has_mouse(&console));
	console_type(&console, "m");
	expect_text("mouse on: click selects");
	ck_assert(console_has_mouse(&console));
	console_click(&console, "555 P");
	expect_text(SELECTED_555);
	console_click(&console, "[Replies]");
	console_click(&console, "Causes");
	expect_text("[Causes]");
	console_type(&console, "m");
	expect_text("mouse off");
	ck_assert(!console_has_mouse(&console));
	quit();
}
END_TEST

/* Whatever ends it, the mouse and the marks of pastes are given back. */
START_TEST(mouse_is_given_back)
{
	static const int numbers[] = { SIGTERM, SIGSEGV, SIGHUP };

	start_554();
	console_type(&console, "m");
	expect_text("mouse on");
	kill(console.job.program, numbers[_i]);
	expect_death(numbers[_i]);
	expect_restored();
	console_release(&console);
}
END_TEST

static const char *const terminals[] = { "xterm-256color", "xterm", "tmux",
	"tmux-256color", "screen", "screen-256color", "linux", "vt100", "vt220",
	"ansi", "rxvt-unicode-256color", "putty", "putty-256color", "foot",
	"alacritty", "konsole" };

static bool
is_known(const char *terminal)
{
	char command[96];

	snprintf(command, sizeof(command), "infocmp %s >/dev/null 2>&1",
	    terminal);
	return system(command) == 0;
}

/*
 * On every kind of terminal, in colour or without, the page is there and keys
 * work. The emulator is an xterm, so what only others understand is not looked
 * at, but that it ends in order is.
 */
START_TEST(every_terminal)
{
	start((struct launch) {
	    .arguments = { "554" },
	    .term = terminals[_i % 16],
	    .locale = _i < 16 ? NULL : "C",
	});
	expect_text("RETRY");
	expect_text("quit");
	console_type(&console, "hj");
	expect_text("555 P");
	console_type(&console, "?");
	expect_text("one row up");
	console_type(&console, "Q");
	expect_exit(0);
	console_release(&console);
}
END_TEST

/* Keys as PuTTY, rxvt and the Linux console send them, whatever TERM says. */
START_TEST(keys_of_other_terminals)
{
	static const struct {
		const char *keys, *shows;
	} keys[] = { { "\033[1~", "> 200 S" }, { "\033[4~", "> 6" },
		{ "\033[7~", "> 200 S" }, { "\033[8~", "> 6" },
		{ "\033[H", "> 200 S" }, { "\033OF", "> 6" },
		{ "\033OA", "> 553 P" }, { "\033[A", "> 553 P" },
		{ "\033[11~", HELP }, { "\033[[A", HELP }, { "\033OP", HELP } };

	start_554();
	console_type(&console, "h");
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		console_type(&console, "554");
		expect_text(SELECTED_554);
		console_type(&console, keys[i].keys);
		expect_text(keys[i].shows);
		console_type(&console, "\033");
		expect_no_text(HELP);
	}
	quit();
}
END_TEST

int
add_task_tests(TCase *tests)
{
	int skipped = 0;

	tcase_add_test(tests, pasted_reply_is_identified);
	tcase_add_test(tests, pasted_words_are_searched_for);
	tcase_add_test(tests, paste_without_an_end);
	tcase_add_test(tests, copies_are_sent_to_the_terminal);
	tcase_add_test(tests, copies_are_wrapped_for_screen);
	tcase_add_test(tests, address_is_opened_by_browser);
	tcase_add_loop_test(tests, address_that_nothing_opens_is_copied, 0, 2);
	tcase_add_test(tests, browser_on_the_terminal);
	tcase_add_test(tests, mouse_on_demand);
	tcase_add_loop_test(tests, mouse_is_given_back, 0, 3);
	tcase_add_test(tests, keys_of_other_terminals);
	for (int i = 0; i < 16; i++) {
		if (is_known(terminals[i])) {
			tcase_add_loop_test(tests, every_terminal, i, i + 1);
			tcase_add_loop_test(tests, every_terminal, i + 16,
			    i + 17);
			continue;
		}
		printf("skipped: every_terminal: %s is not known here\n",
		    terminals[i]);
		skipped++;
	}
	return skipped;
}
