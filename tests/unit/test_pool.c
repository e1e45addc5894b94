/* Strings, each once, known by their offsets. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

START_TEST(offset_0_is_the_empty_string)
{
	struct pool pool = { 0 };

	ck_assert_str_eq(pool_string(&pool, 0), "");
	ck_assert_uint_eq(pool_add(&pool, "", 0), 0);
	ck_assert_uint_eq(pool_add(&pool, "x", 0), 0);
	ck_assert_str_eq(pool_string(&pool, 0), "");
	pool_release(&pool);
}
END_TEST

START_TEST(a_string_is_kept_once)
{
	struct pool pool = { 0 };
	uint32_t one = pool_add(&pool, "one", 3);
	uint32_t two = pool_add(&pool, "two", 3);
	size_t length = pool.bytes.length;

	ck_assert_uint_ne(one, 0);
	ck_assert_uint_ne(two, one);
	ck_assert_uint_eq(pool_add(&pool, "one more", 3), one);
	ck_assert_uint_eq(pool_add(&pool, "two", 3), two);
	ck_assert_uint_eq(pool.bytes.length, length);
	ck_assert_str_eq(pool_string(&pool, one), "one");
	ck_assert_str_eq(pool_string(&pool, two), "two");
	pool_release(&pool);
}
END_TEST

START_TEST(many_strings_keep_their_offsets)
{
	struct pool pool = { 0 };
	size_t count = 50000;
	uint32_t *offsets = calloc(count, sizeof(*offsets));
	char string[32];

	for (size_t i = 0; i < count; i++) {
		snprintf(string, sizeof(string), "string %zu", i);
		offsets[i] = pool_add(&pool, string, strlen(string));
	}
	EXPECT(!pool.failed);
	for (size_t i = 0; i < count; i++) {
		snprintf(string, sizeof(string), "string %zu", i);
		EXPECT(strcmp(pool_string(&pool, offsets[i]), string) == 0);
		EXPECT(pool_add(&pool, string, strlen(string)) == offsets[i]);
	}
	free(offsets);
	pool_release(&pool);
}
END_TEST

START_TEST(a_string_of_a_megabyte_is_a_string)
{
	struct pool pool = { 0 };
	size_t length = 1u << 20;
	char *word = malloc(length + 1);
	uint32_t offset;

	memset(word, 'x', length);
	word[length] = '\0';
	offset = pool_add(&pool, word, length);
	ck_assert_str_eq(pool_string(&pool, offset), word);
	ck_assert_uint_eq(pool_add(&pool, word, length), offset);
	free(word);
	pool_release(&pool);
}
END_TEST

/* The ids of examples are made of it, and so may never change. */
START_TEST(the_hash_is_fnv_1a)
{
	ck_assert_uint_eq(pool_hash("", 0), 0x811c9dc5u);
	ck_assert_uint_eq(pool_hash("a", 1), 0xe40c292cu);
	ck_assert_uint_eq(pool_hash("foobar", 6), 0xbf9cf968u);
	/* Bytes above 127 count as such, whatever the sign of a char. */
	ck_assert_uint_eq(pool_hash("\xff", 1), 0x7a0b824eu);
}
END_TEST

Suite *
pool_suite(void)
{
	Suite *suite = suite_create("pool");
	const TTest *const tests[] = { offset_0_is_the_empty_string,
		a_string_is_kept_once, many_strings_keep_their_offsets,
		a_string_of_a_megabyte_is_a_string, the_hash_is_fnv_1a };

	ADD_TESTS(suite, "pool", tests);
	return suite;
}
