/* Fitting the model: what was learnt, rounded to int8 and packed. */
#include <stdlib.h>
#include <string.h>

#include "model_learn.h"

enum {
	MOST = 127, /* of a weight */
};

/* Of 1: the smallest weight that is kept, and what an int8 of 1 stands for. */
static const float smallest = 0.13f, unit = 1.0f / 28.0f;
static const float smallest_letters = 0.20f;

uint32_t
model_scale_of(double sharpness)
{
	/* A score of 1 is of the natural logarithm unit / MODEL_UNIT. */
	return (uint32_t)(sharpness * 1.4426950408889634 * (double)unit /
		MODEL_UNIT * 65536.0 * 256.0 +
	    0.5);
}

/* Of those two, while the model has no room: so much more. */
static const float firmer = 1.04f;

/* A weight on its way: of which feature. */
struct packing {
	struct fitted_model *fitted;
	const struct training *trainings[2]; /* of causes, of refinements */
	float least, least_letters;
	uint16_t *halves;
	size_t count, capacity;
	bool failed;
};

static int
round_weight(float weight, float least)
{
	float scaled = weight / unit;
	int rounded;

	if (weight < least && weight > -least)
		return 0;
	rounded = (int)(scaled < 0 ? scaled - 0.5f : scaled + 0.5f);
	return rounded > MOST ? MOST : rounded < -MOST ? -MOST : rounded;
}

/* Adds a weight of a cause. */
static void
add_half(struct packing *packing, uint32_t cause, int weight)
{
	void *halves = packing->halves;

	if (weight == 0)
		return;
	if (!text_grow(&halves, &packing->capacity, packing->count + 2,
		sizeof(*packing->halves))) {
		packing->failed = true;
		return;
	}
	packing->halves = halves;
	packing->halves[packing->count++] = (uint16_t)(cause << 8 |
	    ((unsigned)weight & 0xff));
}

/* The weight in a training of a cause's column, counted from the own one. */
static float
weight_of(const struct training *training, const struct cause_row *causes,
    uint32_t feature, uint32_t cause, bool refining)
{
	const float *row = training->weights +
	    (size_t)feature * training->width;
	uint32_t own = training->column[causes[cause].parent];

	if (!refining)
		return row[training->column[cause]];
	return row[training->column[cause]] - row[own];
}

static void
pack_feature(struct packing *packing, uint32_t feature)
{
	const struct fitted_model *fitted = packing->fitted;
	const struct learnt_feature *learnt =
	    &packing->trainings[0]->lessons->features[feature];
	float least = learnt->kind == FEATURE_LETTERS ? packing->least_letters :
							packing->least;

	for (uint32_t i = 0; i < fitted->cause_count; i++) {
		bool refining = fitted->causes[i].parent != i;

		if (refining && packing->trainings[1] == NULL)
			continue;
		if (refining &&
		    (learnt->kind == FEATURE_LETTERS ||
			learnt->kind == FEATURE_PAIR))
			continue;
		add_half(packing, i,
		    round_weight(weight_of(packing->trainings[refining],
				     fitted->causes, feature, i, refining),
			refining ? 2 * least : least));
	}
}

static int
compare_keyed(const void *left, const void *right)
{
	const struct keyed *a = left, *b = right;

	return a->key < b->key ? -1 : a->key > b->key;
}

/* Notes where the weights of each bucket begin. */
static void
place_buckets(struct fitted_model *fitted)
{
	uint32_t first = 0, row = 0;

	for (uint32_t i = 0; i <= 1u << MODEL_BUCKET_BITS; i++) {
		for (; row < fitted->buckets[i].row; row++)
			first += fitted->features[row].word & MODEL_VALUE;
		fitted->buckets[i].first = first;
	}
}

/* The weights of all features, by their keys. */
static void
pack_features(struct packing *packing)
{
	struct fitted_model *fitted = packing->fitted;
	const struct lessons *lessons = packing->trainings[0]->lessons;
	struct keyed *keyed = calloc(lessons->feature_count + 1,
	    sizeof(*keyed));
	uint32_t kept = 0;

	if (keyed == NULL) {
		packing->failed = true;
		return;
	}
	for (size_t i = 0; i < lessons->feature_count; i++)
		keyed[i] = (struct keyed) { lessons->features[i].key,
			(uint32_t)i };
	qsort(keyed, lessons->feature_count, sizeof(*keyed), compare_keyed);
	for (size_t i = 0; i < lessons->feature_count; i++) {
		size_t before = packing->count;

		pack_feature(packing, keyed[i].value);
		if (packing->count > before)
			keyed[kept++] = (struct keyed) { keyed[i].key,
				(uint32_t)(packing->count - before) };
	}
	fitted->feature_count = kept;
	if (model_pack_keys(&fitted->features, &fitted->buckets, keyed, kept))
		place_buckets(fitted);
	else
		packing->failed = true;
	free(keyed);
}

static void
pack_biases(struct packing *packing)
{
	struct fitted_model *fitted = packing->fitted;

	for (uint32_t i = 0; i < fitted->cause_count; i++) {
		uint32_t parent = fitted->causes[i].parent;
		const struct training *training =
		    packing->trainings[parent != i];
		float bias;

		if (training == NULL)
			continue;
		bias = training->biases[training->column[i]];

		if (parent != i)
			bias -= training->biases[training->column[parent]];
		bias = bias * MODEL_UNIT / unit;
		fitted->causes[i].bias = (uint32_t)(int32_t)bias;
	}
}

/* Packs the features, of so many weights that there is room. */
static void
pack_to_size(struct packing *packing)
{
	struct fitted_model *fitted = packing->fitted;

	packing->least = smallest;
	packing->least_letters = smallest_letters;
	for (;;) {
		packing->count = 0;
		pack_features(packing);
		fitted->weight_count = (uint32_t)(packing->count + 1) / 2;
		if (packing->failed || fitted->weight_count == 0 ||
		    fitted_model_size(fitted) <= MODEL_ROOM)
			return;
		packing->least *= firmer;
		packing->least_letters *= firmer;
		free(fitted->features);
		free(fitted->buckets);
		fitted->features = NULL;
		fitted->buckets = NULL;
	}
}

bool
model_pack(struct fitted_model *fitted, const struct training *causes,
    const struct training *refinements)
{
	struct packing packing = { .fitted = fitted,
		.trainings = { causes, refinements } };

	pack_biases(&packing);
	pack_to_size(&packing);
	fitted->weights = calloc((size_t)fitted->weight_count + 1,
	    sizeof(*fitted->weights));
	if (fitted->weights != NULL)
		for (size_t i = 0; i < packing.count; i++)
			fitted->weights[i / 2].word |=
			    (uint32_t)packing.halves[i] << i % 2 * 16;
	free(packing.halves);
	return fitted->weights != NULL && !packing.failed;
}
