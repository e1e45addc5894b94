/* Strings, UTF-8, and making outside text inert. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

/* Compares a text with a string and lets it go. */
static void
check_text(struct text *text, const char *expected)
{
	ck_assert_str_eq(text_string(text), expected);
	ck_assert_uint_eq(text->length, strlen(expected));
	ck_assert(!text->failed);
	text_release(text);
}

START_TEST(an_empty_text_is_an_empty_string)
{
	struct text text = { 0 };

	ck_assert_str_eq(text_string(&text), "");
	text_clear(&text);
	text_release(&text);
	text_append(&text, "");
	check_text(&text, "");
}
END_TEST

START_TEST(what_is_appended_follows)
{
	struct text text = { 0 };

	text_append(&text, "one ");
	text_append_bytes(&text, "two...", 3);
	text_append_char(&text, ' ');
	text_append_repeated(&text, '=', 3);
	text_append_repeated(&text, '!', 0);
	text_printf(&text, " %d %s", 4, "five");
	check_text(&text, "one two === 4 five");
}
END_TEST

START_TEST(it_grows_to_a_megabyte)
{
	struct text text = { 0 };

	for (size_t i = 0; i < 1u << 20; i++)
		text_append_char(&text, (char)('a' + i % 26));
	ck_assert_uint_eq(text.length, 1u << 20);
	for (size_t i = 0; i < 1u << 20; i++)
		if (text.data[i] != (char)('a' + i % 26))
			ck_abort_msg("byte %zu is lost", i);
	ck_assert_uint_eq(strlen(text.data), 1u << 20);
	text_clear(&text);
	text_append(&text, "again");
	check_text(&text, "again");
}
END_TEST

START_TEST(what_is_too_large_fails_and_stays_failed)
{
	struct text text = { 0 };

	text_append(&text, "kept");
	text_append_repeated(&text, 'x', SIZE_MAX / 2);
	ck_assert(text.failed);
	text_append(&text, "dropped");
	ck_assert_str_eq(text_string(&text), "kept");
	ck_assert(text.failed);
	text_release(&text);
	ck_assert(!text.failed);
}
END_TEST

START_TEST(an_array_grows_at_least_to_the_double)
{
	void *items = NULL;
	size_t capacity = 0, before;

	ck_assert(text_grow(&items, &capacity, 1, 8));
	ck_assert_uint_ge(capacity, 1);
	before = capacity;
	ck_assert(text_grow(&items, &capacity, before, 8));
	ck_assert_uint_eq(capacity, before);
	ck_assert(text_grow(&items, &capacity, before + 1, 8));
	ck_assert_uint_ge(capacity, before * 2);
	before = capacity;
	ck_assert(!text_grow(&items, &capacity, SIZE_MAX, 8));
	ck_assert(!text_grow(&items, &capacity, SIZE_MAX / 2 - 1, 16));
	ck_assert_uint_eq(capacity, before);
	free(items);
}
END_TEST

START_TEST(every_code_point_is_read_as_it_was_written)
{
	struct text text = { 0 };
	uint32_t read;

	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		if (point >= 0xd800 && point <= 0xdfff)
			continue;
		text_clear(&text);
		text_append_point(&text, point);
		if (text_decode(text.data, text.length, &read) != text.length ||
		    read != point)
			ck_abort_msg("U+%04X is not read", (unsigned)point);
	}
	text_release(&text);
}
END_TEST

/* RFC 3629: no longer form than needed, no surrogate, nothing above 10FFFF. */
static const char *const invalid[] = { "\x80", "\xbf", "\xc0\x80", "\xc1\xbf",
	"\xc3", "\xc3(", "\xe0\x80\x80", "\xe0\x9f\xbf", "\xe2\x82",
	"\xe2(\xa1", "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x80\x80\x80",
	"\xf0\x8f\xbf\xbf", "\xf0\x9f\x92", "\xf4\x90\x80\x80",
	"\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xff" };

START_TEST(invalid_utf8_is_told)
{
	uint32_t point;

	ck_assert_uint_eq(text_decode(invalid[_i], strlen(invalid[_i]), &point),
	    0);
}
END_TEST

START_TEST(no_byte_behind_the_end_is_read)
{
	uint32_t point;

	ck_assert_uint_eq(text_decode("\xe2\x82\xac", 3, &point), 3);
	ck_assert_uint_eq(text_decode("\xe2\x82\xac", 2, &point), 0);
	ck_assert_uint_eq(text_decode("\xe2\x82\xac", 1, &point), 0);
	ck_assert_uint_eq(text_decode("a\xcc\x81", 1, &point), 1);
}
END_TEST

START_TEST(width_counts_columns)
{
	static const struct {
		const char *text;
		size_t width;
	} rows[] = { { "", 0 }, { "abc", 3 }, { "\xc3\xbc", 1 },
		{ "e\xcc\x81", 1 }, { "\xe9\x82\xae\xe7\xae\xb1", 4 },
		{ "\xef\xbc\xa1", 2 }, { "a\xe9\x82\xaeg", 4 },
		{ "\xf0\x9f\x93\xac", 2 } };

	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_uint_eq(text_width(rows[i].text,
				      strlen(rows[i].text)),
		    rows[i].width);
	for (uint32_t point = 0; point <= 0x10ffff; point++)
		if (text_point_width(point) > 2)
			ck_abort_msg("U+%04X is too wide", (unsigned)point);
}
END_TEST

START_TEST(of_all_code_points_none_gets_through_that_does_harm)
{
	struct text raw = { 0 }, text = { 0 };

	for (uint32_t point = 0; point <= 0x10ffff; point++) {
		if (point >= 0xd800 && point <= 0xdfff)
			continue;
		text_clear(&raw);
		text_clear(&text);
		text_append_point(&raw, point);
		text_append_inert(&text, raw.data, raw.length, false);
		if (!is_harmless(text.data, text.length) ||
		    memchr(text.data, '\n', text.length) != NULL)
			ck_abort_msg("U+%04X gets through", (unsigned)point);
	}
	text_release(&raw);
	text_release(&text);
}
END_TEST

START_TEST(letters_of_all_kinds_stay_as_they_are)
{
	static const char letters[] = "aZ09 ~<>&\\ \xc3\xbc\xc3\x9f "
				      "e\xcc\x81 \xd0\xaf \xd7\x90 "
				      "\xe9\x82\xae\xe7\xae\xb1 "
				      "\xe3\x81\x82 \xed\x95\x9c";
	struct text text = { 0 };

	text_append_inert(&text, letters, strlen(letters), false);
	check_text(&text, letters);
}
END_TEST

START_TEST(what_does_harm_has_a_stand_in)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *shown;
	} rows[] = { { "\x1b[31m", 5, "\\x1b[31m" }, { "a\0b", 3, "a\\x00b" },
		{ "\x7f", 1, "\\x7f" }, { "\t\r\n", 3, "\\x09\\x0d\\x0a" },
		{ "\xc2\x9b", 2, "\\u{9b}" }, { "\xff\xfe", 2, "\\xff\\xfe" },
		{ "\xe2\x80\xae", 3, "\\u{202e}" },
		{ "\xe2\x81\xa6", 3, "\\u{2066}" },
		{ "\xef\xbb\xbf", 3, "\\u{feff}" },
		{ "\xed\xa0\x80", 3, "\\xed\\xa0\\x80" },
		{ "\xe2\x82", 2, "\\xe2\\x82" },
		{ "\xe2\x80\xa8", 3, "\\u{2028}" },
		{ "\xf3\xa0\x81\x81", 4, "\\u{e0041}" } };
	struct text text = { 0 };

	for (size_t i = 0; i < COUNT(rows); i++) {
		text_append_inert(&text, rows[i].bytes, rows[i].length, false);
		check_text(&text, rows[i].shown);
	}
	text_append_inert(&text, "a\nb\r\n", 5, true);
	check_text(&text, "a\nb\\x0d\n");
}
END_TEST

START_TEST(random_bytes_become_inert_and_stay_so)
{
	uint32_t seed = 20260201;
	struct text text = { 0 }, again = { 0 };
	char bytes[64];

	for (unsigned round = 0; round < 20000; round++) {
		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)next_random(&seed);
		text_clear(&text);
		text_clear(&again);
		text_append_inert(&text, bytes, sizeof(bytes), round % 2 == 0);
		EXPECT(is_harmless(text.data, text.length));
		text_append_inert(&again, text.data, text.length,
		    round % 2 == 0);
		EXPECT(strcmp(text_string(&again), text_string(&text)) == 0);
	}
	text_release(&text);
	text_release(&again);
}
END_TEST

START_TEST(a_megabyte_of_harm_becomes_inert)
{
	size_t length = 1u << 20;
	char *bytes = malloc(length);
	struct text text = { 0 };

	memset(bytes, 0x9b, length);
	text_append_inert(&text, bytes, length, false);
	ck_assert_uint_eq(text.length, length * 4);
	ck_assert(is_harmless(text.data, text.length));
	free(bytes);
	text_release(&text);
}
END_TEST

START_TEST(a_cut_leaves_no_part_of_a_character)
{
	static const char word[] = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x92\xa9";
	static const size_t kept[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10 };
	char stray[100];

	for (size_t limit = 0; limit < COUNT(kept); limit++)
		ck_assert_uint_eq(text_cut(word, strlen(word), limit),
		    kept[limit]);
	/* No character is that long: it is cut where it has to be. */
	memset(stray, 0x80, sizeof(stray));
	ck_assert_uint_eq(text_cut(stray, sizeof(stray), 50), 50);
	ck_assert_uint_eq(text_cut(stray, sizeof(stray), 0), 0);
	ck_assert_uint_eq(text_cut("", 0, 0), 0);
}
END_TEST

START_TEST(only_ascii_letters_get_small)
{
	for (int c = -128; c < 128; c++)
		ck_assert_int_eq(text_lower((char)c),
		    c >= 'A' && c <= 'Z' ? c + 32 : c);
}
END_TEST

START_TEST(distance_counts_slips_of_the_finger)
{
	static const struct {
		const char *left, *right;
		unsigned distance;
	} rows[] = { { "", "", 0 }, { "a", "", 1 }, { "", "abc", 3 },
		{ "relay", "relay", 0 }, { "Relay", "rELAY", 0 },
		{ "relya", "relay", 1 }, { "rely", "relay", 1 },
		{ "rellay", "relay", 1 }, { "relax", "relay", 1 },
		{ "kitten", "sitting", 3 }, { "abc", "xyz", 3 } };

	for (size_t i = 0; i < COUNT(rows); i++) {
		ck_assert_uint_eq(text_distance(rows[i].left, rows[i].right),
		    rows[i].distance);
		ck_assert_uint_eq(text_distance(rows[i].right, rows[i].left),
		    rows[i].distance);
	}
}
END_TEST

START_TEST(distance_of_a_megabyte_looks_at_its_beginning)
{
	size_t length = 1u << 20;
	char *word = malloc(length + 1);

	memset(word, 'a', length);
	word[length] = '\0';
	ck_assert_uint_eq(text_distance(word, word), 0);
	ck_assert_uint_eq(text_distance(word, ""), 63);
	ck_assert_uint_eq(text_distance("b", word), 63);
	free(word);
}
END_TEST

START_TEST(split_gives_all_parts)
{
	const char *rest = "a,,bc,", *part;
	struct text text = { 0 };
	size_t length;

	while (rest != NULL) {
		length = text_split(&rest, ',', &part);
		text_printf(&text, "[%.*s]", (int)length, part);
	}
	check_text(&text, "[a][][bc][]");
	rest = "";
	ck_assert_uint_eq(text_split(&rest, ',', &part), 0);
	ck_assert_ptr_null(rest);
}
END_TEST

Suite *
text_suite(void)
{
	Suite *suite = suite_create("text");
	const TTest *const tests[] = { an_empty_text_is_an_empty_string,
		what_is_appended_follows, it_grows_to_a_megabyte,
		what_is_too_large_fails_and_stays_failed,
		an_array_grows_at_least_to_the_double,
		every_code_point_is_read_as_it_was_written,
		no_byte_behind_the_end_is_read, width_counts_columns,
		of_all_code_points_none_gets_through_that_does_harm,
		letters_of_all_kinds_stay_as_they_are,
		what_does_harm_has_a_stand_in,
		random_bytes_become_inert_and_stay_so,
		a_megabyte_of_harm_becomes_inert,
		a_cut_leaves_no_part_of_a_character,
		only_ascii_letters_get_small,
		distance_counts_slips_of_the_finger,
		distance_of_a_megabyte_looks_at_its_beginning,
		split_gives_all_parts };
	TCase *loop = tcase_create("invalid");

	ADD_TESTS(suite, "text", tests);
	tcase_add_loop_test(loop, invalid_utf8_is_told, 0, (int)COUNT(invalid));
	suite_add_tcase(suite, loop);
	return suite;
}
