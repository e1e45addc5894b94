/* A page at a width. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "layout.h"

enum {
	BRANCHES = 40, /* more than a page of the fixture has */
	LEAST = 8,     /* columns: below that an indented word has no room */
};

static void
make_page(struct page *page, const struct target *target)
{
	page_clear(page);
	page_add(page, fixture(), target);
}

/* The lines as text. */
static char *
lines_of(const struct page *page, const struct layout_options *options)
{
	struct layout layout = { 0 };
	struct text text = { 0 };

	layout_page(&layout, page, options);
	EXPECT(!layout.failed);
	for (size_t i = 0; i < layout.line_count; i++) {
		const struct line *line = &layout.lines[i];

		for (uint32_t j = 0; j < line->count; j++) {
			const struct span *span =
			    &layout.spans[line->first + j];

			text_append_repeated(&text, ' ', span->gap);
			text_append_bytes(&text, span->text, span->length);
		}
		text_append_char(&text, '\n');
	}
	layout_release(&layout);
	return text.data;
}

static char *
lines_of_target(const char *operands, const struct layout_options *options)
{
	struct target target = fixture_target(operands);
	struct page page = { 0 };
	char *lines;

	make_page(&page, &target);
	lines = lines_of(&page, options);
	page_release(&page);
	return lines;
}

static void
drop_blanks(char *string)
{
	char *to = string;

	for (; *string != '\0'; string++)
		if (*string != ' ' && *string != '\n')
			*to++ = *string;
	*to = '\0';
}

START_TEST(a_page_has_its_parts_in_order)
{
	struct layout_options options = { .width = 60, .break_words = true };
	char *lines = lines_of_target("550 5.1.1", &options);

	ck_assert_str_eq(lines,
	    "550 5.1.1  No such user  permanent\n"
	    "RETRY  No. It bounces at once.\n"
	    "WHO    sender - correct the address.\n"
	    "WHY    1 unknown-user: there is no such mailbox\n"
	    "FIX    1 Check the address letter by letter.\n"
	    "       if unknown-user:\n"
	    "         sending side: Check the address letter by letter.\n"
	    "         receiving side: Granite MTA: Run granite user list\n"
	    "         and look for the name.\n"
	    "MEANS  Code and status agree that the address is wrong.\n"
	    "DIGITS 550  5.1.1\n"
	    "       |||  | | +- 1 No such user\n"
	    "       |||  | +--- 1 addressing\n"
	    "       |||  +----- 5 permanent failure\n"
	    "       ||+-------- 0 no sense of its own\n"
	    "       |+--------- 5 mail system\n"
	    "       +---------- 5 refused\n"
	    "       5 The same command is not to be repeated as it is.\n"
	    "       5 About the mail and where it goes.\n"
	    "       0 Nothing in particular.\n"
	    "       5 It will not work as it is.\n"
	    "       1 About an address.\n"
	    "EXAMPLES\n"
	    " cause unknown-user\n"
	    "  Granite MTA\n"
	    "    550 5.1.1 <<address>>: no such user here\n"
	    "SEE    X.1.1 No such mailbox\n");
	free(lines);
}
END_TEST

START_TEST(below_forty_columns_headings_stand_above)
{
	struct layout_options options = { .width = 20, .break_words = true };
	char *lines = lines_of_target("354", &options);

	ck_assert_str_eq(lines,
	    "354  Send the\n"
	    "  message\n"
	    "  intermediate,\n"
	    "  standard\n"
	    "RETRY\n"
	    " No need. Go on with\n"
	    " the message.\n"
	    "WHO\n"
	    " nobody - it is in\n"
	    " the middle.\n"
	    "MEANS\n"
	    " The server waits\n"
	    " for the message and\n"
	    " a dot on a line of\n"
	    " its own.\n"
	    "AFTER\n"
	    " DATA\n"
	    "DIGITS\n"
	    " 3 go on. The server\n"
	    "   waits for the\n"
	    "   rest.\n"
	    " 5 mail system.\n"
	    "   About the mail\n"
	    "   and where it\n"
	    "   goes.\n"
	    " 4 no sense of its\n"
	    "   own. The third\n"
	    "   digit only tells\n"
	    "   replies apart.\n"
	    "NOTE\n"
	    " No server's own\n"
	    " words for it are\n"
	    " known.\n"
	    "REF\n"
	    " RFC 5321 4.2.3\n");
	free(lines);
}
END_TEST

/* With few rows the fixes shall not scroll away behind many causes. */
START_TEST(some_causes_may_wait_behind_the_fixes)
{
	struct layout_options options = { .width = 60,
		.break_words = true,
		.first_causes = 1 };
	char *lines = lines_of_target("554", &options);
	const char *first = strstr(lines, "1 blocklisted");
	const char *more = strstr(lines, "more causes below, behind FIX");
	const char *fix = strstr(lines, "FIX ");
	const char *second = strstr(lines, "2 relay-denied");
	const char *third = strstr(lines, "3 blocklisted/northlist");
	const char *means = strstr(lines, "MEANS");

	ck_assert(first != NULL && first < more && more < fix && fix < second &&
	    second < third && third < means);
	free(lines);
}
END_TEST

/* Wide characters and words that have to be broken included. */
START_TEST(no_line_is_wider_than_the_page)
{
	struct page page = { 0 };
	struct layout layout = { 0 };

	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);

		make_page(&page, &target);
		for (unsigned width = LEAST; width < 130; width++) {
			struct layout_options options = { .width = width,
				.break_words = true };

			layout_page(&layout, &page, &options);
			for (size_t j = 0; j < layout.line_count; j++) {
				const struct line *line = &layout.lines[j];
				unsigned columns = 0;

				for (uint32_t k = 0; k < line->count; k++)
					columns +=
					    layout.spans[line->first + k].gap +
					    layout.spans[line->first + k].width;
				ck_assert_msg(columns <= width,
				    "target %zu, width %u, line %zu", i, width,
				    j);
			}
		}
	}
	layout_release(&layout);
	page_release(&page);
}
END_TEST

/* How many branches of trees of digits there are: less where it is narrow. */
static size_t
count_branches(const char *lines)
{
	size_t count = 0;

	while ((lines = strstr(lines, "+-")) != NULL) {
		count++;
		lines += 2;
	}
	return count;
}

/* Only where lines break differs, as long as digits are drawn the same way. */
/* Where it is wide, what is to be read is not; a reply has all of the width. */
START_TEST(prose_keeps_to_its_columns)
{
	static const char reply[] = "550 5.1.1 no such user here; the address "
				    "that you have asked for is none of ours";
	struct layout_options options = { .width = 150, .prose = 50 };
	struct layout layout = { 0 };
	struct page page = { 0 };
	bool beyond = false;

	page_add_reply(&page, fixture(), reply, strlen(reply));
	layout_page(&layout, &page, &options);
	ck_assert(!layout.failed && layout.line_count > 10);
	for (size_t i = 0; i < layout.line_count; i++) {
		const struct line *line = &layout.lines[i];
		unsigned columns = 0;
		bool wire = false;

		for (uint32_t j = line->first; j < line->first + line->count;
		     j++) {
			columns += layout.spans[j].gap + layout.spans[j].width;
			wire = wire || layout.spans[j].style == STYLE_EXAMPLE;
		}
		ck_assert_uint_le(columns, wire ? 150 : 50);
		beyond = beyond || columns > 50;
	}
	ck_assert(beyond);
	layout_release(&layout);
	page_release(&page);
}
END_TEST

START_TEST(no_width_loses_a_letter)
{
	struct page page = { 0 };

	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);
		char *drawn[BRANCHES] = { NULL };

		make_page(&page, &target);
		for (unsigned width = 1; width < 130; width++) {
			struct layout_options options = { .width = width,
				.break_words = true };
			char *lines = lines_of(&page, &options);
			size_t branches = count_branches(lines);

			drop_blanks(lines);
			ck_assert_uint_lt(branches, BRANCHES);
			if (drawn[branches] == NULL) {
				drawn[branches] = lines;
				continue;
			}
			ck_assert_msg(strcmp(lines, drawn[branches]) == 0,
			    "target %zu at width %u:\n%s\n%s", i, width,
			    drawn[branches], lines);
			free(lines);
		}
		for (size_t j = 0; j < BRANCHES; j++)
			free(drawn[j]);
	}
	page_release(&page);
}
END_TEST

/* The spans of the lines follow each other and have true widths. */
static void
check_sound(const struct layout *layout)
{
	size_t next = 0;

	for (size_t i = 0; i < layout->line_count; i++) {
		EXPECT(layout->lines[i].first == next);
		next += layout->lines[i].count;
	}
	EXPECT(next == layout->span_count);
	for (size_t i = 0; i < layout->span_count; i++) {
		const struct span *span = &layout->spans[i];

		EXPECT(span->length > 0);
		EXPECT(span->width == text_width(span->text, span->length));
		EXPECT(is_harmless(span->text, span->length));
		EXPECT(memchr(span->text, '\n', span->length) == NULL);
		EXPECT(span->link == TABLES_NONE ||
		    span->link < fixture()->tables.entry_count);
		EXPECT(span->style < STYLES);
	}
}

START_TEST(every_width_down_to_none_is_laid_out)
{
	struct page page = { 0 };
	struct layout layout = { 0 };

	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);

		make_page(&page, &target);
		for (unsigned width = 0; width < 250; width += 1 + width / 9) {
			struct layout_options options = { .width = width,
				.break_words = width % 2 == 0,
				.marks = width % 3 == 0,
				.first_causes = width % 4 };

			layout_page(&layout, &page, &options);
			EXPECT(!layout.failed);
			check_sound(&layout);
		}
	}
	layout_release(&layout);
	page_release(&page);
}
END_TEST

/* Adds up lines that are taken as they come. */
static void
take_lines(void *context, const struct layout *layout)
{
	struct text *text = context;

	for (size_t i = 0; i < layout->line_count; i++) {
		const struct line *line = &layout->lines[i];

		for (uint32_t j = 0; j < line->count; j++) {
			const struct span *span =
			    &layout->spans[line->first + j];

			text_append_repeated(text, ' ', span->gap);
			text_append_bytes(text, span->text, span->length);
		}
		text_append_char(text, '\n');
	}
}

/* Taken some at a time, the lines are those of the whole page. */
START_TEST(lines_may_be_taken_as_they_come)
{
	struct page page = { 0 };
	struct layout layout = { 0 };

	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);

		page_add(&page, fixture(), &target);
	}
	for (unsigned width = 1; width < 100; width += 7) {
		struct layout_options options = { .width = width };
		struct text whole = { 0 }, pieces = { 0 };

		layout_page(&layout, &page, &options);
		take_lines(&whole, &layout);
		EXPECT(layout_stream(&page, &options, take_lines, &pieces));
		ck_assert_str_eq(text_string(&pieces), text_string(&whole));
		text_release(&whole);
		text_release(&pieces);
	}
	layout_release(&layout);
	page_release(&page);
}
END_TEST

START_TEST(an_empty_page_has_no_lines)
{
	struct page page = { 0 };
	struct layout layout = { 0 };
	struct layout_options options = { .width = 80 };

	layout_page(&layout, &page, &options);
	ck_assert_uint_eq(layout.line_count, 0);
	layout_release(&layout);
}
END_TEST

START_TEST(every_reference_in_a_page_is_a_link)
{
	struct target target = fixture_target("554");
	struct page page = { 0 };
	struct layout layout = { 0 };
	struct layout_options options = { .width = 80, .break_words = true };
	bool cause = false, pair = false;

	make_page(&page, &target);
	layout_page(&layout, &page, &options);
	for (size_t i = 0; i < layout.span_count; i++) {
		uint32_t link = layout.spans[i].link;

		ck_assert_int_eq(span_leads(&layout.spans[i]),
		    layout.spans[i].style == STYLE_LINK);
		cause = cause ||
		    link == fixture_entry(ENTRY_CAUSE, "relay-denied");
		pair = pair || link == fixture_entry(ENTRY_PAIR, "554 5.7.1");
	}
	ck_assert(cause && pair);
	layout_release(&layout);
	page_release(&page);
}
END_TEST

/* A page made by hand, with a word of a megabyte in each kind of block. */
START_TEST(a_word_of_a_megabyte_in_any_part_is_laid_out)
{
	size_t length = 1u << 20;
	char *word = malloc(length + 1);
	struct page page = { 0 };
	struct target target = fixture_target("554 5.7.1");
	struct layout layout = { 0 };
	struct layout_options options = { .width = 80, .break_words = true };

	memset(word, 'x', length);
	word[length] = '\0';
	make_page(&page, &target);
	for (size_t i = 0; i < page.count; i++)
		page.blocks[i].text = word;
	layout_page(&layout, &page, &options);
	ck_assert(!layout.failed);
	ck_assert_uint_gt(layout.line_count, length / 80);
	check_sound(&layout);
	options.break_words = false;
	layout_page(&layout, &page, &options);
	check_sound(&layout);
	layout_release(&layout);
	page_release(&page);
	free(word);
}
END_TEST

Suite *
layout_suite(void)
{
	Suite *suite = suite_create("layout");
	const TTest *const tests[] = { a_page_has_its_parts_in_order,
		below_forty_columns_headings_stand_above,
		some_causes_may_wait_behind_the_fixes,
		no_line_is_wider_than_the_page, prose_keeps_to_its_columns,
		no_width_loses_a_letter, every_width_down_to_none_is_laid_out,
		lines_may_be_taken_as_they_come, an_empty_page_has_no_lines,
		every_reference_in_a_page_is_a_link,
		a_word_of_a_megabyte_in_any_part_is_laid_out };

	ADD_TESTS(suite, "layout", tests);
	return suite;
}
