#include "sift.h"

#include <stdio.h>
#include <string.h>

#include "code.h"

enum {
	SHORT = 3, /* digits: a shorter number is the beginning of a code */
};

void
sift_read(struct sift *sift, const char *line)
{
	query_read(&sift->query, line);
	sift->wide = false;
}

void
sift_release(struct sift *sift)
{
	query_release(&sift->query);
}

size_t
sift_find(const char *bytes, size_t length, size_t from, const char *word,
    size_t word_length)
{
	const char low = text_lower(word[0]);
	const char up = (char)(low >= 'a' && low <= 'z' ? low - 'a' + 'A' :
							  low);

	for (; from + word_length <= length; from++)
		if ((bytes[from] == low || bytes[from] == up) &&
		    text_same_letters(bytes + from, word, word_length))
			return from;
	return SIZE_MAX;
}

/* A word of the query. */
struct word {
	const char *bytes;
	size_t length;
};

static bool
has(const char *text, const struct word *word)
{
	return text != NULL &&
	    sift_find(text, strlen(text), 0, word->bytes, word->length) !=
	    SIZE_MAX;
}

static bool
names_have(const struct toplist *list, const struct word *word)
{
	for (size_t i = 0; i < list->count; i++)
		if (has(list->rows[i].name, word))
			return true;
	return false;
}

static bool
lines_have(const struct counted *counted, const struct word *word)
{
	if (has(counted->sample.line, word))
		return true;
	for (size_t i = 0; i < counted->recent_count; i++)
		if (has(counted->recent[i], word))
			return true;
	return false;
}

/* Is it a code or a status, or the beginning of one? */
static bool
is_number(const struct word *word)
{
	return text_is_digit(word->bytes[0]) ||
		(text_lower(word->bytes[0]) == 'x' && word->length > 1 &&
		    word->bytes[1] == '.') ?
	    strspn(word->bytes, "0123456789.xX") >= word->length :
	    false;
}

/* Then nothing else is meant by it. */
static bool
is_whole_number(const struct word *word)
{
	struct status status;
	unsigned code;

	return word->length < SHORT ||
	    code_parse(word->bytes, word->length, &code) ||
	    status_parse(word->bytes, word->length, &status);
}

static bool
has_number(const struct counted *counted, const struct word *word)
{
	char asked[FILTER_SIZE], code[8];

	if (word->length >= sizeof(asked))
		return false;
	memcpy(asked, word->bytes, word->length);
	asked[word->length] = '\0';
	snprintf(code, sizeof(code), "%.0u", counted->key.code);
	return query_matches_number(code, asked) ||
	    query_matches_number(counted->key.status, asked);
}

/* In lines of logs stand words as `relay` and `to` that tell nothing. */
static bool
is_letters(const struct word *word)
{
	for (size_t i = 0; i < word->length; i++)
		if (text_lower(word->bytes[i]) < 'a' ||
		    text_lower(word->bytes[i]) > 'z')
			return false;
	return true;
}

static bool
has_somewhere(const struct reference *reference, const struct counted *counted,
    const struct word *word, bool wide)
{
	return has(counted->key.text, word) ||
	    has(reference_name(reference, counted->key.cause), word) ||
	    has(reference_title(reference, counted->key.cause), word) ||
	    names_have(&counted->relays, word) ||
	    names_have(&counted->domains, word) ||
	    names_have(&counted->recipients, word) ||
	    ((wide || !is_letters(word)) && lines_have(counted, word));
}

static bool
holds_word(const struct reference *reference, const struct counted *counted,
    const struct word *word, bool wide)
{
	if (is_number(word)) {
		if (has_number(counted, word))
			return true;
		if (is_whole_number(word))
			return false;
	}
	return has_somewhere(reference, counted, word, wide);
}

static bool
passes(const struct query_filter *filter, const struct reference *reference,
    const struct counted *counted)
{
	const char *cause = reference_name(reference, counted->key.cause);
	struct word server = { filter->server, strlen(filter->server) };
	char code[8];

	snprintf(code, sizeof(code), "%.0u", counted->key.code);
	return query_matches_number(code, filter->code) &&
	    query_matches_number(counted->key.status, filter->status) &&
	    strncmp(cause, filter->cause, strlen(filter->cause)) == 0 &&
	    (server.length == 0 ||
		has_somewhere(reference, counted, &server, false));
}

bool
sift_holds(const struct sift *sift, const struct reference *reference,
    const struct counted *counted)
{
	const char *rest = text_string(&sift->query.words);
	struct word word;

	if (!passes(&sift->query.filter, reference, counted))
		return false;
	while (rest != NULL) {
		word.length = text_split(&rest, ' ', &word.bytes);
		if (word.length > 0 &&
		    !holds_word(reference, counted, &word, sift->wide))
			return false;
	}
	return true;
}
