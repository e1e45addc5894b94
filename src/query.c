#include "query.h"

#include <string.h>

#include "code.h"

enum {
	SHORT_NAME = 2, /* letters of a filter's name that will do: co:550 */
};

/* The filter that a word sets, with its value; NULL if it is a plain word. */
static char *
filter_of(struct query_filter *filter, const char *word, size_t length,
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
		if (text_same_letters(filters[i].name, word, name))
			return filters[i].value;
	return NULL;
}

/*
 * Is the word a pattern, as 55x or x.7.1, with x in front or at the end? What
 * has no x is a code or a status, which is a wish.
 */
static bool
is_pattern(const char *word, size_t length)
{
	size_t digits = 0, any = 0;

	for (size_t i = 0; i < length; i++) {
		bool part = i == 0 || word[i - 1] == '.';

		if (text_lower(word[i]) == 'x')
			any += i > 0;
		else if (text_is_digit(word[i]) && any == 0)
			digits++;
		else if (word[i] != '.' || part)
			return false;
	}
	return digits > 0 && (any > 0 || text_lower(word[0]) == 'x') &&
	    length > 2 && length < FILTER_SIZE && word[length - 1] != '.';
}

/* Makes a pattern the filter that it stands for. */
static void
set_pattern(struct query_filter *filter, const char *word, size_t length)
{
	char *value = memchr(word, '.', length) != NULL ? filter->status :
							  filter->code;

	for (size_t i = 0; i < length; i++)
		*value++ = text_lower(word[i]);
	*value = '\0';
}

/* Appends a word that is looked for. */
static void
add_word(struct text *words, const char *word, size_t length)
{
	if (words->length > 0)
		text_append_char(words, ' ');
	text_append_bytes(words, word, length);
}

void
query_read(struct query *query, const char *line)
{
	const char *rest = line, *word, *value;
	char *filter;
	size_t length;
	unsigned code;

	query->filter = (struct query_filter) { 0 };
	text_clear(&query->words);
	text_clear(&query->others);
	while (rest != NULL) {
		length = text_split(&rest, ' ', &word);
		filter = filter_of(&query->filter, word, length, &value);
		if (filter != NULL) {
			for (length -= (size_t)(value - word); length > 0;
			     length--)
				*filter++ = text_lower(*value++);
			*filter = '\0';
		} else if (is_pattern(word, length)) {
			set_pattern(&query->filter, word, length);
		} else if (query->words.length == 0 &&
		    code_parse(word, length, &code)) {
			add_word(&query->words, word, length);
		} else if (length > 0) {
			add_word(&query->others, word, length);
		}
	}
	if (query->others.length > 0)
		add_word(&query->words, text_string(&query->others),
		    query->others.length);
}

void
query_release(struct query *query)
{
	text_release(&query->words);
	text_release(&query->others);
}

bool
query_matches_number(const char *number, const char *asked)
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
