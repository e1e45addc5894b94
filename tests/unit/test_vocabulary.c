/* The closed sets of words. */
#include "unit.h"

#include <string.h>

#include "vocabulary.h"

static const struct {
	const char *const *names;
	uint32_t count;
} sets[] = {
	{ entry_kind_names, ENTRY_KINDS },
	{ standing_names, STANDINGS },
	{ verdict_names, VERDICTS },
	{ role_names, ROLES },
	{ direction_names, DIRECTIONS },
	{ stage_names, STAGES },
	{ server_kind_names, SERVER_KINDS },
	{ digit_of_names, DIGITS },
	{ side_names, SIDES },
};

START_TEST(every_word_is_found_by_its_number)
{
	const char *const *names = sets[_i].names;
	uint32_t count = sets[_i].count;

	for (uint32_t i = 0; i < count; i++) {
		/* The first number may stand for what nothing was said of. */
		if (names[i] == NULL) {
			ck_assert_uint_eq(i, 0);
			continue;
		}
		ck_assert_uint_eq(vocabulary_find(names, count, names[i],
				      strlen(names[i])),
		    i);
		ck_assert_uint_eq(vocabulary_find(names, count, names[i],
				      strlen(names[i]) - 1),
		    count);
	}
	ck_assert_uint_eq(vocabulary_find(names, count, "", 0), count);
	ck_assert_uint_eq(vocabulary_find(names, count, "nonesuch", 8), count);
}
END_TEST

/* Scripts read them: the words that JSON has. */
START_TEST(the_words_of_the_interface_stand)
{
	ck_assert_str_eq(verdict_names[VERDICT_NO], "no");
	ck_assert_str_eq(verdict_names[VERDICT_DEPENDS], "depends");
	ck_assert_str_eq(verdict_names[VERDICT_NONE], "none");
	ck_assert_str_eq(role_names[ROLE_SENDER_ADMIN], "sender-admin");
	ck_assert_str_eq(role_names[ROLE_RECIPIENT_ADMIN], "recipient-admin");
	ck_assert_str_eq(standing_names[STANDING_NON_STANDARD], "non-standard");
	ck_assert_str_eq(stage_names[STAGE_END_OF_DATA], "end-of-data");
	ck_assert_str_eq(direction_names[DIRECTION_OWN], "own");
}
END_TEST

START_TEST(every_class_has_a_word)
{
	ck_assert_str_eq(class_name(2), "success");
	ck_assert_str_eq(class_name(3), "intermediate");
	ck_assert_str_eq(class_name(4), "temporary");
	ck_assert_str_eq(class_name(5), "permanent");
	ck_assert_str_eq(class_name(0), "");
	ck_assert_str_eq(class_name(1), "");
	ck_assert_str_eq(class_name(6), "");
	ck_assert_str_eq(class_name(UINT32_MAX), "");
}
END_TEST

Suite *
vocabulary_suite(void)
{
	Suite *suite = suite_create("vocabulary");
	const TTest *const tests[] = { the_words_of_the_interface_stand,
		every_class_has_a_word };
	TCase *loop = tcase_create("sets");

	ADD_TESTS(suite, "vocabulary", tests);
	tcase_add_loop_test(loop, every_word_is_found_by_its_number, 0,
	    (int)COUNT(sets));
	suite_add_tcase(suite, loop);
	return suite;
}
