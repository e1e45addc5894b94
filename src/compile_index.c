/* The compiler: the index over the examples, with its strings in the pool. */
#include <string.h>

#include "compiler.h"
#include "index.h"

static uint32_t
move_string(struct compiler *compiler, const char *string)
{
	return pool_add(&compiler->out->pool, string, strlen(string));
}

static void
copy_index(struct compiler *compiler, const struct index *index,
    uint32_t posting_count)
{
	struct compiled *out = compiler->out;
	struct term_row *term;
	struct link_row *posting;
	struct string_row *normal;

	for (uint32_t i = 0; i < index->term_count; i++) {
		term = rows_add(compiler, &out->terms);
		if (term == NULL)
			return;
		*term = index->terms[i];
		term->text = move_string(compiler, index->pool + term->text);
	}
	for (uint32_t i = 0; i < posting_count; i++) {
		posting = rows_add(compiler, &out->postings);
		if (posting == NULL)
			return;
		*posting = index->postings[i];
	}
	for (uint32_t i = 0; i < index->document_count; i++) {
		normal = rows_add(compiler, &out->normals);
		if (normal == NULL)
			return;
		normal->text = move_string(compiler,
		    index->texts + index->documents[i].text);
	}
}

void
index_examples(struct compiler *compiler)
{
	struct index_builder builder = { 0 };
	struct normal normal = { 0 };
	struct index index;

	for (size_t i = 0; i < compiler->out->examples.count; i++) {
		const char *text = pool_string(&compiler->out->pool,
		    compiled_example(compiler, i)->text);

		normal_make(&normal, text, strlen(text));
		index_add(&builder, &normal);
	}
	if (normal.failed || !index_finish(&builder, &index))
		compiler->failed = true;
	else
		copy_index(compiler, &index,
		    (uint32_t)builder.occurrence_count);
	normal_release(&normal);
	index_builder_release(&builder);
}
