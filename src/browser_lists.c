#include "browser_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "browser_names.h"

enum {
	OWN_GROUP = 0, /* of the servers: the admin's own */
	GROUPS = SERVER_KINDS,
};

const struct view_row views[VIEWS] = {
	[VIEW_REPLIES] = { "Replies", "codes", "code", ENTRY_CODE, true },
	[VIEW_STATUSES] = { "Statuses", "statuses", "status", ENTRY_STATUS,
	    true },
	[VIEW_CAUSES] = { "Causes", "causes", "cause", ENTRY_CAUSE, false },
	[VIEW_SERVERS] = { "Servers", "servers", "server", ENTRY_SERVER,
	    false },
	[VIEW_FOUND] = { "Found", "found", "found", ENTRY_CAUSE, false },
	[VIEW_INPUT] = { "Input", "texts", "text", ENTRY_CAUSE, true },
};

enum view
list_view(enum entry_kind kind)
{
	switch (kind) {
	case ENTRY_STATUS:
		return VIEW_STATUSES;
	case ENTRY_CAUSE:
		return VIEW_CAUSES;
	case ENTRY_SERVER:
	case ENTRY_VENDOR:
		return VIEW_SERVERS;
	default:
		return VIEW_REPLIES;
	}
}

static const char *
class_heading(unsigned class)
{
	static const char *const headings[] = {
		[1] = "1xx NEVER SENT",
		[2] = "2xx DONE",
		[3] = "3xx GO ON",
		[4] = "4xx TRY LATER",
		[5] = "5xx FAILED",
		[6] = "6xx NO SMTP",
	};

	return class >= 1 && class <= 6 ? headings[class] : "";
}

static const char *
subject_heading(unsigned subject)
{
	static const char *const headings[] = { "X.0 OTHER", "X.1 ADDRESS",
		"X.2 MAILBOX", "X.3 MAIL SYSTEM", "X.4 NETWORK, ROUTING",
		"X.5 PROTOCOL", "X.6 CONTENT", "X.7 SECURITY, POLICY" };

	return subject < 8 ? headings[subject] : "OTHER";
}

static const char *
server_heading(uint32_t group)
{
	static const char *const headings[SERVER_KINDS] = {
		[OWN_GROUP] = "YOUR OWN",
		[SERVER_SOFTWARE] = "SOFTWARE",
		[SERVER_PROVIDER] = "MAILBOX PROVIDERS",
		[SERVER_FILTER] = "FILTERS",
		[SERVER_LIST] = "BLOCKLISTS",
		[SERVER_SENDER] = "SENDERS",
	};

	return headings[group];
}

/* What an entry of that group is listed under; NULL: under nothing. */
static const char *
heading_of(const struct entry_row *row, unsigned group)
{
	switch (row->kind) {
	case ENTRY_CODE:
		return class_heading(row->code / 100);
	case ENTRY_STATUS:
		return subject_heading(row->subject);
	case ENTRY_SERVER:
		return server_heading(group);
	default:
		return NULL;
	}
}

static void
add_row(struct list *list, uint32_t entry, const char *heading)
{
	list->rows[list->count++] = (struct row) { entry, TABLES_NONE, heading,
		NULL, false };
}

/* Adds an entry, and the heading above it where that is another one. */
static void
add_entry(struct list *list, const struct entry_row *row, uint32_t entry,
    unsigned group, const char **last)
{
	const char *heading = heading_of(row, group);

	if (heading != NULL && (*last == NULL || strcmp(*last, heading) != 0)) {
		add_row(list, TABLES_NONE, heading);
		*last = heading;
	}
	add_row(list, entry, NULL);
}

/*
 * The groups of a view in their order. Of the codes those that no server sends
 * come last; servers go by what they are, one's own first; all others are one
 * group.
 */
static bool
is_in_group(const struct reference *reference, uint32_t entry, unsigned group)
{
	const struct entry_row *row = reference_entry(reference, entry);
	unsigned class = row->code / 100;

	if (row->kind == ENTRY_CODE)
		return group == (class < 2 || class > 5 ? 1 : 0);
	if (row->kind == ENTRY_SERVER)
		return group ==
		    (reference_is_own(reference, entry) ? OWN_GROUP :
							  row->server_kind);
	return group == 0;
}

/* Is the last row another sense of the same status? */
static bool
is_same_status(const struct list *list, const struct reference *reference,
    const struct entry_row *row)
{
	const struct entry_row *last;

	if (row->kind != ENTRY_STATUS || list->count == 0 ||
	    list->rows[list->count - 1].entry == TABLES_NONE)
		return false;
	last = reference_entry(reference, list->rows[list->count - 1].entry);
	return last->subject == row->subject &&
	    last->detail_from == row->detail_from &&
	    last->detail_to == row->detail_to;
}

/* Does the list leave it in? */
static bool
is_wanted(const struct list *list, const struct reference *reference,
    uint32_t entry)
{
	const struct entry_row *row = reference_entry(reference, entry);
	unsigned classes = row->kind == ENTRY_CODE ? 1u << row->code / 100 :
						     row->classes | row->seen;

	if (list->class != 0 && (classes & 1u << list->class) == 0)
		return false;
	if (!list->narrowed)
		return reference_is_listed(reference, entry);
	return pattern_matches(&list->pattern, reference, entry) &&
	    !is_same_status(list, reference, row);
}

static void
add_group(struct list *list, const struct reference *reference,
    enum entry_kind kind, unsigned group)
{
	uint32_t count = reference_count(reference, kind);
	const char *last = NULL;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, kind, i);
		const struct entry_row *row = reference_entry(reference, entry);

		if (is_in_group(reference, entry, group) &&
		    is_wanted(list, reference, entry))
			add_entry(list, row, entry, group, &last);
	}
}

bool
list_reserve(struct list *list, size_t most)
{
	void *rows = list->rows;
	bool done = text_grow(&rows, &list->capacity, most,
	    sizeof(*list->rows));

	list->rows = rows;
	return done;
}

bool
list_build(struct list *list, const struct reference *reference, enum view view)
{
	enum entry_kind kind = views[view].kind;
	/* Each entry, and at most one heading for each. */
	size_t most = (size_t)reference_count(reference, kind) * 2 + 1;

	if (!list_reserve(list, most))
		return false;
	list->count = 0;
	list->top = 0;
	for (unsigned group = 0; group < GROUPS; group++)
		add_group(list, reference, kind, group);
	list->selected = 0;
	if (list->count > 0 && list->rows[0].entry == TABLES_NONE)
		list->selected = 1;
	return true;
}

bool
list_build_found(struct list *list, const struct find *find,
    const uint32_t *names, size_t name_count)
{
	size_t most = reference_example_count(find->reference) + NAMES_MOST + 2;

	if (!list_reserve(list, most))
		return false;
	list->count = 0;
	list->top = 0;
	list->selected = name_count > 0 ? 1 : 0;
	if (name_count > 0)
		add_row(list, TABLES_NONE, "NAMES");
	for (size_t i = 0; i < name_count; i++)
		add_row(list, names[i], NULL);
	if (name_count > 0 && find->search.hit_count > 0)
		add_row(list, TABLES_NONE, "REPLIES");
	for (size_t i = 0; i < find->search.hit_count; i++) {
		uint32_t example = find->search.hits[i].document;

		list->rows[list->count++] = (struct row) {
			reference_example(find->reference, example)->cause,
			example, NULL, NULL, false
		};
	}
	return true;
}

bool
list_move(struct list *list, long step)
{
	size_t at = list->selected, reached = at;
	bool down = step > 0;

	while (step != 0 && (down ? at + 1 < list->count : at > 0)) {
		at = down ? at + 1 : at - 1;
		if (list->rows[at].entry == TABLES_NONE)
			continue;
		reached = at;
		step += down ? -1 : 1;
	}
	if (reached == list->selected)
		return false;
	list->selected = reached;
	return true;
}

void
list_center(struct list *list, size_t rows)
{
	list->top = list->selected > rows / 2 ? list->selected - rows / 2 : 0;
}

/*
 * How well an entry of a list stands for the target: 0 not at all, then as the
 * nearest before it, in another class, in a range, exactly.
 */
static unsigned
fitness(const struct reference *reference, uint32_t entry,
    const struct target *target)
{
	const struct entry_row *row = reference_entry(reference, entry);
	const struct status *status = &target->status;

	if (target->kind == ENTRY_CODE || target->kind == ENTRY_PAIR)
		return row->code == target->code ? 4 :
		    row->code < target->code	 ? 1 :
						   0;
	if (target->kind == ENTRY_VENDOR)
		return entry ==
			reference_entry(reference, target->entry)->server ?
		    4 :
		    0;
	if (target->kind != ENTRY_STATUS)
		return entry == target->entry ? 4 : 0;
	if (row->subject != status->subject ||
	    row->detail_from > status->detail_from)
		return row->subject < status->subject ||
			(row->subject == status->subject &&
			    row->detail_from < status->detail_from) ?
		    1 :
		    0;
	if (row->detail_to < status->detail_to)
		return 1;
	if (((row->classes | row->seen) & status->classes) == 0)
		return 2;
	return row->detail_from == row->detail_to ? 4 : 3;
}

/* Of two that stand before a code the greater is the nearer. */
static bool
is_nearer(const struct reference *reference, uint32_t entry, uint32_t other)
{
	return reference_entry(reference, entry)->code >=
	    reference_entry(reference, other)->code;
}

bool
list_select(struct list *list, const struct reference *reference,
    const struct target *target)
{
	unsigned best = 0, found;
	size_t selected = list->selected;

	for (size_t i = 0; i < list->count; i++) {
		uint32_t entry = list->rows[i].entry;

		if (entry == TABLES_NONE ||
		    list->rows[i].example != TABLES_NONE ||
		    list->rows[i].counted != NULL)
			continue;
		found = fitness(reference, entry, target);
		if (found < best || found == 0 ||
		    (found == best && best != 3 &&
			!is_nearer(reference, entry,
			    list->rows[selected].entry)))
			continue;
		best = found;
		selected = i;
	}
	list->selected = selected;
	return best >= 3;
}

/* Could the name, with any class for an X, begin with what was typed? */
static bool
begins_with(const struct entry_row *row, const char *name, const char *typed)
{
	size_t length = strlen(typed);
	char number[32];

	if (row->kind != ENTRY_STATUS)
		return strncmp(name, typed, length) == 0;
	if (typed[0] < '2' || typed[0] > '5' ||
	    ((row->classes | row->seen) & 1u << (typed[0] - '0')) == 0)
		return false;
	snprintf(number, sizeof(number), "%c.%u.%u", typed[0],
	    (unsigned)row->subject, (unsigned)row->detail_from);
	return strncmp(number, typed, length) == 0;
}

size_t
list_find(const struct list *list, const struct reference *reference,
    const char *typed)
{
	size_t i;

	for (i = 0; i < list->count; i++) {
		uint32_t entry = list->rows[i].entry;

		if (entry != TABLES_NONE &&
		    begins_with(reference_entry(reference, entry),
			reference_name(reference, entry), typed))
			break;
	}
	return i;
}
