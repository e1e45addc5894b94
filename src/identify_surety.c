/*
 * From a reply to its cause: how sure that is. What speaks for the answer and
 * against it is weighed by what mkreference found on examples whose server it
 * had held back (surety_fit.c).
 */
#include <string.h>

#include "identify_parts.h"
#include "identify_rank.h"

enum {
	SHARE_LEAST = 128, /* added to shares: none is nothing, none is all */
	MOST_COUNTED = 4,  /* phrases, and words of one */
	SIGN_BITS = 8,	   /* SURETY_UNIT is 1 << SIGN_BITS */
	/* Thousandths, below which strange words are no reply. */
	STRANGE_SURE = 450,
};

/* The binary logarithm of a number above 0, in SURETY_UNITs. */
static int32_t
octaves(uint32_t number)
{
	uint32_t whole = 0;

	while (number >> whole >= 2)
		whole++;
	return (int32_t)((whole << SIGN_BITS) +
	    (uint32_t)(((uint64_t)number << SIGN_BITS) >> whole) - SURETY_UNIT);
}

/* How much likelier a share is than the rest. */
static int32_t
odds(uint32_t share)
{
	if (share > MODEL_ONE)
		share = MODEL_ONE;
	return octaves(share + SHARE_LEAST) -
	    octaves(MODEL_ONE - share + SHARE_LEAST);
}

static int32_t
counted(uint32_t number)
{
	return (int32_t)(number < MOST_COUNTED ? number : MOST_COUNTED) *
	    (SURETY_UNIT / MOST_COUNTED);
}

static int32_t
whether(bool so)
{
	return so ? SURETY_UNIT : 0;
}

/* Is it a phrase of the cause, or of what that refines? */
static bool
is_phrase_of(const struct model *model, const struct phrase_hit *hit,
    uint32_t cause)
{
	for (unsigned shift = 0; shift < 28; shift += 7) {
		uint32_t other = hit->causes >> shift & 0x7f;

		if (other == 0)
			return false;
		if (model->causes[other - 1].parent == cause)
			return true;
	}
	return false;
}

/* The phrases that stand in the text. */
static void
read_phrases(const struct identify *identify, uint32_t cause, int32_t *signs)
{
	uint32_t own = 0, other = 0, own_words = 0, other_words = 0;

	for (uint32_t i = 0; i < identify->input.hit_count; i++) {
		const struct phrase_hit *hit = &identify->input.hits[i];

		if (is_phrase_of(&identify->model, hit, cause)) {
			own++;
			if (hit->words > own_words)
				own_words = hit->words;
		} else if ((hit->causes & CUE_CAUSES) != 0) {
			other++;
			if (hit->words > other_words)
				other_words = hit->words;
		}
	}
	signs[SURETY_OWN] = counted(own);
	signs[SURETY_OWN_ANY] = whether(own > 0);
	signs[SURETY_OWN_WORDS] = counted(own_words);
	signs[SURETY_OTHER] = counted(other);
	signs[SURETY_OTHER_ANY] = whether(other > 0);
	signs[SURETY_OTHER_WORDS] = counted(other_words);
}

/* How many words there are, and how many of them the model knows. */
static void
read_words(const struct identify *identify, int32_t *signs)
{
	const struct model_input *input = &identify->input;
	uint32_t words = 0, known = input->known;

	for (uint32_t i = 0; i < input->count; i++)
		words += input->features[i].kind == FEATURE_WORD;
	if (known > words)
		known = words;
	signs[SURETY_WORDS] = octaves(words + 1);
	if (words > 0)
		signs[SURETY_KNOWN] = (int32_t)(known * SURETY_UNIT / words);
	signs[SURETY_STRANGE] = whether(known * 2 < words);
}

/* How the examples stand that the answer was found by. */
static void
read_examples(const struct run *run, uint32_t cause, int32_t *signs)
{
	const struct identify *identify = run->identify;
	uint32_t letters = identify->text.letters, votes = 0;

	for (uint32_t i = 0; i < identify->model.cause_count; i++)
		if (identify->model.causes[i].parent == cause)
			votes += run->votes[i];
	signs[SURETY_EXAMPLE] = SURETY_UNIT;
	signs[SURETY_EXAMPLE_MODEL] = odds(run->before[cause]);
	signs[SURETY_EXAMPLE_PART] = whether(run->match.letters < letters);
	signs[SURETY_EXAMPLE_CODE] = whether(run->agreement == AGREES_CLASS);
	signs[SURETY_EXAMPLE_SPLIT] = whether(votes < run->vote_count);
}

static void
read_signs(const struct run *run, uint32_t cause, uint32_t next)
{
	struct identify *identify = run->identify;
	const uint32_t *shares = identify->result.shares;
	enum basis basis = run->found->basis;
	int32_t *signs = identify->signs;

	memset(identify->signs, 0, sizeof(identify->signs));
	signs[SURETY_BASE] = SURETY_UNIT;
	signs[SURETY_ODDS] = odds(shares[cause]);
	if (next != TABLES_NONE)
		signs[SURETY_LEAD] = octaves(shares[cause] + SHARE_LEAST) -
		    octaves(shares[next] + SHARE_LEAST);
	signs[SURETY_VENDOR] = whether(basis == BASIS_VENDOR);
	signs[SURETY_NUMBERS] = whether(
	    basis == BASIS_CODE || basis == BASIS_STATUS);
	read_words(identify, signs);
	read_phrases(identify, cause, signs);
	if (basis == BASIS_EXAMPLE)
		read_examples(run, cause, signs);
}

/* What the signs make of it. */
static uint32_t
weigh(const struct identify *identify)
{
	const struct tables *tables = &identify->reference->tables;
	int64_t sum = 0;
	uint64_t other;

	for (uint32_t i = 0; i < SURETY_SIGNS && i < tables->surety_count; i++)
		sum += (int64_t)(int32_t)tables->sureties[i].word *
		    identify->signs[i];
	/* Odds of 2 to the power of sum are a share of 1 / (1 + 2^-sum). */
	if (sum >= 0) {
		other = model_half_to((uint64_t)sum);
		return (uint32_t)(IDENTIFY_ONE * (uint64_t)MODEL_ONE /
		    (MODEL_ONE + other));
	}
	other = model_half_to((uint64_t)-sum);
	return (uint32_t)(IDENTIFY_ONE * other / (MODEL_ONE + other));
}

static uint32_t
entry_of(const struct run *run, uint32_t number)
{
	return run->identify->model.causes[number].entry;
}

/* Names the next likely ones; beside the first they share what it leaves. */
static void
name_others(struct run *run, const uint32_t *top, uint32_t count, uint32_t left,
    uint32_t most)
{
	const struct identify *identify = run->identify;
	const struct model_result *result = &identify->result;
	struct identification *found = run->found;
	uint32_t confidence;

	for (uint32_t i = 0; i < count && top[i] != TABLES_NONE &&
	     found->alternative_count < IDENTIFY_ALTERNATIVES;
	     i++) {
		if (top[i] == identify->names.generic)
			continue;
		confidence = (uint32_t)((uint64_t)result->shares[top[i]] *
		    (IDENTIFY_ONE - found->confidence) / left);
		found->alternatives[found->alternative_count++] =
		    (struct likely_cause) {
			    entry_of(run,
				rank_refine(&identify->model, result, top[i])),
			    confidence < most ? confidence : most,
		    };
	}
}

/* Nothing tells the cause; only what is likely is named. */
static void
name_none(struct run *run, const uint32_t *top)
{
	run->found->basis = BASIS_NONE;
	name_others(run, top, IDENTIFY_ALTERNATIVES + 2, MODEL_ONE,
	    IDENTIFY_ONE);
}

/*
 * Has the text no number that says that it is a reply, no phrase that says why,
 * and mostly words that no reply has?
 */
static bool
is_strange(const struct run *run)
{
	const int32_t *signs = run->identify->signs;

	return run->found->basis == BASIS_TEXT && run->part->code == 0 &&
	    run->part->status.to == run->part->status.from &&
	    signs[SURETY_OWN_ANY] == 0 && signs[SURETY_STRANGE] != 0;
}

void
surety_name(struct run *run)
{
	struct identify *identify = run->identify;
	const struct model_result *result = &identify->result;
	struct identification *found = run->found;
	/* One may be left out, and the first is no alternative. */
	uint32_t top[IDENTIFY_ALTERNATIVES + 2], cause, left = MODEL_ONE;

	rank_top(&identify->model, result, top, IDENTIFY_ALTERNATIVES + 2);
	cause = top[0];
	if (cause == TABLES_NONE || cause == identify->names.generic ||
	    found->basis == BASIS_NONE) {
		name_none(run, top);
		return;
	}
	read_signs(run, cause, top[1]);
	found->confidence = weigh(identify);
	if (found->confidence < STRANGE_SURE && is_strange(run)) {
		found->confidence = 0;
		name_none(run, top);
		return;
	}
	found->cause = entry_of(run,
	    rank_refine(&identify->model, result, cause));
	if (found->basis == BASIS_EXAMPLE)
		found->cause = rank_named(identify->reference,
		    &identify->normal, found->cause);
	left = result->shares[cause] < MODEL_ONE ?
	    MODEL_ONE - result->shares[cause] :
	    1;
	name_others(run, top + 1, IDENTIFY_ALTERNATIVES + 1, left,
	    found->confidence);
}
