#include "search_words.h"

#include <string.h>

#include "search_slips.h"

enum {
	EXACT = 16, /* what a hit counts, in sixteenths */
	OWNED = 14,
	BEGINNING = 11,
	ONE_SLIP = 10,
	TWO_SLIPS = 7,
	PART = 6,
	SHORT_PART = 4, /* letters of a word that is looked for within others */
	/* A word may be a slip though some documents hold it, servers make them
	   too: letters of it, how many may hold it, and how many times as many
	   have to hold what was meant. */
	SLIP_LETTERS = 5,
	SLIP_COUNT = 64,
	MEANT = 20,
};

/* The first byte of a text, as a set. */
uint32_t
words_byte_bit(const char *text)
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
	search->begins |= words_byte_bit(index_term(search->index, term));
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
uint32_t
words_find_term(const struct search *search, const char *text)
{
	const struct index *index = search->index;
	uint32_t term = index_lower_bound(index, text, strlen(text) + 1);

	if (term < index->term_count &&
	    strcmp(index_term(index, term), text) == 0)
		return term;
	return index->term_count;
}

/* Counts the term that the word is; returns whether there is one. */
bool
words_count_exact(struct search *search, const char *text, uint32_t word)
{
	uint32_t term = words_find_term(search, text);

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

/* The word of the query, whose stem may be short. */
static void
read_word(struct search *search, size_t term, struct slips_word *word)
{
	const struct term *written = &search->query.terms[term];

	slips_word_init(word, normal_term(&search->query, term),
	    written->length, written->to - written->from, search->wide);
	learn_terms(search);
}

/* Notes all terms that a word may stand for. */
static void
note_all_near(struct search *search, size_t term, bool last)
{
	struct slips_word word;
	uint32_t near;

	read_word(search, term, &word);
	for (uint32_t i = 0; i < search->index->term_count; i++) {
		near = nearness(search, &word, i, last);
		if (near > 0)
			note_near(search, i, near);
	}
}

/* Notes what a word may be a slip of though there is one like it. */
static void
note_meant(struct search *search, size_t term)
{
	const struct index *index = search->index;
	uint32_t same = words_find_term(search,
	    normal_term(&search->query, term));
	struct slips_word word;
	uint32_t least;

	/* In an admin's own lines a name is what it is. */
	if (search->owners == NULL || same == index->term_count ||
	    index->terms[same].postings.count > SLIP_COUNT ||
	    search->query.terms[term].length < SLIP_LETTERS)
		return;
	least = index->terms[same].postings.count * MEANT;
	read_word(search, term, &word);
	for (uint32_t i = 0; i < index->term_count; i++)
		if (index->terms[i].postings.count >= least &&
		    nearness(search, &word, i, false) == ONE_SLIP)
			note_near(search, i, ONE_SLIP);
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

/* Counts the documents of whom the word names; returns whether it does. */
static bool
count_owned(struct search *search, const struct term *term, uint32_t word,
    bool last)
{
	uint32_t bit = 1u << word, count, points;

	if (search->owners == NULL)
		return false;
	memset(search->owned, 0, search->index->document_count);
	count = search->owners(search->owners_context,
	    search->bytes + term->from, term->to - term->from, last,
	    search->wide, search->owned);
	points = index_weight(search->index->document_count, count) * OWNED;
	for (uint32_t i = 0; count > 0 && i < search->index->document_count;
	     i++) {
		if (search->owned[i] == 0 ||
		    (search->marks[i].matched & bit) != 0)
			continue;
		search->marks[i].matched |= bit;
		search->marks[i].score += points;
	}
	return count > 0;
}

/* Counts all that a word of the query may stand for. */
void
words_count(struct search *search, size_t term, uint32_t word, bool last)
{
	const char *text = normal_term(&search->query, term);
	bool exact = words_count_exact(search, text, word);

	exact = count_owned(search, &search->query.terms[term], word, last) ||
	    exact;
	search->near_count = 0;
	if (!exact || search->wide) {
		note_all_near(search, term, last);
	} else {
		if (last)
			note_beginnings(search, text);
		note_meant(search, term);
	}
	count_near(search, word);
}

void
words_count_joined(struct search *search, size_t term, uint32_t word)
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
	found = words_find_term(search, joined);
	if (found == search->index->term_count)
		return;
	points = search->index->terms[found].weight * EXACT / 2;
	count_term(search, found, word, points);
	count_term(search, found, word + 1, points);
}
