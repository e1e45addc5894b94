#include "index.h"

#include <stdlib.h>
#include <string.h>

static void
add_occurrence(struct index_builder *builder, uint32_t term)
{
	void *occurrences = builder->occurrences;

	if (!text_grow(&occurrences, &builder->capacity, builder->count + 1,
		sizeof(*builder->occurrences))) {
		builder->failed = true;
		return;
	}
	builder->occurrences = occurrences;
	builder->occurrences[builder->count++] = (struct occurrence) { term,
		(uint32_t)builder->document_count };
}

void
index_add(struct index_builder *builder, const struct normal *normal)
{
	void *documents = builder->documents;
	uint32_t text;

	for (size_t i = 0; i < normal->count; i++)
		add_occurrence(builder,
		    pool_add(&builder->pool, normal_term(normal, i),
			normal->terms[i].length));
	text = pool_add(&builder->pool, text_string(&normal->text),
	    normal->text.length);
	if (!text_grow(&documents, &builder->document_capacity,
		builder->document_count + 1, sizeof(*builder->documents))) {
		builder->failed = true;
		return;
	}
	builder->documents = documents;
	builder->documents[builder->document_count++].text = text;
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
	uint32_t offset;
};

static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return strcmp(a->text, b->text);
}

/* The distinct terms in the order of their bytes; returns how many. */
static struct entry *
sort_terms(struct index_builder *builder, uint32_t *seen, uint32_t *count)
{
	struct entry *entries;

	*count = 0;
	for (size_t i = 0; i < builder->count; i++)
		if (seen[builder->occurrences[i].term]++ == 0)
			++*count;
	entries = calloc((size_t)*count + 1, sizeof(*entries));
	if (entries == NULL)
		return NULL;
	*count = 0;
	for (size_t i = 0; i < builder->count; i++) {
		uint32_t offset = builder->occurrences[i].term;

		if (seen[offset] == 0)
			continue;
		entries[*count].offset = offset;
		entries[(*count)++].text = pool_string(&builder->pool, offset);
		seen[offset] = 0;
	}
	qsort(entries, *count, sizeof(*entries), compare_entries);
	return entries;
}

/* Counts and places the postings of each term, a document once. */
static void
place_postings(struct index_builder *builder, const uint32_t *number)
{
	struct term_row *terms = builder->terms;
	uint32_t next = 0;

	for (size_t i = 0; i < builder->count; i++)
		terms[number[builder->occurrences[i].term]].postings.count++;
	for (uint32_t i = 0; i < builder->term_count; i++) {
		terms[i].postings.first = next;
		next += terms[i].postings.count;
		terms[i].postings.count = 0;
	}
	for (size_t i = 0; i < builder->count; i++) {
		struct slice *slice =
		    &terms[number[builder->occurrences[i].term]].postings;
		uint32_t document = builder->occurrences[i].document;
		struct link_row *rows = builder->postings + slice->first;

		if (slice->count > 0 &&
		    rows[slice->count - 1].target == document)
			continue;
		rows[slice->count++].target = document;
	}
	builder->posting_count = next;
}

static bool
build(struct index_builder *builder, struct entry *entries, uint32_t *number)
{
	builder->terms = calloc((size_t)builder->term_count + 1,
	    sizeof(*builder->terms));
	builder->postings = calloc(builder->count + 1,
	    sizeof(*builder->postings));
	if (builder->terms == NULL || builder->postings == NULL)
		return false;
	for (uint32_t i = 0; i < builder->term_count; i++) {
		builder->terms[i].text = entries[i].offset;
		number[entries[i].offset] = i;
	}
	place_postings(builder, number);
	for (uint32_t i = 0; i < builder->term_count; i++)
		builder->terms[i].weight =
		    index_weight((uint32_t)builder->document_count,
			builder->terms[i].postings.count);
	return true;
}

bool
index_finish(struct index_builder *builder, struct index *index)
{
	uint32_t *seen;
	struct entry *entries = NULL;
	bool done = false;

	if (builder->pool.failed)
		builder->failed = true;
	seen = calloc(builder->pool.bytes.length + 1, sizeof(*seen));
	if (seen != NULL)
		entries = sort_terms(builder, seen, &builder->term_count);
	if (entries != NULL)
		done = build(builder, entries, seen);
	free(entries);
	free(seen);
	if (!done)
		builder->failed = true;
	*index = (struct index) {
		.pool = pool_string(&builder->pool, 0),
		.terms = builder->terms,
		.postings = builder->postings,
		.documents = builder->documents,
		.term_count = done ? builder->term_count : 0,
		.document_count = done ? (uint32_t)builder->document_count : 0,
	};
	return !builder->failed;
}

void
index_builder_release(struct index_builder *builder)
{
	pool_release(&builder->pool);
	free(builder->occurrences);
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

		if (strncmp(index_term(index, middle), bytes, length) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
