/*
 * A linear model over a reply's words: which cause they speak for.
 *
 * Its features are words, pairs of words, beginnings and other runs of four
 * letters, code, status as subject.detail, vendor codes, and the hits of the
 * causes' cue phrases. They are known by 32 bits of a hash. Weights are
 * int8, sums integers, so that the answer is the same everywhere.
 */
#ifndef MODEL_H
#define MODEL_H

#include "normal.h"
#include "tables.h"

enum {
	MODEL_CAUSES = 128, /* room for causes and refinements */
	MODEL_UNIT = 16,    /* a feature's value of 1 */
	MODEL_ONE = 1 << 16, /* a probability of 1 */
};

enum feature_kind {
	FEATURE_WORD,
	FEATURE_PAIR,
	FEATURE_LETTERS,
	FEATURE_CODE,
	FEATURE_STATUS,
	FEATURE_VENDOR,
	FEATURE_CUE,
	FEATURE_KINDS
};

struct feature {
	uint32_t key;
	uint16_t kind; /* enum feature_kind */
	uint16_t value; /* in MODEL_UNITs */
	uint32_t from, to; /* the bytes it was made of; empty if none */
};

/* What a reply says, as features. Zero-initialised it is empty. */
struct model_input {
	struct feature *features;
	size_t count, capacity;
	bool failed; /* memory ran out */
};

/* The tables of a model, borrowed. Causes are known by number, from 0. */
struct model {
	const struct cause_row *causes; /* the model's own */
	const struct feature_row *features; /* by key; one more as the end */
	const struct link_row *feature_buckets; /* by the key's first bits */
	const struct word_row *weights; /* two a word: cause and weight */
	const struct feature_row *cues; /* by key: nodes of the phrases */
	const struct link_row *cue_buckets;
	uint32_t cause_count, feature_count, cue_count;
	uint32_t scale; /* of a weight of 1 in 1/65536, with the temperature */
};

/* A cause, its score and its probability among all in 1/MODEL_ONE. */
struct model_result {
	int32_t scores[MODEL_CAUSES]; /* by number of the cause */
	uint32_t shares[MODEL_CAUSES]; /* refined ones: of their cause */
};

void model_input_release(struct model_input *input);

/*
 * Reads a text into features. code is 0 if it has none, status NULL or as
 * written. Vendor codes are added by the caller, with model_add_vendor.
 */
void model_read(const struct model *model, struct model_input *input,
    const struct normal *normal, unsigned code, const char *status,
    size_t status_length);
void model_add_vendor(struct model_input *input, uint32_t cause);

/* Sums up the weights and makes shares of them. */
void model_apply(const struct model *model, const struct model_input *input,
    struct model_result *result);

/* What a feature counts for one cause against another. */
int32_t model_weight(const struct model *model, const struct feature *feature,
    uint32_t cause, uint32_t against);

#endif
