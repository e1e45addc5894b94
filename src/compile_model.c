/* The compiler: the model fitted to all, beside the examples' literal parts. */
#include "compiler.h"
#include "model_fit.h"

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
	rows_copy(compiler, &out->rows, view.member, view.count, 0)
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

	add_literals(&compiler, 0);
	if (!compiler.failed)
		add_model(&compiler);
	SET_TABLE(compiled, literals, literal_count);
	SET_TABLE(compiled, literal_terms, literal_term_count);
	SET_TABLE(compiled, model_causes, model_cause_count);
	SET_TABLE(compiled, features, feature_count);
	SET_TABLE(compiled, feature_buckets, feature_bucket_count);
	SET_TABLE(compiled, weights, weight_count);
	SET_TABLE(compiled, cues, cue_count);
	SET_TABLE(compiled, cue_buckets, cue_bucket_count);
	SET_TABLE(compiled, cue_causes, cue_cause_count);
	return !compiler.failed;
}
