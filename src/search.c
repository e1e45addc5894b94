#include "search.h"

#include <stdlib.h>
#include <string.h>

#include "search_slips.h"
#include "search_sort.h"

enum {
	ALL_WORDS = 4, /* a query of up to so many words wants all of them */
	EXACT = 16,    /* what a hit counts, in sixteenths */
	BEGINNING = 11,
	ONE_SLIP = 10,
	TWO_SLIPS = 7,
	PART = 6,
	PHRASE = 60,	/* the query stands there as it is, in a hundredth */
	SHORT_PART = 4, /* letters of a word that is looked for within others */
	ORDERS = 16,	/* what orders counts less than one of the score */
	WISHES = SEARCH_WORDS -
	    1, /* the word that stands for code and status */
};

/* Of documents that hold the same words the shorter is the nearer. */
static unsigned char
order_of(const struct index *index, uint32_t document)
{
	size_t length = strlen(index->texts + index->documents[document].text);

	return (unsigned char)(length < 400 ? 50 - length / 8 : 0);
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
	return search->marks != NULL && search->orders != NULL &&
	    search->hits != NULL && search->spare != NULL &&
	    search->letters != NULL && search->lengths != NULL &&
	    search->wanted != NULL && search->near != NULL;
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
	*search = (struct search) { 0 };
}

/* The first byte of a text, as a set. */
static uint32_t
byte_bit(const char *text)
{
	return 1u << ((unsigned char)text[0] & 31);
}

/* Counts a term of the index, of that weight, for a word of the query. */
static void
count_term(struct search *search, uint32_t term, uint32_t word, uint32_t points)
{
	const struct slice *slice = &search->index->terms[term].postings;
	const struct link_row *postings = search->index->postings +
	    slice->first;
	uint32_t bit = 1u << word;

	search->wanted[term] = 1;
	search->begins |= byte_bit(index_term(search->index, term));
	for (uint32_t i = 0; i < slice->count; i++) {
		struct search_mark *mark = &search->marks[postings[i].target];

		/* Several terms for one word: the first, and best, counts. */
		if ((mark->matched & bit) != 0)
			continue;
		mark->matched |= bit;
		mark->score += points;
	}
}

/* The term of that text, or the number of terms if it is none. */
static uint32_t
find_term(const struct search *search, const char *text)
{
	const struct index *index = search->index;
	uint32_t term = index_lower_bound(index, text, strlen(text) + 1);

	if (term < index->term_count &&
	    strcmp(index_term(index, term), text) == 0)
		return term;
	return index->term_count;
}

/* Counts the term that the word is; returns whether there is one. */
static bool
count_exact(struct search *search, const char *text, uint32_t word)
{
	uint32_t term = find_term(search, text);

	if (term == search->index->term_count)
		return false;
	count_term(search, term, word,
	    search->index->terms[term].weight * EXACT);
	return true;
}

/* Notes a term that the word may stand for. */
static void
note_near(struct search *search, uint32_t term, uint32_t sixteenths)
{
	search->near[search->near_count++] = (struct search_near) { term,
		sixteenths };
}

static void
note_beginnings(struct search *search, const char *text)
{
	const struct index *index = search->index;
	size_t length = strlen(text);
	uint32_t term = index_lower_bound(index, text, length);

	for (; term < index->term_count &&
	     strncmp(index_term(index, term), text, length) == 0;
	     term++)
		note_near(search, term, BEGINNING);
}

/* The letters and lengths of all terms, once they are asked for. */
static void
learn_terms(struct search *search)
{
	const struct index *index = search->index;
	size_t length;

	if (index->term_count == 0 || search->lengths[0] != 0)
		return;
	for (uint32_t i = 0; i < index->term_count; i++) {
		length = strlen(index_term(index, i));
		search->letters[i] = slips_letters(index_term(index, i));
		search->lengths[i] = (unsigned char)(length < 255 ? length :
								    255);
	}
}

/* How well a word stands for a term that it is not; 0 if it does not. */
static uint32_t
nearness(const struct search *search, const struct slips_word *word,
    uint32_t term, bool last)
{
	const char *text = index_term(search->index, term);
	bool within = search->lengths[term] > word->length &&
	    (word->letters & ~search->letters[term]) == 0;
	unsigned slips;

	if (within && memcmp(text, word->text, word->length) == 0)
		return BEGINNING;
	slips = slips_between(word, text, search->lengths[term],
	    search->letters[term], last);
	if (slips <= SLIPS_MAX)
		return slips <= 1 ? ONE_SLIP : TWO_SLIPS;
	return within && word->length >= SHORT_PART &&
		strstr(text, word->text) != NULL ?
	    PART :
	    0;
}

/* Notes all terms that a word may stand for. */
static void
note_all_near(struct search *search, const char *text, bool last)
{
	struct slips_word word;
	uint32_t near;

	slips_word_init(&word, text, strlen(text), search->wide);
	learn_terms(search);
	for (uint32_t i = 0; i < search->index->term_count; i++) {
		near = nearness(search, &word, i, last);
		if (near > 0)
			note_near(search, i, near);
	}
}

/*
 * Counts what was noted, the best first. All have the weight of a term that as
 * many documents hold as hold any of them: what is near counts, not what is
 * rare among them.
 */
static void
count_near(struct search *search, uint32_t word)
{
	static const uint32_t order[] = { BEGINNING, ONE_SLIP, TWO_SLIPS,
		PART };
	uint64_t holding = 0;
	uint32_t weight;

	for (uint32_t i = 0; i < search->near_count; i++)
		holding +=
		    search->index->terms[search->near[i].term].postings.count;
	if (holding > search->index->document_count)
		holding = search->index->document_count;
	weight = index_weight(search->index->document_count, (uint32_t)holding);
	for (size_t j = 0; j < sizeof(order) / sizeof(order[0]); j++)
		for (uint32_t i = 0; i < search->near_count; i++)
			if (search->near[i].sixteenths == order[j])
				count_term(search, search->near[i].term, word,
				    weight * order[j]);
}

/* Counts all that a word may stand for. */
static void
count_word(struct search *search, const char *text, uint32_t word, bool last)
{
	bool exact = count_exact(search, text, word);

	search->near_count = 0;
	if (!exact || search->wide)
		note_all_near(search, text, last);
	else if (last)
		note_beginnings(search, text);
	count_near(search, word);
}

/* Words that others write together: `black list` is blacklist. */
static void
count_joined(struct search *search, size_t term, uint32_t word)
{
	const struct normal *query = &search->query;
	char joined[SLIPS_WORD];
	size_t length = query->terms[term].length;
	size_t next = query->terms[term + 1].length;
	uint32_t found, points;

	if (length + next >= sizeof(joined))
		return;
	memcpy(joined, normal_term(query, term), length);
	memcpy(joined + length, normal_term(query, term + 1), next + 1);
	found = find_term(search, joined);
	if (found == search->index->term_count)
		return;
	points = search->index->terms[found].weight * EXACT / 2;
	count_term(search, found, word, points);
	count_term(search, found, word + 1, points);
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
	for (size_t i = 0; i < query->count && word < WISHES; i++) {
		if (is_wish(&query->terms[i])) {
			count_exact(search, normal_term(query, i), WISHES);
			continue;
		}
		count_word(search, normal_term(query, i), word,
		    search->typing && i + 1 == query->count);
		if (is_word(query, i) && is_word(query, i + 1) &&
		    word + 1 < WISHES)
			count_joined(search, i, word);
		word++;
	}
	search->word_count = word;
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
	    search->marks[document].matched & ~(1u << WISHES));
}

/* Does it hold so many of the words, or a query without words? */
static bool
holds_enough(const struct search *search, uint32_t document, uint32_t needed)
{
	uint32_t matched = search->marks[document].matched;
	uint32_t all = (1u << search->word_count) - 1;

	if (search->word_count == 0)
		return matched != 0 || search->query.text.length == 0 ||
		    holds_phrase(search, document);
	if (matched == 0 || needed == search->word_count)
		return (matched & all) == all;
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
	    search->word_count <= ALL_WORDS;

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
	search->phrase = phrase_of(&search->query);
	search->typing = typing;
	search->hit_count = 0;
	search->wide = false;
	do {
		count_words(search);
		needed = search->word_count;
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

	if ((search->begins & byte_bit(term)) == 0)
		return false;
	found = find_term(search, term);
	return found < search->index->term_count && search->wanted[found] != 0;
}
