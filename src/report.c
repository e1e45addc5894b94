#include "report.h"

#include <stdlib.h>
#include <string.h>

#include "page_reply.h"
#include "plain.h"
#include "redact.h"

/* Is it outside text, or about it? */
static bool
is_outside(const struct block *block)
{
	return block->kind == BLOCK_REPLY || block->kind == BLOCK_NOTE ||
	    block->name == page_met || block->name == page_own_lines;
}

static bool
is_wanted(const struct page *report, const struct block *block)
{
	switch (block->kind) {
	/* An admin's own remarks are not for others. */
	case BLOCK_OWN:
	case BLOCK_FROM:
	case BLOCK_EXAMPLE:
	case BLOCK_RELATED:
	case BLOCK_DIGIT:
	case BLOCK_CHILD:
	case BLOCK_REF:
		return false;
	case BLOCK_FACT:
		return block->name == page_met;
	case BLOCK_ITEM:
		/* one line will do */
		return block->name == page_own_lines &&
		    report->blocks[report->count - 1].name != page_own_lines;
	default:
		return true;
	}
}

/* Tells the masks who is private in the lines of an input. */
static void
note_names(const struct page *page, struct redact *redact)
{
	for (size_t i = 0; i < page->count; i++) {
		const char *note = page->blocks[i].note;

		if (page->blocks[i].name == page_met)
			redact_note_user(redact, note, strlen(note));
		if (page->blocks[i].name == page_own_lines)
			redact_note_host(redact, note, strlen(note));
	}
}

static void
add_block(struct page *report, const struct block *block, struct redact *redact)
{
	struct block *added = &report->blocks[report->count++];
	struct text masked = { 0 };

	*added = *block;
	if (!is_outside(block))
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
	note_names(page, &redact);
	for (size_t i = 0; i < page->count; i++)
		if (is_wanted(&report, &page->blocks[i]))
			add_block(&report, &page->blocks[i], &redact);
	plain_page(text, &report, &options);
	text->failed = text->failed || report.failed || redact.failed ||
	    report.arena.failed;
	redact_release(&redact);
	page_release(&report);
}
