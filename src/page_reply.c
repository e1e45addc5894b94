#include "page_reply.h"

#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "page_notes.h"

enum {
	NEAREST = 3, /* examples that are shown beside it */
};

const char page_own_lines[] = "lines";
const char page_met[] = "met";

/* Code and status: `550 5.7.1`, or "". */
static const char *
number_of(struct answer *answer)
{
	const struct judgement *judgement = answer->judgement;

	if (judgement->code == 0)
		return arena_printf(arena_of(answer), "%s", judgement->status);
	return arena_printf(arena_of(answer), "%u%s%s", judgement->code,
	    judgement->status[0] != '\0' ? " " : "", judgement->status);
}

static void
add_outcome(struct answer *answer)
{
	const struct outcome *outcome = &answer->outcome;
	struct block *block;

	if (outcome->verdict != VERDICT_UNSAID) {
		block = add_block(&answer->builder, BLOCK_RETRY, outcome->text);
		block->word = outcome->verdict;
	}
	add_who_of(&answer->builder, outcome->who,
	    answer->judgement->event.direction);
}

static void
add_own_notes_of_reply(struct answer *answer)
{
	const struct identification *found = answer->found;
	struct subject_matter matter = {
		.code = answer->judgement->code,
		.cause = answer->known ? found->cause : TABLES_NONE,
		.server = answer->outcome.server,
		.vendor = found->vendor,
	};

	if (!answer_status(answer, &matter.status))
		matter.status.classes = 0;
	add_own_notes(&answer->builder, &matter);
}

/* Why: the vendor code's meaning, else the example's, else the cause's. */
static void
add_cause_of_reply(struct answer *answer, const struct entry_row *cause)
{
	struct builder *builder = &answer->builder;
	const struct reference *reference = builder->reference;
	const struct identification *found = answer->found;
	uint32_t text = cause->summary;

	if (answer->outcome.example != TABLES_NONE &&
	    reference_example(reference, answer->outcome.example)->meaning != 0)
		text = reference_example(reference, answer->outcome.example)
			   ->meaning;
	if (found->vendor != TABLES_NONE)
		text = reference_entry(reference, found->vendor)->summary;
	add_why(builder, found->cause, pool_text(builder, text));
	if (found->example != TABLES_NONE &&
	    found->confidence >= IDENTIFY_PLAIN)
		add_also(builder, reference_example(reference, found->example),
		    found->cause);
}

/* What else it might be, where that is not sure. */
static void
add_alternatives(struct answer *answer)
{
	const struct identification *found = answer->found;
	struct builder *builder = &answer->builder;

	if (found->confidence >= IDENTIFY_PLAIN)
		return;
	if (!answer->known && found->cause != TABLES_NONE)
		add_why(builder, found->cause,
		    arena_printf(arena_of(answer), "%s (%u %%)",
			reference_title(builder->reference, found->cause),
			(unsigned)(found->confidence + 5) / 10));
	for (uint32_t i = 0; i < found->alternative_count; i++)
		add_why(builder, found->alternatives[i].cause,
		    arena_printf(arena_of(answer), "%s (%u %%)",
			reference_title(builder->reference,
			    found->alternatives[i].cause),
			(unsigned)(found->alternatives[i].confidence + 5) /
			    10));
}

static void
add_reply_digits(struct answer *answer)
{
	struct builder *builder = &answer->builder;
	struct status status;
	uint32_t sense;
	bool known;

	if (answer->judgement->code != 0)
		add_code_digits(builder, answer->judgement->code, "");
	if (!answer_status(answer, &status))
		return;
	known = reference_find_status(builder->reference, &status, true, &sense,
		    1) > 0;
	add_status_digits(builder, &status,
	    known ? reference_title(builder->reference, sense) :
		    "not registered",
	    "");
}

/* The examples that are most like it. */
static void
add_nearest(struct answer *answer)
{
	struct builder *builder = &answer->builder;
	const struct reply *reply = answer->reply;
	const struct search_hit *hit;
	struct find find;

	if (!find_init(&find, builder->reference)) {
		builder->page->failed = true;
		return;
	}
	search_run(&find.search,
	    text_string(&reply->bytes) + reply->inner.whole.from,
	    reply->inner.whole.to - reply->inner.whole.from, false, NULL, NULL);
	for (size_t i = 0;
	     find.search.all && i < find.search.hit_count && i < NEAREST; i++) {
		hit = &find.search.hits[i];
		add_example(builder, hit->document);
	}
	find_release(&find);
}

/* The entries that code and status are. */
static void
add_reply_related(struct answer *answer)
{
	struct builder *builder = &answer->builder;
	struct status status;
	uint32_t entry;

	entry = reference_find_code(builder->reference,
	    answer->judgement->code);
	if (entry != TABLES_NONE)
		add_related_entry(builder, entry);
	if (answer_status(answer, &status) &&
	    reference_find_status(builder->reference, &status, true, &entry,
		1) > 0)
		add_related_entry(builder, entry);
}

/* Further replies in the text. */
static void
add_others(struct answer *answer)
{
	const struct reply *reply = answer->reply;
	struct block *block;

	for (size_t i = 0; i < reply->other_count; i++) {
		const struct reply_span *span = &reply->others[i].whole;

		block = add_block(&answer->builder, BLOCK_ITEM,
		    answer_inert(answer,
			text_string(&reply->bytes) + span->from,
			span->to - span->from));
		block->name = "others";
		block->label = "OTHERS";
	}
}

/* A piece of the event, kept; "" if there is none. */
static const char *
keep_piece(struct answer *answer, const struct piece *piece)
{
	if (piece->length == 0)
		return "";
	return arena_printf(arena_of(answer), "%.*s", (int)piece->length,
	    piece->bytes);
}

/* How often and since when it was met. */
static void
add_counts(struct answer *answer, const struct page_context *context)
{
	struct block *block;

	if (context == NULL || context->counts == NULL)
		return;
	block = add_block(&answer->builder, BLOCK_FACT,
	    arena_printf(arena_of(answer), "%s", context->counts));
	block->name = page_met;
	block->label = "MET";
	block->note = keep_piece(answer, &answer->judgement->event.recipient);
}

/* Some of the lines that it was met in. */
static void
add_own_lines(struct answer *answer, const struct page_context *context)
{
	const struct event *event = &answer->judgement->event;
	struct block *block;

	for (size_t i = 0; context != NULL && i < context->sample_count; i++) {
		block = add_block(&answer->builder, BLOCK_ITEM,
		    arena_printf(arena_of(answer), "%s", context->samples[i]));
		block->name = page_own_lines;
		block->label = "YOURS";
		block->note = keep_piece(answer, &event->host);
	}
}

/* What the vendor of the status says, then the side of who said it. */
static void
add_reply_fixes(struct answer *answer, const struct entry_row *cause,
    const struct entry_row *sense)
{
	enum direction direction = answer->judgement->event.direction;
	struct builder *builder = &answer->builder;
	bool ours = direction == DIRECTION_LOCAL || direction == DIRECTION_OWN;

	add_delisting(builder, answer->found->cause,
	    sense != NULL ? sense->server : answer->outcome.server);
	if (sense != NULL)
		add_fixes(builder, sense->fix, TABLES_NONE, SIDE_ANY);
	if (ours)
		add_fixes(builder, cause->fix_receiver, TABLES_NONE,
		    SIDE_RECEIVER);
	add_fixes(builder, cause->fix_sender, TABLES_NONE, SIDE_SENDER);
	if (!ours)
		add_fixes(builder, cause->fix_receiver, TABLES_NONE,
		    SIDE_RECEIVER);
	add_fact(builder, cause->sign, "sign", "SIGN");
}

static void
add_reply_head(struct answer *answer, const struct entry_row *cause)
{
	struct builder *builder = &answer->builder;
	struct block *head;

	head = add_block(builder, BLOCK_HEAD,
	    class_name(answer->judgement->class));
	head->name = number_of(answer);
	head->label = cause != NULL ? pool_text(builder, cause->title) :
				      "cause not known";
	head->word = ENTRY_CAUSE;
	head->entry = answer->known ? answer->found->cause : TABLES_NONE;
	add_block(builder, BLOCK_REPLY,
	    answer_inert(answer, text_string(&answer->reply->bytes),
		answer->reply->bytes.length));
}

bool
page_add_judgement(struct page *page, const struct reference *reference,
    const struct judge *judge, const struct judgement *judgement,
    const struct page_context *context)
{
	struct answer answer = {
		.builder = { page, reference, NULL, NULL },
		.judge = judge,
		.judgement = judgement,
		.found = &judgement->found,
		.reply = &judge->identify.reply,
		.outcome = outcome_of(reference, judgement),
		.known = judgement_is_known(judgement),
	};
	const struct entry_row *cause = NULL, *sense = NULL;

	if (answer.known)
		cause = reference_entry(reference, judgement->found.cause);
	if (answer.known && answer.outcome.sense != TABLES_NONE)
		sense = reference_entry(reference, answer.outcome.sense);
	if (answer.known && judgement->event.direction != DIRECTION_LOCAL &&
	    judgement->event.direction != DIRECTION_OWN)
		set_provider(&answer.builder,
		    sense != NULL ? sense->server : answer.outcome.server);
	add_reply_head(&answer, cause);
	add_circumstances(&answer, context == NULL ? NULL : context->recipient);
	add_outcome(&answer);
	add_own_notes_of_reply(&answer);
	if (cause != NULL)
		add_cause_of_reply(&answer, cause);
	add_alternatives(&answer);
	add_basis(&answer);
	add_disagreement(&answer);
	add_counts(&answer, context);
	if (cause != NULL)
		add_reply_fixes(&answer, cause, sense);
	add_reply_digits(&answer);
	add_others(&answer);
	add_own_lines(&answer, context);
	add_nearest(&answer);
	add_reply_related(&answer);
	page->failed = page->failed || page->arena.failed ||
	    judge->identify.failed;
	return answer.known;
}

void
page_judge_paste(struct judge *judge, const char *bytes, size_t length,
    struct judgement *judgement)
{
	struct event event = { .reply = { bytes, length } };

	if (memchr(bytes, '\n', length) == NULL)
		judge_line(judge, bytes, length, judgement);
	else if (!judge_bounce(judge, bytes, length, judgement))
		judge_event(judge, &event, judgement);
	/* Whoever pastes it says that it is one. */
	if (!judgement->holds)
		judge_event(judge, &event, judgement);
}

bool
page_add_reply(struct page *page, const struct reference *reference,
    const char *bytes, size_t length)
{
	struct judge *judge = malloc(sizeof(*judge));
	struct judgement judgement;
	bool known;

	if (judge == NULL) {
		page->failed = true;
		return false;
	}
	judge_init(judge, reference, 0);
	page_judge_paste(judge, bytes, length, &judgement);
	known = page_add_judgement(page, reference, judge, &judgement, NULL);
	judge_release(judge);
	free(judge);
	return known;
}

bool
page_has_reply(const char *bytes, size_t length)
{
	struct reply reply = { 0 };
	bool found;

	reply_find(&reply, bytes, length);
	found = reply.outer.code != 0 ||
	    reply.outer.status.to > reply.outer.status.from;
	reply_release(&reply);
	return found;
}
