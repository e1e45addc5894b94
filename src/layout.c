#include "layout.h"

#include <stdlib.h>

#include "layout_blocks.h"

enum {
	LABEL_COLUMN = 7,  /* where text begins behind RETRY, WHO ... */
	NARROW = 40,	   /* below that a heading has a line of its own */
	STREAM_LINES = 16, /* are handed on at once, and what its block adds */
};

void
layout_release(struct layout *layout)
{
	free(layout->spans);
	free(layout->lines);
	arena_release(&layout->arena);
	*layout = (struct layout) { 0 };
}

void
layout_clear(struct layout *layout)
{
	layout->span_count = 0;
	layout->line_count = 0;
	layout->partial = false;
	layout->failed = false;
	arena_clear(&layout->arena);
}

bool
span_leads(const struct span *span)
{
	return span->link != TABLES_NONE || span->web != NULL;
}

bool
span_leads_as(const struct span *span, const struct span *other)
{
	return span->link == other->link && span->web == other->web;
}

static bool
is_postponed(const struct block *block, const struct layout_options *options)
{
	return block->kind == BLOCK_WHY && options->first_causes > 0 &&
	    block->rank > options->first_causes;
}

/* The causes that had to wait, of the entry that the block is of. */
static void
write_postponed(struct writer *writer, const struct block *end)
{
	const struct block *block = end - 1;

	while (block->kind != BLOCK_HEAD)
		block--;
	for (; block < end; block++)
		if (is_postponed(block, writer->wrap.options))
			layout_why(writer, block);
}

/* Are the causes and the fixes over with this block? */
static bool
ends_fixes(const struct page *page, size_t at)
{
	enum block_kind last;

	if (at == 0)
		return false;
	last = page->blocks[at - 1].kind;
	return (last == BLOCK_FIX || last == BLOCK_WHY) &&
	    page->blocks[at].kind != BLOCK_FIX &&
	    page->blocks[at].kind != BLOCK_WHY;
}

/* Writes the block of that number, and what has to stand before it. */
static void
write_block(struct writer *writer, size_t at)
{
	const struct layout_options *options = writer->wrap.options;
	const struct block *block = &writer->page->blocks[at];

	writer->wrap.block = (uint32_t)at;
	writer->wrap.limit = options->prose;
	if (ends_fixes(writer->page, at)) {
		layout_end_fixes(writer);
		write_postponed(writer, block);
	}
	if (!is_postponed(block, options))
		layout_block(writer, block);
	else if (block->rank == options->first_causes + 1)
		layout_more_whys(writer);
	/* Servers stand behind each other on a line. */
	if (block->kind != BLOCK_FROM)
		wrap_end(&writer->wrap);
	writer->last = block;
}

static void
begin(struct writer *writer, struct layout *layout, const struct page *page,
    const struct layout_options *options)
{
	*writer = (struct writer) {
		.wrap = { .layout = layout, .options = options },
		.page = page,
		.body = options->width < NARROW ? 1 : LABEL_COLUMN,
	};
}

void
layout_page(struct layout *layout, const struct page *page,
    const struct layout_options *options)
{
	struct writer writer;

	layout_clear(layout);
	layout->partial = page->partial;
	begin(&writer, layout, page, options);
	for (size_t i = 0; i < page->count; i++) {
		if (options->most_lines > 0 &&
		    layout->line_count > options->most_lines) {
			layout->partial = true;
			break;
		}
		write_block(&writer, i);
	}
	if (writer.reply != NULL && !layout->partial) {
		layout_whole_reply(&writer);
		wrap_end(&writer.wrap);
	}
	layout->failed = layout->failed || layout->arena.failed;
}

bool
layout_stream(const struct page *page, const struct layout_options *options,
    layout_take *take, void *context)
{
	struct layout layout = { 0 };
	struct writer writer;
	bool done;

	begin(&writer, &layout, page, options);
	for (size_t i = 0; i < page->count; i++) {
		write_block(&writer, i);
		/* Not while a line is open. */
		if ((layout.line_count < STREAM_LINES ||
			page->blocks[i].kind == BLOCK_FROM) &&
		    i + 1 < page->count)
			continue;
		take(context, &layout);
		layout.span_count = 0;
		layout.line_count = 0;
	}
	done = !layout.failed && !layout.arena.failed;
	layout_release(&layout);
	return done;
}
