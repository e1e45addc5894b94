/* Strings, each once, known by their number. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "catalog.h"

START_TEST(numbers_are_given_in_the_order_of_coming)
{
	struct catalog catalog = { 0 };

	ck_assert_uint_eq(catalog_find(&catalog, "one", 3), CATALOG_NONE);
	ck_assert_uint_eq(catalog_add(&catalog, "one", 3), 0);
	ck_assert_uint_eq(catalog_add(&catalog, "two", 3), 1);
	ck_assert_uint_eq(catalog_add(&catalog, "one more", 3), 0);
	ck_assert_uint_eq(catalog_add(&catalog, "", 0), 2);
	ck_assert_uint_eq(catalog_find(&catalog, "two", 3), 1);
	ck_assert_uint_eq(catalog_find(&catalog, "", 0), 2);
	ck_assert_uint_eq(catalog_find(&catalog, "tw", 2), CATALOG_NONE);
	ck_assert_uint_eq(catalog.count, 3);
	ck_assert_str_eq(catalog_string(&catalog, 1), "two");
	catalog_release(&catalog);
}
END_TEST

/* Bytes of any kind: a NUL within makes another string. */
START_TEST(a_nul_is_a_byte_like_others)
{
	struct catalog catalog = { 0 };

	ck_assert_uint_eq(catalog_add(&catalog, "a\0b", 3), 0);
	ck_assert_uint_eq(catalog_add(&catalog, "a\0c", 3), 1);
	ck_assert_uint_eq(catalog_add(&catalog, "a", 1), 2);
	ck_assert_uint_eq(catalog_add(&catalog, "a\0b", 3), 0);
	catalog_release(&catalog);
}
END_TEST

/* Slots grow several times; each string keeps its number. */
START_TEST(many_strings_keep_their_numbers)
{
	struct catalog catalog = { 0 };
	uint32_t wrong = 0;
	char string[32];

	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < 50000; i++) {
			snprintf(string, sizeof(string), "string %u",
			    (unsigned)i);
			wrong += catalog_add(&catalog, string,
				     strlen(string)) != i;
			wrong += strcmp(catalog_string(&catalog, i), string) !=
			    0;
		}
	ck_assert_uint_eq(wrong, 0);
	ck_assert_uint_eq(catalog.count, 50000);
	catalog_release(&catalog);
}
END_TEST

Suite *
catalog_suite(void)
{
	Suite *suite = suite_create("catalog");
	TCase *tests = tcase_create("catalog");

	tcase_add_test(tests, numbers_are_given_in_the_order_of_coming);
	tcase_add_test(tests, a_nul_is_a_byte_like_others);
	tcase_add_test(tests, many_strings_keep_their_numbers);
	suite_add_tcase(suite, tests);
	return suite;
}
