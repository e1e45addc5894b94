/* What the parts of the fitting share (model_*.c); private to them. */
#ifndef MODEL_LEARN_H
#define MODEL_LEARN_H

#include "code.h"
#include "model_fit.h"
#include "pool.h"
#include "text.h"
#include "vendor_code.h"

enum {
	LEARN_EXPANSIONS = 100, /* phrases of a cue that are learnt from */
	LEARN_EPOCHS = 24,	/* times that all lessons are gone through */
	LEARN_FEW_EPOCHS = 8,	/* where it is to be done soon */
};

/* A feature of a lesson: its number and value. */
struct lesson_value {
	uint32_t feature;
	float value;
};

/* A text to learn from. */
struct lesson {
	size_t first, count; /* of the values */
	uint32_t cause;	     /* by number */
	float weight;
	bool refines; /* tells which refinement, or that it is none */
	bool held;    /* kept back to find the temperature with */
};

/* All features that the lessons have, numbered as they come. */
struct learnt_feature {
	uint32_t key;
	uint16_t kind;
	uint16_t lessons; /* how many have it, as far as it matters */
};

struct lessons {
	const struct tables *tables;
	const struct hidden *hidden;
	struct model model; /* its causes and cues; no weights yet */
	struct vendor_codes *vendors;
	struct normal normal;
	struct model_input *input;
	struct text scratch;
	struct lesson *items;
	size_t count, capacity;
	struct lesson_value *values;
	size_t value_count, value_capacity;
	struct learnt_feature *features;
	size_t feature_count, feature_capacity;
	uint32_t *slots; /* features by key, each 1 more */
	size_t slot_count;
	bool failed; /* memory ran out */
};

/* Calls for each phrase that the cue stands for, `*` left in it. */
void cue_expand(const char *cue, struct text *scratch,
    void (*call)(void *context, const char *phrase, unsigned of),
    void *context);

/* model_concepts.c: calls for each word of each concept. */
void concepts_each(struct text *scratch,
    void (*call)(void *context, const char *word, unsigned concept),
    void *context);

/* model_cues.c: the phrases of the causes as rows. False without memory. */
bool model_build_cues(struct fitted_model *fitted, const struct tables *tables);

/* A row on its way to be packed: its key and where it leads. */
struct keyed {
	uint32_t key, value;
};

/* Packs rows that are sorted by key, with their values. */
bool model_pack_keys(struct key_row **rows, struct bucket_row **buckets,
    const struct keyed *keyed, uint32_t count);

/* model_lessons.c: reads all texts of the tables. */
void lessons_read(struct lessons *lessons);
void lessons_release(struct lessons *lessons);

/* model_train.c: weights[feature * width + column]. */
struct training {
	const struct lessons *lessons;
	float *weights, *biases;
	size_t width;		       /* columns, a multiple of 8 */
	uint32_t column[MODEL_CAUSES]; /* of a cause */
	/* The columns [first, first + count) that compete for a cause. */
	uint32_t first[MODEL_CAUSES], columns[MODEL_CAUSES];
};

/* Fits weights for causes, or with refining set for refinements; with holding
   set without the lessons that are held back. */
bool train_run(struct training *training, const struct lessons *lessons,
    bool refining, bool holding, int epochs);
void train_release(struct training *training);

/* How likely the training makes what the lesson teaches, sharpened. */
double train_logarithm(const struct training *training,
    const struct lesson *lesson, double sharpness);

/* model_pack.c: rounds the weights to int8, drops the small ones. There may be
   no refinements. */
uint32_t model_scale_of(double sharpness);
bool model_pack(struct fitted_model *fitted, const struct training *causes,
    const struct training *refinements);

#endif
