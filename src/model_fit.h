/*
 * Fits the model from the reference alone: its examples, cue phrases, signs,
 * explanations, meanings. Linked into mkreference, and into `make score`,
 * which fits it with some servers hidden.
 *
 * What is fitted is the same to the byte with any compiler: one order, and
 * double arithmetic that nothing may contract or reorder.
 */
#ifndef MODEL_FIT_H
#define MODEL_FIT_H

#include "hidden.h"
#include "model.h"

/* A model and the rows that it owns. Zero-initialised it is empty. */
struct fitted_model {
	struct cause_row *causes;
	struct key_row *features;
	struct bucket_row *buckets;
	struct word_row *weights;
	struct key_row *cues;
	struct bucket_row *cue_buckets;
	struct cue_row *cue_causes;
	uint32_t cause_count, feature_count, weight_count, cue_count,
	    cue_cause_count, scale;
};

/*
 * Fits a model to the tables, of which the model's own rows are not read, and
 * nothing that is hidden, which may be NULL. Returns false if memory ran out.
 */
bool model_fit(struct fitted_model *fitted, const struct tables *tables,
    const struct hidden *hidden);
/*
 * The same, sooner: fitted less closely, for causes but not what refines them,
 * and as sharp as the model that is in the tables.
 */
bool model_fit_causes(struct fitted_model *fitted, const struct tables *tables,
    const struct hidden *hidden);

void fitted_model_release(struct fitted_model *fitted);

/* The bytes of its rows; fitting leaves out what is small to keep to these. */
enum {
	MODEL_ROOM = 195000
};
size_t fitted_model_size(const struct fitted_model *fitted);

/* Points the tables at it, which borrow it. */
void fitted_model_use(const struct fitted_model *fitted, struct tables *tables);

/* e to the power of x, which is not above 0. */
double model_exp(double x);

#endif
