/* The command line. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "options.h"

enum {
	WORDS = 12,
};

/* Parses words that are separated by blanks; `_` stands for an empty one. */
static bool
parse(struct options *options, char *line, char **argv, struct text *message)
{
	int argc = 1;

	argv[0] = line + strlen(line);
	for (char *word = strtok(line, " "); word != NULL && argc < WORDS;
	     word = strtok(NULL, " "))
		argv[argc++] = strcmp(word, "_") == 0 ? argv[0] : word;
	argv[argc] = NULL;
	return options_parse(options, argc, argv, message);
}

static const struct {
	const char *line;
	enum mode mode;
	bool plain, json;
	const char *operands;
} good[] = {
	{ "", MODE_PAGES, false, false, "" },
	{ "554", MODE_PAGES, false, false, "[554]" },
	{ "554 5.7.1", MODE_PAGES, false, false, "[554][5.7.1]" },
	{ "-p 554", MODE_PAGES, true, false, "[554]" },
	{ "554 -p 5.7.1", MODE_PAGES, true, false, "[554][5.7.1]" },
	{ "554 5.7.1 -j", MODE_PAGES, false, true, "[554][5.7.1]" },
	{ "--plain 554", MODE_PAGES, true, false, "[554]" },
	{ "--json", MODE_PAGES, false, true, "" },
	{ "-l", MODE_LIST, false, false, "" },
	{ "-lj codes", MODE_LIST, false, true, "[codes]" },
	{ "-jl codes", MODE_LIST, false, true, "[codes]" },
	{ "-l -l", MODE_LIST, false, false, "" },
	{ "--list --json", MODE_LIST, false, true, "" },
	{ "-h", MODE_HELP, false, false, "" },
	{ "--help 554", MODE_HELP, false, false, "[554]" },
	{ "-V", MODE_VERSION, false, false, "" },
	{ "--version", MODE_VERSION, false, false, "" },
	{ "-pp", MODE_PAGES, true, false, "" },
	{ "-- -p", MODE_PAGES, false, false, "[-p]" },
	{ "554 -- -p --", MODE_PAGES, false, false, "[554][-p][--]" },
	{ "-p -- --json", MODE_PAGES, true, false, "[--json]" },
	{ "-", MODE_PAGES, false, false, "[-]" },
	{ "_", MODE_PAGES, false, false, "[]" },
	{ "554 _ 550", MODE_PAGES, false, false, "[554][][550]" },
	{ "--each -j", MODE_EACH, false, true, "" },
	{ "--tally", MODE_TALLY, false, false, "" },
	{ "554 -f a 5.7.1", MODE_PAGES, false, false, "[554][5.7.1]" },
	{ "-jfa 554", MODE_PAGES, false, true, "[554]" },
	{ "--since 2h --until=1h", MODE_PAGES, false, false, "" },
	{ "--redact --each", MODE_EACH, false, false, "" },
	{ "--color=never --color always 554", MODE_PAGES, false, false,
	    "[554]" },
};

START_TEST(what_is_wanted_is_read)
{
	struct options options;
	struct text message = { 0 }, operands = { 0 };
	char line[64], *argv[WORDS + 1];

	strcpy(line, good[_i].line);
	ck_assert(parse(&options, line, argv, &message));
	ck_assert_int_eq(options.mode, good[_i].mode);
	ck_assert_int_eq(options.plain, good[_i].plain);
	ck_assert_int_eq(options.json, good[_i].json);
	for (size_t i = 0; i < options.operand_count; i++)
		text_printf(&operands, "[%s]", options.operands[i]);
	ck_assert_str_eq(text_string(&operands), good[_i].operands);
	ck_assert_str_eq(text_string(&message), "");
	text_release(&operands);
	text_release(&message);
	options_release(&options);
}
END_TEST

START_TEST(the_last_word_on_colour_counts)
{
	struct options options;
	struct text message = { 0 };
	char line[64], *argv[WORDS + 1];

	strcpy(line, "554");
	ck_assert(parse(&options, line, argv, &message));
	ck_assert_int_eq(options.color, WHEN_AUTO);
	options_release(&options);
	strcpy(line, "--color never --color=always");
	ck_assert(parse(&options, line, argv, &message));
	ck_assert_int_eq(options.color, WHEN_ALWAYS);
	options_release(&options);
}
END_TEST

static const struct {
	const char *line;
	const char *message;
} bad[] = {
	{ "-x", "unknown option '-x'" },
	{ "-px", "unknown option '-x'" },
	{ "-\x1b", "unknown option '-\\x1b'" },
	{ "-\xff", "unknown option '-\\xff'" },
	{ "--jsn", "unknown option '--jsn'; nearest is --json" },
	{ "--plian", "unknown option '--plian'; nearest is --plain" },
	{ "--\x1b[m", "unknown option '--\\x1b[m'; nearest is --list" },
	{ "--json=1", "unknown option '--json=1'; nearest is --json" },
	{ "-p -j", "-p and -j exclude each other" },
	{ "-pj 554", "-p and -j exclude each other" },
	{ "-l -h", "exclude each other" },
	{ "-V --list", "exclude each other" },
	{ "--each --tally", "exclude each other" },
	{ "--each log", "-f FILE reads a file" },
	{ "--each=1", "unknown option '--each=1'; nearest is --each" },
	{ "-f", "--file wants FILE: --file FILE" },
	{ "-f _", "--file wants FILE" },
	{ "--since", "--since wants TIME" },
	{ "--since=", "--since wants TIME" },
	{ "--color", "--color wants WHEN" },
	{ "--color 554", "--color is auto, always or never, not '554'" },
	{ "--color=\x1b", "not '\\x1b'" },
	{ "-\x01", "unknown option '-\\x01'" },
	{ "-p --tally", "it has no -p" },
	{ "-l -f a", "read no file" },
	{ "-l --since 2h", "are for what is counted" },
	{ "--each --until 2h", "are for what is counted" },
};

START_TEST(a_mistake_is_told)
{
	struct options options;
	struct text message = { 0 };
	char line[64], *argv[WORDS + 1];

	strcpy(line, bad[_i].line);
	ck_assert(!parse(&options, line, argv, &message));
	/* Which options there are may grow, so that much is not compared. */
	ck_assert_msg(strstr(text_string(&message), bad[_i].message) != NULL,
	    "%s: %s", bad[_i].line, text_string(&message));
	ck_assert(is_harmless(message.data, message.length));
	text_release(&message);
}
END_TEST

START_TEST(no_arguments_at_all_are_fine)
{
	struct options options;
	struct text message = { 0 };
	char name[] = "smtpcode", *argv[] = { name, NULL };

	ck_assert(options_parse(&options, 1, argv, &message));
	ck_assert_uint_eq(options.operand_count, 0);
	options_release(&options);
	text_release(&message);
}
END_TEST

START_TEST(files_are_kept_in_their_order_wherever_they_stand)
{
	struct options options;
	struct text message = { 0 };
	char line[] = "-f a 554 -fb --file=c --file - -- -f";
	char *argv[WORDS + 1];

	ck_assert(parse(&options, line, argv, &message));
	ck_assert_uint_eq(options.file_count, 4);
	ck_assert_str_eq(options.files[0], "a");
	ck_assert_str_eq(options.files[1], "b");
	ck_assert_str_eq(options.files[2], "c");
	ck_assert_str_eq(options.files[3], "-");
	ck_assert_uint_eq(options.operand_count, 2);
	ck_assert_str_eq(options.operands[1], "-f");
	options_release(&options);
}
END_TEST

START_TEST(not_even_a_name_is_fine)
{
	struct options options;
	struct text message = { 0 };
	char *argv[] = { NULL, NULL };

	ck_assert(options_parse(&options, 0, argv, &message));
	ck_assert_uint_eq(options.operand_count, 0);
	options_release(&options);
	text_release(&message);
}
END_TEST

START_TEST(an_option_of_a_megabyte_is_told_harmlessly)
{
	struct options options;
	struct text word = { 0 }, message = { 0 };
	char name[] = "smtpcode", *argv[3] = { name, NULL, NULL };

	text_append(&word, "--");
	text_append_repeated(&word, '\x1b', 1u << 20);
	argv[1] = word.data;
	ck_assert(!options_parse(&options, 2, argv, &message));
	ck_assert(is_harmless(message.data, message.length));
	text_release(&word);
	text_release(&message);
}
END_TEST

START_TEST(the_help_names_every_option)
{
	static const char *const words[] = { "-l, --list", "-p, --plain",
		"-j, --json", "-h, --help", "-V, --version", "-f, --file FILE",
		"      --each", "      --since TIME" };
	struct text text = { 0 };

	options_help(&text);
	for (size_t i = 0; i < COUNT(words); i++)
		ck_assert_ptr_nonnull(strstr(text.data, words[i]));
	ck_assert_int_eq(text.data[text.length - 1], '\n');
	/* It fits on the usual terminal. */
	for (char *line = strtok(text.data, "\n"); line != NULL;
	     line = strtok(NULL, "\n"))
		ck_assert_msg(strlen(line) <= 80, "%s", line);
	text_release(&text);
}
END_TEST

Suite *
options_suite(void)
{
	Suite *suite = suite_create("options");
	const TTest *const tests[] = { no_arguments_at_all_are_fine,
		files_are_kept_in_their_order_wherever_they_stand,
		not_even_a_name_is_fine, the_last_word_on_colour_counts,
		an_option_of_a_megabyte_is_told_harmlessly,
		the_help_names_every_option };
	TCase *loops = tcase_create("lines");

	ADD_TESTS(suite, "options", tests);
	tcase_add_loop_test(loops, what_is_wanted_is_read, 0, (int)COUNT(good));
	tcase_add_loop_test(loops, a_mistake_is_told, 0, (int)COUNT(bad));
	suite_add_tcase(suite, loops);
	return suite;
}
