#include "model_fit.h"

#include <stdlib.h>

#include "model_learn.h"

enum {
	SHARPNESS_STEPS = 24, /* tried, from 0.30 in steps of 0.05 */
};

void
fitted_model_release(struct fitted_model *fitted)
{
	free(fitted->causes);
	free(fitted->features);
	free(fitted->buckets);
	free(fitted->weights);
	free(fitted->cues);
	free(fitted->cue_buckets);
	free(fitted->cue_causes);
	*fitted = (struct fitted_model) { 0 };
}

size_t
fitted_model_size(const struct fitted_model *fitted)
{
	size_t buckets = ((size_t)1 << MODEL_BUCKET_BITS) + 1;

	return fitted->cause_count * sizeof(*fitted->causes) +
	    fitted->feature_count * sizeof(*fitted->features) +
	    fitted->weight_count * sizeof(*fitted->weights) +
	    fitted->cue_count * sizeof(*fitted->cues) +
	    fitted->cue_cause_count * sizeof(*fitted->cue_causes) +
	    buckets * sizeof(*fitted->buckets) +
	    buckets * sizeof(*fitted->cue_buckets);
}

void
fitted_model_use(const struct fitted_model *fitted, struct tables *tables)
{
	uint32_t buckets = (1u << MODEL_BUCKET_BITS) + 1;

	tables->model_causes = fitted->causes;
	tables->features = fitted->features;
	tables->feature_buckets = fitted->buckets;
	tables->weights = fitted->weights;
	tables->cues = fitted->cues;
	tables->cue_buckets = fitted->cue_buckets;
	tables->cue_causes = fitted->cue_causes;
	tables->model_cause_count = fitted->cause_count;
	tables->feature_count = fitted->feature_count;
	tables->feature_bucket_count = buckets;
	tables->weight_count = fitted->weight_count;
	tables->cue_count = fitted->cue_count;
	tables->cue_bucket_count = buckets;
	tables->cue_cause_count = fitted->cue_cause_count;
	tables->model_scale = fitted->scale;
}

/* The causes by number, each with the one that it refines. */
static bool
number_causes(struct fitted_model *fitted, const struct tables *tables)
{
	const struct slice *causes = &tables->kinds[ENTRY_CAUSE];
	uint32_t count = causes->count;

	if (count > MODEL_CAUSES)
		count = MODEL_CAUSES;
	fitted->causes = calloc((size_t)count + 1, sizeof(*fitted->causes));
	if (fitted->causes == NULL)
		return false;
	fitted->cause_count = count;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t parent = tables->entries[causes->first + i].parent;

		fitted->causes[i].entry = causes->first + i;
		fitted->causes[i].parent = parent == TABLES_NONE ?
		    i :
		    parent - causes->first;
	}
	return true;
}

/*
 * Finds how sharp the shares have to be to be right on what was held back:
 * one temperature, by which the sums are divided.
 */
static bool
find_sharpness(const struct lessons *lessons, double *sharpness)
{
	struct training training;
	double best = 0.0;
	bool done = train_run(&training, lessons, false, true,
	    LEARN_FEW_EPOCHS);

	*sharpness = 1.0;
	for (int i = 0; done && i < SHARPNESS_STEPS; i++) {
		double tried = 0.30 + 0.05 * i, sum = 0.0;

		for (size_t j = 0; j < lessons->count; j++)
			if (lessons->items[j].held)
				sum += train_logarithm(&training,
				    &lessons->items[j], tried);
		if (i == 0 || sum > best) {
			best = sum;
			*sharpness = tried;
		}
	}
	train_release(&training);
	return done;
}

/* Learns from the lessons, and packs what was learnt. */
static bool
learn(struct fitted_model *fitted, const struct lessons *lessons)
{
	struct training causes = { 0 }, refinements = { 0 };
	double sharpness;
	bool done;

	done = find_sharpness(lessons, &sharpness) &&
	    train_run(&causes, lessons, false, false, LEARN_EPOCHS) &&
	    train_run(&refinements, lessons, true, false, LEARN_EPOCHS) &&
	    model_pack(fitted, &causes, &refinements);
	if (done)
		fitted->scale = model_scale_of(sharpness);
	train_release(&causes);
	train_release(&refinements);
	return done;
}

/* The same for causes alone, in less time. */
static bool
learn_causes(struct fitted_model *fitted, const struct lessons *lessons)
{
	struct training causes = { 0 };
	bool done;

	done = train_run(&causes, lessons, false, false, LEARN_FEW_EPOCHS) &&
	    model_pack(fitted, &causes, NULL);
	fitted->scale = lessons->tables->model_scale;
	train_release(&causes);
	return done;
}

static bool
fit(struct fitted_model *fitted, const struct tables *tables,
    const struct hidden *hidden,
    bool (*learns)(struct fitted_model *fitted, const struct lessons *lessons))
{
	struct lessons lessons = { .tables = tables, .hidden = hidden };
	bool done;

	*fitted = (struct fitted_model) { 0 };
	if (!number_causes(fitted, tables) || !model_build_cues(fitted, tables))
		return false;
	lessons.model = (struct model) {
		.causes = fitted->causes,
		.cause_count = fitted->cause_count,
		.cues = fitted->cues,
		.cue_buckets = fitted->cue_buckets,
		.cue_causes = fitted->cue_causes,
		.cue_count = fitted->cue_count,
	};
	lessons_read(&lessons);
	done = !lessons.failed && learns(fitted, &lessons);
	lessons_release(&lessons);
	return done;
}

bool
model_fit(struct fitted_model *fitted, const struct tables *tables,
    const struct hidden *hidden)
{
	return fit(fitted, tables, hidden, learn);
}

bool
model_fit_causes(struct fitted_model *fitted, const struct tables *tables,
    const struct hidden *hidden)
{
	return fit(fitted, tables, hidden, learn_causes);
}
