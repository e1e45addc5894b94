/* index.h, search.h, find.h: from words to examples, best first. */
#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "search_slips.h"
#include "search_sort.h"
#include "unit.h"

static const char *const documents[] = {
	"554 5.7.1 Relay access denied",
	"550 5.1.1 User unknown in local table",
	"451 4.7.1 Greylisting in action, please come back later",
	"552 5.2.2 Mailbox is full",
	"550 relay is not for you, unknown user",
};

struct shelf {
	struct index_builder builder;
	struct index index;
	struct search search;
};

static void
fill(struct shelf *shelf)
{
	struct normal normal = { 0 };

	memset(shelf, 0, sizeof(*shelf));
	for (size_t i = 0; i < COUNT(documents); i++) {
		normal_make(&normal, documents[i], strlen(documents[i]));
		index_add(&shelf->builder, &normal);
	}
	normal_release(&normal);
	ck_assert(index_finish(&shelf->builder, &shelf->index));
	ck_assert(search_init(&shelf->search, &shelf->index, NULL));
}

static void
clear(struct shelf *shelf)
{
	search_release(&shelf->search);
	index_builder_release(&shelf->builder);
}

START_TEST(terms_are_sorted_and_their_documents_too)
{
	struct shelf shelf;

	fill(&shelf);
	for (uint32_t i = 0; i < shelf.index.term_count; i++) {
		const struct slice *slice = &shelf.index.terms[i].postings;

		if (i > 0)
			ck_assert_int_lt(strcmp(index_term(&shelf.index, i - 1),
					     index_term(&shelf.index, i)),
			    0);
		for (uint32_t j = 1; j < slice->count; j++)
			ck_assert_uint_lt(
			    shelf.index.postings[slice->first + j - 1].target,
			    shelf.index.postings[slice->first + j].target);
	}
	clear(&shelf);
}
END_TEST

/* What few documents hold tells more; in integers, so the same everywhere. */
START_TEST(rare_terms_weigh_more)
{
	ck_assert_uint_eq(index_weight(1000, 1000), 1);
	ck_assert_uint_gt(index_weight(1000, 10), index_weight(1000, 100));
	ck_assert_uint_eq(index_weight(1024, 1), 160);
	ck_assert_uint_eq(index_weight(0, 0), 1);
}
END_TEST

/* A common server's text is found before a shorter one of the same words. */
START_TEST(what_is_met_often_comes_before_the_shorter)
{
	struct shelf shelf;

	fill(&shelf);
	search_run(&shelf.search, "user unknown", 12, false, NULL, NULL);
	ck_assert_uint_eq(shelf.search.hits[0].document, 1);
	search_run(&shelf.search, "user", 4, false, NULL, NULL);
	ck_assert_uint_eq(shelf.search.hits[0].document, 1);
	search_favour(&shelf.search, 4);
	search_run(&shelf.search, "user", 4, false, NULL, NULL);
	ck_assert_uint_eq(shelf.search.hits[0].document, 4);
	search_run(&shelf.search, "user unknown", 12, false, NULL, NULL);
	ck_assert_uint_eq(shelf.search.hits[0].document, 1);
	clear(&shelf);
}
END_TEST

static const struct {
	const char *query;
	bool typing;
	int first; /* of the documents; -1: none is found */
	size_t count;
} queries[] = {
	{ "relay denied", false, 0, 1 },
	{ "denied relay", false, 0, 1 },
	{ "relya acess denied", false, 0, 1 },
	{ "greylsited", false, 2, 1 },
	{ "mailbox full", false, 3, 1 },
	{ "unknown user", false, 4, 2 }, /* as it stands there */
	{ "user unknown", false, 1, 2 },
	{ "grey", true, 2, 1 },
	{ "grey", false, 2, 1 },
	{ "list", false, 2, 1 }, /* within a word */
	{ "gryeli", false, -1, 0 },
	{ "gryeli", true, 2, 1 }, /* a slip in what is not typed to its end */
	{ "mail box full", false, 3, 1 },
	{ "5.2.2", false, 3, 1 },
	{ "mbx full", false, -1, 0 },
	{ "usr unknown local", false, 1, 1 },
	{ "unknown 451", false, 1, 2 }, /* the code is a wish */
	{ "relay full", false, -1, 0 },
	{ "xyzzy", false, -1, 0 },
	{ "", false, 0, 5 },
	{ "<", false, 0, 5 },
};

START_TEST(the_best_comes_first)
{
	struct shelf shelf;
	const char *query = queries[_i].query;

	fill(&shelf);
	search_run(&shelf.search, query, strlen(query), queries[_i].typing,
	    NULL, NULL);
	ck_assert_uint_eq(shelf.search.all ? shelf.search.hit_count : 0,
	    queries[_i].count);
	if (queries[_i].first > 0)
		ck_assert_int_eq((int)shelf.search.hits[0].document,
		    queries[_i].first);
	clear(&shelf);
}
END_TEST

/* Nothing has both words: those are found that have one of them. */
START_TEST(where_nothing_has_all_words_the_most_will_do)
{
	struct shelf shelf;

	fill(&shelf);
	search_run(&shelf.search, "relay full", 10, false, NULL, NULL);
	ck_assert(!shelf.search.all);
	ck_assert_uint_eq(shelf.search.words_needed, 1);
	ck_assert_uint_eq(shelf.search.hit_count, 3);
	search_run(&shelf.search, "xyzzy", 5, false, NULL, NULL);
	ck_assert(!shelf.search.all);
	ck_assert_uint_eq(shelf.search.words_needed, 0);
	ck_assert_uint_eq(shelf.search.hit_count, 0);
	clear(&shelf);
}
END_TEST

static const struct {
	const char *query;
	const char *code, *server;
} filters[] = {
	{ "code:554", "554", "" },
	{ "code:55x", "55", "" },
	{ "code:5", "5", "" },
	{ "status:5.7.1", "", "" },
	{ "server:harbor", "", "harbor" },
	{ "server:harbor code:550", "550", "harbor" },
	{ "se:HARBOR co:550", "550", "harbor" },
	{ "code:55x 554", "55", "" },
	{ "55x", "55", "" },
	{ "x.7.1", "", "" },
	{ "5.7.x server:harbor", "", "harbor" },
	/* the name of a server beside a status is meant as one */
	{ "harbor 5.7.1", "550", "harbor" },
	{ "5.7.1 Harbor", "550", "harbor" },
};

/* A filter is a must: whatever is found is as it says. */
START_TEST(filters_narrow_the_search)
{
	struct find find;

	ck_assert(find_init(&find, fixture()));
	find_run(&find, filters[_i].query, false);
	ck_assert_uint_gt(find.search.hit_count, 0);
	ck_assert_uint_lt(find.search.hit_count,
	    reference_example_count(fixture()));
	for (size_t i = 0; i < find.search.hit_count; i++) {
		const struct example_row *row = reference_example(fixture(),
		    find.search.hits[i].document);

		ck_assert_int_eq(strncmp(reference_string(fixture(), row->code),
				     filters[_i].code,
				     strlen(filters[_i].code)),
		    0);
		if (filters[_i].server[0] != '\0')
			ck_assert_str_eq(reference_name(fixture(), row->server),
			    filters[_i].server);
	}
	find_release(&find);
}
END_TEST

/*
 * What is between two words, counted in the plain way: the whole table, by
 * text_distance(), and for a beginning the least over all beginnings.
 */
static unsigned
plain_slips(const char *word, const char *term, unsigned most, bool beginning)
{
	size_t length = strlen(term);
	unsigned least = beginning ? SLIPS_MAX + 1 : text_distance(word, term);
	char start[SLIPS_WORD];

	for (size_t i = 0; beginning && i <= length; i++) {
		memcpy(start, term, i);
		start[i] = '\0';
		if (text_distance(word, start) < least)
			least = text_distance(word, start);
	}
	return least <= most ? least : SLIPS_MAX + 1;
}

/* Random words of few letters, so that many are near; both ways agree. */
START_TEST(slips_are_counted_as_by_the_whole_table)
{
	uint32_t seed = 7, near = 0;

	for (int i = 0; i < 200000; i++) {
		char words[2][16];
		struct slips_word word;
		bool beginning = next_random(&seed) % 2;
		unsigned slips;

		for (int j = 0; j < 2; j++) {
			size_t length = next_random(&seed) % 12;

			for (size_t k = 0; k < length; k++)
				words[j][k] = (char)('a' +
				    next_random(&seed) % 3);
			words[j][length] = '\0';
		}
		slips_word_init(&word, words[0], strlen(words[0]),
		    strlen(words[0]), i % 3 == 0);
		slips = slips_between(&word, words[1], strlen(words[1]),
		    slips_letters(words[1]), beginning);
		near += slips <= SLIPS_MAX;
		if (word.most == 0)
			ck_assert_uint_eq(slips, SLIPS_MAX + 1);
		else if (slips !=
		    plain_slips(words[0], words[1], word.most, beginning))
			ck_abort_msg("%s %s: %u", words[0], words[1], slips);
	}
	ck_assert_uint_gt(near, 1000);
}
END_TEST

/* The highest score first; the same scores in the order of documents. */
START_TEST(hits_are_sorted_by_score_then_document)
{
	static const size_t sizes[] = { 0, 1, 2, 24, 25, 1000, 30000 };
	static const uint32_t scores[] = { 1, 3, 3000, 4000000, UINT32_MAX };
	uint32_t seed = 3, wrong = 0;

	for (size_t i = 0; i < COUNT(sizes) * COUNT(scores); i++) {
		size_t count = sizes[i % COUNT(sizes)];
		struct search_hit *hits = calloc(count + 1, sizeof(*hits));
		struct search_hit *spare = calloc(count + 1, sizeof(*hits));

		for (uint32_t j = 0; j < count; j++)
			hits[j] = (struct search_hit) {
				.document = j,
				.score = next_random(&seed) %
				    scores[i / COUNT(sizes)],
				.matched = ~j,
			};
		search_sort(hits, spare, count);
		for (size_t j = 0; j < count; j++)
			wrong += hits[j].matched != ~hits[j].document ||
			    (j > 0 &&
				(hits[j - 1].score < hits[j].score ||
				    (hits[j - 1].score == hits[j].score &&
					hits[j - 1].document >
					    hits[j].document)));
		free(hits);
		free(spare);
	}
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

/* What a slip or a beginning has led to is marked, and nothing else. */
START_TEST(what_matched_is_known)
{
	struct shelf shelf;

	fill(&shelf);
	search_run(&shelf.search, "relya den", 9, true, NULL, NULL);
	ck_assert(search_matches(&shelf.search, "relay"));
	ck_assert(search_matches(&shelf.search, "deny"));
	ck_assert(!search_matches(&shelf.search, "access"));
	ck_assert(!search_matches(&shelf.search, "xyzzy"));
	clear(&shelf);
}
END_TEST

Suite *
search_suite(void)
{
	Suite *suite = suite_create("search");
	TCase *tests = tcase_create("search");

	tcase_add_test(tests, terms_are_sorted_and_their_documents_too);
	tcase_add_test(tests, rare_terms_weigh_more);
	tcase_add_test(tests, what_is_met_often_comes_before_the_shorter);
	tcase_add_loop_test(tests, the_best_comes_first, 0, COUNT(queries));
	tcase_add_test(tests, where_nothing_has_all_words_the_most_will_do);
	tcase_add_test(tests, slips_are_counted_as_by_the_whole_table);
	tcase_add_test(tests, hits_are_sorted_by_score_then_document);
	tcase_add_test(tests, what_matched_is_known);
	tcase_add_loop_test(tests, filters_narrow_the_search, 0,
	    COUNT(filters));
	suite_add_tcase(suite, tests);
	return suite;
}
