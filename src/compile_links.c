/* The compiler: what follows from all rows together. */
#include <stdlib.h>
#include <string.h>

#include "compiler.h"

static const char *
pool_at(const struct compiler *compiler, uint32_t string)
{
	return pool_string(&compiler->out->pool, string);
}

/* A refinement says only what differs from its cause. */
static void
inherit(struct entry_row *row, const struct entry_row *parent)
{
	if (row->summary == 0)
		row->summary = parent->summary;
	if (row->sign == 0)
		row->sign = parent->sign;
	if (row->retry.verdict == VERDICT_UNSAID)
		row->retry = parent->retry;
#define INHERIT(member) \
	do { \
		if (row->member.count == 0) \
			row->member = parent->member; \
	} while (0)
	INHERIT(who);
	INHERIT(fix_sender);
	INHERIT(fix_receiver);
	INHERIT(avoid);
	INHERIT(related);
#undef INHERIT
}

static void
link_refinements(struct compiler *compiler)
{
	const struct slice *causes = &compiler->out->tables.kinds[ENTRY_CAUSE];

	for (uint32_t i = 0; i < causes->count; i++) {
		uint32_t at = causes->first + i;
		struct entry_row *row = compiled_entry(compiler, at);
		const struct subject *subject = &compiler->entries.items[at];
		const char *slash = strchr(subject->name, '/');

		if (slash == NULL)
			continue;
		row->parent = find_named(compiler, ENTRY_CAUSE, subject->name,
		    (size_t)(slash - subject->name));
		if (row->parent != TABLES_NONE)
			inherit(row, compiled_entry(compiler, row->parent));
	}
}

/* A vendor code is called by its cause. */
static void
link_titles(struct compiler *compiler)
{
	const struct slice *vendors =
	    &compiler->out->tables.kinds[ENTRY_VENDOR];

	for (uint32_t i = 0; i < vendors->count; i++) {
		struct entry_row *row = compiled_entry(compiler,
		    vendors->first + i);

		if (row->cause != TABLES_NONE)
			row->title =
			    compiled_entry(compiler, row->cause)->title;
	}
}

static uint32_t
owner_of(const struct entry_row *row, const struct entry_row *candidate,
    uint32_t candidate_at)
{
	switch (row->kind) {
	case ENTRY_CAUSE:
		return row->parent;
	case ENTRY_VENDOR:
		return row->server;
	case ENTRY_PAIR:
		return candidate->kind == ENTRY_CODE &&
			candidate->code == row->code ?
		    candidate_at :
		    TABLES_NONE;
	default:
		return TABLES_NONE;
	}
}

/* Lists the children of an entry: refinements, vendor codes, pairs. */
static void
link_children(struct compiler *compiler, uint32_t parent)
{
	struct compiled *out = compiler->out;
	struct entry_row *row;
	struct link_row *link;

	for (uint32_t i = 0; i < out->entries.count; i++) {
		row = compiled_entry(compiler, parent);
		if (owner_of(compiled_entry(compiler, i), row, parent) !=
		    parent)
			continue;
		link = rows_add(compiler, &out->links);
		if (link == NULL)
			return;
		link->target = i;
		if (row->children.count++ == 0)
			row->children.first = (uint32_t)out->links.count - 1;
	}
}

uint32_t
base_cause(const struct compiler *compiler, uint32_t cause)
{
	uint32_t parent;

	if (cause == TABLES_NONE)
		return cause;
	parent = compiled_entry(compiler, cause)->parent;
	return parent != TABLES_NONE ? parent : cause;
}

/* Is the status known in one sense only? Then whoever sends it means that. */
static bool
is_only_sense(const struct compiler *compiler, uint32_t at)
{
	const struct subjects *all = &compiler->entries;
	const struct status *status = &all->items[at].status;

	for (uint32_t i = at == 0 ? 0 : at - 1; i < all->count && i <= at + 1;
	     i++)
		if (i != at && all->items[i].kind == RECORD_STATUS &&
		    all->items[i].status.subject == status->subject &&
		    all->items[i].status.detail_from == status->detail_from)
			return false;
	return true;
}

bool
entry_has_example(const struct compiler *compiler, uint32_t at,
    const struct example_row *example)
{
	const struct subject *subject = &compiler->entries.items[at];
	const struct entry_row *entry = compiled_entry(compiler, at);
	const char *code = pool_at(compiler, example->code);
	const char *status = pool_at(compiler, example->status);
	struct status parsed;

	switch (subject->kind) {
	case RECORD_CODE:
		return strcmp(code, subject->name) == 0;
	case RECORD_CAUSE:
		return example->cause == at ||
		    (entry->parent == TABLES_NONE &&
			base_cause(compiler, example->cause) == at);
	case RECORD_SERVER:
		return example->server == at;
	case RECORD_PAIR:
		return strncmp(code, subject->name, 3) == 0 &&
		    strcmp(status, subject->name + 4) == 0;
	case RECORD_STATUS:
		return status_parse(status, strlen(status), &parsed) &&
		    parsed.subject == entry->subject &&
		    parsed.detail_from >= entry->detail_from &&
		    parsed.detail_from <= entry->detail_to &&
		    (parsed.classes & (entry->classes | entry->seen)) != 0 &&
		    (entry->server == TABLES_NONE ||
			entry->server == example->server ||
			is_only_sense(compiler, at));
	default:
		return false;
	}
}

/* An example among those of an entry, and by what it is ordered. */
struct ranked {
	uint32_t example;
	uint32_t cause;	  /* base cause, */
	uint32_t refined; /* and the cause itself */
	uint32_t server;
	uint32_t place;	  /* of its cause in the entry's Why; else after all */
	uint32_t servers; /* at how many of the entry's servers */
};

static int
compare_ranked(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	if (a->servers != b->servers)
		return a->servers > b->servers ? -1 : 1;
	if (a->cause != b->cause)
		return a->cause < b->cause ? -1 : 1;
	if (a->refined != b->refined)
		return a->refined < b->refined ? -1 : 1;
	if (a->server != b->server)
		return a->server < b->server ? -1 : 1;
	return a->example < b->example ? -1 : a->example > b->example;
}

/* Where the cause stands in the entry's Why; after all if it does not. */
static uint32_t
place_of_cause(const struct compiler *compiler, const struct entry_row *entry,
    uint32_t cause)
{
	const struct why_row *whys = compiler->out->whys.items;

	for (uint32_t i = 0; i < entry->why.count; i++)
		if (base_cause(compiler, whys[entry->why.first + i].cause) ==
		    cause)
			return i;
	return entry->why.count;
}

/* Counts at how many servers each cause is seen, once a server. */
static void
count_servers(const struct compiler *compiler, struct ranked *ranked,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t last = TABLES_NONE;

		for (size_t j = 0; j < count; j++) {
			const struct example_row *example =
			    compiled_example(compiler, ranked[j].example);

			if (ranked[j].cause != ranked[i].cause ||
			    example->server == last)
				continue;
			last = example->server;
			ranked[i].servers++;
		}
	}
}

static void
link_examples(struct compiler *compiler, uint32_t at, struct ranked *ranked)
{
	struct compiled *out = compiler->out;
	struct entry_row *entry = compiled_entry(compiler, at);
	struct link_row *link;
	size_t count = 0;

	for (uint32_t i = 0; i < out->examples.count; i++) {
		const struct example_row *row = compiled_example(compiler, i);
		uint32_t cause = base_cause(compiler, row->cause);

		if (!entry_has_example(compiler, at, row))
			continue;
		ranked[count++] = (struct ranked) { .example = i,
			.cause = cause,
			.refined = row->cause,
			.server = row->server,
			.place = place_of_cause(compiler, entry, cause) };
	}
	if (count == 0)
		return;
	count_servers(compiler, ranked, count);
	qsort(ranked, count, sizeof(*ranked), compare_ranked);
	entry->examples.first = (uint32_t)out->links.count;
	entry->examples.count = (uint32_t)count;
	for (size_t i = 0; i < count; i++) {
		link = rows_add(compiler, &out->links);
		if (link == NULL)
			return;
		link->target = ranked[i].example;
	}
}

/* The newest date on which a source was looked at. */
static void
link_date(struct compiler *compiler)
{
	const struct string_row *strings = compiler->out->strings.items;
	const char *newest = "", *text;
	size_t length;

	for (uint32_t i = 0; i < compiler->out->examples.count; i++) {
		const struct slice *sources =
		    &compiled_example(compiler, i)->sources;

		for (uint32_t j = 0; j < sources->count; j++) {
			text = pool_at(compiler,
			    strings[sources->first + j].text);
			length = strlen(text);
			if (length >= 10 &&
			    strcmp(text + length - 10, newest) > 0)
				newest = text + length - 10;
		}
	}
	for (uint32_t i = 0; i < compiler->out->entries.count; i++) {
		text = pool_at(compiler, compiled_entry(compiler, i)->checked);
		if (strcmp(text, newest) > 0)
			newest = text;
	}
	if (strlen(newest) == 10) {
		text_clear(&compiler->scratch);
		text_append(&compiler->scratch, newest);
		compiler->out->tables.date = pool_add(&compiler->out->pool,
		    text_string(&compiler->scratch), 10);
	}
}

void
link_rows(struct compiler *compiler)
{
	struct compiled *out = compiler->out;
	struct ranked *ranked;

	link_refinements(compiler);
	link_titles(compiler);
	ranked = calloc(out->examples.count + 1, sizeof(*ranked));
	if (ranked == NULL) {
		compiler->failed = true;
		return;
	}
	for (uint32_t i = 0; i < out->entries.count && !compiler->failed; i++) {
		link_children(compiler, i);
		link_examples(compiler, i, ranked);
	}
	free(ranked);
	link_date(compiler);
}
