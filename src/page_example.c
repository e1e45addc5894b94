/* The page of one example: what this text means, and what to do about it. */
#include <string.h>

#include "page_parts.h"

/* Who acts: the example's own word before its cause's. */
static void
add_example_who(struct builder *builder, const struct example_row *row,
    const struct entry_row *cause)
{
	add_who(builder, row->who.count > 0 ? row->who : cause->who);
}

static void
add_own_notes_of_example(struct builder *builder, const struct example_row *row)
{
	const char *code = pool_text(builder, row->code);
	const char *status = pool_text(builder, row->status);
	struct subject_matter matter = { .cause = row->cause,
		.server = row->server,
		.vendor = TABLES_NONE };

	code_parse(code, strlen(code), &matter.code);
	if (!status_parse(status, strlen(status), &matter.status))
		matter.status.classes = 0;
	add_own_notes(builder, &matter);
}

static void
add_origin(struct builder *builder, const struct example_row *row)
{

	add_items(builder, row->sources, "source", "SOURCE");
	add_fact(builder, row->when, "when", "WHEN");
	add_fact(builder, row->certainty, "certainty", "KNOWN");
	add_fact(builder, row->differs, "differs", "DIFFERS");
	add_related_entry(builder, row->server);
}

void
page_add_example(struct page *page, const struct reference *reference,
    uint32_t example)
{
	const struct example_row *row = reference_example(reference, example);
	const struct entry_row *cause = reference_entry(reference, row->cause);
	struct builder builder = { page, reference, NULL, NULL };
	struct block *block;

	set_provider(&builder, row->server);
	block = add_block(&builder, BLOCK_HEAD, "");
	block->name = reference_title(reference, row->server);
	if (reference_is_own_example(reference, example))
		block->note = "your own";
	block->label = pool_text(&builder, cause->title);
	block->word = ENTRY_CAUSE;
	block->entry = row->cause;
	add_block(&builder, BLOCK_REPLY, pool_text(&builder, row->text));
	add_retry(&builder,
	    row->retry.verdict != VERDICT_UNSAID ? &row->retry : &cause->retry,
	    "");
	add_example_who(&builder, row, cause);
	add_own_notes_of_example(&builder, row);
	add_why(&builder, row->cause,
	    pool_text(&builder,
		row->meaning != 0 ? row->meaning : cause->summary));
	add_also(&builder, row, row->cause);
	add_delisting(&builder, row->cause, row->server);
	add_fixes(&builder, cause->fix_sender, TABLES_NONE, SIDE_SENDER);
	add_fixes(&builder, cause->fix_receiver, TABLES_NONE, SIDE_RECEIVER);
	add_fact(&builder, cause->sign, "sign", "SIGN");
	add_origin(&builder, row);
	page->failed = page->failed || page->arena.failed;
}
