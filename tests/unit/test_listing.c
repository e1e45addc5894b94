/* What -l prints. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "listing.h"

/* Lists by operands that are separated by `|`. */
static enum listing_result
list(struct text *text, struct text *message, const char *operands, bool json)
{
	char copy[64], *word;
	const char *words[8];
	struct options options = { .mode = MODE_LIST,
		.json = json,
		.operands = words };

	strcpy(copy, operands);
	for (word = strtok(copy, "|"); word != NULL; word = strtok(NULL, "|"))
		words[options.operand_count++] = word;
	return listing_write(text, fixture(), &options, message);
}

static size_t
count_lines(const char *text)
{
	size_t lines = 0;

	for (; *text != '\0'; text++)
		lines += *text == '\n';
	return lines;
}

START_TEST(each_kind_lists_its_entries)
{
	static const char *const kinds[ENTRY_KINDS] = { "codes", "statuses",
		"pairs", "causes", "servers", "vendors" };
	size_t sum = 0;

	for (enum entry_kind kind = 0; kind < ENTRY_KINDS; kind++) {
		struct text text = { 0 }, message = { 0 };

		ck_assert_int_eq(list(&text, &message, kinds[kind], false),
		    LISTING_FOUND);
		/* A vendor's other sense of a status has no line of its own. */
		ck_assert_uint_eq(count_lines(text.data),
		    reference_count(fixture(), kind) - (kind == ENTRY_STATUS));
		ck_assert_int_eq(strncmp(text.data, entry_kind_names[kind],
				     strlen(entry_kind_names[kind])),
		    0);
		ck_assert_uint_eq(message.length, 0);
		sum += count_lines(text.data);
		text_release(&text);
		text_clear(&message);
		list(&text, &message, "", false);
		if (kind == ENTRY_KINDS - 1)
			ck_assert_uint_eq(count_lines(text.data), sum);
		text_release(&text);
		text_release(&message);
	}
}
END_TEST

START_TEST(examples_are_listed_only_when_asked_for)
{
	struct text text = { 0 }, message = { 0 };

	list(&text, &message, "", false);
	ck_assert_ptr_null(strstr(text.data, "example\t"));
	text_clear(&text);
	ck_assert_int_eq(list(&text, &message, "examples", false),
	    LISTING_FOUND);
	ck_assert_uint_eq(count_lines(text.data),
	    reference_example_count(fixture()));
	text_release(&text);
	text_release(&message);
}
END_TEST

static const struct {
	const char *operands;
	enum listing_result result;
	const char *text;
	const char *message;
} rows[] = {
	{ "554", LISTING_FOUND, "code\t554\tTransaction failed\n", "" },
	{ "35x", LISTING_FOUND, "code\t354\tSend the message\n", "" },
	{ "x.1.x", LISTING_FOUND,
	    "status\tX.1.1\tNo such mailbox\nstatus\t2.1.5\tAddress is good\n",
	    "" },
	{ "35x|granite", LISTING_FOUND,
	    "code\t354\tSend the message\nserver\tgranite\tGranite MTA\n", "" },
	{ "550 5.7.1", LISTING_FOUND,
	    "pair\t550 5.7.1\tNot authorised, refused\n", "" },
	/* What is in no list is not listed. */
	{ "559", LISTING_EMPTY, "",
	    "559 is in no list of reply codes; nearest: 554, 552, 550" },
	{ "granit", LISTING_EMPTY, "",
	    "nothing is named 'granit'; nearest: granite" },
	{ "35x|granit|554", LISTING_EMPTY, "code\t354\tSend the message\n",
	    "nothing is named 'granit'; nearest: granite" },
	{ "relay denied", LISTING_INVALID, "",
	    "expected a kind, a name or a pattern" },
};

START_TEST(operands_narrow_the_list)
{
	struct text text = { 0 }, message = { 0 };

	ck_assert_int_eq(list(&text, &message, rows[_i].operands, false),
	    rows[_i].result);
	ck_assert_str_eq(text_string(&text), rows[_i].text);
	ck_assert_str_eq(text_string(&message), rows[_i].message);
	text_release(&text);
	text_release(&message);
}
END_TEST

START_TEST(json_is_one_object_whatever_is_found)
{
	static const char *const operands[] = { "", "codes", "examples", "55x",
		"559", "relay denied" };

	for (size_t i = 0; i < COUNT(operands); i++) {
		struct text text = { 0 }, message = { 0 };

		list(&text, &message, operands[i], true);
		ck_assert_uint_eq(count_lines(text.data), 1);
		ck_assert_int_eq(text.data[0], '{');
		text_release(&text);
		text_release(&message);
	}
}
END_TEST

Suite *
listing_suite(void)
{
	Suite *suite = suite_create("listing");
	const TTest *const tests[] = { each_kind_lists_its_entries,
		examples_are_listed_only_when_asked_for,
		json_is_one_object_whatever_is_found };
	TCase *loop = tcase_create("operands");

	ADD_TESTS(suite, "listing", tests);
	tcase_add_loop_test(loop, operands_narrow_the_list, 0,
	    (int)COUNT(rows));
	suite_add_tcase(suite, loop);
	return suite;
}
