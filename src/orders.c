#include "orders.h"

#include <sys/wait.h>

#include "clipboard.h"
#include "opener.h"
#include "plain.h"
#include "report.h"
#include "terminal.h"

enum {
	COPY_WIDTH = 80, /* columns of what is copied */
};

void
orders_release(struct orders *orders)
{
	text_release(&orders->address);
	*orders = (struct orders) { 0 };
}

static void
copy(struct browser *browser, const struct text *text, const char *what)
{
	struct text message = { 0 };

	clipboard_copy(text, what, &message);
	browser_say(browser, "%s", text_string(&message));
	text_release(&message);
}

static void
copy_page(struct browser *browser, bool report)
{
	struct plain_options options = { .width = COPY_WIDTH };
	struct text text = { 0 };

	if (report)
		report_page(&text, &browser->page, browser->reference,
		    COPY_WIDTH);
	else
		plain_page(&text, &browser->page, &options);
	copy(browser, &text, report ? "report" : "page");
	text_release(&text);
}

/* Nothing opens the address: it is shown, and copied. */
static void
copy_address(struct orders *orders, struct browser *browser)
{
	struct text message = { 0 };
	bool copied = clipboard_copy(&orders->address, "address", &message);

	/* Of a long address it is the end that may be cut. */
	browser_say(browser, "nothing here opens it%s: %s",
	    copied ? ", so it was copied" : "", text_string(&orders->address));
	text_release(&message);
}

/* Returns whether a browser on this terminal has had it. */
static bool
open_address(struct orders *orders, struct browser *browser)
{
	enum opened opened;

	text_clear(&orders->address);
	text_append(&orders->address, text_string(&browser->order));
	orders->opening = 0;
	opened = opener_open(text_string(&orders->address), &orders->opening);
	if (opened == OPENED_NOWHERE)
		copy_address(orders, browser);
	else
		browser_say(browser, "opened %s",
		    text_string(&orders->address));
	return opened == OPENED_HERE;
}

static void
take_mouse(struct browser *browser)
{
	bool wanted = browser->mouse;

	terminal_take_mouse(wanted);
	browser->mouse = terminal_has_mouse();
	if (browser->mouse != wanted)
		browser_say(browser, "this terminal has no mouse");
	else if (wanted)
		browser_say(browser,
		    "mouse on: click selects, wheel scrolls; m gives it back");
	else
		browser_say(browser, "mouse off: the terminal selects text");
}

bool
orders_fill(struct orders *orders, struct browser *browser,
    enum browser_result asked)
{
	switch (asked) {
	case BROWSER_COPY:
	case BROWSER_REPORT:
		copy_page(browser, asked == BROWSER_REPORT);
		return false;
	case BROWSER_OPEN:
		return open_address(orders, browser);
	case BROWSER_MOUSE:
		take_mouse(browser);
		return false;
	default:
		return false;
	}
}

bool
orders_look_after(struct orders *orders, struct browser *browser)
{
	bool failed = false;
	int status;
	pid_t ended;

	while ((ended = waitpid(-1, &status, WNOHANG)) > 0)
		if (ended == orders->opening) {
			failed = !WIFEXITED(status) || WEXITSTATUS(status) != 0;
			orders->opening = 0;
		}
	if (failed)
		copy_address(orders, browser);
	return failed;
}
