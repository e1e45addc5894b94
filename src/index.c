#include "index.h"

#include <stdlib.h>
#include <string.h>

/* Makes room for one more in each of the arrays that grow. */
static bool
make_room(struct index_builder *builder, size_t terms)
{
	void *occurrences = builder->occurrences, *ends = builder->ends,
	     *documents = builder->documents;
	size_t count = (size_t)builder->document_count + 1;
	bool done = text_grow(&occurrences, &builder->occurrence_capacity,
	    builder->occurrence_count + terms, sizeof(*builder->occurrences));

	done = text_grow(&ends, &builder->end_capacity, count,
		   sizeof(*builder->ends)) &&
	    done;
	done = text_grow(&documents, &builder->document_capacity, count,
		   sizeof(*builder->documents)) &&
	    done;
	builder->occurrences = occurrences;
	builder->ends = ends;
	builder->documents = documents;
	return done && builder->occurrence_count + terms < UINT32_MAX;
}

/* The count of a term, which may be a new one; NULL without memory. */
static struct index_count *
count_of(struct index_builder *builder, uint32_t term)
{
	void *counts = builder->counts;

	if (term == CATALOG_NONE)
		return NULL;
	if (term == builder->term_count) {
		if (!text_grow(&counts, &builder->count_capacity,
			(size_t)term + 1, sizeof(*builder->counts)))
			return NULL;
		builder->counts = counts;
		builder->counts[builder->term_count++] = (struct index_count) {
			0
		};
	}
	return &builder->counts[term];
}

/* Counts a term for the document that is being added, once. */
static void
add_occurrence(struct index_builder *builder, const char *text, size_t length)
{
	uint32_t term = catalog_add(&builder->words, text, length);
	struct index_count *count = count_of(builder, term);

	if (count == NULL) {
		builder->failed = true;
		return;
	}
	if (count->documents > 0 && count->last == builder->document_count)
		return;
	count->documents++;
	count->last = builder->document_count;
	builder->occurrences[builder->occurrence_count++] = term;
}

void
index_add(struct index_builder *builder, const struct normal *normal)
{
	uint32_t text;

	if (builder->failed || !make_room(builder, normal->count)) {
		builder->failed = true;
		return;
	}
	for (size_t i = 0; i < normal->count; i++)
		add_occurrence(builder, normal_term(normal, i),
		    normal->terms[i].length);
	text = catalog_add(&builder->texts, text_string(&normal->text),
	    normal->text.length);
	if (text == CATALOG_NONE) {
		builder->failed = true;
		return;
	}
	builder->documents[builder->document_count].text =
	    builder->texts.starts[text];
	builder->ends[builder->document_count++] =
	    (uint32_t)builder->occurrence_count;
}

uint32_t
index_weight(uint32_t documents, uint32_t holding)
{
	uint32_t ratio, weight = 0;

	if (holding == 0)
		return 1;
	/* 16 steps an octave; the ratio in 1/256. */
	ratio = (uint32_t)(((uint64_t)documents << 8) / holding);
	while (ratio >= 512) {
		ratio >>= 1;
		weight += 16;
	}
	weight += ratio > 256 ? (ratio - 256) / 16 : 0;
	return weight > 0 ? weight : 1;
}

/* A term while the dictionary is sorted. */
struct entry {
	const char *text;
	uint32_t number;
};

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return strcmp(a->text, b->text);
}

/*
 * Sets the terms in the order of their bytes, each with its place in the
 * postings, and places[] to where that of a number begins.
 */
static void
sort_terms(struct index_builder *builder, struct entry *entries,
    uint32_t *places)
{
	uint32_t next = 0;

	for (uint32_t i = 0; i < builder->term_count; i++)
		entries[i] = (struct entry) {
			catalog_string(&builder->words, i), i
		};
	qsort(entries, builder->term_count, sizeof(*entries), compare_entries);
	for (uint32_t i = 0; i < builder->term_count; i++) {
		uint32_t number = entries[i].number;
		uint32_t documents = builder->counts[number].documents;

		builder->terms[i] = (struct term_row) {
			.text = builder->words.starts[number],
			.weight = index_weight(builder->document_count,
			    documents),
			.postings = { next, documents },
		};
		places[number] = next;
		next += documents;
	}
}

/* Puts each document behind the terms that it holds. */
static void
place_postings(struct index_builder *builder, uint32_t *places)
{
	size_t at = 0;

	for (uint32_t i = 0; i < builder->document_count; i++)
		for (; at < builder->ends[i]; at++)
			builder->postings[places[builder->occurrences[at]]++]
			    .target = i;
}

static bool
build(struct index_builder *builder)
{
	size_t count = (size_t)builder->term_count + 1;
	struct entry *entries = calloc(count, sizeof(*entries));
	uint32_t *places = calloc(count, sizeof(*places));
	bool done;

	builder->terms = calloc(count, sizeof(*builder->terms));
	builder->postings = calloc(builder->occurrence_count + 1,
	    sizeof(*builder->postings));
	done = entries != NULL && places != NULL && builder->terms != NULL &&
	    builder->postings != NULL;
	if (done) {
		sort_terms(builder, entries, places);
		place_postings(builder, places);
	}
	free(entries);
	free(places);
	return done;
}

bool
index_finish(struct index_builder *builder, struct index *index)
{
	bool done = !builder->failed && build(builder);

	builder->failed = !done;
	*index = (struct index) {
		.pool = text_string(&builder->words.bytes),
		.terms = builder->terms,
		.postings = builder->postings,
		.texts = text_string(&builder->texts.bytes),
		.documents = builder->documents,
		.term_count = done ? builder->term_count : 0,
		.document_count = done ? builder->document_count : 0,
	};
	return done;
}

void
index_builder_release(struct index_builder *builder)
{
	catalog_release(&builder->words);
	catalog_release(&builder->texts);
	free(builder->counts);
	free(builder->occurrences);
	free(builder->ends);
	free(builder->documents);
	free(builder->terms);
	free(builder->postings);
	*builder = (struct index_builder) { 0 };
}

void
index_of_tables(struct index *index, const struct tables *tables)
{
	*index = (struct index) {
		.pool = tables->pool,
		.texts = tables->pool,
		.terms = tables->terms,
		.postings = tables->postings,
		.documents = tables->normals,
		.term_count = tables->term_count,
		.document_count = tables->normal_count,
	};
}

const char *
index_term(const struct index *index, uint32_t term)
{
	return index->pool + index->terms[term].text;
}

uint32_t
index_lower_bound(const struct index *index, const char *bytes, size_t length)
{
	uint32_t low = 0, high = index->term_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const char *term = index_term(index, middle);
		int order = 0;

		if (length > 0)
			order = (unsigned char)term[0] -
			    (unsigned char)bytes[0];
		if (order == 0)
			order = strncmp(term, bytes, length);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
