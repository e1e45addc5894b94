#include "browser_input.h"

#include "browser_lists.h"
#include "browser_moves.h"
#include "page_reply.h"

/* The row a list has for it; the count if it has none. */
static size_t
row_of(const struct list *list, uint64_t hash)
{
	size_t i = 0;

	while (i < list->count &&
	    (list->rows[i].counted == NULL ||
		list->rows[i].counted->hash != hash))
		i++;
	return i;
}

/* What stands for a row among the entries: its cause, its code. */
static uint32_t
entry_of(const struct browser *browser, const struct counted *counted)
{
	uint32_t entry = counted->key.cause;

	if (entry == TABLES_NONE)
		entry = reference_find_code(browser->reference,
		    counted->key.code);
	if (entry == TABLES_NONE)
		entry = reference_nth(browser->reference, ENTRY_CAUSE, 0);
	return entry;
}

/* Does the list have it? A list of a search has what that looks for. */
static bool
is_listed(const struct browser *browser, enum view view,
    const struct counted *counted)
{
	unsigned class = browser->lists[view].class;

	return (class == 0 || counted->class == class) &&
	    (view != VIEW_FOUND ||
		sift_holds(&browser->sift, browser->reference, counted));
}

static void
add_rows(struct browser *browser, enum view view)
{
	const struct digest *digest = &browser->digest;
	struct list *list = &browser->lists[view];
	enum digest_group group = DIGEST_GROUPS;

	list->count = 0;
	for (size_t i = 0; i < digest->count; i++) {
		const struct digest_row *row = &digest->rows[i];

		if (!is_listed(browser, view, row->counted))
			continue;
		if (!browser->by_count && row->group != group) {
			group = row->group;
			list->rows[list->count++] = (struct row) { TABLES_NONE,
				TABLES_NONE, digest_titles[group], NULL,
				false };
		}
		list->rows[list->count++] = (struct row) { entry_of(browser,
							       row->counted),
			TABLES_NONE, NULL, row->counted, row->ours };
	}
}

/* The first row that is no heading, from one on. */
static size_t
first_row(const struct list *list)
{
	return list->count > 1 && list->rows[0].counted == NULL ? 1 : 0;
}

void
browser_list_input(struct browser *browser, enum view view)
{
	struct list *list = &browser->lists[view];
	size_t above = list->selected - list->top, found;
	bool keep = list->count > 0 &&
	    list->rows[list->selected].counted != NULL;

	if (browser->digest.failed ||
	    !list_reserve(list, browser->digest.count + DIGEST_GROUPS + 1)) {
		browser->failed = true;
		list->count = 0;
		return;
	}
	add_rows(browser, view);
	found = keep ? row_of(list, browser->selected_hash) : list->count;
	list->selected = found < list->count ? found : first_row(list);
	list->top = list->selected > above ? list->selected - above : 0;
}

/* Makes the list of the view Input; the selection stays where it was. */
static void
build(struct browser *browser)
{
	digest_make(&browser->digest, browser->intake, browser->wanted,
	    browser->wanted_count);
	if (browser->by_count)
		digest_sort_by_count(&browser->digest);
	browser->generation = browser->intake->counts.generation;
	browser_list_input(browser, VIEW_INPUT);
	/* What was found is kept up with it. */
	if (browser->in_input &&
	    (browser->searching || browser->query[0] != '\0'))
		browser_list_input(browser, VIEW_FOUND);
}

/* The lines that are shown beside a row. */
static size_t
samples_of(const struct counted *counted, const char **samples)
{
	size_t count = 0;

	if (counted->sample.bytes != NULL)
		samples[count++] = counted->sample.line;
	for (size_t i = 0; i < counted->recent_count; i++)
		samples[count++] = counted->recent[i];
	return count;
}

static const struct digest_row *
digest_row_of(const struct browser *browser, const struct counted *counted)
{
	for (size_t i = 0; i < browser->digest.count; i++)
		if (browser->digest.rows[i].counted == counted)
			return &browser->digest.rows[i];
	return NULL;
}

void
browser_show_counted(struct browser *browser, const struct counted *counted)
{
	const struct digest_row *row = digest_row_of(browser, counted);
	const char *samples[1 + COUNTED_RECENT];
	struct page_context context = { NULL, NULL, samples, 0 };
	struct judgement judgement;
	struct text counts = { 0 };

	if (row == NULL)
		return;
	digest_counts(&counts, row);
	context.counts = text_string(&counts);
	if (counted->count == 1)
		context.recipient = counted->sample.recipient;
	context.sample_count = samples_of(counted, samples);
	digest_judge(browser->intake, counted, &judgement);
	browser->example = EXAMPLE_IS_COUNTED;
	browser->selected_hash = counted->hash;
	page_clear(&browser->page);
	page_add_judgement(&browser->page, browser->reference,
	    &browser->intake->judge, &judgement, &context);
	browser->failed = browser->failed || counts.failed;
	text_release(&counts);
	browser_begin_page(browser);
}

bool
browser_show_hash(struct browser *browser, uint64_t hash)
{
	struct list *list = &browser->lists[VIEW_INPUT];
	struct list *found = &browser->lists[VIEW_FOUND];
	size_t row = row_of(list, hash);

	if (row == list->count && list->class != 0) {
		list->class = 0;
		browser_list_input(browser, VIEW_INPUT);
		row = row_of(list, hash);
	}
	if (row == list->count)
		return false;
	list->selected = row;
	if (row_of(found, hash) < found->count)
		found->selected = row_of(found, hash);
	browser_show_counted(browser, list->rows[row].counted);
	return true;
}

void
browser_open_input(struct browser *browser, struct intake *intake,
    const struct target *wanted, size_t wanted_count)
{
	browser->intake = intake;
	browser->wanted = wanted;
	browser->wanted_count = wanted_count;
	browser->reading = true;
	build(browser);
	browser->view = VIEW_INPUT;
}

/* Makes the page that is shown of what has been counted since; it stays put. */
static void
show_anew(struct browser *browser)
{
	const struct list *list = &browser->lists[VIEW_INPUT];
	size_t row = row_of(list, browser->selected_hash), top = browser->top;
	uint32_t link = browser->link;

	if (row == list->count)
		return;
	browser_show_counted(browser, list->rows[row].counted);
	browser->top = top;
	if (link < browser->layout.span_count)
		browser->link = link;
}

void
browser_refresh_input(struct browser *browser, bool reading)
{
	bool in_found = browser->in_input && browser->view == VIEW_FOUND;
	bool first = browser->lists[browser->view].count == 0;

	browser->reading = reading;
	build(browser);
	if ((browser->view != VIEW_INPUT && !in_found) ||
	    browser->lists[browser->view].count == 0)
		return;
	if (first || browser->example != EXAMPLE_IS_COUNTED)
		browser_show_selected(browser);
	else
		show_anew(browser);
	browser_clamp(browser);
}

void
browser_renew_input(struct browser *browser)
{
	if (browser->generation == browser->intake->counts.generation)
		return;
	build(browser);
	browser_clamp(browser);
}

void
browser_sort_input(struct browser *browser)
{
	browser->by_count = !browser->by_count;
	build(browser);
	browser_say(browser,
	    browser->by_count ? "sorted by count" :
				"sorted by who said it and who has to act");
}
