/* A page as plain text. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "plain.h"

static char *
plain(const struct target *target, unsigned width)
{
	struct page page = { 0 };
	struct text text = { 0 };

	page_add(&page, fixture(), target);
	plain_page(&text, &page, &(struct plain_options) { .width = width });
	EXPECT(!text.failed);
	page_release(&page);
	return text.data;
}

START_TEST(the_first_line_names_class_and_standing)
{
	static const char *const lines[][2] = {
		{ "554", "554  Transaction failed  permanent, standard\n" },
		{ "446",
		    "446  Folklore: 4.4.6 without dots  temporary, "
		    "non-standard\n" },
		{ "5.7.1",
		    "5.7.1  Not authorised, refused  permanent, "
		    "standard\n" },
		{ "554 5.7.1", "554 5.7.1  Refused by a rule  permanent\n" },
		{ "mailbox-full", "mailbox-full  Mailbox is full\n" },
		{ "granite", "granite  Granite MTA  software\n" },
	};

	for (size_t i = 0; i < COUNT(lines); i++) {
		struct target target = fixture_target(lines[i][0]);
		char *text = plain(&target, 80);

		ck_assert_int_eq(strncmp(text, lines[i][1],
				     strlen(lines[i][1])),
		    0);
		free(text);
	}
}
END_TEST

START_TEST(the_verdict_stands_in_the_second_line)
{
	struct target target = fixture_target("554");
	char *text = plain(&target, 80);

	ck_assert_ptr_nonnull(
	    strstr(text, "\nRETRY  No. The same mail is refused again.\n"));
	ck_assert_ptr_eq(strchr(text, '\n') + 1, strstr(text, "RETRY"));
	free(text);
}
END_TEST

START_TEST(literals_keep_their_backquotes)
{
	struct target target = fixture_target("454");
	char *text = plain(&target, 80);

	ck_assert_ptr_nonnull(strstr(text, "`granite check relay`"));
	free(text);
}
END_TEST

/* Examples are quotations: each line of a reply is a line, blanks and all. */
START_TEST(a_reply_of_several_lines_keeps_them)
{
	struct target target = fixture_target("HB12");
	char *text;

	target = fixture_target("550");
	text = plain(&target, 80);
	ck_assert_ptr_nonnull(strstr(text,
	    "\n    550-5.7.1 Mail from <ip> is over the limit of today.\n"
	    "    550-5.7.1 See <url>\n"
	    "    550 5.7.1  for what to do. HB12\n"));
	free(text);
}
END_TEST

START_TEST(characters_of_all_widths_are_written)
{
	struct target target = fixture_target("552");
	char *text = plain(&target, 80);

	ck_assert_ptr_nonnull(strstr(text, "552 \xe9\x82\xae\xe7\xae\xb1"));
	free(text);
	target = fixture_target("blocklisted/northlist");
	text = plain(&target, 80);
	ck_assert_ptr_nonnull(strstr(text, "Refuse\xcc\x81"));
	ck_assert_ptr_nonnull(strstr(text,
	    "Gr\xc3\xb6\xc3\x9f"
	    "e"));
	free(text);
}
END_TEST

START_TEST(nothing_in_any_page_does_harm)
{
	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);

		for (unsigned width = 1; width < 200; width = width * 2 + 1) {
			char *text = plain(&target, width);
			size_t length = strlen(text);

			EXPECT(is_harmless(text, length));
			EXPECT(text[length - 1] == '\n');
			free(text);
		}
	}
}
END_TEST

START_TEST(no_line_ends_in_a_blank)
{
	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);
		char *text = plain(&target, 80);

		EXPECT(strstr(text, " \n") == NULL);
		EXPECT(strstr(text, "\n\n\n") == NULL);
		free(text);
	}
}
END_TEST

/* Is the word one of those that the page is wrapped from? */
static bool
has_word(const char *text, const char *word, size_t length)
{
	for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
		if ((at == text || at[-1] == ' ' || at[-1] == '\n') &&
		    (at[length] == ' ' || at[length] == '\n'))
			return true;
	return false;
}

START_TEST(no_word_is_broken)
{
	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);
		char *wide = plain(&target, 10000);
		/* So wide that there is a tree of digits here as well. */
		char *text = plain(&target, 66), *word;

		for (word = strtok(text, " \n"); word != NULL;
		     word = strtok(NULL, " \n"))
			ck_assert_msg(has_word(wide, word, strlen(word)),
			    "%s is no word", word);
		free(wide);
		free(text);
	}
}
END_TEST

START_TEST(a_word_of_a_megabyte_stays_whole)
{
	size_t length = 1u << 20;
	char *word = malloc(length + 1);
	struct block block = { .kind = BLOCK_SUMMARY,
		.entry = TABLES_NONE,
		.example = TABLES_NONE,
		.name = "",
		.label = "",
		.note = "" };
	struct page page = { .blocks = &block, .count = 1 };
	struct text text = { 0 };

	memset(word, 'x', length);
	word[length] = '\0';
	block.text = word;
	plain_page(&text, &page, &(struct plain_options) { .width = 80 });
	ck_assert_ptr_nonnull(strstr(text.data, word));
	text_release(&text);
	free(word);
}
END_TEST

START_TEST(a_list_has_kind_name_and_title)
{
	struct text text = { 0 };
	struct target target = fixture_target("554 5.7.1");

	plain_list_entry(&text, fixture(), &target);
	target = fixture_target("granite");
	plain_list_entry(&text, fixture(), &target);
	ck_assert_str_eq(text.data,
	    "pair\t554 5.7.1\tRefused by a rule\n"
	    "server\tgranite\tGranite MTA\n");
	text_release(&text);
}
END_TEST

START_TEST(a_list_has_an_example_a_line)
{
	struct text text = { 0 };
	uint32_t count = reference_example_count(fixture());
	size_t lines = 0, tabs = 0;

	for (uint32_t i = 0; i < count; i++)
		plain_list_example(&text, fixture(), i);
	for (const char *at = text.data; *at != '\0'; at++) {
		lines += *at == '\n';
		tabs += *at == '\t';
	}
	ck_assert_uint_eq(lines, count);
	ck_assert_uint_eq(tabs, count * 2);
	ck_assert_ptr_nonnull(strstr(text.data,
	    "\t550-5.7.1 Mail from <ip> is over the limit of today. "
	    "550-5.7.1 See <url> 550 5.7.1  for what to do. HB12\n"));
	text_release(&text);
}
END_TEST

/* Kind and name alone tell nothing: a vendor code has its cause's title. */
START_TEST(no_entry_is_listed_without_words)
{
	for (uint32_t i = 0; i < fixture()->tables.entry_count; i++) {
		struct target target = lookup_entry(fixture(), i);
		struct text text = { 0 };

		plain_list_entry(&text, fixture(), &target);
		ck_assert_msg(strstr(text.data, "\t\n") == NULL, "%s",
		    text.data);
		text_release(&text);
	}
}
END_TEST

/* Takes the sequences that begin and end a look out of a text. */
static void
drop_sequences(struct text *text)
{
	size_t kept = 0, at = 0;

	while (at < text->length) {
		if (strncmp(text->data + at, "\033]8;;", 5) == 0) {
			at += strcspn(text->data + at, "\\") + 1;
			continue;
		}
		if (text->data[at] == '\033') {
			ck_assert_int_eq(text->data[at + 1], '[');
			at += 2 + strspn(text->data + at + 2, "0123456789;");
			ck_assert_int_eq(text->data[at++], 'm');
			continue;
		}
		text->data[kept++] = text->data[at++];
	}
	text->data[kept] = '\0';
	text->length = kept;
}

static struct text drained;

static void
drain(struct text *text)
{
	text_append_bytes(&drained, text->data, text->length);
	text_clear(text);
}

/* Written piece by piece a page is the same, and little of it is kept. */
START_TEST(a_page_is_drained_while_it_is_written)
{
	const struct plain_options options = { .width = 30, .drain = drain };
	struct target target = fixture_target("554");
	struct page page = { 0 };
	struct text text = { 0 }, whole = { 0 };

	for (unsigned i = 0; i < 100; i++)
		page_add(&page, fixture(), &target);
	plain_page(&text, &page, &options);
	ck_assert_uint_gt(drained.length, 0);
	ck_assert_uint_lt(text.capacity, drained.length);
	drain(&text);
	plain_page(&whole, &page, &(struct plain_options) { .width = 30 });
	ck_assert_str_eq(text_string(&drained), text_string(&whole));
	text_release(&drained);
	text_release(&whole);
	text_release(&text);
	page_release(&page);
}
END_TEST

/* The last word of a part keeps to its column if it begins a line. */
START_TEST(the_last_word_of_a_part_is_indented)
{
	struct block blocks[] = {
		{ .kind = BLOCK_REF,
		    .name = "",
		    .label = "",
		    .text = "https://example.org/a/page/with/a/long/name/0123",
		    .note = "" },
		{ .kind = BLOCK_HEAD,
		    .name = "550",
		    .label = "",
		    .text = "",
		    .note = "" },
	};
	struct page page = { .blocks = blocks, .count = COUNT(blocks) };
	struct text text = { 0 };

	plain_page(&text, &page, &(struct plain_options) { .width = 40 });
	ck_assert_str_eq(text.data,
	    "REF    https://example.org/a/page/with/a/long/name/0123\n\n"
	    "550\n");
	text_release(&text);
}
END_TEST

/* Without its sequences a page with looks is the plain one. */
START_TEST(looks_add_nothing_but_sequences)
{
	struct page page = { 0 };
	struct text plain = { 0 }, styled = { 0 };
	struct plain_options options = { .width = 60 };

	for (size_t i = 0; i < fixture_target_count(); i++) {
		struct target target = fixture_nth_target(i);

		page_add(&page, fixture(), &target);
	}
	plain_page(&plain, &page, &options);
	options.looks = LOOKS_MANY;
	options.links = true;
	plain_page(&styled, &page, &options);
	ck_assert_uint_gt(styled.length, plain.length);
	ck_assert_ptr_nonnull(
	    strstr(styled.data, "\033[1;38;5;30mRETRY\033[m"));
	ck_assert_ptr_nonnull(
	    strstr(styled.data, "\033[38;5;161mpermanent\033[m"));
	drop_sequences(&styled);
	ck_assert_str_eq(styled.data, plain.data);
	text_release(&plain);
	text_release(&styled);
	page_release(&page);
}
END_TEST

START_TEST(fields_of_rows_have_looks)
{
	static const enum style styles[] = { STYLE_TITLE, STYLE_TEXT };
	struct text rows = { 0 }, text = { 0 };

	text_append(&rows, "554\tfailed\t\n\n421\n");
	plain_rows(&text, &rows, styles, COUNT(styles), NULL, LOOKS_BARE);
	ck_assert_str_eq(text.data,
	    "\033[1m554\033[m\tfailed\t\n\033[1m\033[m\n"
	    "\033[1m421\033[m\n");
	text_release(&text);
	text_release(&rows);
}
END_TEST

/* What the search asked for is marked where it stands, slips forgiven. */
START_TEST(matches_are_marked_in_the_last_field)
{
	static const enum style styles[] = { STYLE_TEXT };
	struct text rows = { 0 }, text = { 0 };
	struct find find;

	ck_assert(find_init(&find, fixture()));
	find_run(&find, "relay denyed", false);
	text_append(&rows, "relay\tRelay access denied, relayed\n");
	plain_rows(&text, &rows, styles, COUNT(styles), &find.search,
	    LOOKS_BARE);
	ck_assert_str_eq(text.data,
	    "relay\t\033[1;7mRelay\033[m access \033[1;7mdenied\033[m, "
	    "\033[1;7mrelayed\033[m\n");
	find_release(&find);
	text_release(&text);
	text_release(&rows);
}
END_TEST

Suite *
plain_suite(void)
{
	Suite *suite = suite_create("plain");
	const TTest *const tests[] = { the_first_line_names_class_and_standing,
		the_verdict_stands_in_the_second_line,
		literals_keep_their_backquotes,
		a_reply_of_several_lines_keeps_them,
		characters_of_all_widths_are_written,
		nothing_in_any_page_does_harm, no_line_ends_in_a_blank,
		no_word_is_broken, a_word_of_a_megabyte_stays_whole,
		a_list_has_kind_name_and_title, a_list_has_an_example_a_line,
		no_entry_is_listed_without_words,
		a_page_is_drained_while_it_is_written,
		the_last_word_of_a_part_is_indented,
		looks_add_nothing_but_sequences, fields_of_rows_have_looks,
		matches_are_marked_in_the_last_field };

	ADD_TESTS(suite, "plain", tests);
	return suite;
}
