#include "find.h"

#include <string.h>

bool
find_init(struct find *find, const struct reference *reference)
{
	*find = (struct find) { .reference = reference };
	reference_index(reference, &find->index);
	return search_init(&find->search, &find->index, NULL);
}

void
find_release(struct find *find)
{
	search_release(&find->search);
	query_release(&find->query);
	*find = (struct find) { 0 };
}

static bool
begins_with(const char *string, const char *start)
{
	return strncmp(string, start, strlen(start)) == 0;
}

/* A cause is meant with its refinements, a status with X in any class. */
static bool
accept(void *context, uint32_t example)
{
	const struct find *find = context;
	const struct query_filter *filter = &find->query.filter;
	const struct reference *reference = find->reference;
	const struct example_row *row = reference_example(reference, example);

	return query_matches_number(reference_string(reference, row->code),
		   filter->code) &&
	    query_matches_number(reference_string(reference, row->status),
		filter->status) &&
	    begins_with(reference_name(reference, row->server),
		filter->server) &&
	    begins_with(reference_name(reference, row->cause), filter->cause);
}

void
find_run(struct find *find, const char *query, bool typing)
{
	const struct text *words = &find->query.words;

	query_read(&find->query, query);
	search_run(&find->search, text_string(words), words->length, typing,
	    accept, find);
	find->search.failed = find->search.failed || words->failed ||
	    find->query.others.failed;
}
