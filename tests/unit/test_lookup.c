/* From operands to what they name. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

/* Writes the targets: kind, name, and of a status the classes asked for. */
static void
write_targets(struct text *text, const struct lookup *lookup)
{
	for (size_t i = 0; i < lookup->count; i++) {
		const struct target *target = &lookup->targets[i];

		text_printf(text, "%s %s", entry_kind_names[target->kind],
		    target->entry == TABLES_NONE ?
			"?" :
			reference_name(fixture(), target->entry));
		if (target->kind == ENTRY_STATUS ||
		    target->kind == ENTRY_PAIR) {
			text_append(text, "/");
			for (unsigned class = 2; class <= 5; class ++)
				if ((target->status.classes & 1u << class) != 0)
					text_printf(text, "%u", class);
		}
		text_append(text, ";");
	}
}

static const struct {
	const char *operands;
	enum lookup_result result;
	const char *targets;
	const char *message;
} rows[] = {
	{ "554", LOOKUP_FOUND, "code 554;", "" },
	{ " 554 ", LOOKUP_FOUND, "code 554;", "" },
	{ "554 550", LOOKUP_FOUND, "code 554;code 550;", "" },
	{ "5.7.1", LOOKUP_FOUND, "status X.7.1/5;", "" },
	{ "x.7.1", LOOKUP_FOUND, "status X.7.1/245;", "" },
	{ "4.7.1", LOOKUP_FOUND, "status X.7.1/4;", "" },
	{ "5.7.640", LOOKUP_FOUND, "status 5.7.606-649/5;", "" },
	{ "5.7.606-649", LOOKUP_FOUND, "status 5.7.606-649/5;", "" },
	{ "554 5.7.1", LOOKUP_FOUND, "pair 554 5.7.1/5;", "" },
	{ "554\t5.7.1\n", LOOKUP_FOUND, "pair 554 5.7.1/5;", "" },
	{ "550 5.7.1", LOOKUP_FOUND, "pair ?/5;", "" },
	{ "550 4.2.2", LOOKUP_FOUND, "pair ?/4;", "" },
	{ "554-5.7.1", LOOKUP_FOUND, "pair 554 5.7.1/5;", "" },
	{ "554 X.7.1", LOOKUP_FOUND, "code 554;status X.7.1/245;", "" },
	{ "5.7.1 554", LOOKUP_FOUND, "status X.7.1/5;code 554;", "" },
	{ "554 5.7.1 5.7.1", LOOKUP_FOUND, "pair 554 5.7.1/5;status X.7.1/5;",
	    "" },
	{ "554 5.7.1 550 5.1.1", LOOKUP_FOUND,
	    "pair 554 5.7.1/5;pair 550 5.1.1/5;", "" },
	{ "mailbox-full", LOOKUP_FOUND, "cause mailbox-full;", "" },
	{ "Mailbox-Full granite", LOOKUP_FOUND,
	    "cause mailbox-full;server granite;", "" },
	{ "HB12", LOOKUP_FOUND, "vendor HB##;", "" },
	{ "7305", LOOKUP_FOUND, "vendor 7301-7310;", "" },
	{ "554 HB12", LOOKUP_FOUND, "code 554;vendor HB##;", "" },
	{ "55x", LOOKUP_FOUND, "code 550;code 552;code 554;", "" },
	{ "55", LOOKUP_FOUND, "code 550;code 552;code 554;", "" },
	{ "55X", LOOKUP_FOUND, "code 550;code 552;code 554;", "" },
	{ "3", LOOKUP_FOUND, "code 354;", "" },
	{ "2xx", LOOKUP_FOUND, "code 220;code 250;", "" },
	{ "5.1", LOOKUP_FOUND, "status X.1.1/5;", "" },
	{ "5.1.x", LOOKUP_FOUND, "status X.1.1/5;", "" },
	{ "x.2.x", LOOKUP_FOUND, "status X.2.2/45;status 5.2.122/5;", "" },
	{ "2.x.x", LOOKUP_FOUND, "status 2.1.5/2;", "" },
	{ "5.7.x", LOOKUP_FOUND,
	    "status X.7.1/5;status 5.7.600-699/5;status 5.7.606-649/5;", "" },
	{ "2x 5.1.x", LOOKUP_FOUND, "code 220;code 250;status X.1.1/5;", "" },
	{ "53x", LOOKUP_UNKNOWN, "", "no code matches 53x" },
	{ "5.6.x", LOOKUP_UNKNOWN, "", "no code matches 5.6.x" },
	{ "559", LOOKUP_UNKNOWN, "code ?;",
	    "559 is in no list of reply codes; nearest: 554, 552, 550" },
	{ "199", LOOKUP_UNKNOWN, "code ?;",
	    "199 is in no list of reply codes" },
	{ "554 559", LOOKUP_UNKNOWN, "code 554;code ?;",
	    "559 is in no list of reply codes; nearest: 554, 552, 550" },
	{ "5.9.9", LOOKUP_UNKNOWN, "status ?/5;",
	    "this status is in no list that is known; its class and subject "
	    "say this much" },
	{ "559 5.9.9", LOOKUP_UNKNOWN, "pair ?/5;",
	    "559 is in no list of reply codes; nearest: 554, 552, 550" },
	{ "559 5.7.1", LOOKUP_UNKNOWN, "pair ?/5;",
	    "559 is in no list of reply codes; nearest: 554, 552, 550" },
	{ "550 5.9.9", LOOKUP_UNKNOWN, "pair ?/5;",
	    "this status is in no list that is known; its class and subject "
	    "say this much" },
	{ "granit", LOOKUP_UNKNOWN, "",
	    "nothing is named 'granit'; nearest: granite" },
	{ "mailbox-fu", LOOKUP_UNKNOWN, "",
	    "nothing is named 'mailbox-fu'; nearest: mailbox-full" },
	{ "zzzzzz", LOOKUP_UNKNOWN, "",
	    "nothing is named 'zzzzzz'; -s looks for words in replies" },
	{ "55a", LOOKUP_INVALID, "",
	    "'55a' is no code: expected three digits (554), a status (5.7.1, "
	    "each part up to 999) or a pattern (55x, 5.7.x)" },
	{ "5.300000.1", LOOKUP_INVALID, "",
	    "'5.300000.1' is no code: expected three digits (554), a status "
	    "(5.7.1, each part up to 999) or a pattern (55x, 5.7.x)" },
	{ "", LOOKUP_INVALID, "",
	    "an operand is empty: expected a code (554), a status (5.7.1), a "
	    "cause or a server" },
	{ " \t", LOOKUP_INVALID, "",
	    "an operand is empty: expected a code (554), a status (5.7.1), a "
	    "cause or a server" },
	{ "554 Transaction failed", LOOKUP_TEXT, "code 554;", "" },
	{ "550-5.1.1 The user is unknown", LOOKUP_TEXT, "pair 550 5.1.1/5;",
	    "" },
	{ "relay denied", LOOKUP_TEXT, "", "" },
	{ "Basalt", LOOKUP_FOUND, "server granite;", "" },
	{ "quay side", LOOKUP_FOUND, "server harbor;", "" },
	{ "rock", LOOKUP_FOUND, "server granite;server harbor;",
	    "rock is a name of granite and harbor" },
	{ "basald", LOOKUP_UNKNOWN, "",
	    "nothing is named 'basald'; nearest: basalt" },
	{ "granite 5.7.1", LOOKUP_FOUND, "status X.7.1/5;server granite;", "" },
	{ "rock 554", LOOKUP_FOUND, "code 554;server granite;server harbor;",
	    "rock is a name of granite and harbor" },
	{ "granite harbor 554 granite", LOOKUP_FOUND,
	    "code 554;server granite;server harbor;server granite;", "" },
	{ "harbor delist", LOOKUP_FOUND, "server harbor;", "" },
	{ "Delisting quay side", LOOKUP_FOUND, "server harbor;", "" },
	{ "rock delist", LOOKUP_FOUND, "server harbor;server granite;",
	    "rock is a name of granite and harbor" },
	{ "mailbox-full delist", LOOKUP_TEXT, "", "" },
	{ "granite relay rule", LOOKUP_SEARCH, "server granite;",
	    "server:granite relay rule" },
	{ "daily limit quay side", LOOKUP_SEARCH, "server harbor;",
	    "server:harbor daily limit" },
	{ "550 granite said so", LOOKUP_TEXT, "code 550;", "" },
	{ "granite: relay denied", LOOKUP_TEXT, "", "" },
	{ "your granite relay is shut", LOOKUP_TEXT, "", "" },
	{ "granite takes no mail from you", LOOKUP_TEXT, "", "" },
	{ "559 was it", LOOKUP_TEXT, "code ?;", "" },
};

START_TEST(operands_name_what_they_say)
{
	struct lookup lookup = { 0 };
	struct text targets = { 0 };

	ck_assert_int_eq(lookup_operands(&lookup, fixture(), &rows[_i].operands,
			     1),
	    rows[_i].result);
	if (rows[_i].result != LOOKUP_INVALID)
		write_targets(&targets, &lookup);
	ck_assert_str_eq(text_string(&targets), rows[_i].targets);
	/* Not more than one of them says something. */
	text_append(&lookup.message, text_string(&lookup.hint));
	text_append(&lookup.message,
	    rows[_i].result == LOOKUP_SEARCH ? text_string(&lookup.query) : "");
	ck_assert_str_eq(text_string(&lookup.message), rows[_i].message);
	ck_assert(!lookup.failed);
	text_release(&targets);
	lookup_release(&lookup);
}
END_TEST

START_TEST(operands_are_joined_by_blanks)
{
	static const char *const operands[] = { "550", "5.1.1", "granite" };
	struct lookup lookup = { 0 };
	struct text targets = { 0 };

	ck_assert_int_eq(lookup_operands(&lookup, fixture(), operands, 3),
	    LOOKUP_FOUND);
	write_targets(&targets, &lookup);
	ck_assert_str_eq(targets.data, "pair 550 5.1.1/5;server granite;");
	text_release(&targets);
	lookup_release(&lookup);
}
END_TEST

START_TEST(one_empty_operand_among_others_is_a_mistake)
{
	static const char *const operands[] = { "550", "", "granite" };
	struct lookup lookup = { 0 };

	ck_assert_int_eq(lookup_operands(&lookup, fixture(), operands, 3),
	    LOOKUP_INVALID);
	lookup_release(&lookup);
}
END_TEST

START_TEST(a_pattern_alone_is_told_as_one)
{
	static const struct {
		const char *operands;
		bool is_pattern;
	} asked[] = { { "55x", true }, { "5.7.x", true }, { "554", false },
		{ "55x 554", false }, { "554 55x", false },
		{ "55x 5.7.x", false } };

	for (size_t i = 0; i < COUNT(asked); i++) {
		struct lookup lookup = { 0 };

		lookup_operands(&lookup, fixture(), &asked[i].operands, 1);
		ck_assert_msg(lookup.has_pattern == asked[i].is_pattern, "%s",
		    asked[i].operands);
		lookup_release(&lookup);
	}
}
END_TEST

START_TEST(a_pattern_matches_what_it_lists)
{
	const char *operand = "5.7.x";
	struct lookup lookup = { 0 };

	lookup_operands(&lookup, fixture(), &operand, 1);
	ck_assert(pattern_matches(&lookup.pattern, fixture(),
	    fixture_entry(ENTRY_STATUS, "X.7.1")));
	ck_assert(!pattern_matches(&lookup.pattern, fixture(),
	    fixture_entry(ENTRY_STATUS, "X.2.2")));
	ck_assert(!pattern_matches(&lookup.pattern, fixture(),
	    fixture_entry(ENTRY_CODE, "554")));
	lookup_release(&lookup);
}
END_TEST

/* Every name in the list answers when it is typed, ranges as well. */
START_TEST(every_entry_is_found_by_its_name)
{
	for (uint32_t i = 0; i < fixture()->tables.entry_count; i++) {
		const char *name = reference_name(fixture(), i);
		struct lookup lookup = { 0 };

		ck_assert_msg(lookup_operands(&lookup, fixture(), &name, 1) ==
			LOOKUP_FOUND,
		    "%s", name);
		ck_assert_uint_eq(lookup.count, 1);
		if (reference_is_listed(fixture(), i))
			ck_assert_uint_eq(lookup.targets[0].entry, i);
		lookup_release(&lookup);
	}
}
END_TEST

START_TEST(the_target_of_an_entry_is_that_entry)
{
	for (uint32_t i = 0; i < fixture()->tables.entry_count; i++) {
		struct target target = lookup_entry(fixture(), i);

		ck_assert_uint_eq(target.entry, i);
		ck_assert_uint_eq(target.kind,
		    reference_entry(fixture(), i)->kind);
	}
}
END_TEST

START_TEST(hostile_operands_are_told_harmlessly)
{
	static const char *const operands[] = { "\x1b[31m", "\xff\xfe",
		"\xe2\x80\xaegranite", "5\x1b", "5.7.\xff", "554 \x1b]0;x\x07",
		"\x01 \x02 \x03", "\xc2\x9b" };

	for (size_t i = 0; i < COUNT(operands); i++) {
		struct lookup lookup = { 0 };

		lookup_operands(&lookup, fixture(), &operands[i], 1);
		ck_assert(is_harmless(text_string(&lookup.message),
		    lookup.message.length));
		lookup_release(&lookup);
	}
}
END_TEST

START_TEST(an_operand_of_a_megabyte_is_answered)
{
	static const char *const parts[] = { "x", "5", "55x ", "554 ", "a ",
		"5.7.1 ", " " };

	for (size_t i = 0; i < COUNT(parts); i++) {
		struct text operand = { 0 };
		struct lookup lookup = { 0 };
		const char *string;

		while (operand.length < 1u << 20)
			text_append(&operand, parts[i]);
		string = operand.data;
		lookup_operands(&lookup, fixture(), &string, 1);
		ck_assert(!lookup.failed);
		lookup_release(&lookup);
		text_release(&operand);
	}
}
END_TEST

START_TEST(random_operands_name_only_what_there_is)
{
	static const char letters[] = "5.7145x X-#*/aHB\t\xff";
	uint32_t seed = 99;

	for (unsigned round = 0; round < 20000; round++) {
		char operand[16];
		const char *string = operand;
		struct lookup lookup = { 0 };
		enum lookup_result result;
		size_t length = next_random(&seed) % 15;

		for (size_t i = 0; i < length; i++)
			operand[i] =
			    letters[next_random(&seed) % (sizeof(letters) - 1)];
		operand[length] = '\0';
		result = lookup_operands(&lookup, fixture(), &string, 1);
		EXPECT(result != LOOKUP_FOUND || lookup.count > 0);
		EXPECT(result == LOOKUP_FOUND || result == LOOKUP_TEXT ||
		    lookup.message.length > 0);
		for (size_t i = 0; i < lookup.count; i++)
			EXPECT(lookup.targets[i].entry == TABLES_NONE ||
			    lookup.targets[i].entry <
				fixture()->tables.entry_count);
		lookup_release(&lookup);
	}
}
END_TEST

Suite *
lookup_suite(void)
{
	Suite *suite = suite_create("lookup");
	const TTest *const tests[] = { operands_are_joined_by_blanks,
		one_empty_operand_among_others_is_a_mistake,
		a_pattern_alone_is_told_as_one, a_pattern_matches_what_it_lists,
		every_entry_is_found_by_its_name,
		the_target_of_an_entry_is_that_entry,
		hostile_operands_are_told_harmlessly,
		an_operand_of_a_megabyte_is_answered,
		random_operands_name_only_what_there_is };
	TCase *loop = tcase_create("operands");

	ADD_TESTS(suite, "lookup", tests);
	tcase_set_timeout(loop, 0);
	tcase_add_loop_test(loop, operands_name_what_they_say, 0,
	    (int)COUNT(rows));
	suite_add_tcase(suite, loop);
	return suite;
}
