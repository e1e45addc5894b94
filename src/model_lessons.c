/* Fitting the model: the texts of the reference that it learns from. */
#include <stdlib.h>
#include <string.h>

#include "model_learn.h"

enum {
	PHRASE_FULL = 100,   /* phrases of a cue that count in full */
	HELD_FOLDS = 4,	     /* one of so many servers is held back at first */
	SENTENCE_MIN = 12,   /* letters of one that teaches something */
	PAIR_LESSONS = 3,    /* a pair is kept from so many lessons */
	LETTERS_LESSONS = 4, /* a run of letters from so many */
};

/* How much a text of each kind counts beside an example. */
static const float weight_of_example = 1.0f, weight_of_phrase = 0.35f,
		   weight_of_meaning = 0.2f, weight_of_sign = 0.4f,
		   weight_of_title = 0.5f, weight_of_explanation = 0.25f,
		   weight_of_vendor = 0.35f, weight_of_why = 0.25f,
		   weight_of_number = 0.05f;

void
lessons_release(struct lessons *lessons)
{
	normal_release(&lessons->normal);
	text_release(&lessons->scratch);
	free(lessons->vendors);
	free(lessons->input);
	free(lessons->items);
	free(lessons->values);
	free(lessons->features);
	free(lessons->slots);
	*lessons = (struct lessons) { 0 };
}

/* Twice the slots, with all features in them again. */
static bool
grow_slots(struct lessons *lessons)
{
	size_t count = lessons->slot_count > 0 ? lessons->slot_count * 2 :
						 1u << 14;
	uint32_t *slots = calloc(count, sizeof(*slots));
	size_t slot;

	if (slots == NULL)
		return false;
	for (size_t i = 0; i < lessons->feature_count; i++) {
		slot = lessons->features[i].key & (count - 1);
		while (slots[slot] != 0)
			slot = (slot + 1) & (count - 1);
		slots[slot] = (uint32_t)i + 1;
	}
	free(lessons->slots);
	lessons->slots = slots;
	lessons->slot_count = count;
	return true;
}

/* The number of a feature, which is added when new. */
static uint32_t
number_feature(struct lessons *lessons, const struct feature *feature)
{
	void *features = lessons->features;
	size_t slot;

	if ((lessons->feature_count + 1) * 2 > lessons->slot_count &&
	    !grow_slots(lessons)) {
		lessons->failed = true;
		return 0;
	}
	slot = feature->key & (lessons->slot_count - 1);
	for (; lessons->slots[slot] != 0;
	     slot = (slot + 1) & (lessons->slot_count - 1))
		if (lessons->features[lessons->slots[slot] - 1].key ==
		    feature->key)
			return lessons->slots[slot] - 1;
	if (!text_grow(&features, &lessons->feature_capacity,
		lessons->feature_count + 1, sizeof(*lessons->features))) {
		lessons->failed = true;
		return 0;
	}
	lessons->features = features;
	lessons->features[lessons->feature_count] = (struct learnt_feature) {
		feature->key, feature->kind, 0
	};
	lessons->slots[slot] = (uint32_t)++lessons->feature_count;
	return (uint32_t)lessons->feature_count - 1;
}

static void
add_value(struct lessons *lessons, const struct feature *feature)
{
	uint32_t number = number_feature(lessons, feature);
	void *values = lessons->values;

	if (lessons->failed ||
	    !text_grow(&values, &lessons->value_capacity,
		lessons->value_count + 1, sizeof(*lessons->values))) {
		lessons->failed = true;
		return;
	}
	lessons->values = values;
	lessons->values[lessons->value_count++] = (struct lesson_value) {
		number, (float)feature->value / MODEL_UNIT
	};
	if (lessons->features[number].lessons < UINT16_MAX)
		lessons->features[number].lessons++;
}

/* Adds the vendor codes that stand in the text. */
static void
add_vendors(struct lessons *lessons, const char *text, size_t length)
{
	const struct tables *tables = lessons->tables;
	size_t from, at = 0;
	uint32_t entry;

	for (;;) {
		entry = vendor_codes_next(lessons->vendors, text, length, &from,
		    &at);
		if (entry == TABLES_NONE)
			return;
		entry = tables->entries[entry].cause -
		    tables->kinds[ENTRY_CAUSE].first;
		model_add_vendor(lessons->input, entry, 0, 0);
		model_add_vendor(lessons->input,
		    lessons->model.causes[entry].parent, 0, 0);
	}
}

/* A text that teaches a cause, with the code and status it goes with. */
static struct lesson *
add_lesson(struct lessons *lessons, const char *text, size_t length,
    const char *code, const char *status, uint32_t cause, float weight)
{
	void *items = lessons->items;
	struct lesson *lesson;
	unsigned number = 0;

	if (code[0] != '\0')
		code_parse(code, 3, &number);
	normal_make(&lessons->normal, text, length);
	model_read(&lessons->model, lessons->input, &lessons->normal, number,
	    status[0] != '\0' ? status : NULL, strlen(status));
	add_vendors(lessons, text, length);
	if (lessons->input->count == 0 || lessons->failed ||
	    lessons->normal.failed)
		return NULL;
	if (!text_grow(&items, &lessons->capacity, lessons->count + 1,
		sizeof(*lessons->items))) {
		lessons->failed = true;
		return NULL;
	}
	lessons->items = items;
	lesson = &lessons->items[lessons->count++];
	*lesson = (struct lesson) { .first = lessons->value_count,
		.cause = cause,
		.weight = weight };
	for (uint32_t i = 0; i < lessons->input->count; i++)
		add_value(lessons, &lessons->input->features[i]);
	lesson->count = lessons->value_count - lesson->first;
	return lesson;
}

static const char *
string_of(const struct lessons *lessons, uint32_t string)
{
	return lessons->tables->pool + string;
}

static uint32_t
number_of(const struct lessons *lessons, uint32_t entry)
{
	return entry - lessons->tables->kinds[ENTRY_CAUSE].first;
}

/* Each sentence of a text of ours teaches for itself. */
static void
add_sentences(struct lessons *lessons, const char *text, uint32_t cause,
    float weight)
{
	while (*text != '\0') {
		size_t length = 0;
		struct lesson *lesson;

		while (text[length] != '\0' && text[length] != ';' &&
		    !(text[length] == '.' &&
			(text[length + 1] == ' ' || text[length + 1] == '\0' ||
			    text[length + 1] == '\n')))
			length++;
		if (length >= SENTENCE_MIN) {
			lesson = add_lesson(lessons, text, length, "", "",
			    cause, weight);
			if (lesson != NULL)
				lesson->refines =
				    lessons->model.causes[cause].parent !=
				    cause;
		}
		text += length;
		while (*text == ';' || *text == '.' || *text == ' ' ||
		    *text == '\n')
			text++;
	}
}

/* What code and status of an example tell without any words. */
static void
add_numbers(struct lessons *lessons, const char *code, const char *status,
    uint32_t cause)
{
	struct lesson *lesson = add_lesson(lessons, "", 0, code, status, cause,
	    weight_of_number);

	if (lesson != NULL)
		lesson->refines = true;
	if (status[0] == '\0')
		return;
	lesson = add_lesson(lessons, "", 0, "", status, cause,
	    weight_of_number);
	if (lesson != NULL)
		lesson->refines = true;
}

static void
add_example(struct lessons *lessons, const struct example_row *row)
{
	const char *text = string_of(lessons, row->text);
	uint32_t cause = number_of(lessons, row->cause);
	const char *server = string_of(lessons,
	    lessons->tables->entries[row->server].name);
	struct lesson *lesson;

	if (hidden_example(lessons->hidden, row))
		return;
	lesson = add_lesson(lessons, text, strlen(text),
	    string_of(lessons, row->code), string_of(lessons, row->status),
	    cause, weight_of_example);
	if (lesson != NULL) {
		lesson->refines = true;
		lesson->held = (pool_hash(server, strlen(server)) >> 7) %
			HELD_FOLDS ==
		    0;
	}
	add_numbers(lessons, string_of(lessons, row->code),
	    string_of(lessons, row->status), cause);
	if (row->meaning != 0)
		add_sentences(lessons, string_of(lessons, row->meaning), cause,
		    weight_of_meaning);
}

/* What add_phrase needs to know beside the phrase. */
struct phrase_context {
	struct lessons *lessons;
	uint32_t cause;
};

static void
add_phrase(void *context, const char *phrase, unsigned of)
{
	const struct phrase_context *phrases = context;
	struct lessons *lessons = phrases->lessons;
	float weight = weight_of_phrase;
	struct lesson *lesson;

	if (of > PHRASE_FULL)
		weight *= (float)PHRASE_FULL / (float)of;
	lesson = add_lesson(lessons, phrase, strlen(phrase), "", "",
	    phrases->cause, weight);
	if (lesson != NULL)
		lesson->refines =
		    lessons->model.causes[phrases->cause].parent !=
		    phrases->cause;
}

static void
add_cause(struct lessons *lessons, uint32_t cause)
{
	const struct tables *tables = lessons->tables;
	const struct entry_row *row =
	    &tables->entries[tables->kinds[ENTRY_CAUSE].first + cause];
	struct phrase_context phrases = { lessons, cause };

	add_sentences(lessons, string_of(lessons, row->title), cause,
	    weight_of_title);
	add_sentences(lessons, string_of(lessons, row->summary), cause,
	    weight_of_explanation);
	add_sentences(lessons, string_of(lessons, row->sign), cause,
	    weight_of_sign);
	for (uint32_t i = 0; i < row->cues.count; i++)
		cue_expand(string_of(lessons,
			       tables->strings[row->cues.first + i].text),
		    &lessons->scratch, add_phrase, &phrases);
}

static void
add_vendor(struct lessons *lessons, const struct entry_row *row)
{
	struct lesson *lesson;
	const char *meaning = string_of(lessons, row->summary);

	if (hidden_server(lessons->hidden, row->server) ||
	    row->cause == TABLES_NONE)
		return;
	lesson = add_lesson(lessons, meaning, strlen(meaning), "", "",
	    number_of(lessons, row->cause), weight_of_vendor);
	if (lesson != NULL)
		lesson->refines = true;
}

/* What codes and statuses say of a cause, with the number itself. */
static void
add_whys(struct lessons *lessons, const struct entry_row *row)
{
	const struct tables *tables = lessons->tables;

	for (uint32_t i = 0; i < row->why.count; i++) {
		const struct why_row *why = &tables->whys[row->why.first + i];
		const char *text = string_of(lessons, why->text);

		add_lesson(lessons, text, strlen(text), "", "",
		    number_of(lessons, why->cause), weight_of_why);
	}
}

/* Does a feature stand in so many lessons that it is kept at all? */
static bool
is_kept(const struct learnt_feature *feature)
{
	return feature->lessons >=
	    (feature->kind == FEATURE_PAIR	     ? PAIR_LESSONS :
		    feature->kind == FEATURE_LETTERS ? LETTERS_LESSONS :
						       1);
}

/* Leaves out the features that are too rare to be kept. */
static void
drop_rare(struct lessons *lessons)
{
	size_t kept = 0;

	for (size_t i = 0; i < lessons->count; i++) {
		struct lesson *lesson = &lessons->items[i];
		size_t first = kept;

		for (size_t j = 0; j < lesson->count; j++) {
			struct lesson_value value =
			    lessons->values[lesson->first + j];

			if (is_kept(&lessons->features[value.feature]))
				lessons->values[kept++] = value;
		}
		lesson->first = first;
		lesson->count = kept - first;
	}
	lessons->value_count = kept;
}

void
lessons_read(struct lessons *lessons)
{
	const struct tables *tables = lessons->tables;

	lessons->input = calloc(1, sizeof(*lessons->input));
	lessons->vendors = calloc(1, sizeof(*lessons->vendors));
	if (lessons->input == NULL || lessons->vendors == NULL) {
		lessons->failed = true;
		return;
	}
	vendor_codes_init(lessons->vendors, tables);
	for (uint32_t i = 0; i < tables->example_count; i++)
		add_example(lessons, &tables->examples[i]);
	for (uint32_t i = 0; i < lessons->model.cause_count; i++)
		add_cause(lessons, i);
	for (uint32_t i = 0; i < tables->entry_count; i++) {
		const struct entry_row *row = &tables->entries[i];

		if (row->kind == ENTRY_VENDOR)
			add_vendor(lessons, row);
		else if (row->kind != ENTRY_STATUS ||
		    !hidden_server(lessons->hidden, row->server))
			add_whys(lessons, row);
	}
	drop_rare(lessons);
	lessons->failed = lessons->failed || lessons->normal.failed ||
	    lessons->scratch.failed;
}
