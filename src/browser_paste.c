/* The browser: what is pasted into it, which is text and never keys. */
#include <string.h>

#include "browser_moves.h"
#include "browser_search.h"

/* Line ends as ours, no blank around it, no byte that ends a string. */
static void
clean(struct text *pasted, const char *bytes, size_t length)
{
	while (length > 0 && strchr(" \t\r\n", bytes[length - 1]) != NULL)
		length--;
	for (size_t i = 0; i < length; i++) {
		char c = bytes[i] == '\r' || bytes[i] == '\0' ? '\n' : bytes[i];

		if (c == '\n' && i > 0 && bytes[i] == '\n' &&
		    bytes[i - 1] == '\r')
			continue;
		if (pasted->length > 0 || strchr(" \t\n", c) == NULL)
			text_append_char(pasted, c);
	}
}

/* Opens what was pasted as if it had been given on the command line. */
static void
open_names(struct browser *browser, const struct lookup *lookup)
{
	browser_leave(browser);
	browser_open(browser, lookup);
}

static void
open_reply(struct browser *browser, const struct lookup *lookup,
    const struct text *pasted)
{
	browser_leave(browser);
	browser_open_reply(browser, lookup, text_string(pasted));
	browser_say(browser, "the reply that was pasted; < goes back");
}

static void
open_pasted(struct browser *browser, const struct text *pasted)
{
	const char *operand = text_string(pasted);
	struct lookup lookup = { 0 };
	enum lookup_result found;
	bool lines = strchr(operand, '\n') != NULL;

	search_leave(browser);
	found = lookup_operands(&lookup, browser->reference, &operand, 1);
	if (lookup.failed)
		browser->failed = true;
	else if (found == LOOKUP_FOUND ||
	    (found == LOOKUP_UNKNOWN && lookup.count > 0))
		open_names(browser, &lookup);
	else if (lines ||
	    (found == LOOKUP_TEXT && page_has_reply(operand, pasted->length)))
		open_reply(browser, &lookup, pasted);
	else
		search_for(browser, operand);
	lookup_release(&lookup);
}

enum browser_result
browser_paste(struct browser *browser, const char *bytes, size_t length,
    int64_t now)
{
	struct text pasted = { 0 };
	long wait;

	browser_finish(browser);
	browser_tick(browser, now, &wait);
	browser->message[0] = '\0';
	browser->jump[0] = '\0';
	browser->help = false;
	clean(&pasted, bytes, length);
	if (pasted.failed)
		browser->failed = true;
	else if (pasted.length == 0)
		browser_say(browser, "there is nothing in what was pasted");
	else if (browser->searching && strchr(pasted.data, '\n') == NULL)
		search_type(browser, pasted.data);
	else
		open_pasted(browser, &pasted);
	text_release(&pasted);
	browser_clamp(browser);
	return BROWSER_CHANGED;
}
