/*
 * Fitting the model: softmax regression by stochastic descent. One order, one
 * kind of arithmetic, an exp of our own: the same weights with any compiler.
 */
#include <stdlib.h>
#include <string.h>

#include "model_learn.h"
#include "model_train.h"

enum {
	COLUMN_STEP = 8, /* columns are a multiple of it */
};

static const float first_step = 0.20f, last_step = 0.010f,
		   decay = 0.00002f; /* of a weight, a lesson */

double
model_exp(double x)
{
	double power = 1.0, term = 1.0, half;
	int halvings = 0;

	if (x < -60.0)
		return 0.0;
	while (x < -0.5) {
		x *= 0.5;
		halvings++;
	}
	for (int i = 1; i <= 12; i++) {
		term *= x / i;
		power += term;
	}
	while (halvings-- > 0) {
		half = power;
		power = half * half;
	}
	return power;
}

/* The natural logarithm of x in (0, 1]. */
double
train_log(double x)
{
	double shift = 0.0, ratio, square, sum = 0.0, power;

	if (x < 1e-30)
		x = 1e-30;
	while (x < 0.7) {
		x *= 2.0;
		shift -= 0.69314718055994530942;
	}
	ratio = (x - 1.0) / (x + 1.0);
	square = ratio * ratio;
	power = ratio;
	for (int i = 1; i < 30; i += 2) {
		sum += power / i;
		power *= square;
	}
	return shift + 2.0 * sum;
}

/* Adds so many times a row to another; by eights, which compilers make fast. */
static void
add_times(float *restrict to, const float *restrict row, float times,
    uint32_t columns)
{
	uint32_t i = 0;

	for (; i + COLUMN_STEP <= columns; i += COLUMN_STEP)
		for (uint32_t j = i; j < i + COLUMN_STEP; j++)
			to[j] += row[j] * times;
	for (; i < columns; i++)
		to[i] += row[i] * times;
}

/* The sums of a lesson over the columns of its group. */
static void
sum_up(const struct training *training, const struct lesson *lesson,
    uint32_t first, uint32_t columns, float *sums)
{
	const struct lessons *lessons = training->lessons;

	for (uint32_t i = 0; i < columns; i++)
		sums[i] = training->biases[first + i];
	for (size_t j = 0; j < lesson->count; j++) {
		const struct lesson_value *value =
		    &lessons->values[lesson->first + j];
		const float *row = training->weights +
		    (size_t)value->feature * training->width + first;

		add_times(sums, row, value->value, columns);
	}
}

/* Makes shares of sums. */
static void
share(float *sums, uint32_t columns, double sharpness)
{
	double powers[MODEL_RIVALS], sum = 0.0;
	float highest = sums[0];

	for (uint32_t i = 1; i < columns; i++)
		if (sums[i] > highest)
			highest = sums[i];
	for (uint32_t i = 0; i < columns; i++) {
		powers[i] = model_exp(
		    ((double)sums[i] - (double)highest) * sharpness);
		sum += powers[i];
	}
	for (uint32_t i = 0; i < columns; i++)
		sums[i] = (float)(powers[i] / sum);
}

double
train_logarithm(const struct training *training, const struct lesson *lesson,
    double sharpness)
{
	uint32_t first = training->first[lesson->cause];
	uint32_t columns = training->columns[lesson->cause];
	float sums[MODEL_RIVALS];

	sum_up(training, lesson, first, columns, sums);
	share(sums, columns, sharpness);
	return train_log((double)sums[training->column[lesson->cause] - first]);
}

static void
learn(struct training *training, const struct lesson *lesson, float step)
{
	const struct lessons *lessons = training->lessons;
	uint32_t first = training->first[lesson->cause];
	uint32_t columns = training->columns[lesson->cause];
	float sums[MODEL_RIVALS];

	sum_up(training, lesson, first, columns, sums);
	share(sums, columns, 1.0);
	sums[training->column[lesson->cause] - first] -= 1.0f;
	for (uint32_t i = 0; i < columns; i++) {
		sums[i] *= step * lesson->weight;
		training->biases[first + i] -= sums[i];
	}
	for (size_t j = 0; j < lesson->count; j++) {
		const struct lesson_value *value =
		    &lessons->values[lesson->first + j];
		float *row = training->weights +
		    (size_t)value->feature * training->width + first;

		add_times(row, sums, -value->value, columns);
	}
}

/* Numbers that look like chance, always the same. */
static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void
shuffle(uint32_t *order, size_t count, uint32_t *state)
{
	for (size_t i = count; i > 1; i--) {
		size_t other = next_random(state) % i;
		uint32_t swapped = order[i - 1];

		order[i - 1] = order[other];
		order[other] = swapped;
	}
}

/* Gives the causes their columns. */
static void
place_columns(struct training *training, bool refining)
{
	const struct model *model = &training->lessons->model;
	uint32_t next = 0;

	for (uint32_t i = 0; i < model->cause_count; i++) {
		uint32_t count = 0, begin = next;

		if (!refining) {
			if (model->causes[i].parent == i)
				training->column[i] = next++;
			continue;
		}
		if (model->causes[i].parent != i)
			continue;
		for (uint32_t j = 0; j < model->cause_count; j++)
			count += model->causes[j].parent == i;
		/* The cause itself comes first. */
		training->column[i] = next++;
		for (uint32_t j = 0; j < model->cause_count; j++)
			if (j != i && model->causes[j].parent == i)
				training->column[j] = next++;
		for (uint32_t j = 0; j < model->cause_count; j++)
			if (model->causes[j].parent == i) {
				training->first[j] = begin;
				training->columns[j] = count;
			}
	}
	training->width = (next + COLUMN_STEP - 1) / COLUMN_STEP * COLUMN_STEP;
	for (uint32_t i = 0; !refining && i < model->cause_count; i++) {
		training->column[i] = training->column[model->causes[i].parent];
		training->columns[i] = next;
	}
}

static void
shrink(struct training *training, float factor)
{
	size_t count = training->lessons->feature_count * training->width;

	for (size_t i = 0; i < count; i++)
		training->weights[i] *= factor;
}

static bool
takes_part(const struct training *training, const struct lesson *lesson,
    bool refining, bool holding)
{
	if (holding && lesson->held)
		return false;
	return !refining ||
	    (lesson->refines && training->columns[lesson->cause] > 1);
}

static void
run_epochs(struct training *training, uint32_t *order, size_t count, int epochs)
{
	float step, factor = last_step / first_step;
	uint32_t state = 20261124;

	for (int epoch = 0; epoch < epochs; epoch++) {
		float part = (float)epoch / (float)(epochs - 1);

		/* From the first step to the last one, the quicker first. */
		step = first_step * (1.0f - part) * (1.0f - part) +
		    first_step * factor * part * (2.0f - part);
		shuffle(order, count, &state);
		for (size_t i = 0; i < count; i++)
			learn(training, &training->lessons->items[order[i]],
			    step);
		shrink(training, 1.0f - decay * step * (float)count);
	}
}

bool
train_run(struct training *training, const struct lessons *lessons,
    bool refining, bool holding, int epochs)
{
	uint32_t *order = calloc(lessons->count + 1, sizeof(*order));
	size_t count = 0;

	*training = (struct training) { .lessons = lessons };
	place_columns(training, refining);
	training->weights = calloc((lessons->feature_count + 1) *
		training->width,
	    sizeof(float));
	training->biases = calloc(training->width + 1, sizeof(float));
	if (order == NULL || training->weights == NULL ||
	    training->biases == NULL) {
		free(order);
		return false;
	}
	for (size_t i = 0; i < lessons->count; i++)
		if (takes_part(training, &lessons->items[i], refining, holding))
			order[count++] = (uint32_t)i;
	run_epochs(training, order, count, epochs);
	free(order);
	return true;
}

void
train_release(struct training *training)
{
	free(training->weights);
	free(training->biases);
	*training = (struct training) { 0 };
}
