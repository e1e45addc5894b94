/* The compiler: the model fitted to all, beside the examples' literal parts. */
#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "model_fit.h"

static void
copy_rows(struct compiler *compiler, struct rows *rows, const void *from,
    uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		void *row = rows_add(compiler, rows);

		if (row == NULL)
			return;
		memcpy(row, (const char *)from + i * rows->size, rows->size);
	}
}

/* Fits the model and adds its rows. */
static void
add_model(struct compiler *compiler)
{
	struct compiled *out = compiler->out;
	struct fitted_model fitted;
	struct tables view = out->tables;

	if (!model_fit(&fitted, &out->tables, NULL)) {
		compiler->failed = true;
		fitted_model_release(&fitted);
		return;
	}
	fitted_model_use(&fitted, &view);
#define COPY(rows, member, count) \
	copy_rows(compiler, &out->rows, view.member, view.count)
	COPY(model_causes, model_causes, model_cause_count);
	COPY(features, features, feature_count);
	COPY(feature_buckets, feature_buckets, feature_bucket_count);
	COPY(weights, weights, weight_count);
	COPY(cues, cues, cue_count);
	COPY(cue_buckets, cue_buckets, cue_bucket_count);
	COPY(cue_causes, cue_causes, cue_cause_count);
#undef COPY
	out->tables.model_scale = fitted.scale;
	fitted_model_release(&fitted);
}

bool
compile_model(struct compiled *compiled)
{
	struct compiler compiler = { .out = compiled };
	struct tables *tables = &compiled->tables;

	add_literals(&compiler, 0);
	if (!compiler.failed)
		add_model(&compiler);
#define SET(member, count_member) \
	do { \
		tables->member = compiled->member.items; \
		tables->count_member = (uint32_t)compiled->member.count; \
	} while (0)
	SET(literals, literal_count);
	SET(literal_terms, literal_term_count);
	SET(model_causes, model_cause_count);
	SET(features, feature_count);
	SET(feature_buckets, feature_bucket_count);
	SET(weights, weight_count);
	SET(cues, cue_count);
	SET(cue_buckets, cue_bucket_count);
	SET(cue_causes, cue_cause_count);
#undef SET
	return !compiler.failed;
}
