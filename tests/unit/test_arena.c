/* Strings that are dropped all at once. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"

START_TEST(strings_stay_while_others_are_made)
{
	struct arena arena = { 0 };
	const char *strings[2000];
	char expected[32];

	for (size_t i = 0; i < COUNT(strings); i++)
		strings[i] = arena_printf(&arena, "%zu-%zu", i, i * i);
	for (size_t i = 0; i < COUNT(strings); i++) {
		snprintf(expected, sizeof(expected), "%zu-%zu", i, i * i);
		ck_assert_str_eq(strings[i], expected);
	}
	ck_assert(!arena.failed);
	arena_release(&arena);
}
END_TEST

START_TEST(a_long_string_has_room_too)
{
	struct arena arena = { 0 };
	size_t length = 1u << 20;
	char *word = malloc(length + 1);
	const char *small, *large, *after;

	memset(word, 'x', length);
	word[length] = '\0';
	small = arena_printf(&arena, "small");
	large = arena_printf(&arena, "%s", word);
	after = arena_printf(&arena, "after");
	ck_assert_str_eq(small, "small");
	ck_assert_str_eq(large, word);
	ck_assert_str_eq(after, "after");
	free(word);
	arena_release(&arena);
}
END_TEST

START_TEST(bytes_and_numbers_become_strings)
{
	struct arena arena = { 0 };

	ck_assert_str_eq(arena_copy(&arena, "5.7.1 more", 5), "5.7.1");
	ck_assert_str_eq(arena_copy(&arena, "", 0), "");
	ck_assert_str_eq(arena_number(&arena, 0), "0");
	ck_assert_str_eq(arena_number(&arena, 554), "554");
	ck_assert_str_eq(arena_number(&arena, 4294967295u), "4294967295");
	ck_assert(!arena.failed);
	arena_release(&arena);
}
END_TEST

START_TEST(cleared_it_uses_the_same_memory_again)
{
	struct arena arena = { 0 };
	const char *first = arena_printf(&arena, "first"), *again;

	for (unsigned i = 0; i < 3; i++) {
		for (unsigned j = 0; j < 5000; j++)
			arena_printf(&arena, "%u", j);
		arena_clear(&arena);
		again = arena_printf(&arena, "again");
		ck_assert_ptr_eq(first, again);
		ck_assert_str_eq(again, "again");
	}
	arena_release(&arena);
}
END_TEST

START_TEST(an_empty_string_is_one)
{
	struct arena arena = { 0 };

	arena_clear(&arena);
	ck_assert_str_eq(arena_printf(&arena, "%s", ""), "");
	arena_release(&arena);
	arena_release(&arena);
}
END_TEST

Suite *
arena_suite(void)
{
	Suite *suite = suite_create("arena");
	const TTest *const tests[] = { strings_stay_while_others_are_made,
		a_long_string_has_room_too, bytes_and_numbers_become_strings,
		cleared_it_uses_the_same_memory_again, an_empty_string_is_one };

	ADD_TESTS(suite, "arena", tests);
	return suite;
}
