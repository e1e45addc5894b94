/* The page of a reply that was pasted: what this very text is. */
#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "identify.h"
#include "page_parts.h"

enum {
	NEAREST = 3, /* examples that are shown beside it */
};

/* A page while it is made of a reply. */
struct answer {
	struct builder builder;
	struct identify *identify;
	struct identification found;
	const char *bytes;  /* as they were given */
	const char *others; /* servers that send the same text */
	bool known;	    /* the cause is at least probable */
};

static struct arena *
arena_of(struct answer *answer)
{
	return &answer->builder.page->arena;
}

/* A part of the reply, made inert, as a string of the page. */
static const char *
inert_part(struct answer *answer, const char *bytes, size_t length)
{
	struct text inert = { 0 };
	const char *string;

	text_append_inert(&inert, bytes, length, true);
	string = arena_printf(arena_of(answer), "%s", text_string(&inert));
	if (inert.failed)
		answer->builder.page->failed = true;
	text_release(&inert);
	return string;
}

/* Code and status as they were read: `550 5.7.1`, or "" . */
static const char *
number_of(struct answer *answer)
{
	const struct reply *reply = &answer->identify->reply;
	const struct reply_part *part = &reply->outer;
	const char *status = text_string(&reply->bytes) + part->status.from;
	int length = (int)(part->status.to - part->status.from);

	if (part->code == 0)
		return arena_printf(arena_of(answer), "%.*s", length, status);
	return arena_printf(arena_of(answer), "%u%s%.*s", part->code,
	    length > 0 ? " " : "", length, status);
}

/* Is the server of one example more often met than that of another? */
static bool
speaks_before(const struct reference *reference, uint32_t left, uint32_t right)
{
	const struct entry_row *a = reference_entry(reference,
	    reference_example(reference, left)->server);
	const struct entry_row *b = reference_entry(reference,
	    reference_example(reference, right)->server);
	bool software = a->server_kind == SERVER_SOFTWARE;

	if (software != (b->server_kind == SERVER_SOFTWARE))
		return software;
	return a->examples.count > b->examples.count;
}

/* The words that decided, in backquotes. */
static const char *
marked_words(struct answer *answer)
{
	const struct identification *found = &answer->found;
	const char *words = "";

	for (uint32_t i = 0; i < found->mark_count; i++) {
		const struct span *mark = &found->marks[i];
		const char *part = inert_part(answer,
		    answer->bytes + mark->from, mark->to - mark->from);

		words = arena_printf(arena_of(answer), "%s%s`%s`", words,
		    i > 0 ? ", " : "", part);
	}
	return words;
}

/*
 * Many texts are sent by several servers: then the software that is met most
 * speaks for them. Sets the example to its one; returns the others' names.
 */
static const char *
settle_example(struct answer *answer)
{
	const struct reference *reference = answer->builder.reference;
	struct identification *found = &answer->found;
	const char *names = "";
	uint32_t best = found->example;
	struct index index;

	reference_index(reference, &index);
	for (uint32_t i = 0; i < index.document_count; i++)
		if (index.documents[i].text ==
			index.documents[found->example].text &&
		    speaks_before(reference, i, best))
			best = i;
	for (uint32_t i = 0; i < index.document_count; i++)
		if (index.documents[i].text ==
			index.documents[found->example].text &&
		    reference_example(reference, i)->server !=
			reference_example(reference, best)->server)
			names = arena_printf(arena_of(answer), "%s, %s", names,
			    reference_title(reference,
				reference_example(reference, i)->server));
	found->example = best;
	return names;
}

/* How the cause was found, in words. */
static const char *
how_it_was_found(struct answer *answer)
{
	const struct reference *reference = answer->builder.reference;
	const struct identification *found = &answer->found;
	struct arena *arena = arena_of(answer);
	uint32_t server;

	switch (found->basis) {
	case BASIS_EXAMPLE:
		server = reference_example(reference, found->example)->server;
		return arena_printf(arena, "an example of %s%s",
		    reference_title(reference, server), answer->others);
	case BASIS_VENDOR:
		return arena_printf(arena, "the vendor code %s",
		    reference_name(reference, found->vendor));
	case BASIS_TEXT:
		return arena_printf(arena, "its words %s",
		    marked_words(answer));
	case BASIS_STATUS:
		return "its status alone";
	case BASIS_CODE:
		return "its code alone";
	default:
		return "";
	}
}

static void
add_basis(struct answer *answer)
{
	const struct identification *found = &answer->found;
	struct arena *arena = arena_of(answer);
	const char *sure = found->confidence >= IDENTIFY_PLAIN ? "Known" :
								 "Probable";

	if (!answer->known)
		add_note(&answer->builder,
		    "The cause is not known: the text is too unlike what "
		    "stands here. Code and status still say what stands below.",
		    "");
	else
		add_note(&answer->builder,
		    arena_printf(arena, "%s by %s; %u %% sure.", sure,
			how_it_was_found(answer),
			(unsigned)(found->confidence + 5) / 10),
		    "");
}

/* What does not fit together is said. */
static void
add_disagreement(struct answer *answer)
{
	const struct reply *reply = &answer->identify->reply;
	struct status status;
	unsigned class;

	if (reply->outer.code != 0 &&
	    reply_status(reply, &reply->outer, &status)) {
		class = status_class(status.classes);
		if (class != reply->outer.code / 100)
			add_note(&answer->builder,
			    "The classes of code and status disagree: the "
			    "sending server goes by the code.",
			    "");
	}
	if (reply->has_inner)
		add_note(&answer->builder,
		    inert_part(answer,
			text_string(&reply->bytes) + reply->inner.whole.from,
			reply->inner.whole.to - reply->inner.whole.from),
		    "It quotes another server, whose words tell why");
}

/*
 * Will it be tried again? The example's own word, else the class of the code;
 * of a cause that agrees with the class its sentence.
 */
static void
add_reply_retry(struct answer *answer, const struct example_row *example,
    const struct entry_row *cause)
{
	const struct reply *reply = &answer->identify->reply;
	unsigned class = reply_class(reply, &reply->outer);
	uint32_t expected = class == 4 ? VERDICT_YES : VERDICT_NO;
	const struct digit_row *digit;

	if (example != NULL && example->retry.verdict != VERDICT_UNSAID) {
		add_retry(&answer->builder, &example->retry, "");
		return;
	}
	if (cause != NULL &&
	    (class == 0 || cause->retry.verdict == expected ||
		cause->retry.verdict == VERDICT_DEPENDS)) {
		add_retry(&answer->builder, &cause->retry, "");
		return;
	}
	digit = reference_digit(answer->builder.reference, DIGIT_CLASS, class);
	if (digit == NULL)
		return;
	add_retry(&answer->builder, &digit->retry, "");
	if (cause == NULL)
		add_who(&answer->builder, digit->who);
}

static void
add_cause_of_reply(struct answer *answer, const struct example_row *example,
    const struct entry_row *cause)
{
	struct builder *builder = &answer->builder;
	const struct identification *found = &answer->found;
	uint32_t text = cause->summary;

	add_who(builder,
	    example != NULL && example->who.count > 0 ? example->who :
							cause->who);
	if (example != NULL && example->meaning != 0)
		text = example->meaning;
	if (found->vendor != TABLES_NONE)
		text =
		    reference_entry(builder->reference, found->vendor)->summary;
	add_why(builder, found->cause, pool_text(builder, text));
}

/* What else it might be, where that is not sure. */
static void
add_alternatives(struct answer *answer)
{
	const struct identification *found = &answer->found;
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
	const struct reply *reply = &answer->identify->reply;
	struct builder *builder = &answer->builder;
	struct status status;
	uint32_t sense;
	bool known;

	if (reply->outer.code != 0)
		add_code_digits(builder, reply->outer.code, "");
	if (!reply_status(reply, &reply->outer, &status))
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
	const struct reply *reply = &answer->identify->reply;
	const struct search_hit *hit;
	struct find find;

	if (!find_init(&find, builder->reference)) {
		builder->page->failed = true;
		return;
	}
	search_run(&find.search,
	    text_string(&reply->bytes) + reply->inner.whole.from,
	    reply->inner.whole.to - reply->inner.whole.from, false, NULL, NULL);
	for (size_t i = 0; i < find.search.hit_count && i < NEAREST; i++) {
		hit = &find.search.hits[i];
		add_example(builder, hit->document);
	}
	find_release(&find);
}

/* The entries that code and status are. */
static void
add_reply_related(struct answer *answer)
{
	const struct reply *reply = &answer->identify->reply;
	struct builder *builder = &answer->builder;
	struct status status;
	uint32_t entry;

	entry = reference_find_code(builder->reference, reply->outer.code);
	if (entry != TABLES_NONE)
		add_related_entry(builder, entry);
	if (reply_status(reply, &reply->outer, &status) &&
	    reference_find_status(builder->reference, &status, true, &entry,
		1) > 0)
		add_related_entry(builder, entry);
}

static void
add_answer(struct answer *answer)
{
	struct builder *builder = &answer->builder;
	const struct reference *reference = builder->reference;
	const struct identification *found = &answer->found;
	const struct reply *reply = &answer->identify->reply;
	const struct entry_row *cause = NULL;
	const struct example_row *example = NULL;
	struct block *head;

	answer->others = "";
	answer->known = found->cause != TABLES_NONE &&
	    found->confidence >= IDENTIFY_PROBABLE;
	if (answer->known)
		cause = reference_entry(reference, found->cause);
	if (answer->known && found->basis == BASIS_EXAMPLE)
		answer->others = settle_example(answer);
	if (answer->known && found->basis == BASIS_EXAMPLE)
		example = reference_example(reference, found->example);
	head = add_block(builder, BLOCK_HEAD,
	    class_name(reply_class(reply, &reply->outer)));
	head->name = number_of(answer);
	head->label = cause != NULL ? pool_text(builder, cause->title) :
				      "cause not known";
	head->word = ENTRY_CAUSE;
	head->entry = answer->known ? found->cause : TABLES_NONE;
	add_block(builder, BLOCK_REPLY,
	    inert_part(answer, text_string(&reply->bytes),
		reply->bytes.length));
	add_reply_retry(answer, example, cause);
	if (cause != NULL)
		add_cause_of_reply(answer, example, cause);
	add_alternatives(answer);
	add_basis(answer);
	add_disagreement(answer);
	if (cause != NULL) {
		add_fixes(builder, cause->fix_sender, TABLES_NONE, SIDE_SENDER);
		add_fixes(builder, cause->fix_receiver, TABLES_NONE,
		    SIDE_RECEIVER);
		add_fact(builder, cause->sign, "sign", "SIGN");
	}
	add_reply_digits(answer);
	add_nearest(answer);
	add_reply_related(answer);
}

bool
page_add_reply(struct page *page, const struct reference *reference,
    const char *bytes, size_t length)
{
	struct answer answer = {
		.builder = { page, reference, NULL },
		.bytes = bytes,
	};
	bool found;

	answer.identify = malloc(sizeof(*answer.identify));
	if (answer.identify == NULL) {
		page->failed = true;
		return false;
	}
	identify_init(answer.identify, reference);
	identify_run(answer.identify, bytes, length, &answer.found);
	add_answer(&answer);
	found = answer.known;
	page->failed = page->failed || page->arena.failed ||
	    answer.identify->failed;
	identify_release(answer.identify);
	free(answer.identify);
	return found;
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
