/* What the features of a text speak for: their weights, summed up. */
#include "model.h"
#include "model_share.h"

/* A weight, the lower half of a word: of which cause, and how much. */
static uint32_t
cause_of(uint32_t half)
{
	return half >> 8 & 0xff;
}

static int32_t
weight_of(uint32_t half)
{
	return (int8_t)(half & 0xff);
}

/* Where a feature's weights stand: [first, first + count). False: nowhere. */
static bool
find_weights(const struct model *model, uint32_t key, uint32_t *first,
    uint32_t *count)
{
	uint32_t bucket = key >> (32 - MODEL_BUCKET_BITS);
	uint32_t last_bits = key << MODEL_BUCKET_BITS, at, end;

	if (model->feature_count == 0)
		return false;
	*first = model->buckets[bucket].first;
	end = model->buckets[bucket + 1].row;
	/* They stand by their keys. */
	for (at = model->buckets[bucket].row;
	     at < end && model->features[at].word < last_bits; at++)
		*first += model->features[at].word & MODEL_VALUE;
	if (at == end ||
	    (model->features[at].word & ~(uint32_t)MODEL_VALUE) != last_bits)
		return false;
	*count = model->features[at].word & MODEL_VALUE;
	return true;
}

static void
add_weight(uint32_t half, int32_t value, int32_t *scores)
{
	scores[cause_of(half)] += weight_of(half) * value;
}

/* Adds what a feature says for each cause; false if it says nothing. */
static bool
add_weights(const struct model *model, const struct feature *feature,
    int32_t *scores)
{
	int32_t value = (int32_t)feature->value;
	uint32_t first, count, end;

	if (!find_weights(model, feature->key, &first, &count))
		return false;
	end = first + count;
	if (first < end && first % 2 == 1)
		add_weight(model->weights[first++ / 2].word >> 16, value,
		    scores);
	for (; first + 1 < end; first += 2) {
		uint32_t word = model->weights[first / 2].word;

		add_weight(word, value, scores);
		add_weight(word >> 16, value, scores);
	}
	if (first < end)
		add_weight(model->weights[first / 2].word, value, scores);
	return true;
}

int32_t
model_weight(const struct model *model, const struct feature *feature,
    uint32_t cause, uint32_t against)
{
	uint32_t first, count;
	int32_t sum = 0;

	if (!find_weights(model, feature->key, &first, &count))
		return 0;
	for (uint32_t i = first; i < first + count; i++) {
		uint32_t half = model->weights[i / 2].word >> i % 2 * 16;

		if (cause_of(half) == cause)
			sum += weight_of(half);
		if (cause_of(half) == against)
			sum -= weight_of(half);
	}
	return sum * (int32_t)feature->value;
}

void
model_apply(const struct model *model, struct model_input *input,
    struct model_result *result)
{
	for (uint32_t i = 0; i < model->cause_count; i++)
		result->scores[i] = (int32_t)model->causes[i].bias;
	input->known = 0;
	for (uint32_t i = 0; i < input->count; i++) {
		const struct feature *feature = &input->features[i];

		if (add_weights(model, feature, result->scores))
			input->known += feature->kind == FEATURE_WORD ||
			    feature->kind == FEATURE_CUE;
	}
	model_make_shares(model, result);
}
