/* Pieces of lines and mails. */
#include "unit.h"

#include <string.h>

#include "piece.h"

START_TEST(a_word_is_one_only_from_end_to_end)
{
	ck_assert(piece_is(piece_of("smtp"), "smtp"));
	ck_assert(!piece_is(piece_of("SMTP"), "smtp"));
	ck_assert(piece_is_nocase(piece_of("SMTP"), "smtp"));
	ck_assert(!piece_is_nocase(piece_of("smt"), "smtp"));
	ck_assert(!piece_is_nocase(piece_of("smtp; and much more"), "smtp"));
	ck_assert(piece_is_nocase(piece_to(piece_of("smtp;"), 4), "smtp"));
	ck_assert(piece_same_nocase(piece_of("Smtp"), piece_of("sMTP")));
	ck_assert(!piece_same_nocase(piece_of("smtp"), piece_of("smtps")));
}
END_TEST

START_TEST(a_word_is_found_where_it_stands_first_or_last)
{
	struct piece piece = piece_of("a said: b said: c");

	ck_assert_uint_eq(piece_find(piece, "said: "), 2);
	ck_assert_uint_eq(piece_find_last(piece, "said: "), 10);
	ck_assert_uint_eq(piece_find(piece, "Said: "), PIECE_NONE);
	ck_assert_uint_eq(piece_find_nocase(piece_of("He SAID: b"), "said: "),
	    3);
	ck_assert_uint_eq(piece_find(piece_of(""), "said"), PIECE_NONE);
	ck_assert_uint_eq(piece_find_byte(piece, 'c'), 16);
	ck_assert_uint_eq(piece_find_byte(piece_of(NULL), 'c'), PIECE_NONE);
}
END_TEST

START_TEST(a_place_behind_the_end_is_the_end)
{
	struct piece piece = piece_of("550");

	ck_assert_uint_eq(piece_from(piece, 9).length, 0);
	ck_assert_uint_eq(piece_to(piece, 9).length, 3);
	ck_assert_int_eq(piece_at(piece, 9), '\0');
	ck_assert_int_eq(piece_last(piece_of("")), '\0');
}
END_TEST

START_TEST(what_is_cut_off_is_what_is_said)
{
	struct piece trimmed = piece_trim(piece_of(" \ta b\n "));
	struct piece lines = piece_trim_lines(piece_of("\r\n a b \n"));

	ck_assert(piece_is(trimmed, "a b\n"));
	ck_assert(piece_is(lines, "a b"));
}
END_TEST

Suite *
piece_suite(void)
{
	Suite *suite = suite_create("piece");
	const TTest *const tests[] = {
		a_word_is_one_only_from_end_to_end,
		a_word_is_found_where_it_stands_first_or_last,
		a_place_behind_the_end_is_the_end,
		what_is_cut_off_is_what_is_said,
	};

	ADD_TESTS(suite, "piece", tests);
	return suite;
}
