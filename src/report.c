#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "plain.h"
#include "redact.h"

static bool
is_wanted(enum block_kind kind)
{
	/* An admin's own remarks are not for others. */
	return kind != BLOCK_OWN && kind != BLOCK_EXAMPLE &&
	    kind != BLOCK_RELATED && kind != BLOCK_DIGIT &&
	    kind != BLOCK_CHILD && kind != BLOCK_REF && kind != BLOCK_ITEM &&
	    kind != BLOCK_FACT;
}

/* Adds a block; what is from outside stands in a reply or in a note about it. */
static void
add_block(struct page *report, const struct block *block, struct redact *redact)
{
	struct block *added = &report->blocks[report->count++];
	struct text masked = { 0 };

	*added = *block;
	if (block->kind != BLOCK_REPLY && block->kind != BLOCK_NOTE)
		return;
	redact_append(redact, &masked, block->text, strlen(block->text));
	added->text = arena_printf(&report->arena, "%s", text_string(&masked));
	report->failed = report->failed || masked.failed;
	text_release(&masked);
}

void
report_page(struct text *text, const struct page *page,
    const struct reference *reference, unsigned width)
{
	struct plain_options options = { .width = width };
	struct page report = { 0 };
	struct redact redact = { 0 };

	report.blocks = calloc(page->count + 1, sizeof(*report.blocks));
	if (report.blocks == NULL) {
		text->failed = true;
		return;
	}
	report.capacity = page->count + 1;
	redact_init(&redact, reference);
	for (size_t i = 0; i < page->count; i++)
		if (is_wanted(page->blocks[i].kind))
			add_block(&report, &page->blocks[i], &redact);
	plain_page(text, &report, &options);
	text->failed = text->failed || report.failed || redact.failed ||
	    report.arena.failed;
	redact_release(&redact);
	page_release(&report);
}
