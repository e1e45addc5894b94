/* Reply codes and statuses, read from their written form. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "code.h"

START_TEST(a_code_is_three_digits_from_100_to_699)
{
	char word[8];
	unsigned code;

	for (unsigned number = 0; number < 1000; number++) {
		snprintf(word, sizeof(word), "%03u", number);
		if (number < 100 || number > 699) {
			ck_assert_msg(!code_parse(word, 3, &code), "%s", word);
			continue;
		}
		ck_assert_msg(code_parse(word, 3, &code), "%s", word);
		ck_assert_uint_eq(code, number);
	}
}
END_TEST

START_TEST(nothing_else_is_a_code)
{
	static const char *const words[] = { "", "5", "55", "5540", "55a",
		"a55", "5.5", " 55", "55 ", "-55", "+55", "5 5",
		"\xd9\xa5\xd9\xa5" };
	unsigned code;

	for (size_t i = 0; i < COUNT(words); i++)
		ck_assert_msg(!code_parse(words[i], strlen(words[i]), &code),
		    "%s", words[i]);
	ck_assert(code_parse("5541", 3, &code));
	ck_assert_uint_eq(code, 554);
}
END_TEST

static const struct {
	const char *word;
	unsigned classes, subject, from, to;
} statuses[] = { { "5.7.1", 1 << 5, 7, 1, 1 }, { "2.0.0", 1 << 2, 0, 0, 0 },
	{ "4.999.999", 1 << 4, 999, 999, 999 },
	{ "X.2.2", CLASSES_ANY, 2, 2, 2 }, { "x.7.17", CLASSES_ANY, 7, 17, 17 },
	{ "5.7.606-649", 1 << 5, 7, 606, 649 },
	{ "4.0.0-999", 1 << 4, 0, 0, 999 } };

START_TEST(a_status_is_class_subject_and_detail)
{
	struct status status;

	ck_assert(status_parse(statuses[_i].word, strlen(statuses[_i].word),
	    &status));
	ck_assert_uint_eq(status.classes, statuses[_i].classes);
	ck_assert_uint_eq(status.subject, statuses[_i].subject);
	ck_assert_uint_eq(status.detail_from, statuses[_i].from);
	ck_assert_uint_eq(status.detail_to, statuses[_i].to);
}
END_TEST

static const char *const no_statuses[] = { "", "5", "5.", "5.7", "5.7.", "5..1",
	".7.1", "1.7.1", "3.7.1", "6.7.1", "55.7.1", "5.7.1.1", "5.7.1 ",
	" 5.7.1", "5.07.1", "5.7.01", "5.7.00", "5.1000.1", "5.7.1000",
	"5.300000.1", "5.7.x", "5.x.1", "y.7.1", "5,7,1", "5.7.649-606",
	"5.7.6-6", "5.7.6-", "5.7.-6", "5.7.6-7-8", "5.7.6-1000", "5.7.6-07",
	"XX.7.1", "5.-7.1" };

START_TEST(nothing_else_is_a_status)
{
	struct status status;

	ck_assert_msg(!status_parse(no_statuses[_i], strlen(no_statuses[_i]),
			  &status),
	    "%s", no_statuses[_i]);
}
END_TEST

START_TEST(no_byte_of_a_status_behind_its_length_counts)
{
	struct status status;

	ck_assert(status_parse("5.7.12", 5, &status));
	ck_assert_uint_eq(status.detail_from, 1);
	ck_assert(!status_parse("5.7.1", 4, &status));
}
END_TEST

START_TEST(a_set_of_one_class_has_that_class)
{
	ck_assert_uint_eq(status_class(1 << 2), 2);
	ck_assert_uint_eq(status_class(1 << 4), 4);
	ck_assert_uint_eq(status_class(1 << 5), 5);
	ck_assert_uint_eq(status_class(0), 0);
	ck_assert_uint_eq(status_class(CLASSES_ANY), 0);
	ck_assert_uint_eq(status_class(1 << 4 | 1 << 5), 0);
}
END_TEST

static const struct {
	const char *line;
	unsigned code; /* 0: none */
	char separator;
	const char *status; /* NULL: none */
	const char *text;
} lines[] = {
	{ "554 5.7.1 no", 554, ' ', "5.7.1", "no" },
	{ "554-5.7.1 no", 554, '-', "5.7.1", "no" },
	{ "554  5.7.1   no", 554, ' ', "5.7.1", "no" },
	{ "554 no", 554, ' ', NULL, "no" },
	{ "554", 554, '\0', NULL, "" },
	{ "554 ", 554, ' ', NULL, "" },
	{ "554-", 554, '-', NULL, "" },
	{ "554 5.7.1", 554, ' ', "5.7.1", "" },
	{ "554 5.7.1: no", 554, ' ', NULL, "5.7.1: no" },
	{ "554 X.7.1 no", 554, ' ', NULL, "X.7.1 no" },
	{ "554 5.7.1-3 no", 554, ' ', NULL, "5.7.1-3 no" },
	{ "554 (#5.7.1) no", 554, ' ', NULL, "(#5.7.1) no" },
	{ "554: no", 0, '\0', NULL, "554: no" },
	{ "5540 no", 0, '\0', NULL, "5540 no" },
	{ "no 554", 0, '\0', NULL, "no 554" },
	{ " 554 no", 0, '\0', NULL, " 554 no" },
	{ "754 no", 0, '\0', NULL, "754 no" },
	{ "", 0, '\0', NULL, "" },
	{ "55", 0, '\0', NULL, "55" },
};

START_TEST(a_line_of_a_reply_is_taken_apart)
{
	const char *line = lines[_i].line;
	struct reply_head head;

	reply_head_parse(line, strlen(line), &head);
	ck_assert_int_eq(head.has_code, lines[_i].code != 0);
	ck_assert_uint_eq(head.code, lines[_i].code);
	ck_assert_int_eq(head.separator, lines[_i].separator);
	ck_assert_int_eq(head.has_status, lines[_i].status != NULL);
	if (head.has_status) {
		ck_assert_uint_eq(head.status_length, strlen(lines[_i].status));
		ck_assert_int_eq(strncmp(line + head.status_at,
				     lines[_i].status, head.status_length),
		    0);
	}
	ck_assert_str_eq(line + head.text_at, lines[_i].text);
}
END_TEST

START_TEST(random_lines_are_never_read_behind_their_end)
{
	static const char letters[] = "5542.71X- #a\xff";
	uint32_t seed = 554;
	char *line;

	/* Each of its own memory, so that a sanitizer sees the end. */
	for (unsigned round = 0; round < 50000; round++) {
		size_t length = next_random(&seed) % 12;
		struct reply_head head;

		line = malloc(length + 1);
		for (size_t i = 0; i < length; i++)
			line[i] =
			    letters[next_random(&seed) % (sizeof(letters) - 1)];
		line = realloc(line, length > 0 ? length : 1);
		reply_head_parse(line, length, &head);
		EXPECT(head.text_at <= length);
		EXPECT(!head.has_status ||
		    head.status_at + head.status_length <= head.text_at);
		free(line);
	}
}
END_TEST

Suite *
code_suite(void)
{
	Suite *suite = suite_create("code");
	const TTest *const tests[] = { a_code_is_three_digits_from_100_to_699,
		nothing_else_is_a_code,
		no_byte_of_a_status_behind_its_length_counts,
		a_set_of_one_class_has_that_class,
		random_lines_are_never_read_behind_their_end };
	TCase *loops = tcase_create("tables");

	ADD_TESTS(suite, "code", tests);
	tcase_add_loop_test(loops, a_status_is_class_subject_and_detail, 0,
	    (int)COUNT(statuses));
	tcase_add_loop_test(loops, nothing_else_is_a_status, 0,
	    (int)COUNT(no_statuses));
	tcase_add_loop_test(loops, a_line_of_a_reply_is_taken_apart, 0,
	    (int)COUNT(lines));
	suite_add_tcase(suite, loops);
	return suite;
}
