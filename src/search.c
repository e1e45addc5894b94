#include "search.h"

#include <stdlib.h>
#include <string.h>

#include "search_sort.h"
#include "search_words.h"

enum {
	ALL_WORDS = 4,	/* a query of up to so many words wants all of them */
	PHRASE = 60,	/* the query stands there as it is, in a hundredth */
	SHORT_WORD = 2, /* letters of a word that tells little: to, is, a */
	SHORTEST = 50,	/* the order of a document without text */
	FAVOUR = 5,	/* is added to the order of what is met often */
	ORDERS = 16,	/* what orders counts less than one of the score */
	WISH_STATUS = SEARCH_WORDS - 1, /* the words that stand for these */
	WISH_CODE = SEARCH_WORDS - 2,
	WORDS = WISH_CODE, /* all others */
};

/* Of documents that hold the same words the shorter is the nearer. */
static unsigned char
order_of(const struct index *index, uint32_t document)
{
	size_t length = strlen(index->texts + index->documents[document].text);

	return (
	    unsigned char)(length < 8 * SHORTEST ? SHORTEST - length / 8 : 0);
}

static bool
make_room(struct search *search)
{
	size_t documents = (size_t)search->index->document_count + 1;
	size_t terms = (size_t)search->index->term_count + 1;

	search->marks = calloc(documents, sizeof(*search->marks));
	search->orders = calloc(documents, sizeof(*search->orders));
	search->hits = calloc(documents, sizeof(*search->hits));
	search->spare = calloc(documents, sizeof(*search->spare));
	search->letters = calloc(terms, sizeof(*search->letters));
	search->lengths = calloc(terms, sizeof(*search->lengths));
	search->wanted = calloc(terms, sizeof(*search->wanted));
	search->near = calloc(terms, sizeof(*search->near));
	search->owned = calloc(documents, sizeof(*search->owned));
	return search->marks != NULL && search->orders != NULL &&
	    search->hits != NULL && search->spare != NULL &&
	    search->letters != NULL && search->lengths != NULL &&
	    search->wanted != NULL && search->near != NULL &&
	    search->owned != NULL;
}

bool
search_init(struct search *search, const struct index *index,
    const uint32_t *counts)
{
	*search = (struct search) { .index = index, .counts = counts };
	if (!make_room(search)) {
		search->failed = true;
		return false;
	}
	for (uint32_t i = 0; counts == NULL && i < index->document_count; i++)
		search->orders[i] = order_of(index, i);
	return true;
}

void
search_prefer(struct search *search, uint32_t document)
{
	search->orders[document] = SHORTEST + FAVOUR + 1;
}

void
search_favour(struct search *search, uint32_t document)
{
	search->orders[document] += FAVOUR;
}

void
search_release(struct search *search)
{
	normal_release(&search->query);
	free(search->marks);
	free(search->orders);
	free(search->hits);
	free(search->spare);
	free(search->letters);
	free(search->lengths);
	free(search->wanted);
	free(search->near);
	free(search->owned);
	*search = (struct search) { 0 };
}

/* The words of the query alone: a code or a status is a wish, not a must. */
static bool
is_wish(const struct term *term)
{
	return term->kind == TERM_CODE || term->kind == TERM_STATUS;
}

static bool
is_word(const struct normal *query, size_t term)
{
	return term < query->count && query->terms[term].kind == TERM_WORD;
}

/*
 * Is the word to be there? A short one among longer ones, as the second in
 * `permitted to relay`, is not, unless it is still being typed.
 */
static bool
is_required(const struct search *search, size_t term)
{
	const struct normal *query = &search->query;

	return query->terms[term].length > SHORT_WORD ||
	    (search->typing && term + 1 == query->count);
}

/* Counts for all documents what the query's words are worth there. */
static void
count_words(struct search *search)
{
	const struct normal *query = &search->query;
	const struct index *index = search->index;
	uint32_t word = 0;

	memset(search->marks, 0,
	    index->document_count * sizeof(*search->marks));
	memset(search->wanted, 0, index->term_count);
	search->begins = 0;
	search->required = 0;
	for (size_t i = 0; i < query->count && word < WORDS; i++) {
		if (is_wish(&query->terms[i])) {
			words_count_exact(search, normal_term(query, i),
			    query->terms[i].kind == TERM_CODE ? WISH_CODE :
								WISH_STATUS);
			continue;
		}
		words_count(search, i, word,
		    search->typing && i + 1 == query->count);
		if (is_word(query, i) && is_word(query, i + 1) &&
		    word + 1 < WORDS)
			words_count_joined(search, i, word);
		if (is_required(search, i))
			search->required |= 1u << word;
		word++;
	}
	search->word_count = word;
	if (search->required == 0)
		search->required = (1u << word) - 1;
}

/* The query as it stands, without the code and the status in front. */
static const char *
phrase_of(const struct normal *query)
{
	const char *text = text_string(&query->text);

	for (size_t i = 0; i < query->count && is_wish(&query->terms[i]); i++) {
		size_t length = query->terms[i].length;

		if (strncmp(text, normal_term(query, i), length) != 0 ||
		    text[length] != ' ')
			break;
		text += length + 1;
	}
	return text;
}

/* Does the whole query stand in the document as it is? */
static bool
holds_phrase(const struct search *search, uint32_t document)
{
	return strstr(search->index->texts +
		       search->index->documents[document].text,
		   search->phrase) != NULL;
}

static uint32_t
count_matched(const struct search *search, uint32_t document)
{
	return (uint32_t)__builtin_popcount(
	    search->marks[document].matched & search->required);
}

/* How many words are required. */
static uint32_t
count_required(const struct search *search)
{
	return (uint32_t)__builtin_popcount(search->required);
}

/* Does it hold so many of the words, or a query without words? */
static bool
holds_enough(const struct search *search, uint32_t document, uint32_t needed)
{
	uint32_t matched = search->marks[document].matched;

	if (search->word_count == 0)
		return matched != 0 || search->query.text.length == 0 ||
		    holds_phrase(search, document);
	if (matched == 0 || needed == count_required(search))
		return (matched & search->required) == search->required;
	return count_matched(search, document) >= needed;
}

/* What a document is worth. */
static uint32_t
score_of(const struct search *search, uint32_t document)
{
	uint32_t score = search->marks[document].score;

	if (search->word_count > 1 && holds_phrase(search, document))
		score += score * PHRASE / 100 + 1;
	return score * ORDERS + search->orders[document];
}

/* By score, and those of the same by how often they are met. */
static void
sort_hits(struct search *search)
{
	if (search->counts != NULL) {
		for (size_t i = 0; i < search->hit_count; i++)
			search->hits[i].score =
			    search->counts[search->hits[i].document];
		search_sort(search->hits, search->spare, search->hit_count);
	}
	for (size_t i = 0; i < search->hit_count; i++)
		search->hits[i].score = score_of(search,
		    search->hits[i].document);
	search_sort(search->hits, search->spare, search->hit_count);
}

/* The documents that hold enough of the words, with their final score. */
static void
collect(struct search *search, uint32_t needed,
    bool (*accept)(void *context, uint32_t document), void *context)
{
	search->hit_count = 0;
	for (uint32_t i = 0; i < search->index->document_count; i++) {
		if (!holds_enough(search, i, needed) ||
		    (accept != NULL && !accept(context, i)))
			continue;
		search->hits[search->hit_count++] = (struct search_hit) {
			.document = i,
			.matched = search->marks[i].matched,
		};
	}
	sort_hits(search);
}

/* The most words of the query that a document holds. */
static uint32_t
most_matched(const struct search *search,
    bool (*accept)(void *context, uint32_t document), void *context)
{
	uint32_t best = 0;

	for (uint32_t i = 0; i < search->index->document_count; i++)
		if (search->marks[i].matched != 0 &&
		    count_matched(search, i) > best &&
		    (accept == NULL || accept(context, i)))
			best = count_matched(search, i);
	return best;
}

/* A short query of which nothing was found is taken less exactly, once. */
static bool
widen(struct search *search)
{
	bool widened = !search->wide && search->word_count > 0 &&
	    count_required(search) <= ALL_WORDS;

	search->wide = true;
	return widened;
}

void
search_run(struct search *search, const char *query, size_t length, bool typing,
    bool (*accept)(void *context, uint32_t document), void *context)
{
	uint32_t needed = 0;

	normal_make(&search->query, query, length);
	search->failed = search->failed || search->query.failed;
	search->bytes = query;
	search->phrase = phrase_of(&search->query);
	search->typing = typing;
	search->hit_count = 0;
	search->wide = false;
	do {
		count_words(search);
		needed = count_required(search);
		if (needed > ALL_WORDS)
			needed -= needed / 4;
		collect(search, needed, accept, context);
	} while (search->hit_count == 0 && widen(search));
	search->all = search->hit_count > 0;
	search->words_needed = needed;
	/* Nothing has them all: what has the most of them. */
	if (!search->all)
		search->words_needed = most_matched(search, accept, context);
	if (!search->all && search->words_needed > 0)
		collect(search, search->words_needed, accept, context);
}

bool
search_matches(const struct search *search, const char *term)
{
	uint32_t found;

	if ((search->begins & words_byte_bit(term)) == 0)
		return false;
	found = words_find_term(search, term);
	return found < search->index->term_count && search->wanted[found] != 0;
}
