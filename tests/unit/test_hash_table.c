/* Values that have been met, by their hashes. */
#include "unit.h"

#include "hash_table.h"

enum {
	VALUES = 3000,
};

/* Hashes that lie together, and far apart; 0 is one like others. */
static uint64_t
nth_hash(uint32_t n)
{
	char digits[4] = { (char)(n % 256), (char)(n / 256 % 256), 'x', 'y' };

	return n % 2 == 0 ? n * 512 : hash_bytes(HASH_SEED, digits, 4);
}

START_TEST(each_value_keeps_its_number_while_the_table_grows)
{
	struct hash_table table = { 0 };
	uint32_t *number;

	ck_assert(!hash_table_has(&table, 0));
	for (uint32_t i = 0; i < VALUES; i++) {
		EXPECT(!hash_table_has(&table, nth_hash(i)));
		number = hash_table_put(&table, nth_hash(i));
		EXPECT(number != NULL && *number == 0);
		*number = i + 1;
	}
	ck_assert_uint_eq(table.count, VALUES);
	for (uint32_t i = 0; i < VALUES; i++) {
		EXPECT(hash_table_has(&table, nth_hash(i)));
		EXPECT(*hash_table_put(&table, nth_hash(i)) == i + 1);
	}
	ck_assert_uint_eq(table.count, VALUES);
	ck_assert_uint_ge(table.size, 2 * (size_t)VALUES);
	hash_table_release(&table);
	ck_assert(!hash_table_has(&table, nth_hash(1)));
}
END_TEST

START_TEST(case_matters_only_where_it_is_asked_for)
{
	ck_assert(hash_any_case(HASH_SEED, "Example", 7) ==
	    hash_any_case(HASH_SEED, "eXAMPLE", 7));
	ck_assert(hash_any_case(HASH_SEED, "Example", 7) ==
	    hash_bytes(HASH_SEED, "example", 7));
	ck_assert(hash_bytes(HASH_SEED, "Example", 7) !=
	    hash_bytes(HASH_SEED, "example", 7));
}
END_TEST

Suite *
hash_table_suite(void)
{
	Suite *suite = suite_create("hash_table");
	const TTest *const tests[] = {
		each_value_keeps_its_number_while_the_table_grows,
		case_matters_only_where_it_is_asked_for
	};

	ADD_TESTS(suite, "hash_table", tests);
	return suite;
}
