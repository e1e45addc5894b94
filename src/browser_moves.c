/* The browser: what the keys do that stay within it. */
#include <string.h>

#include "browser_input.h"
#include "browser_lists.h"
#include "browser_moves.h"
#include "browser_search.h"

struct place_seen
browser_here(const struct browser *browser)
{
	return (struct place_seen) { browser->target, browser->example,
		browser->reply, browser->selected_hash, browser->view,
		browser->pane, browser->top, browser->link };
}

static void
push(struct place_seen *places, size_t *count, const struct place_seen *place)
{
	if (*count == PLACES) {
		memmove(places, places + 1, (PLACES - 1) * sizeof(*places));
		--*count;
	}
	places[(*count)++] = *place;
}

void
browser_leave_from(struct browser *browser, const struct place_seen *place)
{
	push(browser->back, &browser->back_count, place);
	browser->forward_count = 0;
}

void
browser_leave(struct browser *browser)
{
	struct place_seen place = browser_here(browser);

	browser_leave_from(browser, &place);
}

void
browser_go_to(struct browser *browser, const struct place_seen *place)
{
	struct list *list = &browser->lists[place->view];

	browser_set_view(browser, place->view);
	browser->pane = place->pane;
	if (place->example == TABLES_NONE) {
		browser_select(browser, &place->target);
		browser_show(browser, &place->target);
	} else if (place->example == EXAMPLE_IS_COUNTED) {
		if (!browser_show_hash(browser, place->hash))
			browser_say(browser, "this is not kept any more");
	} else {
		for (size_t i = 0; i < list->count; i++)
			if (list->rows[i].example == place->example)
				list->selected = i;
		browser->reply = place->reply;
		browser_show_example(browser, place->example);
	}
	browser_finish(browser);
	browser->top = place->top;
	if (place->link < browser->layout.span_count &&
	    span_leads(&browser->layout.spans[place->link]))
		browser->link = place->link;
}

/* Where one pane is shown at a time, goes from the page to the list. */
static bool
leave_page(struct browser *browser)
{
	if (browser->pane != PANE_PAGE ||
	    browser_geometry(browser).list_columns > 0)
		return false;
	browser->pane = PANE_LIST;
	browser->link = TABLES_NONE;
	return true;
}

/* Is it where one is, so that nothing would be seen of going there? */
static bool
is_here(const struct place_seen *place, const struct place_seen *here)
{
	return memcmp(&place->target, &here->target, sizeof(here->target)) ==
	    0 &&
	    place->example == here->example && place->reply == here->reply &&
	    place->hash == here->hash && place->view == here->view &&
	    place->pane == here->pane && place->top == here->top;
}

static void
go_back(struct browser *browser, struct place_seen *from, size_t *from_count,
    struct place_seen *to, size_t *to_count, const char *none)
{
	struct place_seen place = browser_here(browser);

	while (*from_count > 0 && is_here(&from[*from_count - 1], &place))
		--*from_count;
	if (*from_count == 0) {
		browser_say(browser, "%s", none);
		return;
	}
	push(to, to_count, &place);
	browser_go_to(browser, &from[--*from_count]);
}

void
browser_open_target(struct browser *browser, const struct target *target)
{
	browser_leave(browser);
	browser_set_view(browser, list_view(target->kind));
	browser_select(browser, target);
	browser_show(browser, target);
}

size_t
browser_line_of_span(const struct layout *layout, uint32_t span)
{
	size_t line = 0;

	while (line + 1 < layout->line_count &&
	    layout->lines[line + 1].first <= span)
		line++;
	return line;
}

/* Links that lie on one line behind each other are one: `554 5.7.1`. */
static bool
begins_link(const struct layout *layout, uint32_t span)
{
	return span_leads(&layout->spans[span]) &&
	    (span == 0 ||
		!span_leads_as(&layout->spans[span - 1], &layout->spans[span]));
}

/* Brings a line of the page on the screen; from far away to its middle. */
static void
show_line(struct browser *browser, size_t line, size_t rows)
{
	if (line >= browser->top && line < browser->top + rows)
		return;
	if (line + rows < browser->top || line > browser->top + 2 * rows)
		browser->top = line > rows / 2 ? line - rows / 2 : 0;
	else if (line < browser->top)
		browser->top = line;
	else
		browser->top = line - rows + (rows > 0 ? 1 : 0);
}

/* Moves to the next or previous link; past the last one to the other pane. */
static void
move_link(struct browser *browser, bool forward)
{
	const struct layout *layout = &browser->layout;
	size_t rows = browser_geometry(browser).body_rows;
	uint32_t at = browser->link;

	if (browser->pane == PANE_LIST) {
		browser->pane = PANE_PAGE;
		browser_lay_out(browser, false);
		at = TABLES_NONE;
	}
	if (at == TABLES_NONE && browser->top < layout->line_count)
		at = layout->lines[browser->top].first - 1;
	do {
		at += forward ? 1 : UINT32_MAX;
	} while (at < layout->span_count && !begins_link(layout, at));
	if (at >= layout->span_count) {
		browser->link = TABLES_NONE;
		browser->pane = PANE_LIST;
		browser_say(browser, "no more link that way: this is the list");
		return;
	}
	browser->link = at;
	show_line(browser, browser_line_of_span(layout, at), rows);
}

void
browser_scroll(struct browser *browser, enum pane pane, long step)
{
	struct list *list = &browser->lists[browser->view];
	size_t *top = browser->help ? &browser->help_top : &browser->top;
	size_t back = (size_t)-step;

	if (!browser->help && pane == PANE_LIST) {
		if (list_move(list, step))
			browser_show_selected(browser);
		return;
	}
	if (step < 0)
		*top = *top > back ? *top - back : 0;
	else
		*top += (size_t)step;
}

enum pane
browser_moving_pane(const struct browser *browser)
{
	const struct list *list = &browser->lists[browser->view];
	size_t entries = 0;

	if (browser_geometry(browser).page_columns == 0)
		return browser->pane;
	for (size_t i = 0; i < list->count && entries < 2; i++)
		entries += list->rows[i].entry != TABLES_NONE;
	return entries < 2 ? PANE_PAGE : browser->pane;
}

static void
move(struct browser *browser, long step)
{
	browser_scroll(browser, browser_moving_pane(browser), step);
}

/* A whole code or status that no row stands for: what is known of it. */
static void
show_unlisted(struct browser *browser)
{
	const char *operand = browser->jump;
	struct lookup lookup = { 0 };

	lookup_operands(&lookup, browser->reference, &operand, 1);
	browser_say(browser, "nothing here begins with it");
	if (lookup.count == 1 && !lookup.has_pattern) {
		browser_say(browser, "%s", text_string(&lookup.message));
		browser_select(browser, &lookup.targets[0]);
		browser_show(browser, &lookup.targets[0]);
	}
	browser->failed = browser->failed || lookup.failed;
	lookup_release(&lookup);
}

/*
 * What cannot go on begins anew: behind 552 a 4 is that of 452, behind 5.7.14 a
 * dot makes the 4 that of 4.2.2.
 */
static void
begin_anew(char *jump, char digit)
{
	size_t length = strlen(jump), dots = 0;

	for (size_t i = 0; i < length; i++)
		dots += jump[i] == '.';
	if (dots == 0 && length == CODE_DIGITS)
		jump[0] = '\0';
	else if (dots == 2 && digit == '.' && jump[length - 1] != '.')
		memmove(jump, jump + length - 1, 2);
}

/* Types one more digit or dot and goes to what it is the beginning of. */
void
browser_jump(struct browser *browser, char digit, int64_t now)
{
	size_t length, row;
	struct list *list;

	begin_anew(browser->jump, digit);
	length = strlen(browser->jump);
	if (length + 1 >= sizeof(browser->jump)) {
		browser_say(browser, "no code or status is as long as that");
		return;
	}
	if (length == 0)
		browser_leave(browser);
	browser->jump[length] = digit;
	browser->jump[length + 1] = '\0';
	browser->jump_ends = now + JUMP_PAUSE;
	browser_set_view(browser,
	    strchr(browser->jump, '.') != NULL ? VIEW_STATUSES : VIEW_REPLIES);
	list = &browser->lists[browser->view];
	row = list_find(list, browser->reference, browser->jump);
	if (row == list->count && browser_widen(browser))
		row = list_find(list, browser->reference, browser->jump);
	if (row == list->count) {
		show_unlisted(browser);
		return;
	}
	list->selected = row;
	browser_show_selected(browser);
	if (browser->view == VIEW_STATUSES) {
		struct target target = browser->target;

		target.status.classes = 1u << (browser->jump[0] - '0');
		browser_show(browser, &target);
	}
}

/* Takes the last digit back, if one is being typed. */
bool
browser_unjump(struct browser *browser, int64_t now)
{
	size_t length = strlen(browser->jump);
	char last;

	if (length == 0)
		return false;
	browser->jump[length - 1] = '\0';
	if (length == 1)
		return true;
	last = browser->jump[length - 2];
	browser->jump[length - 2] = '\0';
	browser_jump(browser, last, now);
	return true;
}

static void
switch_view(struct browser *browser, int step)
{
	unsigned at = browser->view;

	do
		at = (at + (step > 0 ? 1 : VIEWS - 1)) % VIEWS;
	while (!browser_has_view(browser, (enum view)at));
	browser_turn_to(browser, (enum view)at);
}

/* Goes back to the view Found, if what is shown was opened there. */
static bool
return_to_found(struct browser *browser)
{
	size_t count = browser->back_count;

	if (browser->view == VIEW_FOUND || count == 0 ||
	    browser->back[count - 1].view != VIEW_FOUND ||
	    browser->lists[VIEW_FOUND].count == 0)
		return false;
	go_back(browser, browser->back, &browser->back_count, browser->forward,
	    &browser->forward_count, "");
	return true;
}

enum browser_result
browser_close(struct browser *browser)
{
	if (browser->jump[0] != '\0')
		browser->jump[0] = '\0';
	else if (browser->help)
		browser->help = false;
	else if (!browser_widen(browser) && !return_to_found(browser) &&
	    !leave_page(browser) && !search_drop(browser))
		return BROWSER_SAME;
	browser_clamp(browser);
	return BROWSER_CHANGED;
}

static void
go_first_or_last(struct browser *browser, bool last)
{
	long far = (long)browser->layout.line_count +
	    (long)browser->lists[browser->view].count + (long)binding_count * 2;

	move(browser, last ? far : -far);
}

static void
set_pane(struct browser *browser, enum pane pane)
{
	if (browser->pane == pane && !browser->help)
		browser_say(browser,
		    pane == PANE_LIST ? "this is the list already" :
					"this is the page already");
	browser->pane = pane;
	if (pane == PANE_LIST)
		browser->link = TABLES_NONE;
	browser_lay_out(browser, false);
}

static enum browser_result
open(struct browser *browser)
{
	if (browser->pane == PANE_PAGE && browser->link != TABLES_NONE)
		return browser_follow(browser, browser->link);
	if (browser->pane == PANE_PAGE)
		browser_say(browser, "no link is chosen: Tab goes to the next");
	else if (browser->view == VIEW_FOUND)
		search_open_selected(browser);
	else
		set_pane(browser, PANE_PAGE);
	return BROWSER_CHANGED;
}

/* Moves by a row or a screen, or to either end. */
static void
act_on_rows(struct browser *browser, enum action action)
{
	long screen = (long)browser_geometry(browser).body_rows;

	screen = screen > 2 ? screen - 1 : 1;
	switch (action) {
	case ACTION_UP:
		move(browser, -1);
		break;
	case ACTION_DOWN:
		move(browser, 1);
		break;
	case ACTION_PAGE_UP:
		move(browser, -screen);
		break;
	case ACTION_PAGE_DOWN:
		move(browser, screen);
		break;
	default:
		go_first_or_last(browser, action == ACTION_LAST);
		break;
	}
}

/* Moving and looking; what may leave the browser is browser_key's. */
enum browser_result
browser_act(struct browser *browser, enum action action)
{
	if (action >= ACTION_UP && action <= ACTION_LAST) {
		act_on_rows(browser, action);
		return BROWSER_CHANGED;
	}
	switch (action) {
	case ACTION_LEFT:
		set_pane(browser, PANE_LIST);
		break;
	case ACTION_RIGHT:
		set_pane(browser, PANE_PAGE);
		break;
	case ACTION_NEXT_PART:
	case ACTION_PREVIOUS_PART:
		browser_move_part(browser, action == ACTION_NEXT_PART);
		break;
	case ACTION_NEXT_LINK:
	case ACTION_PREVIOUS_LINK:
		move_link(browser, action == ACTION_NEXT_LINK);
		break;
	case ACTION_OPEN:
		return open(browser);
	case ACTION_BACK:
		if (browser->back_count == 0 && leave_page(browser))
			break;
		go_back(browser, browser->back, &browser->back_count,
		    browser->forward, &browser->forward_count,
		    "this is where you began");
		break;
	case ACTION_FORWARD:
		go_back(browser, browser->forward, &browser->forward_count,
		    browser->back, &browser->back_count,
		    "there is nothing to go forward to");
		break;
	case ACTION_SEARCH:
		search_begin(browser);
		break;
	case ACTION_NEXT_MATCH:
	case ACTION_PREVIOUS_MATCH:
		search_next(browser, action == ACTION_NEXT_MATCH ? 1 : -1);
		break;
	case ACTION_NEXT_VIEW:
		switch_view(browser, 1);
		break;
	case ACTION_PREVIOUS_VIEW:
		switch_view(browser, -1);
		break;
	case ACTION_HELP:
		browser->help = !browser->help;
		browser_lay_out_help(browser);
		browser->help_top = 0;
		break;
	default:
		return browser_order(browser, action);
	}
	return BROWSER_CHANGED;
}
