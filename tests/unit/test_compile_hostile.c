/* Records that are wrong in all ways at once; each by itself: tests/bad. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "model.h"

START_TEST(all_that_is_wrong_is_told_at_once)
{
	static const char bytes[] = "Code: 5x\n\nVerb Ask\n\nPair: 5 5\n";
	struct compiled compiled;
	char *told = compile_bytes(&compiled, bytes, strlen(bytes));

	ck_assert_ptr_nonnull(strstr(told, "`5x` is no reply code"));
	ck_assert_ptr_nonnull(strstr(told, "expected `Name: value`"));
	ck_assert_ptr_nonnull(strstr(told, "`5 5` is no code and status"));
	ck_assert_ptr_nonnull(strstr(told, "missing field `Summary`"));
	free(told);
	compiled_release(&compiled);
}
END_TEST

/* Of which records are made, more or less. */
static const char *const record_lines[] = { "\n", "\n", "\n", "Code: 554\n",
	"Code: 5\n", "Status: X.7.1\n", "Status: 5.7.1-9\n", "Status: 5.7\n",
	"Pair: 554 5.7.1\n", "Cause: a\n", "Cause: a/b\n", "Cause: /\n",
	"Cause: a/\n", "Server: s\n", "Vendor: V#\n", "Example: 554 5.7.1 no\n",
	"Example: no\n", "Example: 554-\n", "+ 554 x\n", "+\n", "Title: T\n",
	"Standing: standard\n", "Classes: 4 5\n", "Summary: `S\n",
	"Explanation: E\n", "Sign: S\n", "Retry: no: N.\n", "Retry: no\n",
	"Who: sender: S.\n", "Who: : S.\n", "Why: a: x\n", "Why: a/b: x\n",
	"Fix: [t] Ask.\n", "Fix: [\n", "Fix:\n", "Related: a\n",
	"Related: 554\n", "Ref: RFC 1\n", "Source: RFC 5321 4 2026-01-31\n",
	"Source: 2026\n", "Checked: 2026\n", "Kind: list\n", "Stage: rcpt\n",
	"Code: none\n", "Status: 4.7.1\n", "Mismatch: yes\n", "Literal: <x>\n",
	"Literal: <\n", "Tag: t\n", "Verb: Ask\n", "First: 5\n", "Third: x\n",
	"Text: T\n", "Meaning: @\n", "Meaning: a@b.c\n", "Contact: a@b.c\n" };

/*
 * Lines of real records in any order, cut anywhere: an error or none, but
 * never a crash, and whatever is told is harmless.
 */
START_TEST(nonsense_of_records_never_crashes)
{
	uint32_t seed = 1;

	for (unsigned round = 0; round < 4000; round++) {
		struct text bytes = { 0 };
		struct compiled compiled;
		char *told;

		for (unsigned i = next_random(&seed) % 40; i > 0; i--)
			text_append(&bytes,
			    record_lines[next_random(&seed) %
				COUNT(record_lines)]);
		told = compile_bytes(&compiled, text_string(&bytes),
		    bytes.length);
		EXPECT(is_harmless(told, strlen(told)));
		free(told);
		compiled_release(&compiled);
		text_release(&bytes);
	}
}
END_TEST

START_TEST(a_word_of_a_megabyte_is_told_in_a_line)
{
	struct text bytes = { 0 };
	struct compiled compiled;
	char *told;

	text_append(&bytes, "Code: 250\nTitle: ");
	text_append_repeated(&bytes, 'x', 1u << 20);
	text_append(&bytes, "\nStanding: standard\nSummary: ");
	text_append_repeated(&bytes, 'y', 1u << 20);
	text_append(&bytes, "\nRetry: none: N.\nRelated: ");
	text_append_repeated(&bytes, 'z', 1u << 20);
	text_append(&bytes, "\nFix: [");
	text_append_repeated(&bytes, 'z', 1u << 20);
	text_append(&bytes, "] Ask.\n");
	told = compile_bytes(&compiled, bytes.data, bytes.length);
	ck_assert_ptr_nonnull(strstr(told, "is 1048576 columns wide"));
	ck_assert_ptr_nonnull(strstr(told, "a word is 1048576 columns long"));
	ck_assert_uint_lt(strlen(told), 3000);
	free(told);
	compiled_release(&compiled);
	text_release(&bytes);
}
END_TEST

/* Messages quote the beginning of a text; what is printed is UTF-8. */
START_TEST(a_message_never_cuts_a_character_in_two)
{
	struct text bytes = { 0 };
	struct compiled compiled;
	char *told;

	text_append(&bytes,
	    "Code: 250\nTitle: T\nStanding: standard\nSummary: ");
	for (unsigned i = 0; i < 30; i++)
		text_append(&bytes, "\xe9\x82\xae");
	text_append(&bytes, "\nRetry: none: N.\n");
	told = compile_bytes(&compiled, bytes.data, bytes.length);
	ck_assert(is_harmless(told, strlen(told)));
	free(told);
	compiled_release(&compiled);
	text_release(&bytes);
}
END_TEST

/* The model has room for so many of them, and for so many at once. */
START_TEST(more_causes_than_fit_are_told)
{
	static const struct {
		const char *front; /* of their names */
		unsigned count;
		const char *told; /* NULL: they fit */
	} rows[] = {
		{ "c", MODEL_RIVALS, NULL },
		{ "c", MODEL_RIVALS + 1, "the model weighs 33 causes" },
		{ "c0/r", MODEL_RIVALS, NULL },
		{ "c0/r", MODEL_RIVALS + 1, "the model weighs 33 causes" },
		{ "c", MODEL_CAUSES + 1, "there are 128 causes, and room" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text bytes = { 0 };
		struct compiled compiled;
		char *told;

		text_append(&bytes, "Cause: c0\nTitle: T\nSign: S.\n\n");
		for (unsigned n = 1; n < rows[i].count; n++)
			text_printf(&bytes,
			    "Cause: %s%u\nTitle: T\nSign: S.\n\n",
			    rows[i].front, n);
		told = compile_bytes(&compiled, bytes.data, bytes.length);
		ck_assert_msg((strstr(told, " and ") != NULL) ==
			(rows[i].told != NULL),
		    "%s", told);
		if (rows[i].told != NULL)
			ck_assert_ptr_nonnull(strstr(told, rows[i].told));
		free(told);
		compiled_release(&compiled);
		text_release(&bytes);
	}
}
END_TEST

Suite *
compile_hostile_suite(void)
{
	Suite *suite = suite_create("compile_hostile");
	const TTest *const tests[] = { all_that_is_wrong_is_told_at_once,
		nonsense_of_records_never_crashes,
		a_word_of_a_megabyte_is_told_in_a_line,
		a_message_never_cuts_a_character_in_two,
		more_causes_than_fit_are_told };

	ADD_TESTS(suite, "compile_hostile", tests);
	return suite;
}
