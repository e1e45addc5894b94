/* The browser: its views, and what their lists leave out. */
#include <string.h>

#include "browser_input.h"
#include "browser_lists.h"
#include "browser_moves.h"

enum {
	NAMED = 60,   /* columns: from there on the program's name in front */
	SHORTEST = 3, /* letters of a name that is shortened */
	COUNT = 12,   /* columns for how many entries there are */
};

void
browser_build_list(struct browser *browser, enum view view)
{
	if (view == VIEW_INPUT)
		browser_list_input(browser, view);
	else if (!list_build(&browser->lists[view], browser->reference, view))
		browser->failed = true;
}

void
browser_set_view(struct browser *browser, enum view view)
{
	if (view < TABS && browser->lists[view].rows == NULL)
		browser_build_list(browser, view);
	browser->view = view;
}

bool
browser_has_view(const struct browser *browser, enum view view)
{
	if (view == VIEW_INPUT)
		return browser->intake != NULL;
	return view < TABS || view == browser->view ||
	    browser->query[0] != '\0';
}

void
browser_turn_to(struct browser *browser, enum view view)
{
	browser_set_view(browser, view);
	browser->pane = PANE_LIST;
	browser_show_selected(browser);
}

/* How many letters a view's name has in the header; of the shown one all. */
static unsigned
letters_of(const struct browser *browser, enum view view, bool shortened)
{
	unsigned letters = (unsigned)strlen(views[view].name);

	return shortened && view != browser->view && letters > SHORTEST ?
	    SHORTEST :
	    letters;
}

/* The columns of the names of all views before one, each with two around it. */
static unsigned
tabs_before(const struct browser *browser, unsigned end, bool shortened)
{
	unsigned columns = 0;

	for (enum view view = 0; view < end; view++)
		if (browser_has_view(browser, view))
			columns += letters_of(browser, view, shortened) + 2;
	return columns;
}

bool
browser_tab(const struct browser *browser, enum view view, struct tab *tab)
{
	unsigned name = 1 + (unsigned)strlen(NAME_OF_TABS);
	unsigned whole = tabs_before(browser, VIEWS, false);
	bool shortened = whole + COUNT > browser->columns;
	bool alone = shortened &&
	    tabs_before(browser, VIEWS, true) > browser->columns;

	if (!browser_has_view(browser, view) ||
	    (alone && view != browser->view))
		return false;
	tab->letters = letters_of(browser, view, shortened);
	tab->column = alone ? 0 : tabs_before(browser, view, shortened);
	if (browser->columns >= NAMED &&
	    name + whole + COUNT <= browser->columns)
		tab->column += name;
	tab->alone = alone;
	return true;
}

void
browser_click_tab(struct browser *browser, unsigned column)
{
	struct tab tab;

	for (enum view view = 0; view < VIEWS; view++)
		if (browser_tab(browser, view, &tab) && column >= tab.column &&
		    column < tab.column + tab.letters + 2 &&
		    view != browser->view)
			browser_turn_to(browser, view);
}

bool
browser_widen(struct browser *browser)
{
	struct list *list = &browser->lists[browser->view];

	if (!list->narrowed && list->class == 0)
		return false;
	list->narrowed = false;
	list->class = 0;
	browser_build_list(browser, browser->view);
	list_select(list, browser->reference, &browser->target);
	return true;
}

void
browser_select(struct browser *browser, const struct target *target)
{
	struct list *list = &browser->lists[browser->view];

	if (!list_select(list, browser->reference, target) &&
	    browser_widen(browser))
		list_select(list, browser->reference, target);
}

static bool
same_status(const struct browser *browser, const struct row *row,
    const struct row *other)
{
	return row->entry == other->entry && row->counted == other->counted &&
	    reference_entry(browser->reference, row->entry)->kind !=
	    ENTRY_STATUS;
}

/*
 * The class that is alone shown first: of what the page is about, where that is
 * in the list, and of several the lowest that it is defined for.
 */
static unsigned
class_of_page(const struct browser *browser, const struct row *selected)
{
	const struct entry_row *row = reference_entry(browser->reference,
	    selected->entry);
	struct target target = browser->target;
	unsigned class, classes;

	if (list_view(target.kind) != browser->view)
		target = lookup_entry(browser->reference, selected->entry);
	class = target.code / 100;
	classes = target.status.classes;
	if ((classes & row->classes) != 0)
		classes &= row->classes;
	if (selected->counted != NULL)
		class = selected->counted->class;
	else if (target.kind == ENTRY_STATUS)
		for (class = 2; class < 5 && (classes & 1u << class) == 0;)
			class ++;
	return class >= 2 && class <= 5 ? class : 2;
}

/* From all to a class, round, and to all again. */
static void
next_class(struct list *list, unsigned first)
{
	if (list->class == 0) {
		list->first_class = first;
		list->class = list->first_class;
		return;
	}
	list->class = list->class == 5 ? 2 : list->class + 1;
	if (list->class == list->first_class)
		list->class = 0;
}

void
browser_choose_class(struct browser *browser)
{
	struct list *list = &browser->lists[browser->view];
	struct row before;
	unsigned first;

	if (!views[browser->view].classes || list->count == 0) {
		browser_say(browser,
		    browser->view == VIEW_FOUND ?
			"in a search code:5 asks for one class" :
			"nothing here has a class; in a search code:5 asks for "
			"one");
		return;
	}
	before = list->rows[list->selected];
	first = class_of_page(browser, &before);
	do {
		next_class(list, first);
		browser_build_list(browser, browser->view);
	} while (list->count == 0);
	list_select(list, browser->reference, &browser->target);
	if (!same_status(browser, &before, &list->rows[list->selected]))
		browser_show_selected(browser);
	if (list->class == 0)
		browser_say(browser, "all classes");
	else
		browser_say(browser, "class %u, %s; c next, Esc all",
		    list->class, class_name(list->class));
}

/* Shows what is selected in the list. */
void
browser_show_selected(struct browser *browser)
{
	const struct list *list = &browser->lists[browser->view];
	const struct row *row;
	unsigned classes = list->class != 0 ? 1u << list->class : CLASSES_ANY;
	struct target target;

	if (list->count == 0)
		return;
	row = &list->rows[list->selected];
	if (row->entry == TABLES_NONE)
		return;
	if (row->counted != NULL) {
		browser_show_counted(browser, row->counted);
		return;
	}
	if (row->example != TABLES_NONE) {
		browser_show_example(browser, row->example);
		return;
	}
	target = lookup_entry(browser->reference, row->entry);
	if (list->narrowed)
		classes &= list->pattern.classes;
	if (target.kind == ENTRY_STATUS &&
	    (target.status.classes & classes) != 0)
		target.status.classes &= classes;
	browser_show(browser, &target);
}
