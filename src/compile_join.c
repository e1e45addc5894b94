/* The compiler: the index of the examples that there are, with one's own. */
#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "index.h"
#include "literal.h"

/* Two indexes on their way to one. Terms of both stand in order. */
struct join {
	struct compiler *compiler;
	const struct tables *base;
	struct index own;
	uint32_t *places; /* by term of base: its number now */
	uint32_t documents;
};

static void
add_postings(struct join *join, const struct link_row *from, struct slice slice,
    uint32_t offset)
{
	struct link_row *row;

	for (uint32_t i = 0; i < slice.count; i++) {
		row = rows_add(join->compiler, &join->compiler->out->postings);
		if (row != NULL)
			row->target = from[slice.first + i].target + offset;
	}
}

/* Adds a term of base, of one's own, or of both; NULL: not of that one. */
static void
add_term(struct join *join, const struct term_row *base,
    const struct term_row *own)
{
	struct compiled *out = join->compiler->out;
	struct term_row *row = rows_add(join->compiler, &out->terms);
	const char *text;

	if (row == NULL)
		return;
	row->postings.first = (uint32_t)out->postings.count;
	if (base != NULL) {
		row->text = base->text;
		add_postings(join, join->base->postings, base->postings, 0);
	}
	if (own != NULL) {
		text = join->own.pool + own->text;
		if (base == NULL)
			row->text = pool_add(&out->pool, text, strlen(text));
		add_postings(join, join->own.postings, own->postings,
		    join->base->normal_count);
	}
	row->postings.count = (uint32_t)out->postings.count -
	    row->postings.first;
	row->weight = index_weight(join->documents, row->postings.count);
}

static void
join_terms(struct join *join)
{
	const struct tables *base = join->base;
	uint32_t i = 0, j = 0;

	while (i < base->term_count || j < join->own.term_count) {
		const struct term_row *left = NULL, *right = NULL;
		int order = 0;

		if (i < base->term_count)
			left = &base->terms[i];
		if (j < join->own.term_count)
			right = &join->own.terms[j];
		if (left != NULL && right != NULL)
			order = strcmp(base->pool + left->text,
			    join->own.pool + right->text);
		if (order < 0)
			right = NULL;
		else if (order > 0)
			left = NULL;
		if (left != NULL)
			join->places[i++] =
			    (uint32_t)join->compiler->out->terms.count;
		j += right != NULL;
		add_term(join, left, right);
	}
}

static void
join_normals(struct join *join)
{
	struct compiled *out = join->compiler->out;
	const struct tables *base = join->base;
	struct string_row *row;
	const char *text;

	for (uint32_t i = 0; i < join->documents; i++) {
		row = rows_add(join->compiler, &out->normals);
		if (row == NULL)
			return;
		if (i < base->normal_count) {
			*row = base->normals[i];
			continue;
		}
		text = join->own.texts +
		    join->own.documents[i - base->normal_count].text;
		row->text = pool_add(&out->pool, text, strlen(text));
	}
}

/* A literal term by its new number. */
static uint32_t
place_of_term(const struct join *join, uint32_t term)
{
	return term < join->base->term_count ? join->places[term] : term;
}

/* The literal parts of the examples that there were, by the new numbers. */
static void
take_literals(struct join *join)
{
	struct compiled *out = join->compiler->out;
	const struct tables *base = join->base;
	struct literal_row *row;
	struct word_row *word;

	for (uint32_t i = 0; i < base->literal_count; i++) {
		row = rows_add(join->compiler, &out->literals);
		if (row == NULL)
			return;
		*row = base->literals[i];
		row->key = place_of_term(join, row->key);
	}
	for (uint32_t i = 0; i < base->literal_term_count; i++) {
		uint32_t pair = base->literal_terms[i].word;

		word = rows_add(join->compiler, &out->literal_terms);
		if (word == NULL)
			return;
		word->word = place_of_term(join, pair & LITERAL_GAP) |
		    place_of_term(join, pair >> 16) << 16;
	}
}

static void
make_room(struct join *join)
{
	struct compiler *compiler = join->compiler;
	struct compiled *out = compiler->out;
	const struct tables *base = join->base;

	rows_room(compiler, &out->terms,
	    (size_t)base->term_count + join->own.term_count);
	rows_room(compiler, &out->postings,
	    (size_t)base->posting_count + join->own.term_count);
	rows_room(compiler, &out->normals, join->documents);
	rows_room(compiler, &out->literals, join->documents);
	rows_room(compiler, &out->literal_terms,
	    (size_t)base->literal_term_count + join->own.term_count);
}

static void
join_indexes(struct join *join)
{
	join->documents = join->base->normal_count + join->own.document_count;
	join->places = calloc((size_t)join->base->term_count + 1,
	    sizeof(*join->places));
	if (join->places == NULL) {
		join->compiler->failed = true;
		return;
	}
	make_room(join);
	join_terms(join);
	join_normals(join);
	take_literals(join);
	free(join->places);
}

void
join_index(struct compiler *compiler, const struct tables *base,
    const struct index *own)
{
	struct join join = { compiler, base, *own, NULL, 0 };
	struct compiled *out = compiler->out;
	struct tables *tables = &out->tables;

	join_indexes(&join);
	/* The terms of an index are of one pool. */
	pool_unite(&out->pool);
	tables->pool = out->pool.bytes.data;
	tables->pool_size = (uint32_t)out->pool.bytes.length;
	SET_TABLE(out, terms, term_count);
	SET_TABLE(out, postings, posting_count);
	SET_TABLE(out, normals, normal_count);
	if (!compiler->failed)
		add_literals(compiler, base->example_count);
	SET_TABLE(out, literals, literal_count);
	SET_TABLE(out, literal_terms, literal_term_count);
}
