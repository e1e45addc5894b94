#include "model.h"

#include <string.h>

enum {
	CONCEPT_SEED = 0x3c6ef372,
	CONCEPT_REACH = 4, /* words to the one that it goes with */
	GRAM = 4,	   /* letters of a run */
	LONGEST = 40,	   /* letters of a word that are read in runs */
	GAP_WORDS = 3,	   /* most that `*` stands for */
	GAP_DEPTH = 4,	   /* `*` in one phrase */
	MOST_HITS = 4,	   /* of one cause that count */
	VALUE_LETTERS = MODEL_UNIT / 2,
	VALUE_CONCEPT = MODEL_UNIT * 3 / 4,
	VALUE_CONCEPTS = MODEL_UNIT * 3 / 2, /* of two together */
};

/* A text's words while its features are read. */
struct words {
	const struct model *model;
	struct model_input *input;
	const struct normal *normal;
	const struct term *terms[MODEL_TERMS];
	uint32_t count;
};

/* Sorts the causes into those that refine no other, and what refines each. */
static void
sort_causes(struct model *model)
{
	uint8_t next = 0;

	for (uint32_t parent = 0; parent < model->cause_count; parent++) {
		if (model->causes[parent].parent == parent)
			model->bases[model->base_count++] = (uint8_t)parent;
		model->kin_from[parent] = next;
		for (uint32_t i = 0; i < model->cause_count; i++)
			if (i != parent && model->causes[i].parent == parent)
				model->kin[next++] = (uint8_t)i;
	}
	model->kin_from[model->cause_count] = next;
}

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
		.cue_causes = tables->cue_causes,
		.cause_count = tables->model_cause_count,
		.feature_count = tables->feature_count,
		.cue_count = tables->cue_count,
		.weight_count = tables->weight_count,
		.scale = tables->model_scale,
	};
	sort_causes(model);
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

uint32_t
model_concept_key(const char *word, size_t length)
{
	return model_phrase_key(CONCEPT_SEED, word, length);
}

bool
model_is_word(const struct term *term)
{
	return term->kind != TERM_CODE && term->kind != TERM_STATUS;
}

/* The row of a key, among those of its bucket, which stand in order;
   TABLES_NONE if it has none. */
static uint32_t
find_row(const struct key_row *rows, const struct bucket_row *buckets,
    uint32_t key)
{
	uint32_t bucket = key >> (32 - MODEL_BUCKET_BITS);
	uint32_t last_bits = key << MODEL_BUCKET_BITS;
	uint32_t at = buckets[bucket].row, end = buckets[bucket + 1].row;

	while (at < end && rows[at].word < last_bits)
		at++;
	return at < end &&
		(rows[at].word & ~(uint32_t)MODEL_VALUE) == last_bits ?
	    at :
	    TABLES_NONE;
}

/* What a phrase's or a concept's key leads to; 0 if to nothing. */
static uint32_t
find_causes(const struct model *model, uint32_t key)
{
	uint32_t found;

	if (model->cue_count == 0)
		return 0;
	found = find_row(model->cues, model->cue_buckets, key);
	return found == TABLES_NONE ?
	    0 :
	    model->cue_causes[model->cues[found].word & MODEL_VALUE].causes;
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

/* Keeps a phrase that stands there. */
static void
add_hit(struct words *words, uint32_t key, uint32_t causes, uint32_t first,
    uint32_t last, unsigned count)
{
	struct model_input *input = words->input;

	for (uint32_t i = 0; i < input->hit_count; i++)
		if (input->hits[i].key == key)
			return;
	if (input->hit_count == MODEL_HITS)
		return;
	input->hits[input->hit_count++] = (struct phrase_hit) { key, causes,
		(uint16_t)first, (uint16_t)last, (uint16_t)count };
}

/* Does the phrase stand within a longer one, which then says more? */
static bool
is_within(const struct model_input *input, const struct phrase_hit *hit)
{
	for (uint32_t i = 0; i < input->hit_count; i++) {
		const struct phrase_hit *other = &input->hits[i];

		if (other->words > hit->words && other->first <= hit->first &&
		    other->last >= hit->last)
			return true;
	}
	return false;
}

bool
model_has_other(const struct model *model, const struct model_input *input,
    uint32_t cause)
{
	for (uint32_t i = 0; i < input->hit_count; i++) {
		uint32_t other = input->hits[i].causes & 0x7f;

		if (other != 0 && model->causes[other - 1].parent != cause &&
		    !is_within(input, &input->hits[i]))
			return true;
	}
	return false;
}

/* Counts a phrase for each cause that has it. */
static void
count_hit(struct words *words, const struct phrase_hit *hit)
{
	struct model_input *input = words->input;
	uint32_t from = words->terms[hit->first]->from;
	uint32_t to = words->terms[hit->last]->to, cause;

	for (unsigned shift = 0; shift < 28; shift += 7) {
		cause = hit->causes >> shift & 0x7f;
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
    unsigned depth, unsigned count)
{
	const char *text = text_string(&words->normal->terms_text);
	uint32_t causes;

	for (; at < words->count; at++) {
		count++;
		key = model_phrase_key(key, text + words->terms[at]->start,
		    words->terms[at]->length);
		causes = find_causes(words->model, key);
		if (causes == 0)
			return;
		if ((causes & CUE_CAUSES) != 0)
			add_hit(words, key, causes, first, at, count);
		if ((causes & CUE_GAP) == 0 || depth == GAP_DEPTH)
			continue;
		for (uint32_t skip = 0; skip <= GAP_WORDS; skip++)
			follow(words, first, at + 1 + skip,
			    model_phrase_key(key, "", 0), depth + 1, count);
	}
}

/* What a word stands for, more 1; 0 if for nothing. */
static uint32_t
concept_of(const struct words *words, uint32_t at)
{
	const char *text = text_string(&words->normal->terms_text);

	return find_causes(words->model,
		   model_concept_key(text + words->terms[at]->start,
		       words->terms[at]->length)) &
	    0x7f;
}

/* Concepts, and every two that stand near each other, in whatever order. */
static void
read_concepts(struct words *words)
{
	uint32_t concepts[MODEL_TERMS], low, high;

	for (uint32_t i = 0; i < words->count; i++) {
		concepts[i] = concept_of(words, i);
		if (concepts[i] == 0)
			continue;
		add_feature(words->input, FEATURE_CONCEPT,
		    number_key(FEATURE_CONCEPT, concepts[i]), VALUE_CONCEPT,
		    words->terms[i]->from, words->terms[i]->to);
		for (uint32_t j = i > CONCEPT_REACH ? i - CONCEPT_REACH : 0;
		     j < i; j++) {
			if (concepts[j] == 0 || concepts[j] == concepts[i])
				continue;
			low = concepts[i] < concepts[j] ? concepts[i] :
							  concepts[j];
			high = concepts[i] + concepts[j] - low;
			add_feature(words->input, FEATURE_CONCEPT,
			    number_key(FEATURE_CONCEPT, high * 128 + low),
			    VALUE_CONCEPTS, words->terms[j]->from,
			    words->terms[i]->to);
		}
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
	read_concepts(words);
	for (uint32_t i = 0; i < words->count; i++)
		follow(words, i, i, 0, 0, 0);
	for (uint32_t i = 0; i < input->hit_count; i++)
		if (!is_within(input, &input->hits[i]))
			count_hit(words, &input->hits[i]);
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
