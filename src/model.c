#include "model.h"

#include <string.h>

#include "model_share.h"

enum {
	GRAM = 4,      /* letters of a run */
	LONGEST = 40,  /* letters of a word that are read in runs */
	GAP_WORDS = 3, /* most that `*` stands for */
	GAP_DEPTH = 4, /* `*` in one phrase */
	MOST_HITS = 4, /* of one cause that count */
	VALUE_LETTERS = MODEL_UNIT / 2,
};

/* A text's words while its features are read. */
struct words {
	const struct model *model;
	struct model_input *input;
	const struct normal *normal;
	const struct term *terms[MODEL_TERMS];
	uint32_t count;
};

void
model_init(struct model *model, const struct tables *tables)
{
	*model = (struct model) {
		.causes = tables->model_causes,
		.features = tables->features,
		.buckets = tables->feature_buckets,
		.weights = tables->weights,
		.cues = tables->cues,
		.cue_buckets = tables->cue_buckets,
		.cause_count = tables->model_cause_count,
		/* The last row only ends the weights of the one before it. */
		.feature_count = tables->feature_count > 0 ?
		    tables->feature_count - 1 :
		    0,
		.cue_count = tables->cue_count,
		.weight_count = tables->weight_count,
		.scale = tables->model_scale,
	};
}

/* Spreads the bits, so that the first ones are good for buckets. */
static uint32_t
mix(uint32_t key)
{
	key ^= key >> 16;
	key *= 0x7feb352du;
	key ^= key >> 15;
	key *= 0x846ca68bu;
	return key ^ key >> 16;
}

static uint32_t
hash_bytes(uint32_t key, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		key = (key ^ (unsigned char)bytes[i]) * 16777619u;
	return key;
}

static uint32_t
feature_key(enum feature_kind kind, const char *bytes, size_t length)
{
	return mix(hash_bytes(2166136261u + (uint32_t)kind, bytes, length));
}

static uint32_t
number_key(enum feature_kind kind, uint32_t number)
{
	return mix(mix(number + 1) + (uint32_t)kind * 0x9e3779b9u);
}

uint32_t
model_phrase_key(uint32_t before, const char *word, size_t length)
{
	return mix(
	    hash_bytes(before ^ 0x5bd1e995u, word, length) + (uint32_t)length);
}

bool
model_is_word(const struct term *term)
{
	return term->kind != TERM_CODE && term->kind != TERM_STATUS;
}

uint32_t
model_find(const uint32_t *keys, size_t stride, uint32_t count,
    const struct link_row *buckets, uint32_t key)
{
	uint32_t at, end, bucket = key >> (32 - MODEL_BUCKET_BITS);

	if (count == 0)
		return TABLES_NONE;
	at = buckets[bucket].target;
	end = buckets[bucket + 1].target;
	for (; at < end; at++)
		if (keys[at * stride] == key)
			return at;
	return TABLES_NONE;
}

/* Adds a feature, or to the value of the one that is there already. */
static void
add_feature(struct model_input *input, enum feature_kind kind, uint32_t key,
    uint32_t value, uint32_t from, uint32_t to)
{
	uint32_t slot = key & (MODEL_SLOTS - 1);
	struct feature *feature;

	while (input->slots[slot] != 0) {
		feature = &input->features[input->slots[slot] - 1];
		if (feature->key == key) {
			if (kind == FEATURE_CUE &&
			    feature->value < MOST_HITS * MODEL_UNIT)
				feature->value = (uint16_t)(feature->value +
				    value);
			if (kind == FEATURE_CUE &&
			    to - from > feature->to - feature->from) {
				feature->from = from;
				feature->to = to;
			}
			return;
		}
		slot = (slot + 1) & (MODEL_SLOTS - 1);
	}
	if (input->count == MODEL_FEATURES)
		return;
	input->features[input->count++] = (struct feature) { key,
		(uint16_t)kind, (uint16_t)value, from, to };
	input->slots[slot] = (uint16_t)input->count;
}

static void
add_letters(struct model_input *input, const char *word, size_t length,
    const struct term *term)
{
	char padded[LONGEST + 2];

	if (length < GRAM - 1 || length > LONGEST)
		return;
	padded[0] = '#';
	memcpy(padded + 1, word, length);
	padded[length + 1] = '#';
	for (size_t i = 0; i + GRAM <= length + 2; i++)
		add_feature(input, FEATURE_LETTERS,
		    feature_key(FEATURE_LETTERS, padded + i, GRAM),
		    VALUE_LETTERS, term->from, term->to);
}

static void
add_pair(struct words *words, uint32_t at)
{
	const struct term *first = words->terms[at - 1];
	const struct term *second = words->terms[at];
	const char *text = text_string(&words->normal->terms_text);
	uint32_t key = hash_bytes(2166136261u + FEATURE_PAIR,
	    text + first->start, first->length + 1);

	key = mix(hash_bytes(key, text + second->start, second->length));
	add_feature(words->input, FEATURE_PAIR, key, MODEL_UNIT, first->from,
	    second->to);
}

static void
add_status(struct model_input *input, const char *status, size_t length,
    uint32_t from, uint32_t to)
{
	/* Without the class: 4.2.2 and 5.2.2 tell the same. */
	if (length > 2)
		add_feature(input, FEATURE_STATUS,
		    feature_key(FEATURE_STATUS, status + 2, length - 2),
		    MODEL_UNIT, from, to);
}

/* Counts a phrase for each cause that has it, once. */
static void
add_hit(struct words *words, const struct cue_row *cue, uint32_t from,
    uint32_t to)
{
	struct model_input *input = words->input;
	uint32_t cause;

	for (uint32_t i = 0; i < input->hit_count; i++)
		if (input->hits[i] == cue->key)
			return;
	if (input->hit_count == MODEL_HITS)
		return;
	input->hits[input->hit_count++] = cue->key;
	for (unsigned shift = 0; shift < 28; shift += 7) {
		cause = cue->causes >> shift & 0x7f;
		if (cause == 0)
			break;
		cause--;
		add_feature(input, FEATURE_CUE, number_key(FEATURE_CUE, cause),
		    MODEL_UNIT, from, to);
		if (words->model->causes[cause].parent != cause)
			add_feature(input, FEATURE_CUE,
			    number_key(FEATURE_CUE,
				words->model->causes[cause].parent),
			    MODEL_UNIT, from, to);
	}
}

/* Follows the phrases that go on at a word; first is where they began. */
static void
follow(struct words *words, uint32_t first, uint32_t at, uint32_t key,
    unsigned depth)
{
	const struct model *model = words->model;
	const char *text = text_string(&words->normal->terms_text);
	uint32_t found;

	if (model->cue_count == 0)
		return;
	for (; at < words->count; at++) {
		key = model_phrase_key(key, text + words->terms[at]->start,
		    words->terms[at]->length);
		found = model_find(&model->cues->key,
		    sizeof(*model->cues) / sizeof(uint32_t), model->cue_count,
		    model->cue_buckets, key);
		if (found == TABLES_NONE)
			return;
		if ((model->cues[found].causes & CUE_CAUSES) != 0)
			add_hit(words, &model->cues[found],
			    words->terms[first]->from, words->terms[at]->to);
		if ((model->cues[found].causes & CUE_GAP) == 0 ||
		    depth == GAP_DEPTH)
			continue;
		for (uint32_t skip = 0; skip <= GAP_WORDS; skip++)
			follow(words, first, at + 1 + skip,
			    model_phrase_key(key, "", 0), depth + 1);
	}
}

static void
read_words(struct words *words)
{
	const char *text = text_string(&words->normal->terms_text);
	struct model_input *input = words->input;

	for (uint32_t i = 0; i < words->count; i++) {
		const struct term *term = words->terms[i];
		const char *word = text + term->start;

		add_feature(input, FEATURE_WORD,
		    feature_key(FEATURE_WORD, word, term->length), MODEL_UNIT,
		    term->from, term->to);
		if (term->kind == TERM_WORD)
			add_letters(input, word, term->length, term);
		if (i > 0)
			add_pair(words, i);
	}
	for (uint32_t i = 0; i < words->count; i++)
		follow(words, i, i, 0, 0);
}

void
model_read(const struct model *model, struct model_input *input,
    const struct normal *normal, unsigned code, const char *status,
    size_t status_length)
{
	struct words words = { model, input, normal, { NULL }, 0 };
	const char *text = text_string(&normal->terms_text);

	memset(input->slots, 0, sizeof(input->slots));
	input->count = input->hit_count = input->known = 0;
	for (size_t i = 0; i < normal->count && words.count < MODEL_TERMS;
	     i++) {
		const struct term *term = &normal->terms[i];

		if (model_is_word(term))
			words.terms[words.count++] = term;
		else if (term->kind == TERM_STATUS)
			add_status(input, text + term->start, term->length,
			    term->from, term->to);
	}
	if (status != NULL)
		add_status(input, status, status_length, 0, 0);
	if (code != 0)
		add_feature(input, FEATURE_CODE, number_key(FEATURE_CODE, code),
		    MODEL_UNIT, 0, 0);
	read_words(&words);
}

void
model_add_vendor(struct model_input *input, uint32_t cause, uint32_t from,
    uint32_t to)
{
	add_feature(input, FEATURE_VENDOR, number_key(FEATURE_VENDOR, cause),
	    MODEL_UNIT, from, to);
}

static uint32_t
find_feature(const struct model *model, uint32_t key)
{
	if (model->feature_count == 0)
		return TABLES_NONE;
	return model_find(&model->features->key,
	    sizeof(*model->features) / sizeof(uint32_t), model->feature_count,
	    model->buckets, key);
}

/* The n-th weight: of which cause, and how much. */
static int32_t
read_weight(const struct model *model, uint32_t n, uint32_t *cause)
{
	uint32_t half = model->weights[n / 2].word >> n % 2 * 16 & 0xffff;
	int32_t weight = (int32_t)(half & 0xff);

	*cause = half >> 8;
	return weight < 128 ? weight : weight - 256;
}

static void
add_weights(const struct model *model, const struct feature *feature,
    uint32_t found, int32_t *scores)
{
	uint32_t cause;
	int32_t weight;

	for (uint32_t i = model->features[found].first;
	     i < model->features[found + 1].first; i++) {
		weight = read_weight(model, i, &cause);
		scores[cause] += weight * (int32_t)feature->value;
	}
}

int32_t
model_weight(const struct model *model, const struct feature *feature,
    uint32_t cause, uint32_t against)
{
	int32_t scores[MODEL_CAUSES + 1] = { 0 };
	uint32_t found = find_feature(model, feature->key);

	if (found == TABLES_NONE)
		return 0;
	add_weights(model, feature, found, scores);
	return scores[cause] - scores[against];
}

void
model_apply(const struct model *model, struct model_input *input,
    struct model_result *result)
{
	uint32_t found;

	for (uint32_t i = 0; i < model->cause_count; i++)
		result->scores[i] = (int32_t)model->causes[i].bias;
	input->known = 0;
	for (uint32_t i = 0; i < input->count; i++) {
		const struct feature *feature = &input->features[i];

		found = find_feature(model, feature->key);
		if (found == TABLES_NONE)
			continue;
		input->known += feature->kind == FEATURE_WORD ||
		    feature->kind == FEATURE_CUE;
		add_weights(model, feature, found, result->scores);
	}
	model_make_shares(model, result);
}
