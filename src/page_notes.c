/* What is noted on the page of a reply: how it was known, what is odd. */
#include "page_notes.h"

#include <string.h>

enum {
	SENSES = 8, /* of a status that are looked at */
};

const char *
answer_inert(struct answer *answer, const char *bytes, size_t length)
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

void
add_circumstances(struct answer *answer, const char *recipient)
{
	const struct event *event = &answer->judgement->event;
	static const char *const said[DIRECTIONS] = {
		[DIRECTION_LOCAL] = "Your server said it to a client",
		[DIRECTION_REMOTE] = "Their server said it to yours",
		[DIRECTION_OWN] = "A part of your own system said it",
		[DIRECTION_NONE] = "No server said it: your own found it",
	};
	static const struct {
		const char *before, *behind; /* the recipient */
	} became[DISPOSITIONS] = {
		[DISPOSITION_UNSAID] = { "", "" },
		[DISPOSITION_FAILED] = { "; the mail", " was returned" },
		[DISPOSITION_DEFERRED] = { "; the mail",
		    " waits in the queue" },
		[DISPOSITION_DELIVERED] = { "; the mail", " was delivered" },
		[DISPOSITION_REFUSED] = { ", who was refused", "" },
	};
	bool named = recipient != NULL && recipient[0] != '\0';
	const char *to = "";

	if (named && became[event->disposition].behind[0] != '\0')
		to = arena_printf(arena_of(answer), " to %s", recipient);
	if (said[event->direction] != NULL)
		add_note(&answer->builder,
		    arena_printf(arena_of(answer), "%s%s%s%s.",
			said[event->direction],
			became[event->disposition].before, to,
			became[event->disposition].behind),
		    "");
}

/* The words that decided, in backquotes. */
static const char *
marked_words(struct answer *answer)
{
	const struct identification *found = answer->found;
	const char *words = "";

	for (uint32_t i = 0; i < found->mark_count; i++) {
		const struct reply_span *mark = &found->marks[i];
		const char *part = answer_inert(answer,
		    answer->judgement->event.reply.bytes + mark->from,
		    mark->to - mark->from);

		words = arena_printf(arena_of(answer), "%s%s`%s`", words,
		    i > 0 ? ", " : "", part);
	}
	return words;
}

/* The other servers that send the same text. */
static const char *
other_servers(struct answer *answer)
{
	const struct reference *reference = answer->builder.reference;
	uint32_t best = answer->outcome.example;
	const char *names = "";
	struct index index;

	reference_index(reference, &index);
	for (uint32_t i = 0; i < index.document_count; i++)
		if (index.documents[i].text == index.documents[best].text &&
		    reference_example(reference, i)->server !=
			answer->outcome.server)
			names = arena_printf(arena_of(answer), "%s, %s", names,
			    reference_title(reference,
				reference_example(reference, i)->server));
	return names;
}

/* How the cause was found, in words. */
static const char *
how_it_was_found(struct answer *answer)
{
	const struct reference *reference = answer->builder.reference;
	const struct identification *found = answer->found;
	struct arena *arena = arena_of(answer);

	switch (found->basis) {
	case BASIS_EXAMPLE:
		return arena_printf(arena, "%s of %s%s",
		    reference_is_own_example(reference,
			answer->outcome.example) ?
			"your own example" :
			"an example",
		    reference_title(reference, answer->outcome.server),
		    other_servers(answer));
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

void
add_basis(struct answer *answer)
{
	const struct identification *found = answer->found;
	struct arena *arena = arena_of(answer);
	const char *sure = found->confidence >= IDENTIFY_PLAIN ? "Known" :
								 "Probable";

	if (answer->known && found->basis == BASIS_NONE)
		return;
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

bool
answer_status(const struct answer *answer, struct status *status)
{
	const char *written = answer->judgement->status;

	return status_parse(written, strlen(written), status);
}

/* A status may stand for another cause than the words behind it. */
static void
add_status_against_text(struct answer *answer)
{
	const struct reference *reference = answer->builder.reference;
	struct status status;
	uint32_t senses[SENSES];
	size_t count;

	/* Of a subject alone it says too little to stand against words. */
	if (!answer->known || answer->found->basis < BASIS_VENDOR ||
	    !answer_status(answer, &status) || status.detail_from == 0)
		return;
	count = reference_find_status(reference, &status, false, senses,
	    SENSES);
	for (size_t i = 0; i < count; i++)
		if (outcome_names_cause(reference,
			reference_entry(reference, senses[i]),
			answer->found->cause))
			return;
	if (count > 0)
		add_note(&answer->builder,
		    arena_printf(arena_of(answer),
			"%s stands for something else (%s); the text outranks "
			"it.",
			answer->judgement->status,
			reference_title(reference, senses[0])),
		    "");
}

/* The status of a bounce is often made up by the server that wrote it. */
static void
add_reported_status(struct answer *answer)
{
	const struct piece *reported = &answer->judgement->event.reported;
	const char *status = answer->judgement->status;

	if (reported->length == 0 || status[0] == '\0' ||
	    (strlen(status) == reported->length &&
		memcmp(status, reported->bytes, reported->length) == 0))
		return;
	add_note(&answer->builder,
	    arena_printf(arena_of(answer),
		"The bounce says %s, the reply in it %s, which goes before.",
		answer_inert(answer, reported->bytes, reported->length),
		status),
	    "");
}

void
add_disagreement(struct answer *answer)
{
	const struct reply *reply = answer->reply;
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
	add_status_against_text(answer);
	add_reported_status(answer);
	if (reply->has_inner)
		add_note(&answer->builder,
		    answer_inert(answer,
			text_string(&reply->bytes) + reply->inner.whole.from,
			reply->inner.whole.to - reply->inner.whole.from),
		    "It quotes another server, whose words tell why");
}
