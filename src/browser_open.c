/* The browser: opening what was asked for, or a reply. */
#include <stdlib.h>
#include <string.h>

#include "browser_lists.h"
#include "browser_moves.h"
#include "browser_search.h"

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

/* A search that is done: Esc leads to the server, whose replies they are. */
static void
open_search(struct browser *browser, const struct lookup *lookup)
{
	browser->target = lookup->targets[0];
	search_for(browser, text_string(&lookup->query));
	browser->searching = false;
}

void
browser_open(struct browser *browser, const struct lookup *lookup)
{
	const struct target *first = lookup->targets;

	browser_say(browser, "%s",
	    text_string(
		lookup->message.length > 0 ? &lookup->message : &lookup->hint));
	if (lookup->count == 0)
		return;
	browser_set_view(browser, list_view(first->kind));
	if (lookup->has_pattern) {
		browser->lists[browser->view].narrowed = true;
		browser->lists[browser->view].pattern = lookup->pattern;
		browser_build_list(browser, browser->view);
		browser_select(browser, first);
		browser_show_selected(browser);
		return;
	}
	browser_select(browser, first);
	if (lookup->query.length > 0) {
		open_search(browser, lookup);
		return;
	}
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

/* The code that the page of a reply names; TABLES_NONE if it has no entry. */
static uint32_t
code_of_page(const struct browser *browser)
{
	const struct page *page = &browser->page;
	unsigned code;

	if (page->count == 0 || strlen(page->blocks[0].name) < CODE_DIGITS ||
	    !code_parse(page->blocks[0].name, CODE_DIGITS, &code))
		return TABLES_NONE;
	return reference_find_code(browser->reference, code);
}

void
browser_open_reply(struct browser *browser, const struct lookup *lookup,
    const char *reply)
{
	uint32_t code;

	keep_reply(browser, reply);
	browser->pane = PANE_PAGE;
	browser_show_example(browser, EXAMPLE_IS_REPLY);
	code = code_of_page(browser);
	if (lookup->count > 0)
		browser->target = lookup->targets[0];
	else if (code != TABLES_NONE)
		browser->target = lookup_entry(browser->reference, code);
	else
		return;
	browser_set_view(browser, VIEW_REPLIES);
	browser_select(browser, &browser->target);
}

/* What the examples of an entry have in common, as filters of a search. */
static void
filter_of_entry(struct text *query, const struct block *head)
{
	const char *status = head->name;

	if (head->word == ENTRY_CODE || head->word == ENTRY_PAIR)
		text_printf(query, " code:%.3s", head->name);
	if (head->word == ENTRY_PAIR)
		status = strchr(head->name, ' ');
	/* There is no filter for a range. */
	if ((head->word == ENTRY_STATUS || head->word == ENTRY_PAIR) &&
	    status != NULL && strchr(status, '-') == NULL)
		text_printf(query, " status:%s",
		    status + (head->word == ENTRY_PAIR));
	if (head->word == ENTRY_CAUSE)
		text_printf(query, " cause:%s", head->name);
}

/* From the examples of a page to those of one server, in a list. */
static void
open_examples_from(struct browser *browser, uint32_t server,
    const struct block *from)
{
	struct place_seen here = browser_here(browser);
	struct text query = { 0 };

	while (from->kind != BLOCK_HEAD && from > browser->page.blocks)
		from--;
	text_printf(&query, "server:%s",
	    reference_name(browser->reference, server));
	filter_of_entry(&query, from);
	browser_leave_from(browser, &here);
	search_for(browser, text_string(&query));
	browser->searching = false;
	browser->failed = browser->failed || query.failed;
	text_release(&query);
}

enum browser_result
browser_follow(struct browser *browser, uint32_t span)
{
	const struct layout *layout = &browser->layout;
	const struct span *link = &layout->spans[span];
	const struct block *block;
	struct target target;

	if (link->web != NULL)
		return browser_open_web(browser, link->web);
	block = &browser->page.blocks
		     [layout->lines[browser_line_of_span(layout, span)].block];
	if (block->kind == BLOCK_FROM) {
		open_examples_from(browser, link->link, block);
		return BROWSER_CHANGED;
	}
	target = lookup_entry(browser->reference, link->link);
	browser_open_target(browser, &target);
	return BROWSER_CHANGED;
}

/* Shows what the words name, from where the text stands; false if nowhere. */
static bool
show_text(struct browser *browser, const char *const *words, size_t count,
    const char *text)
{
	struct lookup lookup = { 0 };
	bool found = false;

	lookup_operands(&lookup, browser->reference, words, count);
	if (lookup.count > 0) {
		const struct target *target = &lookup.targets[0];

		browser_set_view(browser, list_view(target->kind));
		browser_select(browser, target);
		browser_show(browser, target);
		browser->pane = PANE_PAGE;
		browser_lay_out(browser, false);
		/* It may be among what a first screen leaves out. */
		browser_finish(browser);
		browser->top = browser_line_of(browser, text);
		found = browser->top > 0;
	}
	lookup_release(&lookup);
	return found;
}

/* Shows an example where it stands among others, on the first page that has it:
   of its numbers, of its code, of its status, or of its cause. */
static void
show_example(struct browser *browser, const struct example_row *row)
{
	const struct reference *reference = browser->reference;
	const char *text = reference_string(reference, row->text);
	const char *numbers[] = { reference_string(reference, row->code),
		reference_string(reference, row->status) };
	const char *cause = reference_name(reference, row->cause);

	if (row->code != 0 && row->status != 0 &&
	    show_text(browser, numbers, 2, text))
		return;
	/* A status that nobody has listed has no page with it. */
	if (row->code != 0 && show_text(browser, numbers, 1, text))
		return;
	if (row->code == 0 && row->status != 0 &&
	    show_text(browser, numbers + 1, 1, text))
		return;
	show_text(browser, &cause, 1, text);
}

void
browser_open_example(struct browser *browser, uint32_t example)
{
	const struct example_row *row = reference_example(browser->reference,
	    example);
	bool found = browser->view == VIEW_FOUND;

	browser_leave(browser);
	show_example(browser, row);
	if (found)
		browser_say(browser, "as %s says it; Esc leads back",
		    reference_name(browser->reference, row->server));
}
