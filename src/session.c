#include "session.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include "browser.h"
#include "clock.h"
#include "draw.h"
#include "orders.h"
#include "terminal.h"

enum {
	/* milliseconds */
	READ_FOR = 20,	   /* between two looks at the keys */
	FINISH_AFTER = 10, /* a page that was laid out for one screen */
	SHOW_EVERY = 250,  /* what has been read */
};

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

/* Waits for a key, bytes or a signal, at most so long; -1 is for ever. */
static void
wait_for_input(long milliseconds, int descriptor, const sigset_t *waiting)
{
	struct timespec timeout = { milliseconds / 1000,
		milliseconds % 1000 * 1000000 };
	int input = terminal_input();
	int highest = descriptor > input ? descriptor : input;
	fd_set set;

	FD_ZERO(&set);
	FD_SET(input, &set);
	if (descriptor >= 0 && descriptor < FD_SETSIZE)
		FD_SET(descriptor, &set);
	pselect(highest + 1, &set, NULL, NULL,
	    milliseconds < 0 ? NULL : &timeout, waiting);
}

static enum browser_result
take_key(struct browser *browser, uint32_t key)
{
	const struct text *pasted = terminal_pasted();
	struct mouse mouse = terminal_mouse();

	if (key == KEY_CODE_MOUSE)
		return browser_mouse(browser, &mouse, clock_now());
	if (key == KEY_CODE_PASTE)
		return browser_paste(browser, text_string(pasted),
		    pasted->length, clock_now());
	return browser_key(browser, key, clock_now());
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

/* An input while it is read. */
struct reading {
	struct feed *feed; /* NULL: there is none */
	bool done;
	bool later;	  /* no bytes are there now */
	bool stale;	  /* more has been read than is shown */
	bool greeted;	  /* the first screen has been there for a moment */
	bool nothing;	  /* it has all been read, and tells nothing */
	bool told;	  /* something went wrong: the message stays */
	int64_t shown_at; /* when what has been read was shown last */
	int64_t begun;
};

static void
tell_of_input(void *context, const char *name, const char *message)
{
	struct browser *browser = context;
	struct text inert = { 0 };

	text_append_inert(&inert, name, strlen(name), false);
	browser_say(browser, "%s: %s",
	    strcmp(name, "-") == 0 ? "standard input" : text_string(&inert),
	    message);
	text_release(&inert);
}

static void
tell_progress(struct browser *browser, const struct reading *reading)
{
	const struct intake_totals *totals = &browser->intake->totals;
	int64_t passed = clock_now() - reading->begun;
	uint64_t rate = passed > 0 ? totals->bytes / 1000 / (uint64_t)passed :
				     0;

	if (reading->told)
		return;
	if (!reading->done && totals->lines == 0)
		browser_say(browser, "reading: no line yet; ^C ends it");
	else if (!reading->done && totals->replies == 0)
		browser_say(browser,
		    "reading: no reply in %llu %s yet; ^C ends it",
		    (unsigned long long)totals->lines,
		    totals->lines == 1 ? "line" : "lines");
	else if (!reading->done && totals->bytes >> 20 == 0)
		browser_say(browser, "reading: %llu %s, %llu KB; ^C ends it",
		    (unsigned long long)totals->lines,
		    totals->lines == 1 ? "line" : "lines",
		    (unsigned long long)((totals->bytes + 1023) >> 10));
	else if (!reading->done)
		browser_say(browser,
		    "reading: %llu %s, %llu MB, %llu MB/s; ^C ends it",
		    (unsigned long long)totals->lines,
		    totals->lines == 1 ? "line" : "lines",
		    (unsigned long long)(totals->bytes >> 20),
		    (unsigned long long)rate);
	else
		browser_say(browser, "%llu %s in %llu %s",
		    (unsigned long long)totals->replies,
		    totals->replies == 1 ? "reply" : "replies",
		    (unsigned long long)totals->lines,
		    totals->lines == 1 ? "line" : "lines");
}

/* Shows what has been read, but not more often than one can look. */
static bool
show_reading(struct browser *browser, struct reading *reading)
{
	if (!reading->stale ||
	    (!reading->done && reading->shown_at != 0 &&
		clock_now() - reading->shown_at < SHOW_EVERY))
		return false;
	browser_refresh_input(browser, !reading->done);
	if (reading->done && browser->digest.count == 0 &&
	    browser->view == VIEW_INPUT)
		reading->nothing = true;
	tell_progress(browser, reading);
	reading->shown_at = clock_now();
	reading->stale = false;
	return true;
}

/* Reads for a short while. Returns whether there is more to draw. */
static bool
read_on(struct browser *browser, struct reading *reading)
{
	int64_t until = clock_now() + READ_FOR;
	enum feed_result result = FEED_MORE;

	if (reading->feed == NULL || reading->done)
		return show_reading(browser, reading);
	reading->later = false;
	while (result == FEED_MORE && clock_now() < until) {
		result = feed_step(reading->feed);
		reading->stale = reading->stale || result == FEED_MORE;
		reading->told = reading->feed->trouble;
	}
	browser_renew_input(browser);
	reading->later = result == FEED_LATER;
	reading->done = result == FEED_DONE;
	if (reading->done)
		reading->stale = true;
	return show_reading(browser, reading);
}

/* ^C while it is read: what was counted stays. */
static void
stop_reading(struct browser *browser, struct reading *reading)
{
	feed_end(reading->feed);
	reading->done = reading->stale = reading->told = true;
	show_reading(browser, reading);
	browser_say(browser, "the reading was ended; ^C again quits");
}

/* How long may be waited: not at all while there are bytes to read. */
static long
wait_for_reading(const struct reading *reading)
{
	if (reading->feed == NULL || reading->done)
		return -1;
	if (!reading->later)
		return 0;
	return reading->stale ? SHOW_EVERY : -1;
}

/* One round: keys, time, signals. Returns false when it is over. */
static bool
turn(struct browser *browser, struct frame *frame, struct orders *orders,
    struct reading *reading, const sigset_t *waiting)
{
	enum browser_result result;
	bool more, changed;
	long wait;

	result = take_keys(browser);
	more = result >= BROWSER_COPY;
	if (result == BROWSER_STOP)
		stop_reading(browser, reading);
	if (result == BROWSER_QUIT || ending != 0 || terminal_is_gone())
		return false;
	changed = browser_tick(browser, clock_now(), &wait) == BROWSER_CHANGED;
	if (orders_fill(orders, browser, result))
		resized = 1;
	changed = look_around(browser, orders) || changed;
	changed = read_on(browser, reading) || changed;
	if (reading->nothing)
		return false;
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
	/* Whoever looks at the first screen has the processor before that. */
	if (!reading->greeted && browser->layout.partial && ending == 0) {
		wait_for_input(FINISH_AFTER, -1, waiting);
		reading->greeted = true;
	}
	if (browser_finish(browser) == BROWSER_CHANGED && !show(browser, frame))
		return false;
	/* What came while it was stopped is not waited for. */
	if (ending == 0 && !stopping && !continued && !resized &&
	    !child_ended && !more)
		wait_for_input(sooner(sooner(wait, terminal_wait()),
				   wait_for_reading(reading)),
		    reading->feed == NULL || reading->done ?
			-1 :
			feed_descriptor(reading->feed),
		    waiting);
	return true;
}

/* What was told before the screen was covered is below it. */
static void
tell_of_own(struct browser *browser)
{
	uint32_t count = reference_own_complaints(browser->reference);

	if (count > 0)
		browser_say(browser,
		    "your own records: %u message%s, on the terminal below",
		    (unsigned)count, count == 1 ? "" : "s");
}

static void
open_browser(struct browser *browser, const struct session *session)
{
	browser->hasty = true;
	if (session->feed != NULL) {
		session->feed->impatient = true;
		session->feed->tell = tell_of_input;
		session->feed->context = browser;
		browser_open_input(browser, session->feed->intake,
		    session->lookup->targets, session->lookup->count);
	} else if (session->reply != NULL) {
		browser_open_reply(browser, session->lookup, session->reply);
	} else {
		browser_open(browser, session->lookup);
	}
	tell_of_own(browser);
}

static void
run(struct browser *browser, struct session *session, const sigset_t *waiting)
{
	struct frame frame = { 0 };
	struct orders orders = { 0 };
	struct reading reading = { .feed = session->feed,
		.begun = clock_now() };

	resized = 1;
	if (reading.feed != NULL)
		tell_progress(browser, &reading);
	while (turn(browser, &frame, &orders, &reading, waiting))
		;
	terminal_stop();
	session->nothing = reading.nothing;
	orders_release(&orders);
	frame_release(&frame);
}

bool
session_run(struct session *session, struct text *message)
{
	struct browser browser;
	sigset_t waiting, before;
	bool ready = browser_init(&browser, session->reference);

	if (!ready)
		text_append(message, "out of memory");
	else
		open_browser(&browser, session);
	sigprocmask(SIG_SETMASK, NULL, &before);
	if (ready) {
		catch_signals(&waiting);
		ready = terminal_start(message);
	}
	if (ready)
		run(&browser, session, &waiting);
	browser_release(&browser);
	sigprocmask(SIG_SETMASK, &before, NULL);
	if (ready && ending != 0) {
		signal(ending, SIG_DFL);
		raise(ending);
	}
	return ready;
}
