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
 * Makes shares of 1 among causes; more is a power that shares with them, of
 * which share is what it gets.
 */
static uint32_t
share_out(const struct model *model, struct model_result *result,
    const uint8_t *members, uint32_t count, int32_t highest, uint32_t more)
{
	uint32_t *shares = result->shares;
	uint64_t sum = more;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t cause = members[i];

		shares[cause] = power_of(model, result->scores[cause], highest);
		sum += shares[cause];
	}
	if (sum == 0)
		sum = 1;
	for (uint32_t i = 0; i < count; i++)
		if (shares[members[i]] != 0)
			shares[members[i]] =
			    (uint32_t)(((uint64_t)shares[members[i]]
					   << SHARE_BITS) /
				sum);
	return (uint32_t)(((uint64_t)more << SHARE_BITS) / sum);
}

/* The highest score of causes, or a lower bound of it. */
static int32_t
highest_of(const struct model_result *result, const uint8_t *members,
    uint32_t count, int32_t highest)
{
	for (uint32_t i = 0; i < count; i++)
		if (result->scores[members[i]] > highest)
			highest = result->scores[members[i]];
	return highest;
}

/* Shares among the refinements of a cause; itself has a score of 0 there. */
static void
share_kin(const struct model *model, struct model_result *result,
    uint32_t cause)
{
	const uint8_t *kin = model->kin + model->kin_from[cause];
	uint32_t count = model->kin_from[cause + 1] - model->kin_from[cause];
	int32_t highest;

	if (count == 0)
		return;
	highest = highest_of(result, kin, count, 0);
	result->own[cause] = share_out(model, result, kin, count, highest,
	    power_of(model, 0, highest));
}

void
model_make_shares(const struct model *model, struct model_result *result)
{
	const uint8_t *bases = model->bases;

	for (uint32_t i = 0; i < model->cause_count; i++) {
		result->shares[i] = 0;
		result->own[i] = MODEL_ONE;
	}
	share_out(model, result, bases, model->base_count,
	    highest_of(result, bases, model->base_count, INT32_MIN), 0);
	/* Only what is likely is refined. */
	for (uint32_t i = 0; i < model->base_count; i++)
		if (result->shares[bases[i]] > MODEL_ONE / 64)
			share_kin(model, result, bases[i]);
}
