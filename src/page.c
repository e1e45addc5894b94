#include "page.h"

#include <stdlib.h>
#include <string.h>

#include "page_parts.h"

enum {
	SENSES = 4, /* of a status that are looked at */
};

void
page_release(struct page *page)
{
	free(page->blocks);
	arena_release(&page->arena);
	*page = (struct page) { 0 };
}

void
page_clear(struct page *page)
{
	page->count = 0;
	page->partial = false;
	page->failed = false;
	arena_clear(&page->arena);
}

static bool
has_code(const struct reference *reference, uint32_t example, unsigned code)
{
	const char *text = reference_string(reference,
	    reference_example(reference, example)->code);
	unsigned number;

	return code_parse(text, strlen(text), &number) && number == code;
}

/* A code without an entry: its digits, and who sends it all the same. */
static void
add_unknown_code(struct builder *builder, unsigned code)
{
	const char *name = arena_number(&builder->page->arena, code);
	uint32_t count = reference_example_count(builder->reference), first = 0;

	while (first < count && !has_code(builder->reference, first, code))
		first++;
	add_head(builder, name, "not a known reply code", TABLES_NONE)->text =
	    class_name(code / 100);
	add_verdict_of_digit(builder, DIGIT_FIRST, code / 100);
	add_own_notes_of_target(builder);
	add_block(builder, BLOCK_SUMMARY,
	    first == count ?
		"No RFC defines this code and no server is known to send it. "
		"A client goes by its first digit (RFC 5321 4.2), a reader by "
		"the text behind it." :
		"No RFC defines this code; who sends it all the same stands "
		"under EXAMPLES. A client goes by its first digit (RFC 5321 "
		"4.2), a reader by the text behind it.");
	add_code_digits(builder, code, "");
	for (; first < count; first++)
		if (has_code(builder->reference, first, code))
			add_example(builder, first);
}

void
add_code(struct builder *builder)
{
	const struct target *target = builder->target;
	const struct entry_row *row;

	if (target->entry == TABLES_NONE) {
		add_unknown_code(builder, target->code);
		return;
	}
	row = reference_entry(builder->reference, target->entry);
	add_code_front(builder, row);
	add_fact(builder, row->commands, "commands", "AFTER");
	add_code_digits(builder, row->code, pool_text(builder, row->digit));
	add_children(builder, row->children);
	add_examples(builder, row->examples, 0, 0);
	add_lack_of_examples(builder, row);
	add_related(builder, row->related);
	add_refs(builder, row->defined);
	add_refs(builder, row->refs);
}

static void
add_cause(struct builder *builder)
{
	const struct target *target = builder->target;
	const struct entry_row *row = reference_entry(builder->reference,
	    target->entry);

	add_head(builder, pool_text(builder, row->name),
	    pool_text(builder, row->title), target->entry);
	add_retry(builder, &row->retry, "");
	add_who(builder, row->who);
	add_own_notes_of_target(builder);
	add_fact(builder, row->sign, "sign", "SIGN");
	add_fixes(builder, row->fix_sender, TABLES_NONE, SIDE_SENDER);
	add_fixes(builder, row->fix_receiver, TABLES_NONE, SIDE_RECEIVER);
	for (uint32_t i = 0; i < row->avoid.count; i++)
		add_block(builder, BLOCK_AVOID,
		    reference_item(builder->reference, row->avoid, i));
	add_summary(builder, row->summary, "");
	add_children(builder, row->children);
	add_examples(builder, row->examples, 0, 0);
	add_related(builder, row->related);
}

static void
add_server(struct builder *builder)
{
	const struct target *target = builder->target;
	const struct entry_row *row = reference_entry(builder->reference,
	    target->entry);
	const char *kind = server_kind_names[row->server_kind];
	struct block *head;

	head = add_head(builder, pool_text(builder, row->name),
	    pool_text(builder, row->title), target->entry);
	head->text = kind != NULL ? kind : "";
	if (reference_is_own(builder->reference, target->entry))
		head->note = "your own";
	add_own_notes_of_target(builder);
	add_items(builder, row->delist, "delist", "DELIST");
	add_items(builder, row->postmaster, "postmaster", "POSTMASTER");
	add_items(builder, row->contact, "contact", "CONTACT");
	add_items(builder, row->habit, "habits", "HABITS");
	add_items(builder, row->recognise, "recognise", "KNOWN BY");
	add_children(builder, row->children);
	add_examples(builder, row->examples, 0, 0);
	add_fact(builder, row->checked, "checked", "CHECKED");
	add_refs(builder, row->docs);
}

/*
 * The vendor's own sense of a status that the meaning of its code names, as in
 * `(5.7.64)`; TABLES_NONE if there is none.
 */
static uint32_t
named_sense(struct builder *builder, const struct entry_row *row)
{
	const struct reference *reference = builder->reference;
	const char *at = pool_text(builder, row->summary);
	struct status status;
	uint32_t senses[SENSES];
	size_t length, count;

	for (; *at != '\0'; at += length) {
		length = strspn(at, "0123456789.");
		if (length > 4 && at[length - 1] == '.')
			length--;
		if (length == 0) {
			length = 1;
			continue;
		}
		if (!status_parse(at, length, &status))
			continue;
		count = reference_find_status(reference, &status, false, senses,
		    SENSES);
		for (size_t i = 0; i < count && i < SENSES; i++)
			if (reference_entry(reference, senses[i])->server ==
			    row->server)
				return senses[i];
	}
	return TABLES_NONE;
}

static void
add_vendor(struct builder *builder)
{
	const struct reference *reference = builder->reference;
	const struct target *target = builder->target;
	const struct entry_row *row = reference_entry(reference, target->entry);
	const struct entry_row *cause = reference_entry(reference, row->cause);
	const struct entry_row *server = reference_entry(reference,
	    row->server);
	uint32_t sense = named_sense(builder, row);

	set_provider(builder, row->server);
	add_head(builder, pool_text(builder, row->name),
	    pool_text(builder, cause->title), target->entry)
	    ->text = pool_text(builder, server->title);
	add_summary(builder, row->summary, "");
	add_retry(builder,
	    row->retry.verdict != VERDICT_UNSAID ? &row->retry : &cause->retry,
	    "");
	add_who(builder, row->who.count > 0 ? row->who : cause->who);
	add_own_notes_of_target(builder);
	add_why(builder, row->cause, pool_text(builder, cause->title));
	add_delisting(builder, row->cause, row->server);
	if (sense != TABLES_NONE)
		add_fixes(builder, reference_entry(reference, sense)->fix,
		    TABLES_NONE, SIDE_ANY);
	add_fixes(builder, cause->fix_sender, TABLES_NONE, SIDE_SENDER);
	add_fixes(builder, cause->fix_receiver, TABLES_NONE, SIDE_RECEIVER);
	if (sense != TABLES_NONE)
		add_related_entry(builder, sense);
	add_related_entry(builder, row->server);
	add_refs(builder, row->sources);
}

void
page_add(struct page *page, const struct reference *reference,
    const struct target *target)
{
	static void (*const add[ENTRY_KINDS])(struct builder *) = {
		[ENTRY_CODE] = add_code,
		[ENTRY_STATUS] = add_status,
		[ENTRY_PAIR] = add_pair,
		[ENTRY_CAUSE] = add_cause,
		[ENTRY_SERVER] = add_server,
		[ENTRY_VENDOR] = add_vendor,
	};
	struct builder builder = { page, reference, target, NULL };

	if (target->entry != TABLES_NONE)
		reserve_blocks(&builder,
		    reference_entry(reference, target->entry)->examples.count);
	add[target->kind](&builder);
	page->failed = page->failed || page->arena.failed;
}
