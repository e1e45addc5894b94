#include "session.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#include "browser.h"
#include "draw.h"
#include "orders.h"
#include "terminal.h"

/* What a signal has asked for; set by the handlers, looked at by the loop. */
static volatile sig_atomic_t ending, stopping, continued, resized, child_ended;

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

static void
note_child(int number)
{
	(void)number;
	child_ended = 1;
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
	handle(SIGCHLD, note_child);
	sigaddset(&blocked, SIGCHLD);
	sigaddset(&blocked, SIGTSTP);
	sigaddset(&blocked, SIGWINCH);
	sigaddset(&blocked, SIGCONT);
	sigprocmask(SIG_BLOCK, &blocked, waiting);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		sigdelset(waiting, ends[i]);
	sigdelset(waiting, SIGCHLD);
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

static enum browser_result
take_key(struct browser *browser, uint32_t key)
{
	const struct text *pasted = terminal_pasted();
	struct mouse mouse = terminal_mouse();

	if (key == KEY_CODE_MOUSE)
		return browser_mouse(browser, &mouse, now());
	if (key == KEY_CODE_PASTE)
		return browser_paste(browser, text_string(pasted),
		    pasted->length, now());
	return browser_key(browser, key, now());
}

/* Acts on all keys that are there. Returns what is to be done after them. */
static enum browser_result
take_keys(struct browser *browser)
{
	enum browser_result result = BROWSER_SAME, one;
	uint32_t key;

	while ((key = terminal_key()) != KEY_CODE_NONE) {
		one = take_key(browser, key);
		if (one > result)
			result = one;
		if (one >= BROWSER_COPY)
			return one;
	}
	return result;
}

static bool
show(struct browser *browser, struct frame *frame)
{
	if (!draw_browser(frame, browser, terminal_is_unicode()))
		return false;
	terminal_show(frame);
	return true;
}

/* What has happened beside the keys. Returns whether there is more to draw. */
static bool
look_around(struct browser *browser, struct orders *orders)
{
	bool changed = false;

	if (child_ended) {
		child_ended = 0;
		changed = orders_look_after(orders, browser);
	}
	if (resized) {
		resized = 0;
		take_size(browser);
		changed = true;
	}
	return changed;
}

/* The sooner of two; -1 is never. */
static long
sooner(long wait, long other)
{
	if (wait < 0 || other < 0)
		return wait < 0 ? other : wait;
	return wait < other ? wait : other;
}

/* One round: keys, time, signals. Returns false when it is over. */
static bool
turn(struct browser *browser, struct frame *frame, struct orders *orders,
    const sigset_t *waiting)
{
	enum browser_result result;
	bool more, changed;
	long wait;

	result = take_keys(browser);
	more = result >= BROWSER_COPY;
	if (result == BROWSER_QUIT || ending != 0 || terminal_is_gone())
		return false;
	changed = browser_tick(browser, now(), &wait) == BROWSER_CHANGED;
	if (orders_fill(orders, browser, result))
		resized = 1;
	changed = look_around(browser, orders) || changed;
	if (result == BROWSER_SUSPEND || stopping)
		suspend(waiting);
	if (ending != 0)
		return false;
	if (continued) {
		take_over_again(browser);
		changed = true;
	}
	if (result == BROWSER_REDRAW)
		terminal_forget();
	if ((result != BROWSER_SAME || changed) && !show(browser, frame))
		return false;
	if (browser_finish(browser) == BROWSER_CHANGED && !show(browser, frame))
		return false;
	/* What came while it was stopped is not waited for. */
	if (!stopping && !continued && !resized && !more)
		wait_for_input(sooner(wait, terminal_wait()), waiting);
	return true;
}

bool
session_run(const struct reference *reference, const struct lookup *lookup,
    const char *reply, struct text *message)
{
	struct browser browser;
	struct frame frame = { 0 };
	struct orders orders = { 0 };
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
	while (turn(&browser, &frame, &orders, &waiting))
		;
	terminal_stop();
	orders_release(&orders);
	browser_release(&browser);
	frame_release(&frame);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (ending != 0) {
		signal(ending, SIG_DFL);
		raise(ending);
	}
	return true;
}
