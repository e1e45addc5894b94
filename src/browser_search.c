#include "browser_search.h"

#include <string.h>

#include "browser_input.h"
#include "browser_lists.h"
#include "browser_moves.h"
#include "browser_names.h"

enum {
	WORDS_LESS = 8, /* words: of a longer query none is left out */
};

/* The query without one of its words, and that word as *left_out. */
static size_t
leave_out(const char *query, size_t number, char *rest, const char **left_out)
{
	const char *left = query, *word;
	size_t length, out = 0, used = 0;

	for (size_t i = 0; left != NULL;) {
		length = text_split(&left, ' ', &word);
		if (length == 0)
			continue;
		if (i++ == number) {
			*left_out = word;
			out = length;
			continue;
		}
		if (used > 0)
			rest[used++] = ' ';
		memcpy(rest + used, word, length);
		used += length;
	}
	rest[used] = '\0';
	return out;
}

/* Looks for a query. Returns how many hold all of it. */
static size_t
run(struct browser *browser, const char *query)
{
	struct find *find = &browser->find;
	struct list *found = &browser->lists[VIEW_FOUND];

	if (!browser->in_input) {
		find_run(find, query, true);
		return find->search.all ? find->search.hit_count : 0;
	}
	sift_read(&browser->sift, query);
	found->count = 0;
	browser_list_input(browser, VIEW_FOUND);
	if (found->count == 0) {
		browser->sift.wide = true;
		browser_list_input(browser, VIEW_FOUND);
	}
	return found->count;
}

/*
 * Nothing holds all words: finds what holds all but one, and the word that is
 * best left out. Returns its length, 0 if that does not help.
 */
static size_t
find_less(struct browser *browser, const char **left_out)
{
	char rest[QUERY_SIZE];
	size_t best = 0, best_hits = 0, length = 1, hits;

	for (size_t i = 0; i < WORDS_LESS && length > 0; i++) {
		length = leave_out(browser->query, i, rest, left_out);
		if (length == 0 || rest[0] == '\0')
			break;
		hits = run(browser, rest);
		if (hits > best_hits) {
			best = i;
			best_hits = hits;
		}
	}
	if (best_hits == 0)
		return 0;
	length = leave_out(browser->query, best, rest, left_out);
	run(browser, rest);
	return length;
}

/* There is nothing to show: what was shown before is, and it is told. */
static void
show_origin(struct browser *browser)
{
	if (browser->origin.example == TABLES_NONE)
		browser_show(browser, &browser->origin.target);
	browser_say(browser,
	    browser->in_input ? "nothing that is kept of the input has it" :
				"no example is like that");
}

/* Shows what was found, and says which word was left out for it, if any. */
static void
show_found(struct browser *browser, const char *left_out, size_t length)
{
	browser_set_view(browser, VIEW_FOUND);
	browser->pane = PANE_LIST;
	browser_show_selected(browser);
	browser->message[0] = '\0';
	if (length > 0)
		browser_say(browser,
		    "nothing has all of it; this is without %.*s", (int)length,
		    left_out);
}

/* Finds the rows of the input anew for what the line holds now. */
static void
search_input(struct browser *browser)
{
	const char *left_out = "";
	size_t length = 0;
	bool none = run(browser, browser->query) == 0;

	if (none)
		length = find_less(browser, &left_out);
	if (none && length == 0)
		run(browser, browser->query);
	show_found(browser, left_out, length);
	if (none && length == 0)
		show_origin(browser);
}

/*
 * Is the query no wish for replies? Beside names what has some of its words is
 * noise, and a vendor code like S3150 reads as an id, which all replies match.
 */
static bool
is_name_alone(const struct browser *browser)
{
	const struct search *search = &browser->find.search;

	return !search->all ||
	    (search->query.count == 0 &&
		strspn(browser->query, "0123456789.x ") <
		    strlen(browser->query));
}

/*
 * The entries that the query names as operands: `microsoft delist`. Returns how
 * many there are.
 */
static size_t
find_operands(const struct browser *browser, uint32_t names[NAMES_MOST])
{
	const char *query = browser->query;
	struct lookup lookup = { 0 };
	size_t count = 0;

	if (strchr(query, ' ') != NULL &&
	    lookup_operands(&lookup, browser->reference, &query, 1) ==
		LOOKUP_FOUND)
		for (size_t i = 0; i < lookup.count && count < NAMES_MOST; i++)
			if (lookup.targets[i].entry != TABLES_NONE)
				names[count++] = lookup.targets[i].entry;
	lookup_release(&lookup);
	return count;
}

/* Finds anew for what the line holds now. */
static void
search(struct browser *browser)
{
	struct list *list = &browser->lists[VIEW_FOUND];
	uint32_t names[NAMES_MOST];
	const char *left_out = "";
	size_t length = 0, name_count;
	bool none;

	if (browser->in_input) {
		search_input(browser);
		return;
	}
	find_run(&browser->find, browser->query, true);
	name_count = names_find(&browser->names, browser->query, names);
	if (name_count == 0)
		name_count = find_operands(browser, names);
	none = !browser->find.search.all && browser->query[0] != '\0' &&
	    name_count == 0;
	if (none)
		length = find_less(browser, &left_out);
	if (none && length == 0)
		find_run(&browser->find, browser->query, true);
	if (name_count > 0 && is_name_alone(browser))
		browser->find.search.hit_count = 0;
	if (!list_build_found(list, &browser->find, names, name_count) ||
	    browser->find.search.failed) {
		browser->failed = true;
		return;
	}
	show_found(browser, left_out, length);
	if (length > 0)
		return;
	if (none && list->count > 0)
		browser_say(browser, "nothing has more than %u of these words",
		    (unsigned)browser->find.search.words_needed);
	else if (none)
		show_origin(browser);
}

void
search_begin(struct browser *browser)
{
	if (!browser->found_ready) {
		if (!find_init(&browser->find, browser->reference) ||
		    !names_init(&browser->names, browser->reference)) {
			find_release(&browser->find);
			browser->failed = true;
			return;
		}
		browser->found_ready = true;
	}
	browser->help = false;
	browser->searching = true;
	/* From the rows of an input one goes on in them. */
	browser->in_input = browser->view == VIEW_INPUT ||
	    (browser->view == VIEW_FOUND && browser->in_input);
	browser->origin = browser_here(browser);
	browser->query[0] = '\0';
	search(browser);
}

/* Forgets the places in what was found. */
static void
forget_found(struct place_seen *places, size_t *count)
{
	size_t kept = 0;

	for (size_t i = 0; i < *count; i++)
		if (places[i].view != VIEW_FOUND)
			places[kept++] = places[i];
	*count = kept;
}

/* Leaves the search, and comes back to where it was begun. */
static void
drop(struct browser *browser)
{
	forget_found(browser->back, &browser->back_count);
	forget_found(browser->forward, &browser->forward_count);
	browser->searching = false;
	browser->query[0] = '\0';
	browser->lists[VIEW_FOUND].count = 0;
	if (browser->origin.view == VIEW_FOUND && browser->in_input) {
		browser->origin.view = VIEW_INPUT;
	} else if (browser->origin.view == VIEW_FOUND) {
		browser->origin.view = list_view(browser->origin.target.kind);
		browser->origin.example = TABLES_NONE;
	}
	browser_go_to(browser, &browser->origin);
}

void
search_leave(struct browser *browser)
{
	if (browser->searching)
		drop(browser);
}

bool
search_drop(struct browser *browser)
{
	if (browser->view != VIEW_FOUND)
		return false;
	drop(browser);
	return true;
}

/* Appends a character to the line, as long as there is room. */
static void
type(struct browser *browser, uint32_t key)
{
	size_t length = strlen(browser->query);
	struct text bytes = { 0 };

	text_append_point(&bytes, key);
	if (!bytes.failed && length + bytes.length < QUERY_SIZE)
		memcpy(browser->query + length, bytes.data, bytes.length + 1);
	text_release(&bytes);
}

void
search_type(struct browser *browser, const char *typed)
{
	size_t left = strlen(typed), used;
	uint32_t point;

	for (; left > 0; typed += used, left -= used) {
		used = text_decode(typed, left, &point);
		if (used > 0)
			type(browser, text_point_is_inert(point) ? point : ' ');
		else
			used = 1;
	}
	search(browser);
}

void
search_for(struct browser *browser, const char *query)
{
	search_begin(browser);
	if (browser->searching)
		search_type(browser, query);
}

/* Takes the last character back, or the last word, or all. */
static void
erase(struct browser *browser, uint32_t key)
{
	size_t length = strlen(browser->query);
	char *query = browser->query;

	if (key == KEY_CTRL('u'))
		length = 0;
	if (key == KEY_CTRL('w')) {
		while (length > 0 && query[length - 1] == ' ')
			length--;
		while (length > 0 && query[length - 1] != ' ')
			length--;
	} else if (length > 0) {
		length--;
		while (
		    length > 0 && ((unsigned char)query[length] & 0xc0) == 0x80)
			length--;
	}
	query[length] = '\0';
}

static void
move(struct browser *browser, long step)
{
	if (list_move(&browser->lists[VIEW_FOUND], step))
		browser_show_selected(browser);
}

static enum browser_result
edit(struct browser *browser, uint32_t key)
{
	bool back = key == KEY_CODE_BACKSPACE || key == '\b';
	bool erasing = back || key == KEY_CTRL('u') || key == KEY_CTRL('w');

	if (back && browser->query[0] == '\0')
		drop(browser);
	else if (erasing)
		erase(browser, key);
	else if (key < KEY_CODE_UP && text_point_is_inert(key))
		type(browser, key);
	else
		return BROWSER_SAME;
	if (browser->searching)
		search(browser);
	browser_clamp(browser);
	return BROWSER_CHANGED;
}

enum browser_result
browser_search_key(struct browser *browser, uint32_t key)
{
	long screen = (long)browser_geometry(browser).body_rows;

	switch (key) {
	case KEY_CODE_ESCAPE:
	/* What was begun last is ended first. */
	case KEY_CTRL('c'):
		browser->message[0] = '\0';
		drop(browser);
		break;
	case KEY_CODE_ENTER:
	case '\n':
		browser->searching = false;
		browser->message[0] = '\0';
		if (browser->lists[VIEW_FOUND].count > 0 &&
		    browser->query[0] != '\0') {
			if (browser->origin.view != VIEW_FOUND)
				browser_leave_from(browser, &browser->origin);
			search_open_selected(browser);
		} else {
			drop(browser);
		}
		break;
	case KEY_CODE_UP:
		move(browser, -1);
		break;
	case KEY_CODE_DOWN:
		move(browser, 1);
		break;
	case KEY_CODE_PAGE_UP:
		move(browser, -screen);
		break;
	case KEY_CODE_PAGE_DOWN:
		move(browser, screen);
		break;
	default:
		return edit(browser, key);
	}
	browser_clamp(browser);
	return BROWSER_CHANGED;
}

void
search_open_selected(struct browser *browser)
{
	const struct list *list = &browser->lists[VIEW_FOUND];
	const struct row *row;
	struct target target;

	if (list->count == 0)
		return;
	row = &list->rows[list->selected];
	if (row->example != TABLES_NONE) {
		browser_open_example(browser, row->example);
		return;
	}
	if (row->counted != NULL) {
		browser_leave(browser);
		browser_set_view(browser, VIEW_INPUT);
		browser_show_hash(browser, row->counted->hash);
		browser->pane = PANE_PAGE;
		browser_lay_out(browser, false);
		return;
	}
	target = lookup_entry(browser->reference, row->entry);
	browser_open_target(browser, &target);
	browser->pane = PANE_PAGE;
	browser_lay_out(browser, false);
}

void
search_next(struct browser *browser, int step)
{
	if (browser->lists[VIEW_FOUND].count == 0) {
		browser_say(browser, "nothing has been searched for: press /");
		return;
	}
	browser_set_view(browser, VIEW_FOUND);
	if (!list_move(&browser->lists[VIEW_FOUND], step))
		browser_say(browser,
		    step > 0 ? "this is the last match" :
			       "this is the first match");
	browser_show_selected(browser);
}
