/* The parts of a page: an admin's own remarks. */
#include "page_parts.h"

static bool
is_status(const struct note_row *note, const struct status *status)
{
	return status->classes != 0 && note->subject == status->subject &&
	    note->detail_from <= status->detail_from &&
	    note->detail_to >= status->detail_to &&
	    (note->classes & status->classes) != 0;
}

/* A remark on a cause is one on what refines it, too. */
static bool
is_cause(const struct reference *reference, const struct note_row *note,
    uint32_t cause)
{
	return cause != TABLES_NONE &&
	    (note->entry == cause ||
		note->entry == reference_entry(reference, cause)->parent);
}

static bool
is_about(const struct reference *reference, const struct note_row *note,
    const struct subject_matter *matter)
{
	switch (note->kind) {
	case ENTRY_CODE:
		return !matter->code_told && note->code == matter->code;
	case ENTRY_STATUS:
		return is_status(note, &matter->status);
	case ENTRY_PAIR:
		return note->code == matter->code &&
		    is_status(note, &matter->status);
	case ENTRY_CAUSE:
		return is_cause(reference, note, matter->cause);
	case ENTRY_SERVER:
		return note->entry == matter->server;
	case ENTRY_VENDOR:
		return note->entry == matter->vendor;
	default:
		return false;
	}
}

void
add_own_notes(struct builder *builder, const struct subject_matter *matter)
{
	const struct reference *reference = builder->reference;
	uint32_t count = reference_note_count(reference);

	for (uint32_t i = 0; i < count; i++) {
		const struct note_row *note = reference_note(reference, i);

		if (is_about(reference, note, matter))
			add_block(builder, BLOCK_OWN,
			    pool_text(builder, note->text))
			    ->label = pool_text(builder, note->name);
	}
}

void
add_own_notes_of_target(struct builder *builder)
{
	const struct target *target = builder->target;
	struct subject_matter matter = { .code = target->code,
		.cause = TABLES_NONE,
		.server = TABLES_NONE,
		.vendor = TABLES_NONE };

	/* A code and a status that make two pages have what is on both here. */
	matter.code_told = target->kind == ENTRY_STATUS;
	if (target->kind == ENTRY_STATUS || target->kind == ENTRY_PAIR)
		matter.status = target->status;
	if (target->kind == ENTRY_CAUSE)
		matter.cause = target->entry;
	else if (target->kind == ENTRY_SERVER)
		matter.server = target->entry;
	else if (target->kind == ENTRY_VENDOR)
		matter.vendor = target->entry;
	add_own_notes(builder, &matter);
}
