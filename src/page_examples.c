/* The part EXAMPLES of a page: whose they are, and the replies themselves. */
#include <stdlib.h>
#include <string.h>

#include "page_parts.h"

enum {
	NAMED = 12,	 /* servers: those with the most examples */
	FEW = 5,	 /* examples: less are seen at a glance */
	ASKED = 1 << 24, /* more than any server has */
};

/* Which examples of a slice are wanted, and how many each server has. */
struct choice {
	struct slice examples;
	unsigned code, classes;	 /* 0: any */
	uint32_t *counts;	 /* by the number of the server */
	uint32_t end;		 /* of the numbers */
	uint32_t servers, count; /* how many have some, and of all servers */
};

static bool
example_fits(const struct builder *builder, const struct example_row *row,
    unsigned code, unsigned classes)
{
	const char *text, *status;
	unsigned number = 0;

	text = pool_text(builder, row->code);
	status = pool_text(builder, row->status);
	if (code != 0 &&
	    (!code_parse(text, strlen(text), &number) || number != code))
		return false;
	return classes == 0 || status[0] == '\0' ||
	    (1u << (status[0] - '0') & classes) != 0;
}

void
add_example(struct builder *builder, uint32_t example)
{
	const struct reference *reference = builder->reference;
	const struct example_row *row = reference_example(reference, example);
	struct block *block = add_block(builder, BLOCK_EXAMPLE,
	    pool_text(builder, row->text));

	block->example = example;
	block->entry = row->cause;
	block->name = reference_name(reference, row->cause);
	block->label = reference_title(reference, row->server);
	if (reference_is_own_example(reference, example))
		block->label = arena_printf(&builder->page->arena,
		    "%s (your own)", block->label);
	block->note = pool_text(builder, row->meaning);
}

bool
page_asks_for(const struct page *page, uint32_t server)
{
	for (size_t i = 0; i < page->asked_count; i++)
		if (page->asked[i].kind == ENTRY_SERVER &&
		    page->asked[i].entry == server)
			return true;
	return false;
}

static bool
is_chosen(const struct builder *builder, const struct choice *choice,
    const struct example_row *row)
{
	return (choice->code == 0 && choice->classes == 0) ||
	    example_fits(builder, row, choice->code, choice->classes);
}

/* Counts them by server; false if that is not worth telling. */
static bool
count_servers(const struct builder *builder, struct choice *choice)
{
	const struct reference *reference = builder->reference;
	uint32_t first = reference_nth(reference, ENTRY_SERVER, 0);

	choice->end = reference_count(reference, ENTRY_SERVER);
	choice->counts = calloc((size_t)choice->end + 1,
	    sizeof(*choice->counts));
	if (choice->counts == NULL) {
		builder->page->failed = true;
		return false;
	}
	for (uint32_t i = 0; i < choice->examples.count; i++) {
		uint32_t example = reference_link(reference, choice->examples,
		    i);
		const struct example_row *row = reference_example(reference,
		    example);
		uint32_t server = row->server;

		/* One's own stand elsewhere, and are few. */
		if (server - first >= choice->end ||
		    !is_chosen(builder, choice, row))
			continue;
		if (choice->counts[server - first]++ == 0)
			choice->servers++;
		choice->count++;
	}
	return choice->servers > 1 && choice->count >= FEW;
}

/*
 * The servers with the most, those that were asked for before all others, by
 * their number. Returns how many.
 */
static uint32_t
find_most(const struct builder *builder, const struct choice *choice,
    uint32_t servers[NAMED])
{
	uint32_t first = reference_nth(builder->reference, ENTRY_SERVER, 0);
	uint32_t weights[NAMED], count = 0;

	for (uint32_t i = 0; i < choice->end; i++) {
		uint32_t weight = choice->counts[i], at;

		if (weight == 0)
			continue;
		if (page_asks_for(builder->page, first + i))
			weight += ASKED;
		if (count == NAMED && weight <= weights[NAMED - 1])
			continue;
		at = count < NAMED ? count++ : NAMED - 1;
		for (; at > 0 && weights[at - 1] < weight; at--) {
			weights[at] = weights[at - 1];
			servers[at] = servers[at - 1];
		}
		weights[at] = weight;
		servers[at] = i;
	}
	return count;
}

/* Names the servers that the examples are of. */
static void
add_servers(struct builder *builder, const struct choice *choice)
{
	uint32_t servers[NAMED];
	uint32_t count = find_most(builder, choice, servers);
	struct block *block;

	for (uint32_t i = 0; i < count; i++) {
		block = add_block(builder, BLOCK_FROM, "");
		block->entry = servers[i] +
		    reference_nth(builder->reference, ENTRY_SERVER, 0);
		block->name = reference_name(builder->reference, block->entry);
		block->rank = choice->counts[servers[i]];
		block->word = i + 1 == count ? choice->servers - count : 0;
	}
}

/* Which of the examples are to be added. */
enum asked {
	ASKED_FOR, /* of the servers that were asked for */
	NOT_ASKED, /* of the others */
	ALL,	   /* no server was asked for */
};

static void
add_chosen(struct builder *builder, const struct choice *choice,
    enum asked asked)
{
	const struct reference *reference = builder->reference;

	for (uint32_t i = 0; i < choice->examples.count; i++) {
		uint32_t example = reference_link(reference, choice->examples,
		    i);
		const struct example_row *row = reference_example(reference,
		    example);

		if (asked != ALL &&
		    page_asks_for(builder->page, row->server) !=
			(asked == ASKED_FOR))
			continue;
		if (is_chosen(builder, choice, row))
			add_example(builder, example);
	}
}

static bool
asks_for_server(const struct page *page)
{
	for (size_t i = 0; i < page->asked_count; i++)
		if (page->asked[i].kind == ENTRY_SERVER)
			return true;
	return false;
}

void
add_examples(struct builder *builder, struct slice examples, unsigned code,
    unsigned classes)
{
	struct choice choice = { .examples = examples,
		.code = code,
		.classes = classes };
	struct page *page = builder->page;

	if (page->most_examples > 0 && examples.count > page->most_examples) {
		page->partial = true;
		return;
	}
	/* The page of a server has none but its own. */
	if (builder->target->kind != ENTRY_SERVER &&
	    count_servers(builder, &choice))
		add_servers(builder, &choice);
	free(choice.counts);
	if (!asks_for_server(page)) {
		add_chosen(builder, &choice, ALL);
		return;
	}
	add_chosen(builder, &choice, ASKED_FOR);
	add_chosen(builder, &choice, NOT_ASKED);
}

void
add_lack_of_examples(struct builder *builder, const struct entry_row *row)
{
	if (row->examples.count == 0)
		add_note(builder, "No server's own words for it are known.",
		    "");
}
