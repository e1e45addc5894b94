#include "outcome.h"

#include <string.h>

/* What the line itself says of the mail leaves nothing to guess. */
static const struct {
	enum verdict verdict;
	const char *text;
} dispositions[DISPOSITIONS] = {
	[DISPOSITION_FAILED] = { VERDICT_NO,
	    "This mail was given up and returned to its sender, whatever the "
	    "class of the code." },
	[DISPOSITION_DEFERRED] = { VERDICT_YES,
	    "This mail waits in the queue; the sending server tries again by "
	    "itself until its lifetime there is over." },
	[DISPOSITION_DELIVERED] = { VERDICT_NONE,
	    "This mail was taken; there is nothing to try again." },
};

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

/*
 * Many texts are sent by several servers: of the examples with the same text
 * the one of the server that speaks for them, the software that is met most. An
 * admin's own example speaks for itself.
 */
static uint32_t
speaking_example(const struct reference *reference, uint32_t example)
{
	uint32_t best = example;
	struct index index;

	if (reference_is_own_example(reference, example))
		return example;
	reference_index(reference, &index);
	for (uint32_t i = 0; i < index.document_count; i++)
		if (index.documents[i].text == index.documents[example].text &&
		    speaks_before(reference, i, best))
			best = i;
	return best;
}

/* Does what is said of the cause hold for a reply of this class? */
static bool
agrees(const struct verdict_row *retry, unsigned class)
{
	uint32_t expected = class == 4 ? VERDICT_YES : VERDICT_NO;

	return class == 0 || retry->verdict == expected ||
	    retry->verdict == VERDICT_DEPENDS;
}

static void
take_row(struct outcome *outcome, const struct reference *reference,
    const struct verdict_row *row)
{
	outcome->verdict = (enum verdict)row->verdict;
	outcome->text = reference_string(reference, row->text);
}

/* The example, the cause and the class, in this order. */
static void
ask_reference(struct outcome *outcome, const struct reference *reference,
    const struct judgement *judgement)
{
	const struct entry_row *cause = NULL;
	const struct example_row *example = NULL;
	const struct digit_row *digit;

	if (judgement_is_known(judgement))
		cause = reference_entry(reference, judgement->found.cause);
	if (cause != NULL && outcome->example != TABLES_NONE)
		example = reference_example(reference, outcome->example);
	if (example != NULL && example->who.count > 0)
		outcome->who = example->who;
	else if (cause != NULL)
		outcome->who = cause->who;
	if (example != NULL && example->retry.verdict != VERDICT_UNSAID) {
		take_row(outcome, reference, &example->retry);
		return;
	}
	if (cause != NULL && agrees(&cause->retry, judgement->class)) {
		take_row(outcome, reference, &cause->retry);
		return;
	}
	digit = reference_digit(reference, DIGIT_CLASS, judgement->class);
	if (digit == NULL)
		return;
	take_row(outcome, reference, &digit->retry);
	if (cause == NULL)
		outcome->who = digit->who;
}

struct outcome
outcome_of(const struct reference *reference, const struct judgement *judgement)
{
	const struct identification *found = &judgement->found;
	enum disposition disposition = judgement->event.disposition;
	struct outcome outcome = { VERDICT_UNSAID, "", { 0, 0 }, TABLES_NONE,
		TABLES_NONE };

	if (found->basis == BASIS_EXAMPLE) {
		outcome.example = speaking_example(reference, found->example);
		outcome.server =
		    reference_example(reference, outcome.example)->server;
	} else if (found->vendor != TABLES_NONE) {
		outcome.server =
		    reference_entry(reference, found->vendor)->server;
	}
	ask_reference(&outcome, reference, judgement);
	if (dispositions[disposition].text != NULL) {
		outcome.verdict = dispositions[disposition].verdict;
		outcome.text = dispositions[disposition].text;
	}
	return outcome;
}
