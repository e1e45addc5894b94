#include "expect.h"

#include <check.h>
#include <string.h>
#include <sys/wait.h>

const char *program;
struct console console;

void
expect_restored(void)
{
	const char *what = console_restored(&console);

	ck_assert_msg(what == NULL, "%s\n%s", what, console_text(&console));
}

void
start(struct launch launch)
{
	launch.program = program;
	console_start(&console, &launch);
}

/* Starts at 554 and waits for the page. */
void
start_554(void)
{
	start((struct launch) { .arguments = { "554" } });
	expect_text(SELECTED_554);
	expect_text(READY);
}

void
expect_stopped(void)
{
	ck_assert_msg(console_reports(&console), "has not stopped\n%s",
	    console_text(&console));
	ck_assert_msg(WIFSTOPPED(console.job.status), "wait status %#x",
	    (unsigned)console.job.status);
	expect_restored();
	expect_no_text("RETRY");
}

void
expect_end(void)
{
	ck_assert_msg(console_reports(&console), "has not ended\n%s",
	    console_text(&console));
}

void
expect_exit(int status)
{
	expect_end();
	ck_assert_msg(WIFEXITED(console.job.status) &&
		WEXITSTATUS(console.job.status) == status,
	    "wait status %#x instead of exit status %d\n%s",
	    (unsigned)console.job.status, status, console_text(&console));
}

void
expect_death(int number)
{
	expect_end();
	ck_assert_msg(WIFSIGNALED(console.job.status) &&
		WTERMSIG(console.job.status) == number,
	    "wait status %#x instead of signal %d\n%s",
	    (unsigned)console.job.status, number, console_text(&console));
}

/* Leaves the program in order, so that a sanitizer can tell what it found. */
void
quit(void)
{
	console_type(&console, "q");
	expect_exit(0);
	expect_restored();
	console_release(&console);
}

/* What was written is a page, as plain text, and nothing but text. */
void
expect_plain_page(const char *title)
{
	console_drain(&console);
	ck_assert_ptr_nonnull(console.transcript);
	ck_assert_ptr_nonnull(strstr(console.transcript, title));
	ck_assert_ptr_nonnull(strstr(console.transcript, "\nRETRY "));
	ck_assert_ptr_nonnull(strstr(console.transcript, "\nDIGITS "));
	ck_assert_ptr_null(strchr(console.transcript, '\033'));
}
