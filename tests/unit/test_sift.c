/* Rows of an input found by words that are typed. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "intake.h"
#include "sift.h"

/* One line, whose row is looked at: the text has no address, the line has. */
static const char line[] =
    "Nov 24 10:00:01 mx postfix/smtp[554]: 4F2D81C0A3: "
    "to=<anna@harbor.example>, relay=mx1.harbor.example[192.0.2.15]:25, "
    "delay=450, delays=0/0/0/1, dsn=5.2.2, status=bounced (host "
    "mx1.harbor.example[192.0.2.15] said: 552 5.2.2 <anna@harbor.example>: "
    "Mailbox of Gr\303\266\303\237e 9 is full (in reply to RCPT TO command))\n";

static const struct {
	const char *query;
	bool held;
} queries[] = {
	/* Words of the text, in any case, in part, in any order. */
	{ "", true },
	{ "   ", true },
	{ "mailbox", true },
	{ "MAILBOX", true },
	{ "ailbo", true },
	{ "full mailbox", true },
	{ "full granite", false },
	{ "Gr\303\266\303\237e", true },
	/* What the text has as a placeholder is in the line. */
	{ "anna@harbor.example", true },
	{ "4f2d81c0a3", true },
	{ "192.0.2.15", true },
	{ "192.0.2.16", false },
	{ "berta", false },
	/* The cause, by its name and by its title. */
	{ "mailbox-full", true },
	{ "Mailbox is", true },
	{ "relay-denied", false },
	/* Codes and statuses are no digits of something else. */
	{ "552", true },
	{ "5", true },
	{ "55", true },
	{ "55x", true },
	{ "554", false },
	{ "450", false },
	{ "5.2.2", true },
	{ "5.2", true },
	{ "x.2.2", true },
	{ "4.2.2", false },
	{ "552 full", true },
	/* Filters. */
	{ "code:552", true },
	{ "code:4", false },
	{ "status:5.2", true },
	{ "cause:mailbox", true },
	{ "cause:relay", false },
	{ "server:harbor", true },
	{ "server:granite", false },
	{ "code:552 full", true },
	{ "code:552 empty", false },
	/* Whatever bytes. */
	{ "\xff\xfe", false },
	{ ".", true },
	{ "x.", true },
};

/* Does the row of that line hold the query? */
static bool
holds(const char *query, bool wide)
{
	struct intake *intake = malloc(sizeof(*intake));
	struct sift sift = { 0 };
	bool held;

	ck_assert_ptr_nonnull(intake);
	ck_assert(intake_init(intake, fixture(), 0));
	intake_begin(intake);
	intake_feed(intake, line, strlen(line));
	intake_end(intake);
	ck_assert_uint_eq(intake->counts.kept_count, 1);
	sift_read(&sift, query);
	sift.wide = wide;
	held = sift_holds(&sift, fixture(), intake->counts.kept[0]);
	sift_release(&sift);
	intake_release(intake);
	free(intake);
	return held;
}

START_TEST(each_word_is_to_be_held)
{
	ck_assert_msg(holds(queries[_i].query, false) == queries[_i].held,
	    "query %s", queries[_i].query);
}
END_TEST

/* Letters stand in each line of a log: only a wide search looks there. */
START_TEST(letters_are_found_in_lines_by_a_wide_search)
{
	static const char *const in_line[] = { "anna", "relay", "bounced",
		"552 anna" };

	for (size_t i = 0; i < COUNT(in_line); i++) {
		ck_assert(!holds(in_line[i], false));
		ck_assert(holds(in_line[i], true));
	}
	ck_assert(!holds("berta", true));
}
END_TEST

/* All places of a word are found, none before where it is looked from. */
START_TEST(places_are_found_from_left_to_right)
{
	static const char text[] = "Relay: no relay, RELAY";
	size_t length = strlen(text);

	ck_assert_uint_eq(sift_find(text, length, 0, "relay", 5), 0);
	ck_assert_uint_eq(sift_find(text, length, 1, "relay", 5), 10);
	ck_assert_uint_eq(sift_find(text, length, 11, "relay", 5), 17);
	ck_assert_uint_eq(sift_find(text, length, 18, "relay", 5), SIZE_MAX);
	ck_assert_uint_eq(sift_find(text, 4, 0, "relay", 5), SIZE_MAX);
}
END_TEST

Suite *
sift_suite(void)
{
	Suite *suite = suite_create("sift");
	TCase *tests = tcase_create("sift");

	tcase_add_loop_test(tests, each_word_is_to_be_held, 0,
	    (int)COUNT(queries));
	tcase_add_test(tests, letters_are_found_in_lines_by_a_wide_search);
	tcase_add_test(tests, places_are_found_from_left_to_right);
	suite_add_tcase(suite, tests);
	return suite;
}
