/* The browser: opening what was asked for, or a reply. */
#include <stdlib.h>
#include <string.h>

#include "browser_lists.h"
#include "browser_moves.h"

/* Keeps what was asked for, if it is more than one thing. */
static void
keep_opened(struct browser *browser, const struct lookup *lookup)
{
	free(browser->opened);
	browser->opened = NULL;
	browser->opened_count = 0;
	if (lookup->count < 2)
		return;
	browser->opened = calloc(lookup->count, sizeof(*browser->opened));
	if (browser->opened == NULL) {
		browser->failed = true;
		return;
	}
	memcpy(browser->opened, lookup->targets,
	    lookup->count * sizeof(*browser->opened));
	browser->opened_count = lookup->count;
}

void
browser_open(struct browser *browser, const struct lookup *lookup)
{
	const struct target *first = lookup->targets;

	browser_say(browser, "%s", text_string(&lookup->message));
	if (lookup->count == 0)
		return;
	browser_set_view(browser, list_view(first->kind));
	if (lookup->has_pattern) {
		browser->lists[browser->view].narrowed = true;
		browser->lists[browser->view].pattern = lookup->pattern;
		browser_build_list(browser, browser->view);
		browser_show_selected(browser);
		return;
	}
	browser_select(browser, first);
	keep_opened(browser, lookup);
	browser->pane = PANE_PAGE;
	browser_show(browser, first);
}

/* Forgets the places that show a reply which is kept no more. */
static void
forget_reply(struct place_seen *places, size_t *count, unsigned reply)
{
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++)
		if (places[i].example != EXAMPLE_IS_REPLY ||
		    places[i].reply != reply)
			places[kept++] = places[i];
	*count = kept;
}

static void
keep_reply(struct browser *browser, const char *reply)
{
	struct text *kept;

	browser->reply = browser->reply_count++ % REPLIES;
	kept = &browser->replies[browser->reply];
	forget_reply(browser->back, &browser->back_count, browser->reply);
	forget_reply(browser->forward, &browser->forward_count, browser->reply);
	text_clear(kept);
	text_append(kept, reply);
	browser->failed = browser->failed || kept->failed;
}

void
browser_open_reply(struct browser *browser, const struct lookup *lookup,
    const char *reply)
{
	keep_reply(browser, reply);
	if (lookup->count > 0) {
		browser->target = lookup->targets[0];
		browser_set_view(browser, VIEW_REPLIES);
		browser_select(browser, &browser->target);
	}
	browser->pane = PANE_PAGE;
	browser_show_example(browser, EXAMPLE_IS_REPLY);
}
