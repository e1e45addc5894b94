/* Bytes as they come, cut into lines. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "lines.h"

/* Takes the bytes in pieces, and writes each line with [ and ]. */
static uint64_t
cut(struct text *out, const char *bytes, size_t length, size_t piece_size,
    uint64_t *count)
{
	struct lines lines = { 0 };
	struct piece line;
	uint64_t too_long;

	text_clear(out);
	for (size_t from = 0; from < length; from += piece_size) {
		size_t size = length - from < piece_size ? length - from :
							   piece_size;
		/* A piece of its own, so that nobody reads behind it. */
		char *piece = malloc(size);
		const char *at = piece;

		EXPECT(piece != NULL);
		memcpy(piece, bytes + from, size);
		while (lines_next(&lines, &at, piece + size, &line)) {
			text_append_char(out, '[');
			text_append_bytes(out, line.bytes, line.length);
			text_append_char(out, ']');
		}
		EXPECT(at == piece + size);
		free(piece);
	}
	if (lines_last(&lines, &line)) {
		text_append_char(out, '(');
		text_append_bytes(out, line.bytes, line.length);
		text_append_char(out, ')');
	}
	EXPECT(!lines_last(&lines, &line));
	*count = lines.count;
	too_long = lines.cut;
	lines_release(&lines);
	return too_long;
}

/* In pieces of any size the lines are the same. */
START_TEST(pieces_of_any_size_make_the_same_lines)
{
	static const struct {
		const char *bytes, *lines;
		unsigned count;
	} rows[] = { { "", "", 0 }, { "a", "(a)", 1 }, { "a\n", "[a]", 1 },
		{ "\n", "[]", 1 }, { "\n\n", "[][]", 2 },
		{ "a\nbc\n", "[a][bc]", 2 }, { "a\nbc", "[a](bc)", 2 },
		{ "a\r\nb\r\n", "[a][b]", 2 }, { "\r\n\r\n", "[][]", 2 },
		{ "a\r\r\n", "[a\r]", 1 }, { "a\rb\n", "[a\rb]", 1 },
		{ "one line\nand the other\r\n\r\nlast",
		    "[one line][and the other][](last)", 4 } };
	struct text out = { 0 };
	uint64_t count;

	for (size_t i = 0; i < COUNT(rows); i++)
		for (size_t size = 1; size <= strlen(rows[i].bytes) + 1;
		     size++) {
			EXPECT(cut(&out, rows[i].bytes, strlen(rows[i].bytes),
				   size, &count) == 0);
			ck_assert_str_eq(text_string(&out), rows[i].lines);
			ck_assert_uint_eq(count, rows[i].count);
		}
	text_release(&out);
}
END_TEST

/* What is too long is cut and told, and the next line is whole. */
START_TEST(long_lines_are_cut_at_the_limit)
{
	static const size_t sizes[] = { 100, 4096, LINE_LIMIT, LINE_LIMIT + 1,
		LINE_LIMIT * 4 };
	struct text bytes = { 0 }, out = { 0 };
	uint64_t count;

	text_append_repeated(&bytes, 'a', (size_t)LINE_LIMIT + 77);
	text_append(&bytes, "\nnext\n");
	text_append_repeated(&bytes, 'b', LINE_LIMIT);
	text_append(&bytes, "\n");
	text_append_repeated(&bytes, 'c', (size_t)LINE_LIMIT * 3);
	for (size_t i = 0; i < COUNT(sizes); i++) {
		uint64_t too_long = cut(&out, text_string(&bytes), bytes.length,
		    sizes[i], &count);

		ck_assert_uint_eq(too_long, 2);
		ck_assert_uint_eq(count, 4);
		ck_assert_uint_eq(out.length, 3 * (size_t)LINE_LIMIT + 4 + 8);
		ck_assert_int_eq(memcmp(out.data + LINE_LIMIT, "a][next][b", 9),
		    0);
	}
	text_release(&bytes);
	text_release(&out);
}
END_TEST

/* NULs and bytes that are no UTF-8 are handed on as they are. */
START_TEST(any_byte_may_stand_in_a_line)
{
	static const char bytes[] = "a\0b\xff\n\0\n\x80";
	struct text out = { 0 };
	uint64_t count;

	for (size_t size = 1; size < sizeof(bytes); size++) {
		cut(&out, bytes, sizeof(bytes) - 1, size, &count);
		ck_assert_uint_eq(out.length, 12);
		ck_assert_int_eq(memcmp(out.data, "[a\0b\xff][\0](\x80)", 12),
		    0);
	}
	text_release(&out);
}
END_TEST

Suite *
lines_suite(void)
{
	Suite *suite = suite_create("lines");
	const TTest *const tests[] = { pieces_of_any_size_make_the_same_lines,
		long_lines_are_cut_at_the_limit, any_byte_may_stand_in_a_line };

	ADD_TESTS(suite, "lines", tests);
	return suite;
}
