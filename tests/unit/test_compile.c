/* Records in, tables out; what breaks a check is in tests/bad. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "compile.h"

/* A cause, a server, a verb and a role, for records that need some. */
static const char base[] =
    "Cause: wrong\nTitle: Wrong\nExplanation: All of it.\nSign: None.\n"
    "Cue: wrong\nRetry: no: Never.\nWho: sender: do it.\n"
    "Fix_sender: Ask them.\nFix_receiver: Ask us.\nAvoid: Shouting.\n"
    "Related: wrong\n\n"
    "Verb: Ask\n\nRole: abuse\n\nTag: granite\nTitle: Granite\n\n"
    "Server: granite\nTitle: Granite\nKind: software\n"
    "Contact: care@granite.test\nChecked: 2026-02-01\n\n";

/* Compiles the base and these records; the reference is ready for use. */
static void
compile(struct compiled *compiled, struct reference *reference,
    const char *records)
{
	struct text bytes = { 0 };
	char *told;

	text_append(&bytes, base);
	text_append(&bytes, records);
	told = compile_bytes(compiled, bytes.data, bytes.length);
	ck_assert_str_eq(told, "");
	free(told);
	text_release(&bytes);
	reference_init(reference, &compiled->tables);
}

static uint32_t
find(const struct reference *reference, enum entry_kind kind, const char *name)
{
	uint32_t entry = reference_find_name(reference, kind, name,
	    strlen(name));

	ck_assert_msg(entry != TABLES_NONE, "%s", name);
	return entry;
}

START_TEST(no_records_are_a_reference_without_entries)
{
	struct compiled compiled;
	struct diagnostics errors = { 0 };

	ck_assert(compile_reference(NULL, 0, &compiled, &errors));
	ck_assert_uint_eq(errors.count, 0);
	ck_assert_uint_eq(compiled.tables.entry_count, 0);
	ck_assert_str_eq(compiled.tables.pool, "");
	compiled_release(&compiled);
}
END_TEST

START_TEST(a_code_has_what_its_record_says)
{
	struct compiled compiled;
	struct reference reference;
	const struct entry_row *row;

	compile(&compiled, &reference,
	    "Code: 554\nTitle: Failed\nStanding: standard\n"
	    "Defined: RFC 5321 4\nDefined: RFC 3207 4\nCommands: DATA\n"
	    "Summary: One\n+ two.\n+\n+ Three.\nDigit: Four.\n"
	    "Retry: depends: On it.\nWho_local: nobody: strangers.\n"
	    "Who_none: sender-admin: look.\nWhy: wrong: very\n"
	    "Fix: [granite] Ask `granite`.\nRelated: granite\n"
	    "Ref: https://docs.example.org/\n");
	row = reference_entry(&reference, reference_find_code(&reference, 554));
#define STRING(member) reference_string(&reference, row->member)
	ck_assert_str_eq(STRING(name), "554");
	ck_assert_str_eq(STRING(title), "Failed");
	ck_assert_uint_eq(row->standing, STANDING_STANDARD);
	ck_assert_str_eq(reference_item(&reference, row->defined, 1),
	    "RFC 3207 4");
	ck_assert_str_eq(STRING(commands), "DATA");
	ck_assert_str_eq(STRING(summary), "One two.\nThree.");
	ck_assert_str_eq(STRING(digit), "Four.");
	ck_assert_uint_eq(row->retry.verdict, VERDICT_DEPENDS);
	ck_assert_str_eq(STRING(retry.text), "On it.");
	ck_assert_uint_eq(row->who.count, 2);
	ck_assert_uint_eq(reference_who(&reference, row->who, 0)->direction,
	    DIRECTION_LOCAL);
	ck_assert_uint_eq(reference_who(&reference, row->who, 1)->role,
	    ROLE_SENDER_ADMIN);
	ck_assert_uint_eq(reference_why(&reference, row->why, 0)->cause,
	    find(&reference, ENTRY_CAUSE, "wrong"));
	ck_assert_str_eq(reference_string(&reference,
			     reference_fix(&reference, row->fix, 0)->title),
	    "Granite");
	ck_assert_str_eq(reference_string(&reference,
			     reference_fix(&reference, row->fix, 0)->text),
	    "Ask `granite`.");
	ck_assert_uint_eq(reference_link(&reference, row->related, 0),
	    find(&reference, ENTRY_SERVER, "granite"));
	ck_assert_uint_eq(row->server, TABLES_NONE);
#undef STRING
	compiled_release(&compiled);
}
END_TEST

START_TEST(a_refinement_says_only_what_differs)
{
	struct compiled compiled;
	struct reference reference;
	const struct entry_row *cause, *row;

	compile(&compiled, &reference,
	    "Cause: wrong/badly\nTitle: Badly wrong\nSign: Another.\n");
	cause = reference_entry(&reference,
	    find(&reference, ENTRY_CAUSE, "wrong"));
	row = reference_entry(&reference,
	    find(&reference, ENTRY_CAUSE, "wrong/badly"));
	ck_assert_uint_eq(row->parent, find(&reference, ENTRY_CAUSE, "wrong"));
	ck_assert_uint_eq(row->summary, cause->summary);
	ck_assert_uint_eq(row->retry.verdict, VERDICT_NO);
	ck_assert_uint_eq(row->who.count, 1);
	ck_assert_uint_eq(row->fix_sender.count, 1);
	ck_assert_uint_eq(row->fix_receiver.count, 1);
	ck_assert_uint_eq(row->avoid.count, 1);
	ck_assert_uint_eq(row->related.count, 1);
	ck_assert_str_eq(reference_string(&reference, row->sign), "Another.");
	/* Its cues are its own: the cause's would find both. */
	ck_assert_uint_eq(row->cues.count, 0);
	ck_assert_uint_eq(cause->children.count, 1);
	compiled_release(&compiled);
}
END_TEST

/* Codes by number, statuses by detail, then width, the registry's first. */
START_TEST(entries_stand_in_their_order_whatever_the_files)
{
	struct compiled compiled;
	struct reference reference;
	struct text names = { 0 };

	compile(&compiled, &reference,
	    "Status: 2.7.10\nServer: granite\nTitle: b\nStanding: vendor\n"
	    "Summary: S.\nRetry: none: N.\n\n"
	    "Status: 2.7.2-20\nServer: granite\nTitle: c\nStanding: vendor\n"
	    "Summary: S.\nRetry: none: N.\n\n"
	    "Status: 2.7.2\nServer: granite\nTitle: d\nStanding: vendor\n"
	    "Summary: S.\nRetry: none: N.\n\n"
	    "Status: X.7.2\nTitle: a\nStanding: standard\nClasses: 2\n"
	    "Summary: S.\nRetry: none: N.\n\n"
	    "Status: 2.1.9\nTitle: e\nStanding: standard\nSummary: S.\n"
	    "Retry: none: N.\n\n"
	    "Code: 252\nTitle: b\nStanding: standard\nSummary: S.\n"
	    "Retry: none: N.\n\n"
	    "Code: 211\nTitle: a\nStanding: standard\nSummary: S.\n"
	    "Retry: none: N.\n");
	for (uint32_t i = 0; i < compiled.tables.entry_count; i++)
		text_printf(&names, "%s:%s ", reference_name(&reference, i),
		    reference_title(&reference, i));
	ck_assert_str_eq(names.data,
	    "211:a 252:b 2.1.9:e X.7.2:a 2.7.2:d 2.7.2-20:c 2.7.10:b "
	    "wrong:Wrong granite:Granite ");
	text_release(&names);
	compiled_release(&compiled);
}
END_TEST

START_TEST(an_example_is_taken_apart)
{
	struct compiled compiled;
	struct reference reference;
	const struct example_row *row;

	compile(&compiled, &reference,
	    "Example: 550-5.7.1 no: < # \" \\ '\n+ 550 5.7.1  two blanks\n"
	    "Stage: end-of-data\nCause: wrong\nMeaning: M.\nRetry: yes: Y.\n"
	    "Who_remote: recipient: R.\nWhen: `a = b`\n"
	    "Source: RFC 5321 4 2026-01-31\n"
	    "Source: https://docs.example.org/ 2026-03-01\n"
	    "Certainty: reported\nDiffers: D.\n");
	ck_assert_uint_eq(reference_example_count(&reference), 1);
	row = reference_example(&reference, 0);
#define STRING(member) reference_string(&reference, row->member)
	ck_assert_str_eq(STRING(text),
	    "550-5.7.1 no: < # \" \\ '\n550 5.7.1  two blanks");
	ck_assert_str_eq(STRING(code), "550");
	ck_assert_str_eq(STRING(status), "5.7.1");
	ck_assert_uint_eq(row->stage, STAGE_END_OF_DATA);
	ck_assert_str_eq(STRING(meaning), "M.");
	ck_assert_uint_eq(row->retry.verdict, VERDICT_YES);
	ck_assert_uint_eq(row->who.count, 1);
	ck_assert_str_eq(STRING(when), "`a = b`");
	ck_assert_uint_eq(row->sources.count, 2);
	ck_assert_str_eq(STRING(certainty), "reported");
	ck_assert_str_eq(STRING(differs), "D.");
	ck_assert_int_eq(strncmp(STRING(id), "granite:", 8), 0);
	ck_assert_uint_eq(strlen(STRING(id)), 16);
#undef STRING
	ck_assert_str_eq(reference_date(&reference), "2026-03-01");
	compiled_release(&compiled);
}
END_TEST

START_TEST(code_and_status_may_stand_in_fields)
{
	struct compiled compiled;
	struct reference reference;

	compile(&compiled, &reference,
	    "Example: no\nCode: none\nStage: none\nCause: wrong\n"
	    "Source: RFC 5321 4 2026-01-31\n\n"
	    "Example: 550 no (#5.1.1)\nStatus: 5.1.1\nStage: rcpt\n"
	    "Cause: wrong\nSource: RFC 5321 4 2026-01-31\n\n"
	    "Example: told: 550\nCode: 550\nStage: rcpt\nCause: wrong\n"
	    "Source: RFC 5321 4 2026-01-31\n");
#define CHECK(n, expected_code, expected_status) \
	do { \
		const struct example_row *row = reference_example(&reference, \
		    n); \
		ck_assert_str_eq(reference_string(&reference, row->code), \
		    expected_code); \
		ck_assert_str_eq(reference_string(&reference, row->status), \
		    expected_status); \
	} while (0)
	CHECK(0, "", "");
	CHECK(1, "550", "5.1.1");
	CHECK(2, "550", "");
#undef CHECK
	compiled_release(&compiled);
}
END_TEST

static const char same_text[] =
    "Example: 550 no\nStage: rcpt\nCause: wrong\n"
    "Source: RFC 5321 4 2026-01-31\n\n"
    "Example: 550 no\nStatus: 5.7.1\nStage: rcpt\nCause: wrong\n"
    "Source: RFC 5321 4 2026-01-31\n";

/* An example is another one where only its Code or Status differ. */
START_TEST(no_two_examples_have_one_id)
{
	struct compiled compiled;
	struct reference reference;

	compile(&compiled, &reference, same_text);
	ck_assert_uint_eq(reference_example_count(&reference), 2);
	ck_assert_uint_ne(reference_example(&reference, 0)->id,
	    reference_example(&reference, 1)->id);
	compiled_release(&compiled);
}
END_TEST

/* Those of the entry's causes in their order, then the others by servers. */
START_TEST(examples_stand_by_cause_as_the_entry_ranks_them)
{
	struct compiled compiled;
	struct reference reference;
	const struct entry_row *row;
	struct text texts = { 0 };

	compile(&compiled, &reference,
	    "Example: 554 c1\nStage: any\nCause: rare\n"
	    "Source: RFC 5321 4 2026-01-31\n\n"
	    "Example: 554 d1\nStage: any\nCause: common\n"
	    "Source: RFC 5321 4 2026-01-31\n\n"
	    "Example: 554 a1\nStage: any\nCause: second\n"
	    "Source: RFC 5321 4 2026-01-31\n\n"
	    "Example: 554 b1\nStage: any\nCause: wrong\n"
	    "Source: RFC 5321 4 2026-01-31\n\n"
	    "Example: 550 other\nStage: any\nCause: wrong\n"
	    "Source: RFC 5321 4 2026-01-31\n\n"
	    "Server: basalt\nTitle: Basalt\nKind: list\nChecked: 2026-02-01\n\n"
	    "Example: 554 d2\nStage: any\nCause: common\n"
	    "Source: RFC 5321 4 2026-01-31\n\n"
	    "Cause: second\nTitle: S\nExplanation: E.\nSign: S.\n"
	    "Retry: no: N.\nWho: sender: do it.\n\n"
	    "Cause: rare\nTitle: R\nExplanation: E.\nSign: S.\n"
	    "Retry: no: N.\nWho: sender: do it.\n\n"
	    "Cause: common\nTitle: C\nExplanation: E.\nSign: S.\n"
	    "Retry: no: N.\nWho: sender: do it.\n\n"
	    "Code: 554\nTitle: Failed\nStanding: standard\nSummary: S.\n"
	    "Retry: no: N.\nWho: sender: do it.\nWhy: wrong: w\n"
	    "Why: second: s\nFix: Ask them.\n");
	row = reference_entry(&reference, reference_find_code(&reference, 554));
	for (uint32_t i = 0; i < row->examples.count; i++)
		text_printf(&texts, "%s,",
		    reference_string(&reference,
			reference_example(&reference,
			    reference_link(&reference, row->examples, i))
			    ->text));
	ck_assert_str_eq(texts.data, "554 b1,554 a1,554 d1,554 d2,554 c1,");
	text_release(&texts);
	compiled_release(&compiled);
}
END_TEST

START_TEST(an_example_belongs_to_all_that_it_shows)
{
	struct compiled compiled;
	struct reference reference;
	const struct entry_row *row;

	compile(&compiled, &reference,
	    "Example: 550 5.7.15 no\nStage: any\nCause: wrong/badly\n"
	    "Source: RFC 5321 4 2026-01-31\n\n"
	    "Cause: wrong/badly\nTitle: Badly wrong\n\n"
	    "Pair: 550 5.7.15\nTitle: P\nSummary: P.\nRetry: no: N.\n"
	    "Who: sender: do it.\nWhy: wrong: w\n\n"
	    "Status: 5.7.10-20\nServer: granite\nTitle: S\nStanding: vendor\n"
	    "Summary: R.\nRetry: no: N.\nWho: sender: do it.\nWhy: wrong: w\n\n"
	    "Status: 4.7.15\nTitle: S\nStanding: standard\nSummary: R.\n"
	    "Retry: no: N.\nWho: sender: do it.\nWhy: wrong: w\n");
	for (uint32_t i = 0; i < compiled.tables.entry_count; i++) {
		row = reference_entry(&reference, i);
		ck_assert_msg(row->examples.count ==
			(strcmp(reference_name(&reference, i), "4.7.15") != 0),
		    "%s", reference_name(&reference, i));
	}
	compiled_release(&compiled);
}
END_TEST

/* Role accounts, example domains and what a Contact names are allowed. */
START_TEST(addresses_that_are_allowed_pass)
{
	struct compiled compiled;
	struct reference reference;

	compile(&compiled, &reference,
	    "Code: 250\nTitle: T\nStanding: standard\n"
	    "Summary: Ask abuse@granite.test, care@granite.test,\n"
	    "+ a@example.org, b@mail.example.com, c@x.example,\n"
	    "+ d@example.net or <user>@<domain>;\n"
	    "+ an @ alone, a@b and @granite are none.\nRetry: none: N.\n");
	compiled_release(&compiled);
}
END_TEST

START_TEST(words_that_are_links_or_literals_may_be_long)
{
	struct compiled compiled;
	struct reference reference;

	compile(&compiled, &reference,
	    "Code: 250\nTitle: T\nStanding: standard\nSummary: See\n"
	    "+ https://docs.example.org/"
	    "a-very-long-path-that-leads-to-a-page-about-this-code and\n"
	    "+ `a-very-long-setting-that-has-a-name-of-more-than-52-columns`.\n"
	    "Retry: none: N.\n");
	compiled_release(&compiled);
}
END_TEST

START_TEST(a_literal_word_in_brackets_may_be_said_to_be_one)
{
	struct compiled compiled;
	struct reference reference;

	compile(&compiled, &reference,
	    "Example: 550 <<address>> <mailbox> <Upper> <a b> <1> <> < no\n"
	    "Stage: any\nCause: wrong\nSource: page: Title 2026-01-31\n"
	    "Literal: <mailbox>\n");
	compiled_release(&compiled);
}
END_TEST

/* A server's name ends what is its own: the next file begins without. */
START_TEST(vendor_codes_and_examples_belong_to_the_server_above)
{
	struct compiled compiled;
	struct reference reference;
	const struct entry_row *row;

	compile(&compiled, &reference,
	    "Vendor: G1\nCause: wrong\nMeaning: M.\n"
	    "Source: RFC 5321 4 2026-01-31\n\n"
	    "Server: basalt\nTitle: Basalt\nKind: list\nChecked: 2026-02-01\n\n"
	    "Vendor: G1\nCause: wrong\nMeaning: M.\n"
	    "Source: RFC 5321 4 2026-01-31\n");
	ck_assert_uint_eq(reference_count(&reference, ENTRY_VENDOR), 2);
	row = reference_entry(&reference,
	    reference_nth(&reference, ENTRY_VENDOR, 0));
	ck_assert_str_eq(reference_name(&reference, row->server), "granite");
	row = reference_entry(&reference,
	    reference_nth(&reference, ENTRY_VENDOR, 1));
	ck_assert_str_eq(reference_name(&reference, row->server), "basalt");
	compiled_release(&compiled);
}
END_TEST

Suite *
compile_suite(void)
{
	Suite *suite = suite_create("compile");
	const TTest *const tests[] = {
		no_records_are_a_reference_without_entries,
		a_code_has_what_its_record_says,
		a_refinement_says_only_what_differs,
		entries_stand_in_their_order_whatever_the_files,
		an_example_is_taken_apart, code_and_status_may_stand_in_fields,
		no_two_examples_have_one_id,
		examples_stand_by_cause_as_the_entry_ranks_them,
		an_example_belongs_to_all_that_it_shows,
		addresses_that_are_allowed_pass,
		words_that_are_links_or_literals_may_be_long,
		a_literal_word_in_brackets_may_be_said_to_be_one,
		vendor_codes_and_examples_belong_to_the_server_above
	};

	ADD_TESTS(suite, "compile", tests);
	return suite;
}
