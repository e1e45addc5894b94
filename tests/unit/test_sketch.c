/* How many different ones there were, and the names met most. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "sketch.h"
#include "toplist.h"

static uint64_t
hash_of(uint64_t number)
{
	char name[32];
	int length = snprintf(name, sizeof(name), "mx1 %llX",
	    (unsigned long long)number);

	return sketch_hash_end(hash_bytes(HASH_SEED, name, (size_t)length));
}

START_TEST(below_the_limit_the_count_is_exact)
{
	struct sketch sketch = { 0 };
	bool exact;

	ck_assert_uint_eq(sketch_count(&sketch, &exact), 0);
	ck_assert(exact);
	for (uint64_t i = 1; i < SKETCH_LIMIT; i++) {
		sketch_add(&sketch, hash_of(i));
		sketch_add(&sketch, hash_of(i / 2 + 1));
		EXPECT(sketch_count(&sketch, &exact) == i && exact);
	}
	sketch_add(&sketch, hash_of(SKETCH_LIMIT));
	sketch_count(&sketch, &exact);
	ck_assert(!exact);
	sketch_release(&sketch);
}
END_TEST

/* Within a fifth, for many sets of many sizes. */
START_TEST(above_the_limit_it_is_near)
{
	static const uint64_t sizes[] = { 300, 1000, 10000, 100000 };

	for (size_t i = 0; i < COUNT(sizes); i++)
		for (uint64_t set = 0; set < 20; set++) {
			struct sketch sketch = { 0 };
			uint64_t count;
			bool exact;

			for (uint64_t j = 0; j < sizes[i]; j++)
				sketch_add(&sketch, hash_of(set << 40 | j));
			count = sketch_count(&sketch, &exact);
			EXPECT(!exact);
			ck_assert_msg(count * 5 > sizes[i] * 4 &&
				count * 5 < sizes[i] * 6,
			    "%llu for %llu", (unsigned long long)count,
			    (unsigned long long)sizes[i]);
			sketch_release(&sketch);
		}
}
END_TEST

/* Cut anywhere, with the same in several parts, merged in any order. */
START_TEST(parts_make_the_whole)
{
	struct sketch parts[7] = { { 0 } }, whole = { 0 };
	uint32_t seed = 3;

	for (uint64_t i = 0; i < 5000; i++) {
		sketch_add(&whole, hash_of(i % 3000));
		sketch_add(&parts[next_random(&seed) % 7], hash_of(i % 3000));
	}
	for (size_t first = 0; first < COUNT(parts); first++) {
		struct sketch merged = { 0 };

		for (size_t i = 0; i < COUNT(parts); i++)
			sketch_merge(&merged, &parts[(first + i * 3) % 7]);
		ck_assert_uint_eq(merged.count, whole.count);
		ck_assert_int_eq(memcmp(merged.hashes, whole.hashes,
				     whole.count * sizeof(*whole.hashes)),
		    0);
		for (size_t i = 1; i < merged.count; i++)
			EXPECT(merged.hashes[i - 1] < merged.hashes[i]);
		sketch_release(&merged);
	}
	for (size_t i = 0; i < COUNT(parts); i++)
		sketch_release(&parts[i]);
	sketch_release(&whole);
}
END_TEST

/* The function is promised in the manual: it must never change. */
START_TEST(the_hash_is_that_of_the_manual)
{
	ck_assert_uint_eq(hash_bytes(HASH_SEED, "a", 1),
	    UINT64_C(0xaf63dc4c8601ec8c));
	ck_assert_uint_eq(hash_bytes(HASH_SEED, "foobar", 6),
	    UINT64_C(0x85944171f73967e8));
	ck_assert_uint_eq(hash_bytes(hash_bytes(HASH_SEED, "foo", 3), "bar", 3),
	    hash_bytes(HASH_SEED, "foobar", 6));
	ck_assert_uint_eq(sketch_hash_end(1), UINT64_C(0xb456bcfc34c2cb2c));
}
END_TEST

static void
add_name(struct toplist *list, const char *name, unsigned times)
{
	while (times-- > 0)
		toplist_add(list, name, strlen(name));
}

START_TEST(the_names_met_most_are_told_in_order)
{
	struct toplist list = { 0 };
	struct toplist_row tops[TOPLIST_NAMES];

	ck_assert_uint_eq(toplist_tops(&list, 0, tops), 0);
	add_name(&list, "rare.example", 1);
	add_name(&list, "b.example", 30);
	add_name(&list, "a.example", 50);
	add_name(&list, "c.example", 30);
	ck_assert_uint_eq(toplist_tops(&list, 111, tops), 3);
	ck_assert_str_eq(tops[0].name, "a.example");
	ck_assert_uint_eq(tops[0].count, 50);
	ck_assert_str_eq(tops[1].name, "b.example");
	ck_assert_str_eq(tops[2].name, "c.example");
	toplist_release(&list);
}
END_TEST

/* However many others there are: no name is told that was not often there. */
START_TEST(counts_that_are_told_are_sure)
{
	struct toplist list = { 0 };
	struct toplist_row tops[TOPLIST_NAMES];
	uint32_t seed = 5;
	unsigned often = 0;
	size_t count;
	char name[32];

	for (unsigned i = 0; i < 20000; i++) {
		if (next_random(&seed) % 3 == 0) {
			add_name(&list, "often.example", 1);
			often++;
			continue;
		}
		snprintf(name, sizeof(name), "h%u.example",
		    next_random(&seed) % 3000);
		add_name(&list, name, 1);
	}
	count = toplist_tops(&list, 20000, tops);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(tops[0].name, "often.example");
	ck_assert_uint_le(tops[0].count, often);
	ck_assert_uint_ge(tops[0].count * 10, often * 9);
	toplist_release(&list);
}
END_TEST

START_TEST(merged_lists_tell_what_is_sure)
{
	struct toplist left = { 0 }, right = { 0 };
	struct toplist_row tops[TOPLIST_NAMES];

	add_name(&left, "a.example", 10);
	add_name(&left, "b.example", 5);
	add_name(&right, "a.example", 10);
	add_name(&right, "c.example", 15);
	toplist_merge(&left, &right);
	ck_assert_uint_eq(toplist_tops(&left, 40, tops), 3);
	ck_assert_str_eq(tops[0].name, "a.example");
	ck_assert_uint_eq(tops[0].count, 20);
	ck_assert_str_eq(tops[1].name, "c.example");
	ck_assert_str_eq(tops[2].name, "b.example");
	toplist_release(&left);
	toplist_release(&right);
}
END_TEST

/* What is told of them is harmless, also where it is cut. */
START_TEST(hostile_names_are_made_inert)
{
	static const char hostile[] =
	    "\x1b]0;x\x07\xe2\x80\xae\xff\xc3\xc3(mx.example.org\n\t\x9b";
	struct toplist_row tops[TOPLIST_NAMES];

	for (size_t before = 0; before < 80; before++) {
		struct toplist list = { 0 };
		struct text name = { 0 };

		text_append_repeated(&name, 'm', before);
		text_append_bytes(&name, hostile, sizeof(hostile) - 1);
		text_append(&name, "\xe4\xbe\x8b\xe4\xbe\x8b");
		toplist_add(&list, name.data, name.length);
		EXPECT(toplist_tops(&list, 1, tops) == 1);
		EXPECT(strlen(tops[0].name) < TOPLIST_BYTES);
		EXPECT(is_harmless(tops[0].name, strlen(tops[0].name)));
		EXPECT(strchr(tops[0].name, '\n') == NULL);
		toplist_release(&list);
		text_release(&name);
	}
}
END_TEST

Suite *
sketch_suite(void)
{
	Suite *suite = suite_create("sketch");
	const TTest *const tests[] = { below_the_limit_the_count_is_exact,
		above_the_limit_it_is_near, parts_make_the_whole,
		the_hash_is_that_of_the_manual,
		the_names_met_most_are_told_in_order,
		counts_that_are_told_are_sure, merged_lists_tell_what_is_sure,
		hostile_names_are_made_inert };

	ADD_TESTS(suite, "sketch", tests);
	return suite;
}
