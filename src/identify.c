#include "identify.h"

#include <string.h>

#include "identify_marks.h"
#include "identify_rank.h"

enum {
	FEW_LETTERS = 10,  /* an example with fewer is none to go by */
	WHOLE_PART = 55,   /* of the text that an example is, in percent */
	ALONE_TIMES = 3,   /* so much surer than of the next one, too */
	POINTS_LETTER = 8, /* what a letter counts in a comparison */
	STATUS_CAUSES = 1, /* that a status may have and tell one alone */
};

/* Of MODEL_ONE. */
enum {
	SHARE_EXAMPLE = MODEL_ONE / 100 * 90,  /* with the same code */
	SHARE_CODELESS = MODEL_ONE / 100 * 75, /* where one has no code */
	SHARE_LIKE = MODEL_ONE / 100 * 50,     /* with another one */
	SHARE_VENDOR = MODEL_ONE / 100 * 75,
	SHARE_STATUS = MODEL_ONE / 100 * 55,
	SHARE_UNSURE = MODEL_ONE / 100 * 60, /* below it all text is asked */
	SHARE_WHOLE = MODEL_ONE / 100 * 40,  /* that it has then */
	SHARE_ALONE = MODEL_ONE / 100 * 25,  /* that a number needs alone */
};

const char *const basis_names[BASES] = { "none", "code", "status", "vendor",
	"text", "example" };

/* One reply on its way to its cause. */
struct run {
	struct identify *identify;
	struct identification *found;
	const struct reply_part *part; /* the one that tells why */
	struct literal_match match;    /* of found->example */
	/* The causes of all examples that stand there as well as it does. */
	uint32_t votes[MODEL_CAUSES], vote_count;
	uint32_t example_share;
	uint32_t vendor_from, vendor_to;
};

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

/* The model's number of a cause of the entries. */
static uint32_t
number_of(const struct run *run, uint32_t entry)
{
	const struct reference *reference = run->identify->reference;

	return entry - reference->tables.kinds[ENTRY_CAUSE].first;
}

static bool
is_hidden(const struct run *run, uint32_t server)
{
	const struct identify *identify = run->identify;

	return identify->is_hidden != NULL &&
	    identify->is_hidden(identify->hidden_context, server);
}

static const char *
bytes_of(const struct run *run, const struct reply_span *span)
{
	return text_string(&run->identify->reply.bytes) + span->from;
}

/* How well an example's code and status go with the part's. */
struct agreement {
	uint32_t share; /* that the example gets; 0 if it means another thing */
	uint32_t points;
};

static struct agreement
agreement(const struct run *run, const struct example_row *row)
{
	const struct reference *reference = run->identify->reference;
	const char *code = reference_string(reference, row->code);
	const char *status = reference_string(reference, row->status);
	const struct reply_span *span = &run->part->status;
	struct agreement result = { SHARE_CODELESS, 0 };
	unsigned number = 0, own = run->part->code;

	if (code[0] != '\0' && code_parse(code, 3, &number) && own != 0) {
		result.share = number == own ? SHARE_EXAMPLE : SHARE_LIKE;
		result.points = number == own ? 2 : number / 100 == own / 100;
		if ((number < 400) != (own < 400))
			result.share = 0;
	}
	if (status[0] != '\0' && span->to - span->from == strlen(status) &&
	    memcmp(status, bytes_of(run, span), strlen(status)) == 0)
		result.points += 3;
	return result;
}

/* Does the example say enough, and the text little beside it? */
static bool
is_enough(const struct run *run, const struct literal_match *match)
{
	uint32_t letters = run->identify->text.letters;

	if (match->letters < FEW_LETTERS && match->letters < letters)
		return false;
	return match->letters * 100 >= letters * WHOLE_PART;
}

/*
 * What the admin has written goes before what others send word for word; not
 * where the code is another one.
 */
static uint32_t
points_of(const struct run *run, const struct literal_match *match,
    const struct agreement *agreed)
{
	uint32_t points = match->letters * POINTS_LETTER + agreed->points;

	if (agreed->share >= SHARE_CODELESS &&
	    reference_is_own_example(run->identify->reference, match->example))
		points += POINTS_LETTER - 1;
	return points;
}

static void
vote(struct run *run, const struct example_row *row)
{
	run->votes[number_of(run, row->cause)]++;
	run->vote_count++;
}

static bool
is_software(const struct run *run, uint32_t example)
{
	const struct reference *reference = run->identify->reference;

	return reference_entry(reference,
		   reference_example(reference, example)->server)
		   ->server_kind == SERVER_SOFTWARE;
}

/* The longest example that stands in the text, and what else is as long. */
static void
find_example(struct run *run)
{
	struct identify *identify = run->identify;
	struct literal_cursor cursor = { 0 };
	struct literal_match match;
	uint32_t points, best = 0;

	literal_read(&identify->literals, &identify->normal, &identify->text);
	while (literal_next(&identify->literals, &identify->text, &cursor,
	    &match)) {
		const struct example_row *row =
		    reference_example(identify->reference, match.example);
		struct agreement agreed;

		if (!is_enough(run, &match) || is_hidden(run, row->server))
			continue;
		agreed = agreement(run, row);
		points = points_of(run, &match, &agreed);
		if (agreed.share == 0 || points < best)
			continue;
		if (points > best) {
			best = points;
			run->match = match;
			run->example_share = agreed.share;
			run->found->example = match.example;
			memset(run->votes, 0, sizeof(run->votes));
			run->vote_count = 0;
		} else if (!is_software(run, run->found->example) &&
		    is_software(run, match.example)) {
			/* Providers run software, and say what it says. */
			run->match = match;
			run->found->example = match.example;
		}
		vote(run, row);
	}
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
		if (is_hidden(run, tables->entries[entry].server))
			continue;
		cause = number_of(run, tables->entries[entry].cause);
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

	normal_make(&identify->normal, bytes_of(run, &part->whole),
	    part->whole.to - part->whole.from);
	model_read(&identify->model, &identify->input, &identify->normal,
	    part->code,
	    part->status.to > part->status.from ? bytes_of(run, &part->status) :
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
		uint32_t cause = number_of(run,
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
favour_examples(struct run *run)
{
	rank_vote(&run->identify->model, &run->identify->result, run->votes,
	    run->vote_count, run->example_share);
	run->found->basis = BASIS_EXAMPLE;
}

static uint32_t
thousandths(uint32_t share)
{
	uint32_t value = (uint32_t)((uint64_t)share * IDENTIFY_ONE / MODEL_ONE);

	return value > IDENTIFY_ONE ? IDENTIFY_ONE : value;
}

static uint32_t
entry_of(const struct run *run, uint32_t number)
{
	return run->identify->model.causes[number].entry;
}

/* Names the cause and the next three. What tells no cause is left out. */
static void
name_causes(struct run *run)
{
	const struct identify *identify = run->identify;
	const struct model *model = &identify->model;
	const struct model_result *result = &identify->result;
	struct identification *found = run->found;
	/* One may be left out, and the first is no alternative. */
	uint32_t top[IDENTIFY_ALTERNATIVES + 2], cause, n = 0;

	rank_top(model, result, top, IDENTIFY_ALTERNATIVES + 2);
	cause = top[0];
	if (cause != TABLES_NONE && cause != run->identify->names.generic &&
	    found->basis != BASIS_NONE) {
		found->cause = entry_of(run, rank_refine(model, result, cause));
		if (found->basis == BASIS_EXAMPLE)
			found->cause = rank_named(identify->reference,
			    &identify->normal, found->cause);
		found->confidence = thousandths(result->shares[cause]);
		n = 1;
	} else {
		found->basis = BASIS_NONE;
	}
	for (; n < IDENTIFY_ALTERNATIVES + 2 &&
	     found->alternative_count < IDENTIFY_ALTERNATIVES;
	     n++) {
		if (top[n] == TABLES_NONE)
			return;
		if (top[n] == run->identify->names.generic)
			continue;
		found->alternatives[found->alternative_count++] =
		    (struct likely_cause) {
			    entry_of(run, rank_refine(model, result, top[n])),
			    thousandths(result->shares[top[n]]),
		    };
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

static void
decide(struct run *run)
{
	struct identify *identify = run->identify;
	struct model_result *result = &identify->result;

	find_example(run);
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
		    run->identify->names.success, SHARE_EXAMPLE);
		return;
	}
	if (reply_class(&identify->reply, &identify->reply.outer) >= 4)
		rank_exclude(&identify->model, result,
		    run->identify->names.success);
	if (run->found->example != TABLES_NONE)
		favour_examples(run);
	else if (run->found->vendor != TABLES_NONE) {
		rank_favour(&identify->model, result,
		    number_of(run,
			identify->reference->tables.entries[run->found->vendor]
			    .cause),
		    SHARE_VENDOR);
		run->found->basis = BASIS_VENDOR;
	} else if (identify->input.known == 0)
		ask_status(run);
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
	name_causes(&run);
	mark_words(&run);
	identify->failed = identify->reply.failed || identify->normal.failed ||
	    identify->whole.failed;
}
