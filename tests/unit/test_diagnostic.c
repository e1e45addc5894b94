/* What is wrong, collected and told all at once. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "diagnostic.h"

static void
check_told(struct diagnostics *all, const char *expected)
{
	struct text text = { 0 };

	diagnostics_print(all, &text);
	ck_assert_str_eq(text_string(&text), expected);
	text_release(&text);
	diagnostics_release(all);
}

START_TEST(nothing_wrong_is_nothing_told)
{
	struct diagnostics all = { 0 };

	check_told(&all, "");
}
END_TEST

START_TEST(they_are_sorted_by_file_line_and_wording)
{
	struct diagnostics all = { 0 };

	diagnostics_add(&all, "b", 1, "first");
	diagnostics_add(&all, "a", 10, "ten");
	diagnostics_add(&all, "a", 9, "nine %s", "too");
	diagnostics_add(&all, "a", 9, "nine");
	diagnostics_add(&all, "a", 0, "the file");
	ck_assert_uint_eq(all.count, 5);
	check_told(&all,
	    "a: error: the file\n"
	    "a:9: error: nine\n"
	    "a:9: error: nine too\n"
	    "a:10: error: ten\n"
	    "b:1: error: first\n");
}
END_TEST

START_TEST(what_is_too_long_is_cut_and_marked)
{
	struct diagnostics all = { 0 };
	char word[2001];

	memset(word, 'x', sizeof(word) - 1);
	word[sizeof(word) - 1] = '\0';
	diagnostics_add(&all, "a", 1, "`%s` is no code", word);
	ck_assert_uint_lt(strlen(all.items[0].what), 600);
	ck_assert_str_eq(all.items[0].what + strlen(all.items[0].what) - 4,
	    "x...");
	diagnostics_release(&all);
}
END_TEST

START_TEST(equal_ones_are_told_once)
{
	struct diagnostics all = { 0 };

	for (unsigned i = 0; i < 100; i++)
		diagnostics_add(&all, "a", 1 + i % 2, "wrong");
	check_told(&all, "a:1: error: wrong\na:2: error: wrong\n");
}
END_TEST

START_TEST(many_are_all_kept)
{
	struct diagnostics all = { 0 };
	struct text text = { 0 };
	size_t lines = 0;

	for (unsigned i = 5000; i > 0; i--)
		diagnostics_add(&all, "a", i, "wrong");
	diagnostics_print(&all, &text);
	for (const char *at = text.data; *at != '\0'; at++)
		lines += *at == '\n';
	ck_assert_uint_eq(lines, 5000);
	ck_assert_int_eq(strncmp(text.data, "a:1: ", 5), 0);
	text_release(&text);
	diagnostics_release(&all);
}
END_TEST

START_TEST(a_message_of_a_megabyte_is_cut)
{
	struct diagnostics all = { 0 };
	size_t length = 1u << 20;
	char *word = malloc(length + 1);

	memset(word, 'x', length);
	word[length] = '\0';
	diagnostics_add(&all, "a", 1, "%s", word);
	ck_assert(!all.failed);
	ck_assert_uint_gt(strlen(all.items[0].what), 100);
	ck_assert_uint_lt(strlen(all.items[0].what), 1000);
	free(word);
	diagnostics_release(&all);
}
END_TEST

Suite *
diagnostic_suite(void)
{
	Suite *suite = suite_create("diagnostic");
	const TTest *const tests[] = { nothing_wrong_is_nothing_told,
		they_are_sorted_by_file_line_and_wording,
		what_is_too_long_is_cut_and_marked, equal_ones_are_told_once,
		many_are_all_kept, a_message_of_a_megabyte_is_cut };

	ADD_TESTS(suite, "diagnostic", tests);
	return suite;
}
