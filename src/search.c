#include "search.h"

#include <stdlib.h>
#include <string.h>

enum {
	ALL_WORDS = 4, /* a query of up to so many words wants all of them */
	EXACT = 16,    /* what a hit counts, in sixteenths */
	BEGINNING = 11,
	ONE_SLIP = 10,
	TWO_SLIPS = 7,
	PHRASE = 60,	/* the query stands there as it is, in a hundredth */
	LONG_WORD = 7,	/* letters from which two slips are forgiven */
	SHORT_WORD = 4, /* and from which one is */
};

bool
search_init(struct search *search, const struct index *index)
{
	size_t room = (size_t)index->document_count + 1;

	*search = (struct search) { .index = index };
	search->scores = calloc(room, sizeof(*search->scores));
	search->matched = calloc(room, sizeof(*search->matched));
	search->hits = calloc(room, sizeof(*search->hits));
	search->failed = search->scores == NULL || search->matched == NULL ||
	    search->hits == NULL;
	return !search->failed;
}

void
search_release(struct search *search)
{
	normal_release(&search->query);
	free(search->scores);
	free(search->matched);
	free(search->hits);
	*search = (struct search) { 0 };
}

/* Counts a term of the index for a word of the query. */
static void
count_term(struct search *search, uint32_t term, uint32_t word,
    uint32_t sixteenths)
{
	const struct term_row *row = &search->index->terms[term];
	uint32_t points = row->weight * sixteenths;

	for (uint32_t i = 0; i < row->postings.count; i++) {
		uint32_t document =
		    search->index->postings[row->postings.first + i].target;

		/* Several terms for one word: the first, and best, counts. */
		if ((search->matched[document] & 1u << word) != 0)
			continue;
		search->matched[document] |= 1u << word;
		search->scores[document] += points;
	}
}

static bool
count_exact(struct search *search, const char *text, uint32_t word)
{
	uint32_t term = index_lower_bound(search->index, text,
	    strlen(text) + 1);

	if (term == search->index->term_count ||
	    strcmp(index_term(search->index, term), text) != 0)
		return false;
	count_term(search, term, word, EXACT);
	return true;
}

static bool
count_beginnings(struct search *search, const char *text, uint32_t word)
{
	size_t length = strlen(text);
	uint32_t term = index_lower_bound(search->index, text, length);
	bool found = false;

	for (; term < search->index->term_count &&
	     strncmp(index_term(search->index, term), text, length) == 0;
	     term++) {
		count_term(search, term, word, BEGINNING);
		found = true;
	}
	return found;
}

/* The letters of a word as a set, to tell quickly that two are far apart. */
static uint32_t
letters_of(const char *word)
{
	uint32_t set = 0;

	for (; *word != '\0'; word++)
		set |= 1u << ((unsigned char)*word & 31);
	return set;
}

static unsigned
count_bits(uint32_t set)
{
	unsigned count = 0;

	for (; set != 0; set &= set - 1)
		count++;
	return count;
}

/* How many slips are between two words; more than most if that is more. */
static unsigned
slips(const char *word, uint32_t letters, size_t length, const char *term,
    unsigned most)
{
	size_t size = strlen(term);

	if (size > length + most || length > size + most ||
	    count_bits(letters ^ letters_of(term)) > 2 * most)
		return most + 1;
	return text_distance(word, term);
}

static void
count_slips(struct search *search, const char *text, uint32_t word)
{
	size_t length = strlen(text);
	uint32_t letters = letters_of(text);
	unsigned most = length >= LONG_WORD ? 2 : length >= SHORT_WORD ? 1 : 0;

	for (unsigned wanted = 1; wanted <= most; wanted++)
		for (uint32_t i = 0; i < search->index->term_count; i++)
			if (slips(text, letters, length,
				index_term(search->index, i), most) == wanted)
				count_term(search, i, word,
				    wanted == 1 ? ONE_SLIP : TWO_SLIPS);
}

/* The words of the query alone: a code or a status is a wish, not a must. */
static bool
is_word(const struct term *term)
{
	return term->kind != TERM_CODE && term->kind != TERM_STATUS;
}

/* Counts for all documents what the query's words are worth there. */
static void
count_words(struct search *search, bool typing)
{
	const struct normal *query = &search->query;
	uint32_t word = 0;

	for (size_t i = 0; i < query->count && word < SEARCH_WORDS - 1; i++) {
		const char *text = normal_term(query, i);
		bool last = typing && i + 1 == query->count;

		if (!is_word(&query->terms[i])) {
			count_exact(search, text, SEARCH_WORDS - 1);
			continue;
		}
		if (!count_exact(search, text, word) &&
		    !(last && count_beginnings(search, text, word)))
			count_slips(search, text, word);
		else if (last)
			count_beginnings(search, text, word);
		word++;
	}
	search->word_count = word;
}

/* Does the whole query stand in the document as it is? */
static bool
holds_phrase(const struct search *search, uint32_t document)
{
	const char *text = search->index->pool +
	    search->index->documents[document].text;

	return search->word_count > 1 &&
	    strstr(text, text_string(&search->query.text)) != NULL;
}

static uint32_t
count_matched(const struct search *search, uint32_t document)
{
	return count_bits(
	    search->matched[document] & ~(1u << (SEARCH_WORDS - 1)));
}

static int
compare_hits(const void *left, const void *right)
{
	const struct search_hit *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->document < b->document ? -1 : a->document > b->document;
}

/* The documents that hold enough of the words, with their final score. */
static void
collect(struct search *search, uint32_t needed,
    bool (*accept)(void *context, uint32_t document), void *context)
{
	search->hit_count = 0;
	for (uint32_t i = 0; i < search->index->document_count; i++) {
		struct search_hit *hit = &search->hits[search->hit_count];
		size_t length;

		if (count_matched(search, i) < needed ||
		    (accept != NULL && !accept(context, i)))
			continue;
		hit->document = i;
		hit->matched = search->matched[i];
		hit->score = search->scores[i];
		if (holds_phrase(search, i))
			hit->score += hit->score * PHRASE / 100 + 1;
		/* Of two that hold the same the shorter is the nearer. */
		length = strlen(
		    search->index->pool + search->index->documents[i].text);
		hit->score = hit->score * 16 +
		    (uint32_t)(length < 400 ? 50 - length / 8 : 0);
		search->hit_count++;
	}
	qsort(search->hits, search->hit_count, sizeof(*search->hits),
	    compare_hits);
}

void
search_run(struct search *search, const char *query, size_t length, bool typing,
    bool (*accept)(void *context, uint32_t document), void *context)
{
	size_t size = (size_t)search->index->document_count;
	uint32_t best = 0;

	normal_make(&search->query, query, length);
	memset(search->scores, 0, size * sizeof(*search->scores));
	memset(search->matched, 0, size * sizeof(*search->matched));
	count_words(search, typing);
	for (uint32_t i = 0; i < size; i++)
		if ((accept == NULL || accept(context, i)) &&
		    count_matched(search, i) > best)
			best = count_matched(search, i);
	search->words_needed = search->word_count <= ALL_WORDS ?
	    search->word_count :
	    search->word_count - search->word_count / 4;
	collect(search, search->words_needed, accept, context);
	/* Nothing has them all: tell with how many something would. */
	if (search->hit_count == 0)
		search->words_needed = best;
}

bool
search_matches(const struct search *search, const char *term)
{
	const struct normal *query = &search->query;

	for (size_t i = 0; i < query->count; i++) {
		const char *text = normal_term(query, i);

		if (strcmp(text, term) == 0)
			return true;
		if (i + 1 == query->count &&
		    strncmp(text, term, strlen(text)) == 0)
			return true;
	}
	return false;
}
