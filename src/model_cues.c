/* Fitting the model: cue phrases as nodes that are found by a hash. */
#include <stdlib.h>
#include <string.h>

#include "model_learn.h"

enum {
	LOOKED_FOR = 12, /* phrases of a cue that is looked for in texts */
};

/* A word of a phrase behind the words before it. */
struct node {
	uint32_t key, causes; /* as in a cue_row */
};

/* The phrases while they are collected. */
struct collector {
	struct normal normal;
	struct node *rows;
	size_t count, capacity;
	uint32_t cause;
	bool failed;
};

/* The expansions of one cue while they are made. */
struct expansion {
	struct text *scratch;
	void (*call)(void *context, const char *phrase, unsigned of);
	void *context;
	unsigned of, at;
};

static unsigned
count_expansions(const char *cue)
{
	unsigned all = 1, group = 0;

	for (; *cue != '\0'; cue++) {
		if (*cue == '(')
			group = 1;
		else if (*cue == '|')
			group++;
		else if (*cue == ')')
			all *= group == 0 ? 1 : group;
	}
	return all;
}

/* Of very many phrases some are chosen, spread over all. */
static bool
is_chosen(const struct expansion *expansion)
{
	uint32_t spread = expansion->at * 2654435761u >> 8;

	return expansion->of <= LEARN_EXPANSIONS ||
	    spread % expansion->of < LEARN_EXPANSIONS;
}

static void
cut_back(struct text *text, size_t length)
{
	if (text->data == NULL)
		return;
	text->length = length;
	text->data[length] = '\0';
}

static void
expand(struct expansion *expansion, const char *rest)
{
	struct text *scratch = expansion->scratch;
	size_t before = scratch->length;
	const char *open = strchr(rest, '('), *close, *at, *part;
	size_t length;

	if (scratch->failed)
		return;
	close = open != NULL ? strchr(open, ')') : NULL;
	if (close == NULL) {
		text_append(scratch, rest);
		if (is_chosen(expansion))
			expansion->call(expansion->context,
			    text_string(scratch), expansion->of);
		expansion->at++;
	} else {
		text_append_bytes(scratch, rest, (size_t)(open - rest));
		for (at = open + 1; at <= close; at += length + 1) {
			size_t here = scratch->length;

			part = at;
			length = strcspn(part, "|)");
			text_append_bytes(scratch, part, length);
			expand(expansion, close + 1);
			cut_back(scratch, here);
		}
	}
	cut_back(scratch, before);
}

void
cue_expand(const char *cue, struct text *scratch,
    void (*call)(void *context, const char *phrase, unsigned of), void *context)
{
	struct expansion expansion = { scratch, call, context,
		count_expansions(cue), 0 };

	text_clear(scratch);
	expand(&expansion, cue);
}

static struct node *
add_node(struct collector *collector, uint32_t key)
{
	void *rows = collector->rows;

	if (!text_grow(&rows, &collector->capacity, collector->count + 1,
		sizeof(*collector->rows))) {
		collector->failed = true;
		return NULL;
	}
	collector->rows = rows;
	collector->rows[collector->count] = (struct node) { .key = key };
	return &collector->rows[collector->count++];
}

/* Adds the nodes of a phrase; `*` begins a part behind a gap. */
static void
add_phrase(void *context, const char *phrase, unsigned of)
{
	struct collector *collector = context;
	uint32_t key = 0;
	struct node *node = NULL;
	const char *rest = phrase, *part;
	bool gap = false;

	/* So wide a cue teaches, but is not looked for: it takes much room. */
	if (of > LOOKED_FOR)
		return;
	while (rest != NULL) {
		size_t length = text_split(&rest, '*', &part);

		normal_make(&collector->normal, part, length);
		for (size_t i = 0; i < collector->normal.count; i++) {
			const struct term *term = &collector->normal.terms[i];

			if (!model_is_word(term))
				continue;
			if (gap && node != NULL) {
				node->causes |= CUE_GAP;
				key = model_phrase_key(key, "", 0);
			}
			gap = false;
			key = model_phrase_key(key,
			    normal_term(&collector->normal, i), term->length);
			node = add_node(collector, key);
			if (node == NULL)
				return;
		}
		gap = true;
	}
	if (node != NULL)
		node->causes |= collector->cause + 1;
}

/* Adds the terms of a word that stands for a concept. */
static void
add_concept(void *context, const char *word, unsigned concept)
{
	struct collector *collector = context;

	normal_make(&collector->normal, word, strlen(word));
	for (size_t i = 0; i < collector->normal.count; i++) {
		const struct term *term = &collector->normal.terms[i];
		struct node *row = add_node(collector,
		    model_concept_key(normal_term(&collector->normal, i),
			term->length));

		if (row == NULL)
			return;
		row->causes = concept + 1;
	}
}

static int
compare_nodes(const void *left, const void *right)
{
	const struct node *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	return a->causes < b->causes ? -1 : a->causes > b->causes;
}

/* Adds the cause of one node to those of another. */
static void
merge_node(struct node *row, const struct node *other)
{
	uint32_t cause = other->causes & 0x7f;

	row->causes |= other->causes & CUE_GAP;
	for (unsigned shift = 0; cause != 0 && shift < 28; shift += 7) {
		uint32_t there = row->causes >> shift & 0x7f;

		if (there == cause)
			return;
		if (there == 0) {
			row->causes |= cause << shift;
			return;
		}
	}
}

static size_t
merge_nodes(struct node *rows, size_t count)
{
	size_t merged = 0;

	qsort(rows, count, sizeof(*rows), compare_nodes);
	for (size_t i = 0; i < count; i++) {
		if (merged > 0 && rows[merged - 1].key == rows[i].key)
			merge_node(&rows[merged - 1], &rows[i]);
		else
			rows[merged++] = rows[i];
	}
	return merged;
}

bool
model_pack_keys(struct key_row **rows, struct bucket_row **buckets,
    const struct keyed *keyed, uint32_t count)
{
	uint32_t all = 1u << MODEL_BUCKET_BITS, row = 0;

	*rows = calloc((size_t)count + 1, sizeof(**rows));
	*buckets = calloc((size_t)all + 1, sizeof(**buckets));
	if (*rows == NULL || *buckets == NULL)
		return false;
	for (uint32_t i = 0; i < count; i++)
		(*rows)[i].word = keyed[i].key << MODEL_BUCKET_BITS |
		    keyed[i].value;
	for (uint32_t bucket = 0; bucket <= all; bucket++) {
		while (row < count &&
		    keyed[row].key >> (32 - MODEL_BUCKET_BITS) < bucket)
			row++;
		(*buckets)[bucket].row = row;
	}
	return true;
}

/* The number of a set of causes, which is added when new. */
static uint32_t
number_causes(struct fitted_model *fitted, uint32_t causes)
{
	uint32_t i = 0;

	while (i < fitted->cue_cause_count &&
	    fitted->cue_causes[i].causes != causes)
		i++;
	if (i > MODEL_VALUE)
		return 0;
	if (i == fitted->cue_cause_count)
		fitted->cue_causes[fitted->cue_cause_count++].causes = causes;
	return i;
}

/* Packs the nodes; number 0 leads to nothing. */
static bool
pack_nodes(struct fitted_model *fitted, const struct node *nodes, size_t count)
{
	struct keyed *keyed = calloc(count + 1, sizeof(*keyed));
	bool done;

	fitted->cue_causes = calloc(MODEL_VALUE + 1,
	    sizeof(*fitted->cue_causes));
	if (keyed == NULL || fitted->cue_causes == NULL) {
		free(keyed);
		return false;
	}
	number_causes(fitted, 0);
	for (size_t i = 0; i < count; i++) {
		uint32_t causes = nodes[i].causes != 0 ? nodes[i].causes :
							 CUE_INNER;

		keyed[i] = (struct keyed) { nodes[i].key,
			number_causes(fitted, causes) };
	}
	fitted->cue_count = (uint32_t)count;
	done = model_pack_keys(&fitted->cues, &fitted->cue_buckets, keyed,
	    fitted->cue_count);
	free(keyed);
	return done;
}

bool
model_build_cues(struct fitted_model *fitted, const struct tables *tables)
{
	const struct slice *causes = &tables->kinds[ENTRY_CAUSE];
	struct collector collector = { 0 };
	struct text scratch = { 0 };
	bool failed;

	for (uint32_t i = 0; i < causes->count && i < MODEL_CAUSES; i++) {
		const struct entry_row *row =
		    &tables->entries[causes->first + i];

		collector.cause = i;
		for (uint32_t j = 0; j < row->cues.count; j++)
			cue_expand(tables->pool +
				tables->strings[row->cues.first + j].text,
			    &scratch, add_phrase, &collector);
	}
	concepts_each(&scratch, add_concept, &collector);
	failed = collector.failed || collector.normal.failed || scratch.failed;
	normal_release(&collector.normal);
	text_release(&scratch);
	if (collector.count > 0)
		collector.count = merge_nodes(collector.rows, collector.count);
	failed = !pack_nodes(fitted, collector.rows, collector.count) || failed;
	free(collector.rows);
	return !failed;
}
