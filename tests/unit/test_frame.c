/* A grid of character cells. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "frame.h"

/* Checks the dump of the frame and lets it go. */
static void
check_dump(struct frame *frame, const char *expected)
{
	struct text text = { 0 };

	frame_dump(frame, &text);
	ck_assert_str_eq(text_string(&text), expected);
	text_release(&text);
	frame_release(frame);
}

static unsigned
put(struct frame *frame, unsigned row, unsigned column, const char *string)
{
	return frame_write(frame, row, column, frame->columns, string,
	    strlen(string), STYLE_TEXT);
}

START_TEST(a_new_frame_is_blank)
{
	struct frame frame = { 0 };

	ck_assert(frame_resize(&frame, 3, 10));
	check_dump(&frame, "\n\n\n");
}
END_TEST

START_TEST(a_frame_may_have_no_cells)
{
	struct frame frame = { 0 };

	ck_assert(frame_resize(&frame, 0, 0));
	put(&frame, 0, 0, "x");
	frame_fill(&frame, 0, 0, 5, STYLE_TEXT);
	check_dump(&frame, "");
}
END_TEST

START_TEST(text_stands_where_it_was_written)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 2, 10);
	ck_assert_uint_eq(put(&frame, 0, 2, "abc"), 5);
	ck_assert_uint_eq(put(&frame, 1, 0, "d e"), 3);
	check_dump(&frame, "  abc\nd e\n");
}
END_TEST

START_TEST(resized_it_is_blank_again)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 2, 4);
	put(&frame, 0, 0, "abcd");
	frame_resize(&frame, 4, 2);
	put(&frame, 3, 0, "xy");
	check_dump(&frame, "\n\n\nxy\n");
}
END_TEST

/* Of a wide character that is written over in part nothing is left. */
START_TEST(half_a_character_is_none)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 3, 6);
	put(&frame, 0, 0, "\344\272\272\344\272\272\344\272\272");
	put(&frame, 0, 3, "x");
	put(&frame, 1, 0, "\344\272\272\344\272\272\344\272\272");
	put(&frame, 1, 1, "\344\272\272");
	put(&frame, 2, 0, "\344\272\272\344\272\272\344\272\272");
	frame_fill(&frame, 2, 2, 3, STYLE_TEXT);
	check_dump(&frame,
	    "\344\272\272 x\344\272\272\n"
	    " \344\272\272 \344\272\272\n"
	    "\344\272\272\n");
}
END_TEST

START_TEST(what_does_not_fit_is_cut)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 1, 4);
	ck_assert_uint_eq(put(&frame, 0, 2, "abc"), 4);
	ck_assert_uint_eq(put(&frame, 1, 0, "below"), 0);
	ck_assert_uint_eq(put(&frame, 0, 9, "beside"), 9);
	ck_assert_uint_eq(frame_write(&frame, 0, 0, 1, "xyz", 3, STYLE_TEXT),
	    1);
	check_dump(&frame, "x ab\n");
}
END_TEST

START_TEST(cut_text_ends_in_a_mark)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 4, 5);
	frame_write_cut(&frame, 0, 0, 5, "abcde", STYLE_TEXT, "~");
	frame_write_cut(&frame, 1, 0, 5, "abcdef", STYLE_TEXT, "~");
	frame_write_cut(&frame, 2, 3, 9, "abc", STYLE_TEXT, "~");
	ck_assert_uint_eq(frame_write_cut(&frame, 3, 5, 5, "abc", STYLE_TEXT,
			      "~"),
	    5);
	check_dump(&frame, "abcde\nabcd~\n   a~\n\n");
}
END_TEST

START_TEST(a_wide_character_takes_two_cells)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 1, 6);
	ck_assert_uint_eq(put(&frame, 0, 0,
			      "\xe9\x82\xae"
			      "a"),
	    3);
	ck_assert_uint_eq(frame.cells[0].width, 2);
	ck_assert_uint_eq(frame.cells[1].width, 0);
	ck_assert_uint_eq(frame.cells[2].width, 1);
	check_dump(&frame,
	    "\xe9\x82\xae"
	    "a\n");
}
END_TEST

START_TEST(half_a_wide_character_is_not_written)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 2, 3);
	ck_assert_uint_eq(put(&frame, 0, 2, "\xe9\x82\xae"), 2);
	frame_write_cut(&frame, 1, 0, 3, "\xe9\x82\xae\xe9\x82\xae", STYLE_TEXT,
	    "~");
	check_dump(&frame, "\n\xe9\x82\xae~\n");
}
END_TEST

START_TEST(combining_marks_share_the_cell_before)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 1, 4);
	ck_assert_uint_eq(put(&frame, 0, 0, "e\xcc\x81x"), 2);
	ck_assert_uint_eq(frame.cells[0].points[1], 0x301);
	ck_assert_uint_eq(frame.cells[1].points[0], 'x');
	check_dump(&frame, "e\xcc\x81x\n");
}
END_TEST

/* A cell has room for two marks; one without a character has no cell. */
START_TEST(marks_without_room_are_dropped)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 1, 4);
	ck_assert_uint_eq(put(&frame, 0, 1,
			      "\xcc\x81"
			      "a\xcc\x81\xcc\x82"
			      "\xcc\x83\xcc\x84"
			      "b"),
	    3);
	check_dump(&frame,
	    " a\xcc\x81\xcc\x82"
	    "b\n");
}
END_TEST

/* Not to its empty right half. */
START_TEST(a_mark_behind_a_wide_character_belongs_to_it)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 1, 4);
	put(&frame, 0, 0, "\xe3\x81\x8b\xe3\x82\x99");
	ck_assert_uint_eq(frame.cells[0].points[1], 0x3099);
	check_dump(&frame, "\xe3\x81\x8b\xe3\x82\x99\n");
}
END_TEST

START_TEST(filling_keeps_to_the_row)
{
	struct frame frame = { 0 };

	frame_resize(&frame, 2, 4);
	put(&frame, 0, 0, "abcd");
	put(&frame, 1, 0, "efgh");
	frame_fill(&frame, 0, 2, 100, STYLE_SELECTED);
	frame_fill(&frame, 9, 0, 100, STYLE_SELECTED);
	ck_assert_uint_eq(frame.cells[2].style, STYLE_SELECTED);
	ck_assert_uint_eq(frame.cells[4].style, STYLE_TEXT);
	check_dump(&frame, "ab\nefgh\n");
}
END_TEST

/* They are compared as bytes to find out what has changed. */
START_TEST(equal_frames_have_equal_bytes)
{
	struct frame one = { 0 }, two = { 0 };

	frame_resize(&one, 5, 20);
	memset(one.cells, 0xaa, sizeof(*one.cells) * 100);
	frame_resize(&one, 5, 20);
	frame_resize(&two, 5, 20);
	put(&one, 1, 1, "\xe9\x82\xae e\xcc\x81");
	put(&two, 1, 1, "\xe9\x82\xae e\xcc\x81");
	ck_assert_mem_eq(one.cells, two.cells, sizeof(*one.cells) * 100);
	frame_release(&one);
	frame_release(&two);
}
END_TEST

START_TEST(random_text_stays_within_its_cells)
{
	static const char *const parts[] = { "a", " ", "\xe9\x82\xae",
		"\xcc\x81", "\xc3\xbc", "\xff", "\xf0\x9f\x93\xac" };
	uint32_t seed = 7;
	struct frame frame = { 0 };

	for (unsigned round = 0; round < 20000; round++) {
		struct text text = { 0 };
		unsigned rows = next_random(&seed) % 4;
		unsigned columns = next_random(&seed) % 8;
		unsigned column = next_random(&seed) % 9;
		unsigned end = next_random(&seed) % 10, behind;

		frame_resize(&frame, rows, columns);
		for (unsigned i = next_random(&seed) % 10; i > 0; i--)
			text_append(&text,
			    parts[next_random(&seed) % COUNT(parts)]);
		behind = frame_write(&frame, next_random(&seed) % 5, column,
		    end, text_string(&text), text.length, STYLE_TEXT);
		EXPECT(behind >= column);
		EXPECT(behind == column || behind <= end);
		frame_write_cut(&frame, 0, column, end, text_string(&text),
		    STYLE_TEXT, "~");
		text_release(&text);
	}
	frame_release(&frame);
}
END_TEST

START_TEST(too_large_a_frame_is_refused)
{
	struct frame frame = { 0 };

	ck_assert(!frame_resize(&frame, UINT32_MAX, UINT32_MAX));
	frame_release(&frame);
}
END_TEST

Suite *
frame_suite(void)
{
	Suite *suite = suite_create("frame");
	const TTest *const tests[] = { a_new_frame_is_blank,
		a_frame_may_have_no_cells, text_stands_where_it_was_written,
		resized_it_is_blank_again, what_does_not_fit_is_cut,
		cut_text_ends_in_a_mark, a_wide_character_takes_two_cells,
		half_a_wide_character_is_not_written, half_a_character_is_none,
		combining_marks_share_the_cell_before,
		marks_without_room_are_dropped,
		a_mark_behind_a_wide_character_belongs_to_it,
		filling_keeps_to_the_row, equal_frames_have_equal_bytes,
		random_text_stays_within_its_cells,
		too_large_a_frame_is_refused };

	ADD_TESTS(suite, "frame", tests);
	return suite;
}
