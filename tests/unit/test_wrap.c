/* Words into lines. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "wrap.h"

/* Lines as they come out, with `|` at their ends. */
struct sheet {
	struct layout layout;
	struct layout_options options;
	struct wrap wrap;
};

static void
begin(struct sheet *sheet, unsigned width, unsigned indent, bool break_words)
{
	*sheet = (struct sheet) { 0 };
	sheet->options.width = width;
	sheet->options.break_words = break_words;
	sheet->wrap.layout = &sheet->layout;
	sheet->wrap.options = &sheet->options;
	sheet->wrap.indent = indent;
}

/* Ends the lines and compares them. */
static void
check_lines(struct sheet *sheet, const char *expected)
{
	struct text text = { 0 };

	wrap_end(&sheet->wrap);
	ck_assert(!sheet->layout.failed);
	for (size_t i = 0; i < sheet->layout.line_count; i++) {
		const struct line *line = &sheet->layout.lines[i];

		for (uint32_t j = 0; j < line->count; j++) {
			const struct span *span =
			    &sheet->layout.spans[line->first + j];

			text_append_repeated(&text, ' ', span->gap);
			text_append_bytes(&text, span->text, span->length);
		}
		text_append(&text, "|");
	}
	ck_assert_str_eq(text_string(&text), expected);
	text_release(&text);
	layout_release(&sheet->layout);
}

static const struct {
	unsigned width, indent;
	bool break_words;
	const char *text;
	const char *lines;
} rows[] = {
	{ 10, 0, true, "", "" },
	{ 10, 0, true, "one", "one|" },
	{ 10, 0, true, "one two three", "one two|three|" },
	{ 13, 0, true, "one two three", "one two three|" },
	{ 12, 0, true, "one two three", "one two|three|" },
	{ 10, 2, true, "one two three", "  one two|  three|" },
	{ 10, 0, true, "one  two", "one  two|" },
	{ 5, 0, true, "one  two", "one|two|" },
	{ 10, 0, true, "one\ntwo", "one|two|" },
	{ 10, 0, true, "one\n\ntwo", "one|two|" },
	{ 10, 0, true, " one", "one|" },
	{ 4, 0, true, "abcdefghij", "abcd|efgh|ij|" },
	{ 4, 2, true, "abcdef", "  ab|  cd|  ef|" },
	{ 4, 0, true, "a bcdefghi j", "a|bcde|fghi|j|" },
	{ 4, 0, false, "a bcdefghi j", "a|bcdefghi|j|" },
	{ 1, 0, true, "abc", "a|b|c|" },
	{ 1, 0, true, "a b", "a|b|" },
	/* Where one column is left, a wide character has no room. */
	{ 3, 0, true, "\xe9\x82\xae\xe7\xae\xb1",
	    "\xe9\x82\xae|\xe7\xae\xb1|" },
	{ 4, 0, true, "\xe9\x82\xae\xe7\xae\xb1", "\xe9\x82\xae\xe7\xae\xb1|" },
	/* What is wider than the line stands on a line of its own. */
	{ 1, 0, true, "\xe9\x82\xae\xe7\xae\xb1",
	    "\xe9\x82\xae|\xe7\xae\xb1|" },
	/* A mark is never torn from its character. */
	{ 1, 0, true, "e\xcc\x81x", "e\xcc\x81|x|" },
	{ 2, 0, true, "e\xcc\x81x\xcc\x82y", "e\xcc\x81x\xcc\x82|y|" },
};

START_TEST(words_fill_lines)
{
	struct sheet sheet;

	begin(&sheet, rows[_i].width, rows[_i].indent, rows[_i].break_words);
	wrap_words(&sheet.wrap, rows[_i].text, STYLE_TEXT);
	check_lines(&sheet, rows[_i].lines);
}
END_TEST

START_TEST(a_word_may_change_its_style_in_the_middle)
{
	struct sheet sheet;

	begin(&sheet, 8, 0, true);
	wrap_words(&sheet.wrap, "abc de", STYLE_TEXT);
	wrap_words(&sheet.wrap, "fg", STYLE_LINK);
	wrap_words(&sheet.wrap, "h i", STYLE_TEXT);
	check_lines(&sheet, "abc|defgh i|");
}
END_TEST

/* What is put on a line as the end of a text may be half a word. */
START_TEST(a_word_that_goes_on_leaves_the_line)
{
	struct sheet sheet;

	begin(&sheet, 9, 1, true);
	wrap_words(&sheet.wrap, "abc  de", STYLE_TEXT);
	wrap_words(&sheet.wrap, "", STYLE_TEXT);
	wrap_words(&sheet.wrap, "f", STYLE_LINK);
	wrap_words(&sheet.wrap, "g", STYLE_TEXT);
	check_lines(&sheet, " abc| defg|");
	begin(&sheet, 9, 1, true);
	wrap_words(&sheet.wrap, "abc  de", STYLE_TEXT);
	wrap_words(&sheet.wrap, "f", STYLE_LINK);
	check_lines(&sheet, " abc  def|");
	begin(&sheet, 9, 1, true);
	wrap_words(&sheet.wrap, "abcdef", STYLE_TEXT);
	wrap_words(&sheet.wrap, "ghi jk", STYLE_LINK);
	check_lines(&sheet, " abcdefgh| i jk|");
	begin(&sheet, 9, 1, true);
	wrap_words(&sheet.wrap, "abcdef", STYLE_TEXT);
	wrap_words(&sheet.wrap, " ghi", STYLE_TEXT);
	check_lines(&sheet, " abcdef| ghi|");
}
END_TEST

START_TEST(styles_and_links_are_kept)
{
	struct sheet sheet;

	begin(&sheet, 80, 0, true);
	wrap_words(&sheet.wrap, "a ", STYLE_HINT);
	wrap_link(&sheet.wrap, "b c", 7);
	wrap_end(&sheet.wrap);
	ck_assert_uint_eq(sheet.layout.span_count, 2);
	ck_assert_uint_eq(sheet.layout.spans[0].style, STYLE_HINT);
	ck_assert_uint_eq(sheet.layout.spans[0].link, TABLES_NONE);
	ck_assert_uint_eq(sheet.layout.spans[1].style, STYLE_LINK);
	ck_assert_uint_eq(sheet.layout.spans[1].link, 7);
	ck_assert_uint_eq(sheet.layout.spans[1].length, 3);
	ck_assert_uint_eq(sheet.layout.spans[1].width, 3);
	check_lines(&sheet, "a b c|");
}
END_TEST

START_TEST(backquotes_make_literals)
{
	struct sheet sheet;

	begin(&sheet, 80, 0, true);
	wrap_prose(&sheet.wrap, "set `a = b`, then");
	wrap_end(&sheet.wrap);
	ck_assert_uint_eq(sheet.layout.spans[0].style, STYLE_TEXT);
	ck_assert_uint_eq(sheet.layout.spans[1].style, STYLE_LITERAL);
	check_lines(&sheet, "set a = b, then|");
	begin(&sheet, 80, 0, true);
	sheet.options.marks = true;
	wrap_prose(&sheet.wrap, "`set` `a = b`, then `c`");
	check_lines(&sheet, "`set` `a = b`, then `c`|");
}
END_TEST

START_TEST(an_empty_line_stands_where_it_was_asked_for)
{
	struct sheet sheet;

	begin(&sheet, 80, 0, true);
	wrap_words(&sheet.wrap, "a", STYLE_TEXT);
	wrap_blank(&sheet.wrap);
	wrap_words(&sheet.wrap, "b", STYLE_TEXT);
	wrap_end(&sheet.wrap);
	wrap_end(&sheet.wrap);
	check_lines(&sheet, "a||b|");
}
END_TEST

START_TEST(only_the_part_that_was_given_is_written)
{
	struct sheet sheet;

	begin(&sheet, 80, 0, true);
	wrap_addresses(&sheet.wrap, "one two three", 6, STYLE_TEXT);
	wrap_addresses(&sheet.wrap, "", 0, STYLE_TEXT);
	check_lines(&sheet, "one tw|");
}
END_TEST

/* However often its style changes, it is broken at blanks only. */
START_TEST(a_word_of_many_pieces_is_one_word)
{
	struct sheet sheet;

	begin(&sheet, 22, 0, true);
	wrap_words(&sheet.wrap, "ab ", STYLE_TEXT);
	for (unsigned i = 0; i < 20; i++)
		wrap_words(&sheet.wrap, "x", STYLE_TEXT);
	check_lines(&sheet, "ab|xxxxxxxxxxxxxxxxxxxx|");
}
END_TEST

START_TEST(a_word_of_a_megabyte_is_broken_or_left)
{
	size_t length = 1u << 20;
	char *word = malloc(length + 1);
	struct sheet sheet;

	memset(word, 'x', length);
	word[length] = '\0';
	begin(&sheet, 80, 0, true);
	wrap_words(&sheet.wrap, word, STYLE_TEXT);
	wrap_end(&sheet.wrap);
	ck_assert_uint_eq(sheet.layout.line_count, (length + 79) / 80);
	layout_release(&sheet.layout);
	begin(&sheet, 80, 0, false);
	wrap_words(&sheet.wrap, word, STYLE_TEXT);
	wrap_end(&sheet.wrap);
	ck_assert_uint_eq(sheet.layout.line_count, 1);
	layout_release(&sheet.layout);
	free(word);
}
END_TEST

START_TEST(invalid_text_is_wrapped_to_its_end)
{
	struct sheet sheet;

	begin(&sheet, 2, 0, true);
	wrap_words(&sheet.wrap, "\xff\xfe\xfd\xc3", STYLE_TEXT);
	wrap_end(&sheet.wrap);
	ck_assert(!sheet.layout.failed);
	ck_assert_uint_ge(sheet.layout.line_count, 1);
	layout_release(&sheet.layout);
}
END_TEST

Suite *
wrap_suite(void)
{
	Suite *suite = suite_create("wrap");
	const TTest *const tests[] = {
		a_word_may_change_its_style_in_the_middle,
		a_word_that_goes_on_leaves_the_line, styles_and_links_are_kept,
		backquotes_make_literals,
		an_empty_line_stands_where_it_was_asked_for,
		only_the_part_that_was_given_is_written,
		a_word_of_many_pieces_is_one_word,
		a_word_of_a_megabyte_is_broken_or_left,
		invalid_text_is_wrapped_to_its_end
	};
	TCase *loop = tcase_create("lines");

	ADD_TESTS(suite, "wrap", tests);
	tcase_add_loop_test(loop, words_fill_lines, 0, (int)COUNT(rows));
	suite_add_tcase(suite, loop);
	return suite;
}
