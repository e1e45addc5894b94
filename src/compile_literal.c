/* The compiler: what of an example stands in a text as it is. */
#include <stdlib.h>
#include <string.h>

#include "compiler.h"
#include "index.h"
#include "literal.h"

enum {
	LITERAL_MOST = 250, /* terms of an example that are kept */
	SENTENCE_LEAST = 7, /* terms of a first sentence that stands alone */
};

/* An example's terms while they are read. */
struct reader {
	struct compiler *compiler;
	struct literals literals; /* only their index is there yet */
	struct normal normal;
	struct literal_text text;
};

static void
add_term(struct compiler *compiler, uint32_t *count, uint16_t term)
{
	struct rows *rows = &compiler->out->literal_terms;
	struct word_row *row;

	if (*count % 2 == 0) {
		row = rows_add(compiler, rows);
		if (row != NULL)
			row->word = term;
	} else {
		row = (struct word_row *)rows->items + rows->count - 1;
		row->word |= (uint32_t)term << 16;
	}
	++*count;
}

/* Does a placeholder stand between two places of the example? */
static bool
has_placeholder(const char *text, uint32_t from, uint32_t to)
{
	const char *at = memchr(text + from, '<', to - from);

	return at != NULL && memchr(at, '>', (size_t)(text + to - at)) != NULL;
}

/*
 * The first so many terms of an example, with a gap for each placeholder
 * between them. A gap at either end goes without saying.
 */
static void
add_literal(struct reader *reader, uint32_t example, const char *text,
    uint32_t terms, uint32_t *count)
{
	struct compiler *compiler = reader->compiler;
	const struct normal *normal = &reader->normal;
	struct literal_row *literal;
	uint32_t first = *count, rarest = UINT32_MAX;

	literal = rows_add(compiler, &compiler->out->literals);
	if (literal == NULL)
		return;
	literal->example = example;
	for (uint32_t i = 0; i < terms; i++) {
		uint16_t term = reader->text.terms[i];
		const struct term *at = &normal->terms[reader->text.places[i]];
		uint32_t holding;

		if (i > 0 &&
		    has_placeholder(text,
			normal->terms[reader->text.places[i - 1]].to, at->from))
			add_term(compiler, count, LITERAL_GAP);
		add_term(compiler, count, term);
		literal->letters += at->length;
		if (term == LITERAL_GAP)
			continue;
		holding = reader->literals.index.terms[term].postings.count;
		if (holding < rarest) {
			rarest = holding;
			literal->key = term;
		}
	}
	literal->terms = (struct slice) { first, *count - first };
}

/* How many terms the first sentence has, if it can stand alone; else 0. */
static uint32_t
first_sentence(const struct reader *reader, const char *text)
{
	const struct literal_text *read = &reader->text;
	const struct term *terms = reader->normal.terms;

	for (uint32_t i = SENTENCE_LEAST; i + 1 < read->count; i++) {
		uint32_t from = terms[read->places[i - 1]].to;
		const char *stop = text + from;

		if (stop[0] == '.' && (stop[1] == ' ' || stop[1] == '\n') &&
		    from < terms[read->places[i]].from)
			return i;
	}
	return 0;
}

/*
 * An example as it is, and its first sentence: much of what is pasted or
 * logged ends there.
 */
static void
read_example(struct reader *reader, uint32_t example, uint32_t *count)
{
	struct compiler *compiler = reader->compiler;
	const struct example_row *row = compiled_example(compiler, example);
	const char *text = pool_string(&compiler->out->pool, row->text);
	uint32_t sentence;

	normal_make(&reader->normal, text, strlen(text));
	literal_read(&reader->literals, &reader->normal, &reader->text);
	if (reader->text.count == 0 || reader->text.count > LITERAL_MOST)
		return;
	add_literal(reader, example, text, reader->text.count, count);
	sentence = first_sentence(reader, text);
	if (sentence > 0)
		add_literal(reader, example, text, sentence, count);
}

static int
compare_literals(const void *left, const void *right)
{
	const struct literal_row *a = left, *b = right;

	if (a->key != b->key)
		return a->key < b->key ? -1 : 1;
	if (a->example != b->example)
		return a->example < b->example ? -1 : 1;
	return a->letters < b->letters ? -1 : a->letters > b->letters;
}

/* Where the terms of the next example go: behind those that there are. */
static uint32_t
count_terms(const struct compiler *compiler)
{
	const struct literal_row *rows = compiler->out->literals.items;
	uint32_t count = 0, end;

	for (size_t i = 0; i < compiler->out->literals.count; i++) {
		end = rows[i].terms.first + rows[i].terms.count;
		count = end > count ? end : count;
	}
	return count;
}

void
add_literals(struct compiler *compiler, uint32_t first)
{
	struct compiled *out = compiler->out;
	struct reader reader = { .compiler = compiler };
	uint32_t count = count_terms(compiler);

	literals_init(&reader.literals, &out->tables);
	for (uint32_t i = first; i < out->examples.count && !compiler->failed;
	     i++)
		read_example(&reader, i, &count);
	if (out->literals.count > 0)
		qsort(out->literals.items, out->literals.count,
		    sizeof(struct literal_row), compare_literals);
	if (reader.normal.failed)
		compiler->failed = true;
	normal_release(&reader.normal);
}
