#include "find.h"

#include <string.h>

#include "code.h"

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

/* Takes a word out of the words, with the blank beside it. */
static void
take_out(struct text *words, size_t at, size_t length)
{
	size_t behind = at + length;

	if (words->data[behind] == ' ')
		behind++;
	else if (at > 0)
		at--;
	memmove(words->data + at, words->data + behind,
	    words->length - behind + 1);
	words->length -= behind - at;
}

/*
 * `gmail 5.7.26`: beside a status the name of a server, which few replies
 * hold, asks for what this server says.
 */
static bool
take_server(struct find *find)
{
	struct text *words = &find->query.words;
	const char *rest = text_string(words), *word, *name = NULL;
	char *server = find->query.filter.server;
	size_t length, name_length = 0;
	struct status status;
	bool has_status = false;

	while (rest != NULL) {
		length = text_split(&rest, ' ', &word);
		has_status = has_status || status_parse(word, length, &status);
		if (length > 0 && length < FILTER_SIZE &&
		    reference_find_name(find->reference, ENTRY_SERVER, word,
			length) != TABLES_NONE) {
			name = word;
			name_length = length;
		}
	}
	if (name == NULL || !has_status || server[0] != '\0')
		return false;
	for (size_t i = 0; i < name_length; i++)
		server[i] = text_lower(name[i]);
	server[name_length] = '\0';
	take_out(words, (size_t)(name - words->data), name_length);
	return true;
}

static void
search_words(struct find *find, bool typing)
{
	const struct text *words = &find->query.words;

	search_run(&find->search, text_string(words), words->length, typing,
	    accept, find);
}

void
find_run(struct find *find, const char *query, bool typing)
{
	const struct text *words = &find->query.words;
	bool narrowed;

	query_read(&find->query, query);
	narrowed = take_server(find);
	raise_tokens(&find->query.words);
	search_words(find, typing);
	if (narrowed && find->search.hit_count == 0) {
		query_read(&find->query, query);
		raise_tokens(&find->query.words);
		search_words(find, typing);
	}
	find->search.failed = find->search.failed || words->failed ||
	    find->query.others.failed;
}
