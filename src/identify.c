#include "identify.h"

#include <string.h>

#include "identify_marks.h"
#include "identify_parts.h"
#include "identify_rank.h"

enum {
	ALONE_TIMES = 3,   /* so much surer than of the next one, too */
	STATUS_CAUSES = 1, /* that a status may have and tell one alone */
};

/* Of MODEL_ONE. */
enum {
	SHARE_SUCCESS = MODEL_ONE / 100 * 90,
	SHARE_VENDOR = MODEL_ONE / 100 * 75,
	SHARE_KIND = MODEL_ONE / 100 * 90, /* of a kind, that names it */
	SHARE_STATUS = MODEL_ONE / 100 * 55,
	SHARE_UNSURE = MODEL_ONE / 100 * 60, /* below it all text is asked */
	SHARE_WHOLE = MODEL_ONE / 100 * 40,  /* that it has then */
	SHARE_ALONE = MODEL_ONE / 100 * 25,  /* that a number needs alone */
};

const char *const basis_names[BASES] = { "none", "code", "status", "vendor",
	"text", "example" };

static uint32_t
find_cause(const struct reference *reference, const char *name)
{
	uint32_t entry = reference_find_name(reference, ENTRY_CAUSE, name,
	    strlen(name));

	return entry == TABLES_NONE ?
	    TABLES_NONE :
	    entry - reference->tables.kinds[ENTRY_CAUSE].first;
}

void
identify_init(struct identify *identify, const struct reference *reference)
{
	memset(identify, 0, sizeof(*identify));
	identify->reference = reference;
	model_init(&identify->model, &reference->tables);
	literals_init(&identify->literals, &reference->tables);
	vendor_codes_init(&identify->vendors, &reference->tables);
	identify->names.success = find_cause(reference, "success");
	identify->names.generic = find_cause(reference, "generic");
}

void
identify_release(struct identify *identify)
{
	reply_release(&identify->reply);
	normal_release(&identify->normal);
	normal_release(&identify->whole);
}

uint32_t
identify_number(const struct run *run, uint32_t entry)
{
	const struct reference *reference = run->identify->reference;

	return entry - reference->tables.kinds[ENTRY_CAUSE].first;
}

const char *
identify_bytes(const struct run *run, const struct reply_span *span)
{
	return text_string(&run->identify->reply.bytes) + span->from;
}

static void
find_vendor(struct run *run)
{
	struct identify *identify = run->identify;
	const struct text *bytes = &identify->reply.bytes;
	const struct tables *tables = &identify->reference->tables;
	size_t from, at = 0;
	uint32_t entry, cause;

	for (;;) {
		entry = vendor_codes_next(&identify->vendors,
		    text_string(bytes), bytes->length, &from, &at);
		if (entry == TABLES_NONE)
			return;
		if (!identify->keeps_vendors &&
		    hidden_server(identify->hidden,
			tables->entries[entry].server))
			continue;
		cause = identify_number(run, tables->entries[entry].cause);
		model_add_vendor(&identify->input, cause, 0, 0);
		model_add_vendor(&identify->input,
		    identify->model.causes[cause].parent, 0, 0);
		if (run->found->vendor != TABLES_NONE)
			continue;
		run->found->vendor = entry;
		run->vendor_from = (uint32_t)from;
		run->vendor_to = (uint32_t)at;
	}
}

static void
read_part(struct run *run)
{
	struct identify *identify = run->identify;
	const struct reply_part *part = run->part;

	normal_make(&identify->normal, identify_bytes(run, &part->whole),
	    part->whole.to - part->whole.from);
	model_read(&identify->model, &identify->input, &identify->normal,
	    part->code,
	    part->status.to > part->status.from ?
		identify_bytes(run, &part->status) :
		NULL,
	    part->status.to - part->status.from);
}

/* What the model makes of the part; where it is unsure, of all there is. */
static void
ask_model(struct run *run)
{
	struct identify *identify = run->identify;
	const struct text *bytes = &identify->reply.bytes;
	uint32_t known, best;

	model_apply(&identify->model, &identify->input, &identify->result);
	rank_top(&identify->model, &identify->result, &best, 1);
	if (best == TABLES_NONE ||
	    identify->result.shares[best] >= SHARE_UNSURE ||
	    run->part->whole.to - run->part->whole.from + 8 > bytes->length)
		return;
	known = identify->input.known;
	normal_make(&identify->whole, text_string(bytes), bytes->length);
	model_read(&identify->model, &identify->input, &identify->whole,
	    run->part->code, NULL, 0);
	model_apply(&identify->model, &identify->input,
	    &identify->other_result);
	rank_mix(&identify->model, &identify->result, &identify->other_result,
	    SHARE_WHOLE);
	if (identify->input.known < known)
		identify->input.known = known;
	/* What decided is looked for in the part. */
	known = identify->input.known;
	read_part(run);
	identify->input.known = known;
}

/*
 * The only cause that the reference gives for a status;
 * TABLES_NONE where it means many things.
 */
static uint32_t
cause_of_status(const struct run *run)
{
	const struct reference *reference = run->identify->reference;
	const struct entry_row *row;
	struct status status;
	uint32_t entry, first = TABLES_NONE, causes = 0, before = TABLES_NONE;

	if (!reply_status(&run->identify->reply, run->part, &status) ||
	    reference_find_status(reference, &status, false, &entry, 1) == 0)
		return TABLES_NONE;
	row = reference_entry(reference, entry);
	for (uint32_t i = 0; i < row->why.count; i++) {
		uint32_t cause = identify_number(run,
		    reference_why(reference, row->why, i)->cause);
		uint32_t parent = run->identify->model.causes[cause].parent;

		if (first == TABLES_NONE)
			first = cause;
		causes += parent != before;
		before = parent;
	}
	return causes <= STATUS_CAUSES ? first : TABLES_NONE;
}

/* The text says nothing that is known: the status may, or nothing does. */
static void
ask_status(struct run *run)
{
	struct identify *identify = run->identify;
	struct model_result *result = &identify->result;
	uint32_t cause = cause_of_status(run);
	uint32_t top[2], best, next;

	rank_top(&identify->model, result, top, 2);
	best = top[0];
	next = top[1];
	run->found->basis = BASIS_NONE;
	if (next != TABLES_NONE && result->shares[best] >= SHARE_ALONE &&
	    result->shares[best] >= ALONE_TIMES * result->shares[next]) {
		run->found->basis = run->part->status.to > 0 ? BASIS_STATUS :
							       BASIS_CODE;
	} else if (cause != TABLES_NONE) {
		rank_favour(&identify->model, result, cause, SHARE_STATUS);
		run->found->basis = BASIS_STATUS;
	}
}

static void
mark_words(struct run *run)
{
	const struct identify *identify = run->identify;
	const struct normal *normal = &identify->normal;
	struct identification *found = run->found;
	uint32_t base = run->part->whole.from, top[2];

	if (found->vendor != TABLES_NONE)
		marks_add(identify, found, run->vendor_from, run->vendor_to);
	if (found->basis == BASIS_EXAMPLE) {
		const uint16_t *places = identify->text.places;

		marks_add(identify, found,
		    base + normal->terms[places[run->match.first]].from,
		    base + normal->terms[places[run->match.last - 1]].to);
		return;
	}
	if (found->basis == BASIS_STATUS)
		marks_add(identify, found, run->part->status.from,
		    run->part->status.to);
	if (found->basis != BASIS_TEXT && found->basis != BASIS_VENDOR)
		return;
	if (run->begun) {
		marks_add(identify, found, run->part->text.from,
		    run->part->text.to);
		return;
	}
	rank_top(&identify->model, &identify->result, top, 2);
	if (top[1] != TABLES_NONE)
		marks_add_words(identify, found, base, top[0], top[1]);
}

/* A reply of class 2 or 3, whose status does not say otherwise. */
static bool
is_success(const struct run *run)
{
	const struct reply *reply = &run->identify->reply;
	struct status status;

	if (reply->outer.code / 100 != 2 && reply->outer.code / 100 != 3)
		return false;
	return !reply_status(reply, &reply->outer, &status) ||
	    status_class(status.classes) == 2;
}

/* The cause of the vendor code that was found. */
static uint32_t
vendor_cause(const struct run *run)
{
	return identify_number(run,
	    run->identify->reference->tables.entries[run->found->vendor].cause);
}

/*
 * The cause that a vendor code stands for; where the words clearly name another
 * kind of the same, that: blocked using Spamhaus (AS16012609).
 */
static uint32_t
named_by_vendor(const struct run *run)
{
	const struct model *model = &run->identify->model;
	const struct model_result *result = &run->identify->result;
	uint32_t cause = vendor_cause(run), top, kind;

	rank_top(model, result, &top, 1);
	if (top != model->causes[cause].parent)
		return cause;
	kind = rank_refine(model, result, top);
	return kind != top && result->shares[kind] >= SHARE_KIND ? kind : cause;
}

/*
 * Does a vendor code tell something else than the example that was found, in
 * words that this leaves open? "blocked using LIST; Error: open resolver".
 */
static bool
is_vendors_alone(const struct run *run)
{
	const struct cause_row *causes = run->identify->model.causes;

	return run->found->vendor != TABLES_NONE &&
	    run->found->example != TABLES_NONE &&
	    example_leaves(run, run->vendor_from, run->vendor_to) &&
	    !example_votes_for(run, causes[vendor_cause(run)].parent);
}

static void
decide(struct run *run)
{
	struct identify *identify = run->identify;
	struct model_result *result = &identify->result;

	example_find(run);
	find_vendor(run);
	ask_model(run);
	run->found->basis = BASIS_TEXT;
	/* What only tells that it failed tells less than what tells why. */
	if (identify->names.generic != TABLES_NONE &&
	    model_has_other(&identify->model, &identify->input,
		identify->names.generic))
		rank_exclude(&identify->model, result, identify->names.generic);
	if (is_success(run) && identify->names.success != TABLES_NONE) {
		run->found->basis = BASIS_CODE;
		rank_favour(&identify->model, result,
		    run->identify->names.success, SHARE_SUCCESS);
		return;
	}
	if (reply_class(&identify->reply, &identify->reply.outer) >= 4)
		rank_exclude(&identify->model, result,
		    run->identify->names.success);
	if (is_vendors_alone(run))
		run->found->example = TABLES_NONE;
	if (run->found->example != TABLES_NONE)
		example_favour(run);
	if (run->found->example != TABLES_NONE)
		return;
	if (run->found->vendor != TABLES_NONE) {
		rank_favour(&identify->model, result, named_by_vendor(run),
		    SHARE_VENDOR);
		run->found->basis = BASIS_VENDOR;
	} else {
		if (identify->input.known == 0)
			ask_status(run);
		example_complete(run);
	}
}

void
identify_run(struct identify *identify, const char *bytes, size_t length,
    struct identification *found)
{
	struct run run = { .identify = identify, .found = found };

	*found = (struct identification) { .cause = TABLES_NONE,
		.example = TABLES_NONE,
		.vendor = TABLES_NONE };
	reply_find(&identify->reply, bytes, length);
	if (identify->model.cause_count == 0)
		return;
	run.part = &identify->reply.inner;
	read_part(&run);
	decide(&run);
	surety_name(&run);
	mark_words(&run);
	identify->failed = identify->reply.failed || identify->normal.failed ||
	    identify->whole.failed;
}
