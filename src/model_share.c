#include "model_share.h"

enum {
	SHARE_BITS = 16,
	MOST_HALVINGS = 30,
};

uint32_t
model_half_to(uint64_t x)
{
	uint64_t whole = x >> SHARE_BITS, f = x & (MODEL_ONE - 1);
	uint64_t value;

	if (whole > MOST_HALVINGS)
		return 0;
	/* 1 - 0.69315 f + 0.24023 f^2 - 0.0555 f^3 + 0.0078 f^4 */
	value = 511;
	value = 3637 - (value * f >> SHARE_BITS);
	value = 15744 - (value * f >> SHARE_BITS);
	value = 45426 - (value * f >> SHARE_BITS);
	value = MODEL_ONE - (value * f >> SHARE_BITS);
	return (uint32_t)(value >> whole);
}

/* The power of one score beside the highest of its group. */
static uint32_t
power_of(const struct model *model, int32_t score, int32_t highest)
{
	uint64_t distance = (uint64_t)((int64_t)highest - score);

	return model_half_to(distance * model->scale >> 8);
}

/*
 * Makes shares of 1 among the causes of a group: those whose parent it is, or
 * with TABLES_NONE all that are no refinements.
 */
static void
share_group(const struct model *model, struct model_result *result,
    uint32_t parent)
{
	bool top = parent == TABLES_NONE;
	int32_t highest = INT32_MIN;
	uint64_t sum = 0;
	uint32_t members[MODEL_CAUSES], count = 0;

	for (uint32_t i = 0; i < model->cause_count; i++) {
		uint32_t of = model->causes[i].parent;

		if (top ? of != i : of != parent || i == parent)
			continue;
		members[count++] = i;
		if (result->scores[i] > highest)
			highest = result->scores[i];
	}
	/* Against its refinements a cause itself has a score of 0. */
	if (!top && highest < 0)
		highest = 0;
	if (!top)
		sum = result->own[parent] = power_of(model, 0, highest);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t cause = members[i];

		result->shares[cause] = power_of(model, result->scores[cause],
		    highest);
		sum += result->shares[cause];
	}
	if (sum == 0)
		sum = 1;
	for (uint32_t i = 0; i < count; i++)
		result->shares[members[i]] =
		    (uint32_t)(((uint64_t)result->shares[members[i]]
				   << SHARE_BITS) /
			sum);
	if (!top)
		result->own[parent] = (uint32_t)(((uint64_t)result->own[parent]
						     << SHARE_BITS) /
		    sum);
}

void
model_make_shares(const struct model *model, struct model_result *result)
{
	for (uint32_t i = 0; i < model->cause_count; i++) {
		result->shares[i] = 0;
		result->own[i] = MODEL_ONE;
	}
	share_group(model, result, TABLES_NONE);
	/* Only what is likely is refined. */
	for (uint32_t i = 0; i < model->base_count; i++)
		if (result->shares[model->bases[i]] > MODEL_ONE / 64)
			share_group(model, result, model->bases[i]);
}
