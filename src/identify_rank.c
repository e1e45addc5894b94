#include "identify_rank.h"

#include <stdio.h>
#include <string.h>

enum {
	NAME_SIZE = 64, /* of a cause, at most */
};

static uint32_t
part_of(uint32_t share, uint32_t part)
{
	return (uint32_t)((uint64_t)share * part / MODEL_ONE);
}

void
rank_mix(const struct model *model, struct model_result *result,
    const struct model_result *other, uint32_t part)
{
	for (uint32_t i = 0; i < model->cause_count; i++) {
		result->shares[i] = part_of(result->shares[i],
					MODEL_ONE - part) +
		    part_of(other->shares[i], part);
		result->own[i] = part_of(result->own[i], MODEL_ONE - part) +
		    part_of(other->own[i], part);
	}
}

/* Shares of the refinements of a cause, by the votes for it and them. */
static void
vote_refinements(const struct model *model, struct model_result *result,
    uint32_t parent, const uint32_t *votes, uint32_t count)
{
	for (uint32_t i = model->kin_from[parent];
	     i < model->kin_from[parent + 1]; i++)
		result->shares[model->kin[i]] = MODEL_ONE / count *
		    votes[model->kin[i]];
	result->own[parent] = MODEL_ONE / count * votes[parent];
}

/* Adds up the votes for each cause and its refinements. */
static void
count_votes(const struct model *model, const uint32_t *votes, uint32_t *sums)
{
	for (uint32_t i = 0; i < model->base_count; i++)
		sums[model->bases[i]] = 0;
	for (uint32_t i = 0; i < model->cause_count; i++)
		sums[model->causes[i].parent] += votes[i];
}

void
rank_vote(const struct model *model, struct model_result *result,
    const uint32_t *votes, uint32_t count, uint32_t part)
{
	uint32_t sums[MODEL_CAUSES];

	count_votes(model, votes, sums);
	for (uint32_t i = 0; i < model->base_count; i++) {
		uint32_t cause = model->bases[i];

		result->shares[cause] = part_of(result->shares[cause],
					    MODEL_ONE - part) +
		    part / count * sums[cause];
		if (sums[cause] > 0)
			vote_refinements(model, result, cause, votes,
			    sums[cause]);
	}
}

void
rank_times(const struct model *model, struct model_result *result,
    const uint32_t *votes, uint32_t count, uint32_t times)
{
	uint32_t sums[MODEL_CAUSES];
	uint64_t all = 0;

	count_votes(model, votes, sums);
	for (uint32_t i = 0; i < model->base_count; i++) {
		uint32_t cause = model->bases[i];
		uint32_t *share = &result->shares[cause];

		*share += (uint32_t)((uint64_t)*share * (times - 1) *
		    sums[cause] / count);
		all += *share;
		if (sums[cause] > 0)
			vote_refinements(model, result, cause, votes,
			    sums[cause]);
	}
	for (uint32_t i = 0; all > 0 && i < model->base_count; i++) {
		uint32_t *share = &result->shares[model->bases[i]];

		*share = (uint32_t)((uint64_t)*share * MODEL_ONE / all);
	}
}

void
rank_favour(const struct model *model, struct model_result *result,
    uint32_t cause, uint32_t part)
{
	uint32_t votes[MODEL_CAUSES] = { 0 };

	votes[cause] = 1;
	rank_vote(model, result, votes, 1, part);
}

void
rank_exclude(const struct model *model, struct model_result *result,
    uint32_t cause)
{
	uint32_t left;

	if (cause == TABLES_NONE || result->shares[cause] == 0)
		return;
	left = MODEL_ONE > result->shares[cause] ?
	    MODEL_ONE - result->shares[cause] :
	    1;
	result->shares[cause] = 0;
	for (uint32_t i = 0; i < model->base_count; i++) {
		uint32_t *share = &result->shares[model->bases[i]];

		*share = (uint32_t)((uint64_t)*share * MODEL_ONE / left);
	}
}

void
rank_top(const struct model *model, const struct model_result *result,
    uint32_t *top, uint32_t count)
{
	uint32_t filled = 0;

	for (uint32_t i = 0; i < count; i++)
		top[i] = TABLES_NONE;
	for (uint32_t i = 0; i < model->base_count; i++) {
		uint32_t cause = model->bases[i];
		uint32_t share = result->shares[cause], at = filled;

		if (filled == count && share <= result->shares[top[count - 1]])
			continue;
		if (filled < count)
			filled++;
		else
			at = count - 1;
		for (; at > 0 && share > result->shares[top[at - 1]]; at--)
			top[at] = top[at - 1];
		top[at] = cause;
	}
}

uint32_t
rank_refine(const struct model *model, const struct model_result *result,
    uint32_t cause)
{
	uint32_t best = cause, share = result->own[cause];

	if (share < MODEL_ONE / 2)
		share = MODEL_ONE / 2;
	for (uint32_t i = model->kin_from[cause];
	     i < model->kin_from[cause + 1]; i++)
		if (result->shares[model->kin[i]] >= share) {
			best = model->kin[i];
			share = result->shares[best];
		}
	return best;
}

/* An example has `blocked using <domain>`, and this one names Spamhaus. */
uint32_t
rank_named(const struct reference *reference, const struct normal *normal,
    uint32_t entry)
{
	const char *base = reference_name(reference,
	    reference_base_cause(reference, entry));
	uint32_t found;
	char name[NAME_SIZE];
	int length;

	for (size_t i = 0; i < normal->count; i++) {
		if (normal->terms[i].kind != TERM_HOST)
			continue;
		length = snprintf(name, sizeof(name), "%s/%s", base,
		    normal_term(normal, i));
		if (length < 0 || (size_t)length >= sizeof(name))
			continue;
		found = reference_find_name(reference, ENTRY_CAUSE, name,
		    (size_t)length);
		if (found != TABLES_NONE)
			return found;
	}
	return entry;
}
