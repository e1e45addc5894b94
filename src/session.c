#include "session.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#include "browser.h"
#include "draw.h"
#include "terminal.h"

/* What a signal has asked for; set by the handlers, looked at by the loop. */
static volatile sig_atomic_t ending, stopping, continued, resized;

static void
note_end(int number)
{
	ending = number;
}

static void
note_stop(int number)
{
	(void)number;
	stopping = 1;
}

static void
note_continue(int number)
{
	(void)number;
	continued = 1;
}

static void
note_size(int number)
{
	(void)number;
	resized = 1;
}

/* A crash: put the terminal back, then die of it as if nothing had been set. */
static void
crash(int number)
{
	terminal_restore_in_signal();
	signal(number, SIG_DFL);
	raise(number);
}

static void
handle(int number, void (*handler)(int))
{
	struct sigaction action = { .sa_handler = handler };

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

/*
 * Sets the handlers and blocks what the loop waits for; *waiting is the mask
 * under which it does so. A signal that is ignored stays so (nohup).
 */
static void
catch_signals(sigset_t *waiting)
{
	static const int ends[] = { SIGINT, SIGQUIT, SIGTERM, SIGHUP };
	static const int crashes[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE,
		SIGILL };
	struct sigaction before;
	sigset_t blocked;

	sigemptyset(&blocked);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		sigaddset(&blocked, ends[i]);
		if (sigaction(ends[i], NULL, &before) == 0 &&
		    before.sa_handler != SIG_IGN)
			handle(ends[i], note_end);
	}
	for (size_t i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
		handle(crashes[i], crash);
	handle(SIGTSTP, note_stop);
	handle(SIGWINCH, note_size);
	handle(SIGCONT, note_continue);
	sigaddset(&blocked, SIGTSTP);
	sigaddset(&blocked, SIGWINCH);
	sigaddset(&blocked, SIGCONT);
	sigprocmask(SIG_BLOCK, &blocked, waiting);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		sigdelset(waiting, ends[i]);
	sigdelset(waiting, SIGTSTP);
	sigdelset(waiting, SIGWINCH);
	sigdelset(waiting, SIGCONT);
}

static long
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void
take_size(struct browser *browser)
{
	unsigned rows, columns;

	terminal_size(&rows, &columns);
	browser_resize(browser, rows, columns);
}

/* Stops as any program does on ^Z. */
static void
suspend(const sigset_t *waiting)
{
	sigset_t blocked;

	stopping = 0;
	terminal_suspend();
	handle(SIGTSTP, SIG_DFL);
	raise(SIGTSTP);
	sigprocmask(SIG_SETMASK, waiting, &blocked);
	/* Here it stops, and goes on when it is continued. */
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	handle(SIGTSTP, note_stop);
	continued = 1;
}

/* Whoever stopped it may have left the terminal in any state. */
static void
take_over_again(struct browser *browser)
{
	continued = 0;
	terminal_resume();
	take_size(browser);
}

/* Waits for a key or a signal, at most so long; -1 is for ever. */
static void
wait_for_input(long milliseconds, const sigset_t *waiting)
{
	struct timespec timeout = { milliseconds / 1000,
		milliseconds % 1000 * 1000000 };
	int input = terminal_input();
	fd_set set;

	FD_ZERO(&set);
	FD_SET(input, &set);
	pselect(input + 1, &set, NULL, NULL, milliseconds < 0 ? NULL : &timeout,
	    waiting);
}

/* Acts on all keys that are there. Returns what is to be done after them. */
static enum browser_result
take_keys(struct browser *browser)
{
	enum browser_result result = BROWSER_SAME, one;
	uint32_t key;

	while ((key = terminal_key()) != KEY_CODE_NONE) {
		one = browser_key(browser, key, now());
		if (one > result)
			result = one;
		if (one >= BROWSER_SUSPEND)
			return one;
	}
	return result;
}

/* One round: keys, time, signals. Returns false when it is over. */
static bool
turn(struct browser *browser, struct frame *frame, const sigset_t *waiting)
{
	enum browser_result result;
	long wait;

	result = take_keys(browser);
	if (result == BROWSER_QUIT || ending != 0 || terminal_is_gone())
		return false;
	if (browser_tick(browser, now(), &wait) == BROWSER_CHANGED &&
	    result == BROWSER_SAME)
		result = BROWSER_CHANGED;
	if (resized) {
		resized = 0;
		take_size(browser);
		result = BROWSER_CHANGED;
	}
	if (result == BROWSER_SUSPEND || stopping)
		suspend(waiting);
	if (ending != 0)
		return false;
	if (continued) {
		take_over_again(browser);
		result = BROWSER_CHANGED;
	}
	if (result == BROWSER_REDRAW)
		terminal_forget();
	if (result != BROWSER_SAME) {
		if (!draw_browser(frame, browser, terminal_is_unicode()))
			return false;
		terminal_show(frame);
	}
	if (browser_finish(browser) == BROWSER_CHANGED) {
		if (!draw_browser(frame, browser, terminal_is_unicode()))
			return false;
		terminal_show(frame);
	}
	/* What came while it was stopped is not waited for. */
	if (!stopping && !continued && !resized)
		wait_for_input(wait, waiting);
	return true;
}

bool
session_run(const struct reference *reference, const struct lookup *lookup,
    const char *reply, struct text *message)
{
	struct browser browser;
	struct frame frame = { 0 };
	sigset_t waiting, before;

	if (!browser_init(&browser, reference)) {
		browser_release(&browser);
		text_append(message, "out of memory");
		return false;
	}
	browser.hasty = true;
	if (reply != NULL)
		browser_open_reply(&browser, lookup, reply);
	else
		browser_open(&browser, lookup);
	sigprocmask(SIG_SETMASK, NULL, &before);
	catch_signals(&waiting);
	if (!terminal_start(message)) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		browser_release(&browser);
		return false;
	}
	resized = 1;
	while (turn(&browser, &frame, &waiting))
		;
	terminal_stop();
	browser_release(&browser);
	frame_release(&frame);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (ending != 0) {
		signal(ending, SIG_DFL);
		raise(ending);
	}
	return true;
}
