/* An admin's own records behind the tables of the fixture. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "compile_own.h"
#include "find.h"
#include "identify.h"

/* The fixture with own records, and what was said to these. */
struct with_own {
	struct compiled compiled;
	struct reference reference;
	struct diagnostics errors;
	struct record_file file;
};

static void
begin_bytes(struct with_own *own, const char *bytes, size_t length)
{
	memset(own, 0, sizeof(*own));
	EXPECT(
	    record_file_read(&own->file, "a.rec", bytes, length, &own->errors));
	EXPECT(compile_own(&own->compiled, &own->file, 1, &fixture()->tables,
	    &own->errors));
	reference_init(&own->reference, &own->compiled.tables);
}

static void
begin(struct with_own *own, const char *bytes)
{
	begin_bytes(own, bytes, strlen(bytes));
}

static void
end(struct with_own *own)
{
	diagnostics_release(&own->errors);
	record_file_release(&own->file);
	compiled_release(&own->compiled);
}

static const char house[] =
    "Note: 554\nText: Ask the desk.\n\n"
    "Server: pump-house\nTitle: The pump\n\n"
    "Example: 554 5.7.1 <address>: the pump stands still at <host>\n"
    "Cause: rate-limited\nWho: recipient-admin: with boots.\n\n"
    "Example: 550 5.1.1 <<address>>: no such user here\n"
    "Cause: mailbox-full\n";

START_TEST(what_was_there_stays_as_it_was)
{
	const struct tables *before = &fixture()->tables;
	struct with_own own;

	begin(&own, house);
	ck_assert_uint_eq(own.errors.count, 0);
	for (uint32_t i = 0; i < before->entry_count; i++) {
		ck_assert_str_eq(reference_name(&own.reference, i),
		    reference_name(fixture(), i));
		ck_assert(!reference_is_own(&own.reference, i));
	}
	for (uint32_t i = 0; i < before->example_count; i++) {
		ck_assert_str_eq(reference_string(&own.reference,
				     reference_example(&own.reference, i)->id),
		    reference_string(fixture(),
			reference_example(fixture(), i)->id));
		ck_assert(!reference_is_own_example(&own.reference, i));
	}
	ck_assert_uint_eq(reference_note_count(fixture()), 0);
	end(&own);
}
END_TEST

START_TEST(an_own_server_is_one_of_the_servers)
{
	uint32_t count = reference_count(fixture(), ENTRY_SERVER), entry;
	struct with_own own;

	begin(&own, house);
	ck_assert_uint_eq(reference_count(&own.reference, ENTRY_SERVER),
	    count + 1);
	entry = reference_nth(&own.reference, ENTRY_SERVER, count);
	ck_assert_str_eq(reference_name(&own.reference, entry), "pump-house");
	ck_assert_str_eq(reference_title(&own.reference, entry), "The pump");
	ck_assert(reference_is_own(&own.reference, entry));
	ck_assert_uint_eq(reference_find_name(&own.reference, ENTRY_SERVER,
			      "Pump-House", 10),
	    entry);
	ck_assert_uint_eq(
	    reference_entry(&own.reference, entry)->examples.count, 2);
	end(&own);
}
END_TEST

START_TEST(a_server_without_title_is_called_by_its_name)
{
	struct with_own own;
	uint32_t entry;

	begin(&own, "Server: mx9\n");
	entry = reference_find_name(&own.reference, ENTRY_SERVER, "mx9", 3);
	ck_assert_str_eq(reference_title(&own.reference, entry), "mx9");
	end(&own);
}
END_TEST

/* The examples of an entry: own ones, then those before in their order. */
static void
check_examples(const struct with_own *own, uint32_t entry, uint32_t expected)
{
	struct slice before = reference_entry(fixture(), entry)->examples;
	struct slice now = reference_entry(&own->reference, entry)->examples;

	ck_assert_uint_eq(now.count, before.count + expected);
	for (uint32_t i = 0; i < now.count; i++) {
		uint32_t example = reference_link(&own->reference, now, i);

		if (i < expected)
			ck_assert(
			    reference_is_own_example(&own->reference, example));
		else
			ck_assert_uint_eq(example,
			    reference_link(fixture(), before, i - expected));
	}
}

START_TEST(own_examples_stand_first_wherever_they_belong)
{
	struct with_own own;

	begin(&own, house);
	check_examples(&own, fixture_entry(ENTRY_CODE, "554"), 1);
	check_examples(&own, fixture_entry(ENTRY_CODE, "550"), 1);
	check_examples(&own, fixture_entry(ENTRY_CODE, "451"), 0);
	check_examples(&own, fixture_entry(ENTRY_STATUS, "X.1.1"), 1);
	check_examples(&own, fixture_entry(ENTRY_PAIR, "554 5.7.1"), 1);
	check_examples(&own, fixture_entry(ENTRY_PAIR, "454 4.7.1"), 0);
	check_examples(&own, fixture_entry(ENTRY_CAUSE, "rate-limited"), 1);
	check_examples(&own, fixture_entry(ENTRY_CAUSE, "unknown-user"), 0);
	check_examples(&own, fixture_entry(ENTRY_SERVER, "granite"), 0);
	end(&own);
}
END_TEST

/* The example and the cause of a text. */
static struct identification
identified(const struct reference *reference, const char *text)
{
	static struct identify identify;
	struct identification found;

	identify_init(&identify, reference);
	identify_run(&identify, text, strlen(text), &found);
	EXPECT(!identify.failed);
	identify_release(&identify);
	return found;
}

START_TEST(a_reply_is_known_by_an_own_example)
{
	struct identification found;
	struct with_own own;

	begin(&own, house);
	found = identified(&own.reference,
	    "554 5.7.1 <a@example.org>: the pump stands still at mx.example.net");
	ck_assert_int_eq(found.basis, BASIS_EXAMPLE);
	ck_assert_str_eq(reference_name(&own.reference, found.cause),
	    "rate-limited");
	ck_assert(reference_is_own_example(&own.reference, found.example));
	end(&own);
}
END_TEST

START_TEST(an_own_example_goes_before_the_same_text_of_others)
{
	static const char text[] =
	    "550 5.1.1 <a@example.org>: no such user here";
	struct with_own own;
	uint32_t cause;

	begin(&own, house);
	cause = identified(fixture(), text).cause;
	ck_assert_str_eq(reference_name(fixture(), cause), "unknown-user");
	cause = identified(&own.reference, text).cause;
	ck_assert_str_eq(reference_name(&own.reference, cause), "mailbox-full");
	end(&own);
}
END_TEST

/* Own records that share no text with the fixture change none of its answers. */
START_TEST(all_other_replies_are_known_as_before)
{
	struct with_own own;

	begin(&own,
	    "Example: 550 5.1.1 aardvark and zebra <n> are denied here\n"
	    "Server: harbor\nCause: protocol\n");
	for (uint32_t i = 0; i < fixture()->tables.example_count; i++) {
		const char *text = reference_string(fixture(),
		    reference_example(fixture(), i)->text);
		struct identification before = identified(fixture(), text);
		struct identification now = identified(&own.reference, text);

		ck_assert_uint_eq(now.example, before.example);
		ck_assert_uint_eq(now.cause, before.cause);
		ck_assert_uint_eq(now.confidence, before.confidence);
	}
	end(&own);
}
END_TEST

/* The first example that a search finds. */
static uint32_t
first_found(const struct reference *reference, const char *query)
{
	uint32_t found = TABLES_NONE;
	struct find find;

	EXPECT(find_init(&find, reference));
	find_run(&find, query, false);
	if (find.search.all && find.search.hit_count > 0)
		found = find.search.hits[0].document;
	find_release(&find);
	return found;
}

START_TEST(examples_are_found_old_and_new)
{
	static const char *const queries[] = { "pump still", "pmup",
		"server:pump-house stands", "no such user here" };
	struct with_own own;

	begin(&own, house);
	for (size_t i = 0; i < COUNT(queries); i++)
		ck_assert_msg(reference_is_own_example(&own.reference,
				  first_found(&own.reference, queries[i])),
		    "%s", queries[i]);
	ck_assert_uint_eq(first_found(&own.reference, "too many sessions"),
	    first_found(fixture(), "too many sessions"));
	ck_assert_uint_eq(first_found(&own.reference, "schwarzen Liste"),
	    first_found(fixture(), "schwarzen Liste"));
	end(&own);
}
END_TEST

START_TEST(the_joined_index_is_the_one_that_would_be_built)
{
	struct index_builder builder = { 0 };
	struct normal normal = { 0 };
	struct index built, joined;
	struct with_own own;

	begin(&own, house);
	for (uint32_t i = 0; i < own.compiled.tables.example_count; i++) {
		const char *text = reference_string(&own.reference,
		    reference_example(&own.reference, i)->text);

		normal_make(&normal, text, strlen(text));
		index_add(&builder, &normal);
	}
	ck_assert(index_finish(&builder, &built));
	reference_index(&own.reference, &joined);
	ck_assert_uint_eq(joined.term_count, built.term_count);
	ck_assert_uint_eq(joined.document_count, built.document_count);
	for (uint32_t i = 0; i < built.term_count; i++) {
		struct slice a = joined.terms[i].postings;
		struct slice b = built.terms[i].postings;

		ck_assert_str_eq(index_term(&joined, i), index_term(&built, i));
		ck_assert_uint_eq(joined.terms[i].weight,
		    built.terms[i].weight);
		ck_assert_uint_eq(a.count, b.count);
		for (uint32_t j = 0; j < a.count; j++)
			ck_assert_uint_eq(joined.postings[a.first + j].target,
			    built.postings[b.first + j].target);
	}
	normal_release(&normal);
	index_builder_release(&builder);
	end(&own);
}
END_TEST

START_TEST(notes_alone_copy_nothing)
{
	struct with_own own;

	begin(&own, "Note: 554 5.7.1\nText: Ask.\n+\n+ Again.\n");
	ck_assert_ptr_eq(own.compiled.tables.pool, fixture()->tables.pool);
	ck_assert_ptr_eq(own.compiled.tables.entries,
	    fixture()->tables.entries);
	ck_assert_ptr_eq(own.compiled.tables.terms, fixture()->tables.terms);
	ck_assert_ptr_eq(own.compiled.tables.literals,
	    fixture()->tables.literals);
	ck_assert_uint_eq(reference_note_count(&own.reference), 1);
	ck_assert_str_eq(reference_string(&own.reference,
			     reference_note(&own.reference, 0)->text),
	    "Ask.\nAgain.");
	end(&own);
}
END_TEST

/* What is said to records, and what of them counts. */
static const struct {
	const char *bytes;
	const char *told;
	uint32_t notes, servers, examples;
} records[] = {
	{ "", "", 0, 0, 0 },
	{ "# nothing\n", "", 0, 0, 0 },
	{ "Note: 5.7.1\nText: T\n", "", 1, 0, 0 },
	{ "Note: X.7.1\nText: T\n", "", 1, 0, 0 },
	{ "Note: 559\nText: Of no entry, but a code.\n", "", 1, 0, 0 },
	{ "Note: 550 5.9.9\nText: T\n", "", 1, 0, 0 },
	{ "Note: HB-BAN\nText: T\n", "", 1, 0, 0 },
	{ "Text: T\nNote: 554\n",
	    "a.rec:1: error: no record begins with "
	    "`Text`; nearest is `Note`\n",
	    0, 0, 0 },
	{ "Note: 554\nText: T\n\nNote: 5\nText: U\n",
	    "a.rec:4: error: `5` is no code (554), status (5.7.1 or X.7.1) or "
	    "both (554 5.7.1)\n",
	    1, 0, 0 },
	{ "Server: a\n\nServer: b\nTitle: x\nTitle: y\n",
	    "a.rec:5: error: `Title` may stand once only\n", 0, 1, 0 },
	{ "Server: a\nHabit: x\nTitle: y\nHabit: z\n", "", 0, 1, 0 },
	{ "Server: a\n\nExample: 550 no\nCause: unknown-user\nWho: me: x\n",
	    "a.rec:5: error: `Who` must be one of: sender, sender-admin, "
	    "recipient, recipient-admin, nobody\n",
	    0, 1, 0 },
	{ "Server: a\n\nExample: 550 no\n\n+ 550 x\nCause: unknown-user\n",
	    "a.rec:3: error: missing field `Cause`\n"
	    "a.rec:5: error: a line of `+` without a field above it\n",
	    0, 1, 0 },
	{ "Server: b\n\nExample: 550 no\nServer: a\nCause: unknown-user\n\n"
	  "Server: a\n",
	    "", 0, 2, 1 },
	{ "Server: \n", "a.rec:1: error: line ends in a blank\n", 0, 0, 0 },
	{ "Server:\n", "a.rec:1: error: `Server` is empty\n", 0, 0, 0 },
	{ "Example: 450 5.1.1 whoever it was\nServer: granite\n"
	  "Cause: unknown-user\nMeaning: mail me@home.test  at http://x\n",
	    "", 0, 0, 1 },
};

START_TEST(what_is_wrong_is_told_and_the_rest_counts)
{
	struct text told = { 0 };
	struct with_own own;

	begin(&own, records[_i].bytes);
	diagnostics_print(&own.errors, &told);
	ck_assert_str_eq(text_string(&told), records[_i].told);
	ck_assert_uint_eq(reference_note_count(&own.reference),
	    records[_i].notes);
	ck_assert_uint_eq(own.compiled.tables.own_servers.count,
	    records[_i].servers);
	ck_assert_uint_eq(own.compiled.tables.own_examples.count,
	    records[_i].examples);
	text_release(&told);
	end(&own);
}
END_TEST

/* More different words than an example's parts can number. */
START_TEST(words_without_end_have_one)
{
	struct text bytes = { 0 };
	struct identification found;
	struct with_own own;
	unsigned word = 0;

	text_append(&bytes, "Server: a\n\n");
	for (unsigned i = 0; i < 400; i++) {
		text_append(&bytes, "Example: 550 ");
		for (unsigned j = 0; j < 300; j++, word++)
			text_printf(&bytes, "%c%c%c%cx ", 'a' + word % 26,
			    'a' + word / 26 % 26, 'a' + word / 676 % 26,
			    'a' + word / 17576 % 26);
		text_append(&bytes, "end\nCause: protocol\n\n");
	}
	begin_bytes(&own, text_string(&bytes), bytes.length);
	ck_assert_uint_gt(own.errors.count, 0);
	ck_assert_str_eq(own.errors.items[0].what,
	    "too many different words in all replies together");
	ck_assert_uint_gt(own.compiled.tables.own_examples.count, 100);
	ck_assert_uint_lt(own.compiled.tables.term_count, 65535);
	found = identified(&own.reference,
	    "550 5.1.1 <a@example.org>: no such user here");
	ck_assert_str_eq(reference_name(&own.reference, found.cause),
	    "unknown-user");
	text_release(&bytes);
	end(&own);
}
END_TEST

/* Of which records are made, more or less. */
static const char *const lines[] = { "\n", "\n", "\n", "Note: 554\n",
	"Note: 5.7.1\n", "Note: granite\n", "Note: 5x\n", "Text: T\n",
	"Text:\n", "Server: mx\n", "Server: granite\n", "Server: M\n",
	"Title: T\n", "Kind: list\n", "Habit: H\n", "Docs: x\n",
	"Example: 554 5.7.1 no <host>\n", "Example: 550-no\n", "+ 550 never\n",
	"+\n", "+x\n", "Example: no such thing\n", "Code: none\n",
	"Code: 550\n", "Status: 5.1.1\n", "Status: 5\n", "Stage: rcpt\n",
	"Cause: protocol\n", "Cause: x\n", "Meaning: M\n", "Retry: no: N.\n",
	"Retry: no\n", "Who: sender: S.\n", "Who_none: : S.\n",
	"Literal: <x>\n", "Source: S\n", "When: W\n", "Note\n", "\x1b\n",
	"Text: \xff\n", "Vendor: V\n" };

START_TEST(nonsense_of_records_never_crashes)
{
	uint32_t seed = 7;

	for (unsigned round = 0; round < 3000; round++) {
		struct text bytes = { 0 }, told = { 0 };
		struct with_own own;
		size_t length;

		for (uint32_t i = next_random(&seed) % 24; i > 0; i--)
			text_append(&bytes,
			    lines[next_random(&seed) % COUNT(lines)]);
		length = bytes.length;
		if (length > 0 && round % 4 == 0)
			length = next_random(&seed) % length;
		begin_bytes(&own, text_string(&bytes), length);
		diagnostics_print(&own.errors, &told);
		EXPECT(is_harmless(text_string(&told), told.length));
		first_found(&own.reference, "no such thing");
		identified(&own.reference, "550 no such thing never no host");
		text_release(&told);
		text_release(&bytes);
		end(&own);
	}
}
END_TEST

Suite *
own_suite(void)
{
	Suite *suite = suite_create("own");
	const TTest *const tests[] = { what_was_there_stays_as_it_was,
		an_own_server_is_one_of_the_servers,
		a_server_without_title_is_called_by_its_name,
		own_examples_stand_first_wherever_they_belong,
		a_reply_is_known_by_an_own_example,
		an_own_example_goes_before_the_same_text_of_others,
		all_other_replies_are_known_as_before,
		examples_are_found_old_and_new,
		the_joined_index_is_the_one_that_would_be_built,
		notes_alone_copy_nothing, words_without_end_have_one,
		nonsense_of_records_never_crashes };
	TCase *tcase = tcase_create("records");

	ADD_TESTS(suite, "own", tests);
	tcase_add_loop_test(tcase, what_is_wrong_is_told_and_the_rest_counts, 0,
	    (int)COUNT(records));
	suite_add_tcase(suite, tcase);
	return suite;
}
