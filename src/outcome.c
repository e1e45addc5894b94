#include "outcome.h"

#include <string.h>

enum {
	SENSES = 4, /* of a status that are looked at */
};

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
speaking_example(const struct reference *reference,
    const struct identification *found)
{
	const struct literal_row *rows = reference->tables.literals;
	uint32_t best = found->example, key, at = found->literal;
	struct index index;

	if (reference_is_own_example(reference, found->example))
		return found->example;
	reference_index(reference, &index);
	/* Equal texts have the same rarest word, and so stand together. */
	key = rows[at].key;
	while (at > 0 && rows[at - 1].key == key)
		at--;
	for (; at < reference->tables.literal_count && rows[at].key == key;
	     at++) {
		uint32_t other = rows[at].example;

		if (index.documents[other].text ==
			index.documents[found->example].text &&
		    speaks_before(reference, other, best))
			best = other;
	}
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

bool
outcome_names_cause(const struct reference *reference,
    const struct entry_row *row, uint32_t cause)
{
	for (uint32_t i = 0; i < row->why.count; i++)
		if (reference_base_cause(reference,
			reference_why(reference, row->why, i)->cause) ==
		    reference_base_cause(reference, cause))
			return true;
	return row->why.count == 0;
}

/* The vendor's own sense of the status, if there is one of that cause. */
static uint32_t
find_sense(const struct reference *reference, const struct judgement *judgement,
    uint32_t server)
{
	uint32_t senses[SENSES];
	struct status status;
	size_t count;

	if (!status_parse(judgement->status, strlen(judgement->status),
		&status) ||
	    !judgement_is_known(judgement))
		return TABLES_NONE;
	count = reference_find_status(reference, &status, false, senses,
	    SENSES);
	for (size_t i = 0; i < count && i < SENSES; i++) {
		const struct entry_row *row = reference_entry(reference,
		    senses[i]);

		if (row->server != TABLES_NONE &&
		    (row->server == server ||
			(count == 1 && server == TABLES_NONE)) &&
		    outcome_names_cause(reference, row, judgement->found.cause))
			return senses[i];
	}
	return TABLES_NONE;
}

/* Takes the row if it says something that holds for the class. */
static bool
take_agreeing(struct outcome *outcome, const struct reference *reference,
    const struct verdict_row *row, unsigned class)
{
	if (row->verdict == VERDICT_UNSAID || !agrees(row, class))
		return false;
	take_row(outcome, reference, row);
	return true;
}

/* The vendor's code of the reply, if it stands for the cause; else NULL. */
static const struct entry_row *
vendor_of(const struct reference *reference, const struct identification *found)
{
	const struct entry_row *row;

	if (found->vendor == TABLES_NONE)
		return NULL;
	row = reference_entry(reference, found->vendor);
	return row->cause == found->cause ? row : NULL;
}

/* What the vendor says: of its own code, else of its sense of the status. */
static bool
ask_vendor(struct outcome *outcome, const struct reference *reference,
    const struct judgement *judgement)
{
	const struct entry_row *code = vendor_of(reference, &judgement->found);
	const struct entry_row *sense = NULL;
	unsigned class = judgement->class;

	if (outcome->sense != TABLES_NONE)
		sense = reference_entry(reference, outcome->sense);
	if (code != NULL && code->who.count > 0)
		outcome->who = code->who;
	else if (sense != NULL && sense->who.count > 0)
		outcome->who = sense->who;
	if (code != NULL &&
	    take_agreeing(outcome, reference, &code->retry, class))
		return true;
	return sense != NULL &&
	    ((class <= 5 &&
		 take_agreeing(outcome, reference,
		     &sense->retry_in_class[class], class)) ||
		take_agreeing(outcome, reference, &sense->retry, class));
}

/* The example, the vendor, the cause and the class, in this order. */
static void
ask_reference(struct outcome *outcome, const struct reference *reference,
    const struct judgement *judgement)
{
	const struct entry_row *cause = NULL;
	const struct example_row *example = NULL;
	const struct digit_row *digit;
	bool said = false;

	if (judgement_is_known(judgement))
		cause = reference_entry(reference, judgement->found.cause);
	if (cause != NULL) {
		outcome->who = cause->who;
		said = ask_vendor(outcome, reference, judgement);
	}
	if (cause != NULL && outcome->example != TABLES_NONE)
		example = reference_example(reference, outcome->example);
	if (example != NULL && example->who.count > 0)
		outcome->who = example->who;
	if (example != NULL && example->retry.verdict != VERDICT_UNSAID) {
		take_row(outcome, reference, &example->retry);
		return;
	}
	if (said ||
	    (cause != NULL &&
		take_agreeing(outcome, reference, &cause->retry,
		    judgement->class)))
		return;
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
		TABLES_NONE, TABLES_NONE };

	if (found->basis == BASIS_EXAMPLE) {
		outcome.example = speaking_example(reference, found);
		outcome.server =
		    reference_example(reference, outcome.example)->server;
	} else if (found->vendor != TABLES_NONE) {
		outcome.server =
		    reference_entry(reference, found->vendor)->server;
	}
	outcome.sense = find_sense(reference, judgement, outcome.server);
	ask_reference(&outcome, reference, judgement);
	if (dispositions[disposition].text != NULL) {
		outcome.verdict = dispositions[disposition].verdict;
		outcome.text = dispositions[disposition].text;
	}
	return outcome;
}
