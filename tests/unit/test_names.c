/* Entries found by their names and titles. */
#include "unit.h"

#include <string.h>

#include "browser_names.h"

static const struct {
	const char *query, *first; /* NULL: nothing is found */
} queries[] = {
	{ "relay-denied", "relay-denied" },
	{ "relay", "relay-denied" },
	{ "RELAY den", "relay-denied" },
	{ "mailbox full", "mailbox-full" },
	{ "northlist", "blocklisted/northlist" },
	{ "harbor", "harbor" },
	{ "hb-b", "HB-BAN" },
	{ "554", "554" },
	{ "4.2.2", "X.2.2" },
	{ "5.7.1", "X.7.1" },
	{ "  granite  ", "granite" },
	/* By another name, or by words of one. */
	{ "basalt", "granite" },
	{ "side", "harbor" },
	/* By its title, which has a word that begins so. */
	{ "transaction", "554" },
	/* An ending more does no harm. */
	{ "relaying", "relay-denied" },
	/* The middle of a word begins none. */
	{ "elay", NULL },
	{ "relay xyzzy", NULL },
	/* One letter begins too many, a filter is none. */
	{ "r", NULL },
	{ "code:554", NULL },
	{ "", NULL },
	{ "   ", NULL },
	{ "\xff\xfe", NULL },
};

/* What names_find() says of the fixture. */
static size_t
find(const char *query, uint32_t found[NAMES_MOST])
{
	struct names names;
	size_t count;

	ck_assert(names_init(&names, fixture()));
	count = names_find(&names, query, found);
	names_release(&names);
	return count;
}

START_TEST(names_are_found_by_the_beginnings_of_their_words)
{
	uint32_t names[NAMES_MOST];
	size_t count = find(queries[_i].query, names);

	ck_assert_uint_le(count, NAMES_MOST);
	if (queries[_i].first == NULL) {
		ck_assert_uint_eq(count, 0);
		return;
	}
	ck_assert_uint_gt(count, 0);
	ck_assert_str_eq(reference_name(fixture(), names[0]),
	    queries[_i].first);
}
END_TEST

/* None is found twice, and there is an end to them. */
START_TEST(no_name_is_found_twice)
{
	static const char *const wide[] = { "55", "5.", "mailbox", "re", "the",
		"is" };
	uint32_t names[NAMES_MOST];

	for (size_t i = 0; i < COUNT(wide); i++) {
		size_t count = find(wide[i], names);

		ck_assert_uint_le(count, NAMES_MOST);
		for (size_t j = 0; j < count; j++)
			for (size_t k = 0; k < j; k++)
				ck_assert_uint_ne(names[j], names[k]);
	}
}
END_TEST

Suite *
names_suite(void)
{
	Suite *suite = suite_create("names");
	TCase *tests = tcase_create("names");

	tcase_add_loop_test(tests,
	    names_are_found_by_the_beginnings_of_their_words, 0,
	    (int)COUNT(queries));
	tcase_add_test(tests, no_name_is_found_twice);
	suite_add_tcase(suite, tests);
	return suite;
}
