#include "find.h"

#include <string.h>

enum {
	TOKEN_LETTERS = 6, /* in front of a vendor's code, at most */
};

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

/*
 * Vendors' codes have capitals, by which they are told from ids: s3140 is
 * written as S3140.
 */
static void
raise_tokens(struct text *words)
{
	char *at = words->data, *word;
	size_t letters, length;

	while (at != NULL && *at != '\0') {
		word = at;
		at += strcspn(at, " ");
		length = (size_t)(at - word);
		at += strspn(at, " ");
		letters = strspn(word, "abcdefghijklmnopqrstuvwxyz");
		if (letters == 0 || letters > TOKEN_LETTERS ||
		    letters == length ||
		    letters + strspn(word + letters, "0123456789_") != length)
			continue;
		for (size_t i = 0; i < letters; i++)
			word[i] = (char)(word[i] & ~0x20);
	}
}

void
find_run(struct find *find, const char *query, bool typing)
{
	const struct text *words = &find->query.words;

	query_read(&find->query, query);
	raise_tokens(&find->query.words);
	search_run(&find->search, text_string(words), words->length, typing,
	    accept, find);
	find->search.failed = find->search.failed || words->failed ||
	    find->query.others.failed;
}
