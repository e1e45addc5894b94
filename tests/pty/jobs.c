/*
 * The program as a job of a shell: stopped, continued, left, killed. Whichever
 * way it goes, the terminal is as it was.
 */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "expect.h"

/* ^Z stops it and gives the terminal back; SIGCONT brings the screen back. */
START_TEST(suspend_by_key)
{
	start_554();
	console_type(&console, "\032");
	expect_stopped();
	kill(console.job.program, SIGCONT);
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
		kill(console.job.program, SIGTSTP);
		expect_stopped();
		console_resize(&console, 30, columns);
		kill(console.job.program, SIGCONT);
		expect_text(SELECTED_554);
		/* The wider list shows the title whole. */
		if (columns == 120)
			expect_text(SELECTED_554 " Transaction failed");
		else
			expect_no_text("P Transaction failed");
		expect_text(READY);
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
	kill(console.job.program, SIGSTOP);
	ck_assert(console_reports(&console));
	ck_assert(WIFSTOPPED(console.job.status));
	tcsetattr(console.slave, TCSANOW, &console.before);
	ck_assert_int_eq(write(console.slave, "\033[2J", 4), 4);
	expect_no_text("RETRY");
	kill(console.job.program, SIGCONT);
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
	kill(console.job.program, deadly[_i]);
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
	kill(console.job.program, SIGTERM);
	kill(console.job.program, SIGCONT);
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
	ck_assert_msg(WIFEXITED(console.job.status) ||
		WTERMSIG(console.job.status) == SIGHUP,
	    "wait status %#x", (unsigned)console.job.status);
	console_release(&console);
}
END_TEST

/* With a pipe as standard input the keys come from the terminal. */
START_TEST(keys_beside_a_pipe)
{
	start((struct launch) { .arguments = { "554" }, .keys = KEYS_ON_TTY });
	expect_text(SELECTED_554);
	expect_text(READY);
	console_type(&console, "h");
	console_type(&console, "j");
	expect_text(SELECTED_555);
	console_type(&console, "\032");
	expect_stopped();
	kill(console.job.program, SIGCONT);
	expect_text(SELECTED_555);
	quit();
}
END_TEST

/* No terminal to take keys from: the page as text, and why. */
START_TEST(no_keys_at_all)
{
	start((struct launch) { .arguments = { "554" }, .keys = KEYS_NOWHERE });
	expect_exit(0);
	expect_plain_page("554  Transaction failed");
	ck_assert_ptr_nonnull(strstr(console.transcript, "smtpcode: no term"));
	console_release(&console);
}
END_TEST

int
add_job_tests(TCase *tests)
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
	return 0;
}
