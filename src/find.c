#include "find.h"

#include <string.h>

#include "code.h"

enum {
	SHORT_NAME = 2, /* letters of a filter's name that will do: co:550 */
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
	text_release(&find->words);
	text_release(&find->others);
	*find = (struct find) { 0 };
}

/* The filter that a word sets, with its value; NULL if it is a plain word. */
static char *
filter_of(struct find_filter *filter, const char *word, size_t length,
    const char **value)
{
	const struct {
		const char *name;
		char *value;
	} filters[] = {
		{ "code", filter->code },
		{ "status", filter->status },
		{ "server", filter->server },
		{ "cause", filter->cause },
	};
	const char *colon = memchr(word, ':', length);
	size_t name = colon == NULL ? 0 : (size_t)(colon - word);

	if (name < SHORT_NAME || length <= name + 1 ||
	    length - name - 1 >= FILTER_SIZE)
		return NULL;
	*value = colon + 1;
	for (size_t i = 0; i < sizeof(filters) / sizeof(filters[0]); i++)
		if (strncmp(filters[i].name, word, name) == 0)
			return filters[i].value;
	return NULL;
}

/* Appends a word that is looked for. */
static void
add_word(struct text *words, const char *word, size_t length)
{
	if (words->length > 0)
		text_append_char(words, ' ');
	text_append_bytes(words, word, length);
}

/*
 * Takes the filters out of the query, and puts a code first: it is one where
 * it stands in front, and a number elsewhere.
 */
static void
read_query(struct find *find, const char *query)
{
	const char *rest = query, *word, *value;
	char *filter;
	size_t length;
	unsigned code;

	find->filter = (struct find_filter) { 0 };
	text_clear(&find->words);
	text_clear(&find->others);
	while (rest != NULL) {
		length = text_split(&rest, ' ', &word);
		filter = filter_of(&find->filter, word, length, &value);
		if (filter != NULL) {
			for (length -= (size_t)(value - word); length > 0;
			     length--)
				*filter++ = text_lower(*value++);
			*filter = '\0';
		} else if (find->words.length == 0 &&
		    code_parse(word, length, &code)) {
			add_word(&find->words, word, length);
		} else if (length > 0) {
			add_word(&find->others, word, length);
		}
	}
	if (find->others.length > 0)
		add_word(&find->words, text_string(&find->others),
		    find->others.length);
}

static bool
begins_with(const char *string, const char *start)
{
	return strncmp(string, start, strlen(start)) == 0;
}

/*
 * Does a code or a status begin as asked for? 55x and 5.7.x stand for all that
 * begin so, and an x in front for any class.
 */
static bool
matches_number(const char *number, const char *asked)
{
	size_t length = strlen(asked);

	if (length == 0)
		return true;
	while (length > 1 &&
	    (text_lower(asked[length - 1]) == 'x' || asked[length - 1] == '.'))
		length--;
	if (text_lower(asked[0]) == 'x') {
		if (number[0] == '\0')
			return false;
		asked++;
		number++;
		length--;
	}
	if (strncmp(number, asked, length) != 0)
		return false;
	/* 5.7 is 5.7.1 and 5.7.9, but 5.7.1 is not 5.7.10. */
	return asked[length] != '\0' || number[length] == '\0' ||
	    number[length] == '.' || strchr(asked, '.') == NULL;
}

/* A cause is meant with its refinements, a status with X in any class. */
static bool
accept(void *context, uint32_t example)
{
	const struct find *find = context;
	const struct find_filter *filter = &find->filter;
	const struct reference *reference = find->reference;
	const struct example_row *row = reference_example(reference, example);

	return matches_number(reference_string(reference, row->code),
		   filter->code) &&
	    matches_number(reference_string(reference, row->status),
		filter->status) &&
	    begins_with(reference_name(reference, row->server),
		filter->server) &&
	    begins_with(reference_name(reference, row->cause), filter->cause);
}

void
find_run(struct find *find, const char *query, bool typing)
{
	read_query(find, query);
	search_run(&find->search, text_string(&find->words), find->words.length,
	    typing, accept, find);
	find->search.failed = find->search.failed || find->words.failed ||
	    find->others.failed;
}
