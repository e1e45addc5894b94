/* From a reply to its cause, in the fixture. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "identify.h"

static struct identify identify;
static struct identification found;

static void
run(const char *text)
{
	identify_init(&identify, fixture());
	identify_run(&identify, text, strlen(text), &found);
	ck_assert(!identify.failed);
}

static const char *
cause(void)
{
	return reference_name(fixture(), found.cause);
}

static void
expect(const char *text, const char *wanted, enum basis basis)
{
	run(text);
	ck_assert_msg(strcmp(cause(), wanted) == 0, "%s: %s", text, cause());
	ck_assert_msg(found.basis == basis, "%s: by %s", text,
	    basis_names[found.basis]);
	identify_release(&identify);
}

START_TEST(an_example_in_the_text_gives_its_cause)
{
	expect("550 5.1.1 <a@example.org>: no such user here", "unknown-user",
	    BASIS_EXAMPLE);
	expect("Nov 24 mx said: 554 5.7.1 <b@example.net>: Relay denied",
	    "relay-denied", BASIS_EXAMPLE);
	expect("421 4.7.0 mx7.example.com too many sessions, come back later "
	       "[x1]",
	    "rate-limited", BASIS_EXAMPLE);
}
END_TEST

START_TEST(the_quoted_example_is_the_one_that_stands_there)
{
	const struct example_row *row;

	run("550 5.1.1 <a@example.org>: no such user here");
	ck_assert_uint_ne(found.example, TABLES_NONE);
	row = reference_example(fixture(), found.example);
	ck_assert_str_eq(reference_string(fixture(), row->text),
	    "550 5.1.1 <<address>>: no such user here");
	identify_release(&identify);
}
END_TEST

START_TEST(words_that_are_no_example_decide_by_the_model)
{
	expect("550 sorry, no such user in our directory of members",
	    "unknown-user", BASIS_TEXT);
	expect("452 that mailbox is quite full", "mailbox-full", BASIS_TEXT);
}
END_TEST

START_TEST(the_inner_reply_tells_why)
{
	run("450 4.1.1 unverified address: host h[192.0.2.1] said: 550 5.1.1 "
	    "<a@example.org>: no such user here");
	ck_assert_str_eq(cause(), "unknown-user");
	ck_assert_int_eq(found.basis, BASIS_EXAMPLE);
	ck_assert_uint_eq(identify.reply.outer.code, 450);
	identify_release(&identify);
}
END_TEST

START_TEST(what_is_not_known_has_no_cause_and_no_confidence)
{
	static const char *const texts[] = { "", "x", "550", "zyx wvu",
		"554 zyx wvu", "<address> 192.0.2.1 17" };

	for (size_t i = 0; i < COUNT(texts); i++) {
		run(texts[i]);
		ck_assert_msg(found.cause == TABLES_NONE, "%s: %s", texts[i],
		    cause());
		ck_assert_uint_eq(found.confidence, 0);
		ck_assert_int_eq(found.basis, BASIS_NONE);
		identify_release(&identify);
	}
}
END_TEST

START_TEST(the_next_three_are_named_always_and_in_order)
{
	static const char *const texts[] = { "550 no such user", "550 zyx",
		"554 5.7.1 <a@example.org>: Relay denied", "mailbox full" };

	for (size_t i = 0; i < COUNT(texts); i++) {
		uint32_t before = IDENTIFY_ONE;

		run(texts[i]);
		ck_assert_uint_eq(found.alternative_count,
		    IDENTIFY_ALTERNATIVES);
		for (uint32_t j = 0; j < found.alternative_count; j++) {
			ck_assert_uint_ne(found.alternatives[j].cause,
			    found.cause);
			ck_assert_uint_le(found.alternatives[j].confidence,
			    before);
			before = found.alternatives[j].confidence;
		}
		identify_release(&identify);
	}
}
END_TEST

START_TEST(what_an_example_may_as_well_tell_comes_second)
{
	run("550 5.7.620 Access denied, banned address 192.0.2.7");
	ck_assert_str_eq(cause(), "blocklisted/local");
	ck_assert_str_eq(reference_name(fixture(), found.alternatives[0].cause),
	    "relay-denied");
	identify_release(&identify);
}
END_TEST

START_TEST(what_decided_is_marked_in_the_text_that_was_given)
{
	const char *text = "&lt;a@example.org&gt;: 550 no such user "
			   "at &lt;example.org&gt;";
	bool marked = false;

	run(text);
	ck_assert_uint_gt(found.mark_count, 0);
	for (uint32_t i = 0; i < found.mark_count; i++) {
		const struct reply_span *mark = &found.marks[i];

		ck_assert_uint_lt(mark->from, mark->to);
		ck_assert_uint_le(mark->to, strlen(text));
		if (i > 0)
			ck_assert_uint_le(found.marks[i - 1].to, mark->from);
		marked = marked ||
		    (text + mark->from < strstr(text, "user") + 4 &&
			text + mark->to > strstr(text, "no such"));
	}
	ck_assert(marked);
	identify_release(&identify);
}
END_TEST

static bool
hide_all(const void *context, uint32_t server)
{
	(void)context;
	(void)server;
	return true;
}

START_TEST(the_texts_of_hidden_servers_are_not_known)
{
	const char *text = "550 5.1.1 <a@example.org>: no such user here";

	struct hidden hidden = { .server = hide_all };

	identify_init(&identify, fixture());
	identify.hidden = &hidden;
	identify_run(&identify, text, strlen(text), &found);
	ck_assert_uint_eq(found.example, TABLES_NONE);
	ck_assert_int_eq(found.basis, BASIS_TEXT);
	ck_assert_str_eq(cause(), "unknown-user");
	identify_release(&identify);
}
END_TEST

static bool
hide_that(const void *context, const struct example_row *row)
{
	return row == context;
}

START_TEST(a_hidden_example_gives_way_to_others)
{
	const char *text = "550 5.1.1 <a@example.org>: no such user here";
	struct hidden hidden = { .example = hide_that };
	uint32_t first;

	identify_init(&identify, fixture());
	identify_run(&identify, text, strlen(text), &found);
	first = found.example;
	ck_assert_uint_ne(first, TABLES_NONE);
	hidden.context = reference_example(fixture(), first);
	identify.hidden = &hidden;
	identify_run(&identify, text, strlen(text), &found);
	ck_assert_uint_ne(found.example, first);
	ck_assert_str_eq(cause(), "unknown-user");
	identify_release(&identify);
}
END_TEST

START_TEST(a_megabyte_of_one_word_ends)
{
	size_t length = 1 << 20;
	char *bytes = malloc(length);

	ck_assert_ptr_nonnull(bytes);
	memset(bytes, 'a', length);
	identify_init(&identify, fixture());
	identify_run(&identify, bytes, length, &found);
	ck_assert_uint_eq(found.cause, TABLES_NONE);
	for (size_t i = 0; i < length; i++)
		bytes[i] = "no such user "[i % 13];
	identify_run(&identify, bytes, length, &found);
	ck_assert_str_eq(cause(), "unknown-user");
	identify_release(&identify);
	free(bytes);
}
END_TEST

Suite *
identify_suite(void)
{
	Suite *suite = suite_create("identify");
	TCase *tests = tcase_create("identify");

	tcase_add_test(tests, an_example_in_the_text_gives_its_cause);
	tcase_add_test(tests, the_quoted_example_is_the_one_that_stands_there);
	tcase_add_test(tests, words_that_are_no_example_decide_by_the_model);
	tcase_add_test(tests, the_inner_reply_tells_why);
	tcase_add_test(tests, what_is_not_known_has_no_cause_and_no_confidence);
	tcase_add_test(tests, the_next_three_are_named_always_and_in_order);
	tcase_add_test(tests, what_an_example_may_as_well_tell_comes_second);
	tcase_add_test(tests,
	    what_decided_is_marked_in_the_text_that_was_given);
	tcase_add_test(tests, the_texts_of_hidden_servers_are_not_known);
	tcase_add_test(tests, a_hidden_example_gives_way_to_others);
	tcase_add_test(tests, a_megabyte_of_one_word_ends);
	suite_add_tcase(suite, tests);
	return suite;
}
