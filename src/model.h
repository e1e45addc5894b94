/*
 * A linear model over a reply's words: which cause they speak for.
 *
 * Its features are words, pairs of words, runs of four letters, code, status
 * as subject.detail, vendor codes, and the hits of the causes' cue phrases.
 * They are known by 32 bits of a hash. Weights are int8 and sums integers, so
 * that the answer is the same everywhere. Causes are known by number, which is
 * their place among the causes of the entries.
 */
#ifndef MODEL_H
#define MODEL_H

#include "normal.h"
#include "tables.h"

enum {
	MODEL_CAUSES = 127,    /* room for causes and their refinements */
	MODEL_RIVALS = 32,     /* of them, that are weighed at once */
	MODEL_FEATURES = 1024, /* read of a text */
	MODEL_SLOTS = 2048,    /* a power of two, more than features */
	MODEL_TERMS = 200,     /* read of a text */
	MODEL_HITS = 48,       /* of cue phrases */
	MODEL_UNIT = 16,       /* a feature's value of 1 */
	MODEL_ONE = 1 << 16,   /* a share of 1 */
};

enum feature_kind {
	FEATURE_WORD,
	FEATURE_PAIR,
	FEATURE_LETTERS,
	FEATURE_CODE,
	FEATURE_STATUS,
	FEATURE_VENDOR,
	FEATURE_CUE,
	FEATURE_CONCEPT,
	FEATURE_KINDS
};

struct feature {
	uint32_t key;
	uint16_t kind;	   /* enum feature_kind */
	uint16_t value;	   /* in MODEL_UNITs */
	uint32_t from, to; /* the bytes it was made of; empty if none */
};

/* What a text says, as features. Zero-initialised it is empty. */
struct model_input {
	struct feature features[MODEL_FEATURES];
	uint32_t count;
	uint16_t slots[MODEL_SLOTS]; /* features by key, each 1 more */
	struct phrase_hit {
		uint32_t key, causes; /* of the phrase: a cue_row's */
		uint16_t first, last; /* words of the text */
		uint16_t words;	      /* of the phrase */
	} hits[MODEL_HITS];
	uint32_t hit_count;
	uint32_t known; /* words and phrases that the model has weights for */
};

/* The tables of a model, borrowed. */
struct model {
	const struct cause_row *causes;
	const struct key_row *features;	  /* a value: how many weights */
	const struct bucket_row *buckets; /* of them, by the first bits */
	const struct word_row *weights;	  /* two to a word */
	const struct key_row *cues; /* nodes of the phrases; a value: of */
	const struct bucket_row *cue_buckets;
	const struct cue_row *cue_causes;
	uint32_t cause_count, feature_count, cue_count, weight_count;
	/* Those that refine no other, in their order. */
	uint8_t bases[MODEL_CAUSES];
	uint32_t base_count;
	/* The others, by what they refine, and where those of a cause begin. */
	uint8_t kin[MODEL_CAUSES], kin_from[MODEL_CAUSES + 1];
	uint32_t scale; /* of the sums: to binary logarithms in 1/65536 */
};

/* What the words speak for. */
struct model_result {
	int32_t scores[MODEL_CAUSES];
	/* In 1/MODEL_ONE: of a cause among causes, of a refinement within its
	   cause, where the cause itself stands for none of them. */
	uint32_t shares[MODEL_CAUSES];
	uint32_t own[MODEL_CAUSES]; /* of a cause: the share of no refinement */
};

/* Points at the model in the tables. */
void model_init(struct model *model, const struct tables *tables);

/*
 * Reads a text into features, with the code and the statuses that stand in
 * it; a code or status of 0 or NULL is none beside these. A vendor code is
 * added by the caller.
 */
void model_read(const struct model *model, struct model_input *input,
    const struct normal *normal, unsigned code, const char *status,
    size_t status_length);
void model_add_vendor(struct model_input *input, uint32_t cause, uint32_t from,
    uint32_t to);

/* Does a phrase of another cause stand in the text? */
bool model_has_other(const struct model *model, const struct model_input *input,
    uint32_t cause);

/* Sums up the weights and makes shares of them. */
void model_apply(const struct model *model, struct model_input *input,
    struct model_result *result);

/* 2 to the power of -x, where x is in 1/MODEL_ONE: in 1/MODEL_ONE as well. */
uint32_t model_half_to(uint64_t x);

/* What a feature counts for one cause, and against another. */
int32_t model_weight(const struct model *model, const struct feature *feature,
    uint32_t cause, uint32_t against);

/* A key_row: the last bits of its key, then a value. */
enum {
	MODEL_BUCKET_BITS = 11,
	MODEL_VALUE = (1 << MODEL_BUCKET_BITS) - 1, /* the highest one */
};

/* The key of a word of a phrase behind those whose key is before, 0 at first.
   An empty one stands for the words between. */
uint32_t model_phrase_key(uint32_t before, const char *word, size_t length);

/* The key of a word that stands for a concept, among those of phrases. */
uint32_t model_concept_key(const char *word, size_t length);

/* Does a term count as a word of phrases? */
bool model_is_word(const struct term *term);

#endif
