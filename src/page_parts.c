#include "page_parts.h"

#include <string.h>

enum {
	MOST_BLOCKS = 512, /* that nearly all pages have beside examples */
};

void
reserve_blocks(struct builder *builder, size_t count)
{
	struct page *page = builder->page;
	void *blocks = page->blocks;

	if (text_grow(&blocks, &page->capacity,
		page->count + MOST_BLOCKS + count, sizeof(*page->blocks)))
		page->blocks = blocks;
}

/* The next block; where there is none, one that nobody looks at. */
static struct block *
next_block(struct page *page)
{
	static struct block lost;
	void *blocks = page->blocks;

	/* What comes behind examples that wait has to wait too. */
	if (page->partial)
		return &lost;
	if (!text_grow(&blocks, &page->capacity,
		page->count == 0 ? MOST_BLOCKS : page->count + 1,
		sizeof(*page->blocks))) {
		page->failed = true;
		return &lost;
	}
	page->blocks = blocks;
	return &page->blocks[page->count++];
}

struct block *
add_block(struct builder *builder, enum block_kind kind, const char *text)
{
	struct block *block = next_block(builder->page);

	*block = (struct block) {
		.kind = kind,
		.entry = TABLES_NONE,
		.example = TABLES_NONE,
		.name = "",
		.label = "",
		.text = text,
		.note = "",
	};
	return block;
}

const char *
pool_text(const struct builder *builder, uint32_t string)
{
	return reference_string(builder->reference, string);
}

static const char *
standing_word(uint32_t standing)
{
	return standing_names[standing] != NULL ? standing_names[standing] : "";
}

struct block *
add_head(struct builder *builder, const char *name, const char *title,
    uint32_t entry)
{
	struct block *block = add_block(builder, BLOCK_HEAD, "");

	block->name = name;
	block->label = title;
	block->entry = entry;
	block->word = (uint32_t)builder->target->kind;
	if (entry != TABLES_NONE)
		block->note = standing_word(
		    reference_entry(builder->reference, entry)->standing);
	return block;
}

void
add_summary(struct builder *builder, uint32_t text, const char *label)
{
	if (text != 0)
		add_block(builder, BLOCK_SUMMARY, pool_text(builder, text))
		    ->label = label;
}

void
add_note(struct builder *builder, const char *text, const char *label)
{
	add_block(builder, BLOCK_NOTE, text)->label = label;
}

void
add_whys(struct builder *builder, struct slice why)
{
	for (uint32_t i = 0; i < why.count; i++) {
		const struct why_row *row = reference_why(builder->reference,
		    why, i);

		add_why(builder, row->cause, pool_text(builder, row->text));
	}
}

/* What the first digit alone tells, of a code that has no entry. */
void
add_verdict_of_digit(struct builder *builder, enum digit_of of, unsigned value)
{
	const struct digit_row *row = reference_digit(builder->reference, of,
	    value);

	if (row == NULL)
		return;
	add_retry(builder, &row->retry, "");
	add_who(builder, row->who);
}

void
add_retry(struct builder *builder, const struct verdict_row *retry,
    const char *label)
{
	struct block *block;

	if (retry->verdict == VERDICT_UNSAID)
		return;
	block = add_block(builder, BLOCK_RETRY,
	    pool_text(builder, retry->text));
	block->word = retry->verdict;
	block->label = label;
}

void
set_provider(struct builder *builder, uint32_t server)
{
	const struct entry_row *row;

	builder->provider = NULL;
	if (server == TABLES_NONE)
		return;
	row = reference_entry(builder->reference, server);
	if (row->server_kind == SERVER_PROVIDER)
		builder->provider = row;
}

/* Is it about a server of the reader's, where the provider's own said it? */
static bool
is_beside_provider(const struct builder *builder, struct slice who,
    enum direction direction)
{
	return builder->provider != NULL &&
	    (direction == DIRECTION_LOCAL || direction == DIRECTION_OWN ||
		direction == DIRECTION_NONE) &&
	    reference_has_direction(builder->reference, who, DIRECTION_REMOTE);
}

void
add_who(struct builder *builder, struct slice who)
{
	add_who_of(builder, who, DIRECTION_ANY);
}

void
add_who_of(struct builder *builder, struct slice who, enum direction direction)
{
	struct block *block;
	bool one = reference_has_direction(builder->reference, who, direction);

	for (uint32_t i = 0; i < who.count; i++) {
		const struct who_row *row = reference_who(builder->reference,
		    who, i);

		if (one ? row->direction != direction :
			  is_beside_provider(builder, who, row->direction))
			continue;
		block = add_block(builder, BLOCK_WHO,
		    pool_text(builder, row->text));
		block->word = row->role;
		block->direction = row->direction;
	}
}

void
add_why(struct builder *builder, uint32_t cause, const char *text)
{
	const struct entry_row *row;
	struct block *block = add_block(builder, BLOCK_WHY, text);
	uint32_t rank = 1;

	row = reference_entry(builder->reference, cause);
	for (size_t i = builder->page->count - 1;
	     i > 0 && builder->page->blocks[i - 1].kind == BLOCK_WHY; i--)
		rank++;
	block->rank = rank;
	block->entry = cause;
	block->name = pool_text(builder, row->name);
	block->label = pool_text(builder, row->title);
	block->note = pool_text(builder, row->sign);
}

static void
add_unless_named(struct builder *builder, uint32_t cause, uint32_t named)
{
	const struct reference *reference = builder->reference;

	if (reference_base_cause(reference, cause) !=
	    reference_base_cause(reference, named))
		add_why(builder, cause, reference_title(reference, cause));
}

void
add_also(struct builder *builder, const struct example_row *row, uint32_t named)
{
	add_unless_named(builder, row->cause, named);
	for (uint32_t i = 0; i < row->also.count; i++)
		add_unless_named(builder,
		    reference_link(builder->reference, row->also, i), named);
}

void
add_fixes(struct builder *builder, struct slice fixes, uint32_t cause,
    enum side side)
{
	struct block *block;
	uint32_t rank = 0;

	for (uint32_t i = 0; i < fixes.count; i++) {
		const struct fix_row *row = reference_fix(builder->reference,
		    fixes, i);

		if (side == SIDE_RECEIVER && builder->provider != NULL &&
		    strcmp(pool_text(builder, row->tag),
			pool_text(builder, builder->provider->name)) != 0)
			continue;
		block = add_block(builder, BLOCK_FIX,
		    pool_text(builder, row->text));
		block->name = pool_text(builder, row->tag);
		block->label = pool_text(builder, row->title);
		block->entry = cause;
		block->note = reference_name(builder->reference, cause);
		block->side = side;
		block->rank = ++rank;
	}
}

void
add_fixes_of_causes(struct builder *builder, size_t first_block)
{
	size_t end = builder->page->count;

	for (size_t i = first_block; i < end; i++) {
		const struct block *why = &builder->page->blocks[i];
		const struct entry_row *row;
		uint32_t cause;

		if (why->kind != BLOCK_WHY)
			continue;
		cause = why->entry;
		row = reference_entry(builder->reference, cause);
		add_fixes(builder, row->fix_sender, cause, SIDE_SENDER);
		add_fixes(builder, row->fix_receiver, cause, SIDE_RECEIVER);
	}
}

void
add_items(struct builder *builder, struct slice items, const char *name,
    const char *heading)
{
	struct block *block;

	for (uint32_t i = 0; i < items.count; i++) {
		block = add_block(builder, BLOCK_ITEM,
		    reference_item(builder->reference, items, i));
		block->name = name;
		block->label = heading;
	}
}

/* Is it a cause against which one asks the server to be taken off a list? */
static bool
takes_delisting(const char *cause)
{
	static const char *const causes[] = { "blocklisted",
		"poor-reputation" };

	for (size_t i = 0; i < sizeof(causes) / sizeof(causes[0]); i++)
		if (strncmp(cause, causes[i], strlen(causes[i])) == 0)
			return true;
	return false;
}

void
add_delisting(struct builder *builder, uint32_t cause, uint32_t server)
{
	const struct reference *reference = builder->reference;

	if (server != TABLES_NONE &&
	    takes_delisting(reference_name(reference, cause)))
		add_items(builder, reference_entry(reference, server)->delist,
		    "delist", "DELIST");
}

void
add_fact(struct builder *builder, uint32_t string, const char *name,
    const char *heading)
{
	struct block *block;

	if (string == 0)
		return;
	block = add_block(builder, BLOCK_FACT, pool_text(builder, string));
	block->name = name;
	block->label = heading;
}

void
add_related_entry(struct builder *builder, uint32_t entry)
{
	struct block *block = add_block(builder, BLOCK_RELATED, "");

	block->entry = entry;
	block->name = reference_name(builder->reference, entry);
	block->label = reference_title(builder->reference, entry);
}

void
add_related(struct builder *builder, struct slice related)
{
	for (uint32_t i = 0; i < related.count; i++) {
		uint32_t entry = reference_link(builder->reference, related, i);

		/* What a refinement inherits may name the refinement itself. */
		if (builder->target == NULL || entry != builder->target->entry)
			add_related_entry(builder, entry);
	}
}

/* Is it named already? In the pool a string stands once. */
static bool
has_ref(const struct page *page, const char *text)
{
	for (size_t i = page->count;
	     i > 0 && page->blocks[i - 1].kind == BLOCK_REF; i--)
		if (page->blocks[i - 1].text == text)
			return true;
	return false;
}

void
add_refs(struct builder *builder, struct slice refs)
{
	for (uint32_t i = 0; i < refs.count; i++) {
		const char *text = reference_item(builder->reference, refs, i);

		if (!has_ref(builder->page, text))
			add_block(builder, BLOCK_REF, text);
	}
}

void
add_children(struct builder *builder, struct slice children)
{
	for (uint32_t i = 0; i < children.count; i++) {
		uint32_t entry = reference_link(builder->reference, children,
		    i);
		const struct entry_row *row =
		    reference_entry(builder->reference, entry);
		struct block *block = add_block(builder, BLOCK_CHILD, "");

		block->entry = entry;
		block->name = pool_text(builder, row->name);
		if (row->kind == ENTRY_VENDOR)
			block->text = pool_text(builder, row->summary);
		else
			block->label = pool_text(builder, row->title);
	}
}

static struct block *
add_digit(struct builder *builder, enum digit_of of, unsigned value,
    const char *own_text)
{
	const struct digit_row *row = reference_digit(builder->reference, of,
	    value);
	struct block *block = add_block(builder, BLOCK_DIGIT, own_text);

	block->word = of;
	block->name = arena_number(&builder->page->arena, value);
	block->label = row == NULL ? "not assigned by any RFC" : "";
	if (row != NULL) {
		block->label = pool_text(builder, row->title);
		if (own_text[0] == '\0')
			block->text = pool_text(builder, row->text);
	}
	return block;
}

void
add_code_digits(struct builder *builder, unsigned code, const char *third)
{
	add_digit(builder, DIGIT_FIRST, code / 100, "");
	add_digit(builder, DIGIT_SECOND, code / 10 % 10, "");
	add_digit(builder, DIGIT_THIRD, code % 10, third);
}

void
add_status_digits(struct builder *builder, const struct status *status,
    const char *title, const char *detail)
{
	unsigned class = status_class(status->classes);
	struct block *block;

	if (class != 0)
		add_digit(builder, DIGIT_CLASS, class, "");
	for (unsigned c = 2; class == 0 && c <= 5; c++)
		if ((status->classes & 1u << c) != 0)
			add_digit(builder, DIGIT_CLASS, c, "");
	add_digit(builder, DIGIT_SUBJECT, status->subject, "");
	block = add_block(builder, BLOCK_DIGIT, detail);
	block->word = DIGIT_DETAIL;
	block->label = title;
	block->name = status->detail_from == status->detail_to ?
	    arena_number(&builder->page->arena, status->detail_from) :
	    arena_printf(&builder->page->arena, "%u-%u", status->detail_from,
		status->detail_to);
}

void
add_code_front(struct builder *builder, const struct entry_row *row)
{
	size_t first = builder->page->count;

	add_head(builder, pool_text(builder, row->name),
	    pool_text(builder, row->title), builder->target->entry)
	    ->text = class_name(row->code / 100);
	add_retry(builder, &row->retry, "");
	add_who(builder, row->who);
	add_own_notes_of_target(builder);
	add_whys(builder, row->why);
	add_fixes(builder, row->fix, TABLES_NONE, SIDE_ANY);
	add_fixes_of_causes(builder, first);
	add_summary(builder, row->summary, "");
}
