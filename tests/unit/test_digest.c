/* What an input adds up to, in the order in which an admin wants it. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "digest.h"

enum {
	LINE_SIZE = 500,
};

static struct intake *intake;

/* So many lines of a message each, whose texts are those of the fixture. */
static void
feed(unsigned count, const char *tail)
{
	static unsigned number;
	char line[LINE_SIZE];

	for (unsigned i = 0; i < count; i++) {
		int length = snprintf(line, sizeof(line),
		    "Nov 24 10:00:%02u mx postfix/%s\n", number % 60, tail);
		char *id = strstr(line, "ID");

		number++;
		if (id != NULL) {
			char digits[8];

			snprintf(digits, sizeof(digits), "%06X", number);
			memcpy(id, digits, 6);
		}
		intake_feed(intake, line, (size_t)length);
	}
}

#define TO \
	"smtp[9]: IDxxxx: to=<a@b.example>, relay=c.example[192.0.2.1]:25, " \
	"delay=1, delays=0/0/0/1, "
#define SAID "(host c.example[192.0.2.1] said: "
#define LMTP \
	"lmtp[9]: IDxxxx: to=<a@b.example>, relay=mx[private/lmtp], " \
	"delay=1, delays=0/0/0/1, "
#define REJECT "smtpd[9]: NOQUEUE: reject: RCPT from d.example[192.0.2.2]: "
#define FROM "; from=<e@f.example> to=<a@b.example> proto=ESMTP helo=<x>"

/* Replies of all groups, whoever acts; some for nobody. */
static void
begin(void)
{
	intake = malloc(sizeof(*intake));
	ck_assert_ptr_nonnull(intake);
	ck_assert(intake_init(intake, fixture(), 0));
	intake_begin(intake);
	feed(9, TO "dsn=2.0.0, status=sent (250 2.0.0 Ok)");
	feed(7, REJECT "554 5.7.1 <a@b.example>: Relay denied" FROM);
	feed(2, REJECT "450 4.7.1 blocked by us, listed in list.test" FROM);
	feed(6,
	    TO "dsn=5.1.1, status=bounced " SAID
	       "550 5.1.1 <a@b.example>: no such user here)");
	feed(3,
	    TO "dsn=5.7.1, status=bounced " SAID
	       "554 5.7.1 <a@b.example>: Relay denied)");
	feed(4,
	    TO "dsn=4.2.2, status=deferred " SAID
	       "452 4.2.2 mailbox is full, over quota)");
	feed(5,
	    LMTP "dsn=5.1.1, status=bounced (host mx[private/lmtp] said: "
		 "550 5.1.1 <a@b.example>: no such user here)");
	feed(1,
	    TO "dsn=4.4.1, status=deferred (connect to c.example"
	       "[192.0.2.1]:25: Connection timed out)");
	intake_end(intake);
	ck_assert_uint_eq(intake->totals.replies, 37);
}

static void
end(void)
{
	intake_release(intake);
	free(intake);
}

START_TEST(groups_follow_one_another_and_what_is_ours_comes_first)
{
	static const struct {
		enum digest_group group;
		bool ours;
		unsigned messages;
	} rows[] = {
		{ DIGEST_REMOTE, true, 3 },  /* relay: log in, or mend the MX */
		{ DIGEST_REMOTE, false, 6 }, /* the sender's, and the */
		{ DIGEST_REMOTE, false, 4 }, /* recipient's to mend */
		{ DIGEST_OWN, true, 5 },
		{ DIGEST_NONE, false, 1 },
		{ DIGEST_LOCAL, false, 2 },
		{ DIGEST_LOCAL, false, 7 }, /* nobody has to act */
		{ DIGEST_DELIVERED, false, 9 },
	};
	struct digest digest = { 0 };

	begin();
	digest_make(&digest, intake, NULL, 0);
	ck_assert(!digest.failed);
	ck_assert_uint_eq(digest.count, COUNT(rows));
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct digest_row *row = &digest.rows[i];

		ck_assert_int_eq(row->group, rows[i].group);
		if (row->group != DIGEST_LOCAL)
			ck_assert_uint_eq(row->messages, rows[i].messages);
		if (row->group != DIGEST_NONE)
			ck_assert_msg(row->ours == rows[i].ours, "row %zu", i);
		ck_assert(row->exact);
		ck_assert_uint_eq(row->counted->count, rows[i].messages);
	}
	ck_assert_int_eq(digest.rows[0].role, ROLE_SENDER_ADMIN);
	ck_assert_int_eq(digest.rows[3].role, ROLE_RECIPIENT_ADMIN);
	ck_assert_int_eq(digest.rows[6].role, ROLE_NOBODY);
	digest_release(&digest);
	end();
}
END_TEST

START_TEST(sorted_by_count_the_group_does_not_matter)
{
	struct digest digest = { 0 };

	begin();
	digest_make(&digest, intake, NULL, 0);
	digest_sort_by_count(&digest);
	for (size_t i = 1; i < digest.count; i++)
		ck_assert_uint_ge(digest.rows[i - 1].messages,
		    digest.rows[i].messages);
	ck_assert_uint_eq(digest.rows[0].messages, 9);
	digest_release(&digest);
	end();
}
END_TEST

/* How many rows a name leaves, and how many replies these are. */
static void
expect_narrowed(const char *operands, size_t rows, uint64_t replies)
{
	struct target target = fixture_target(operands);
	struct digest digest = { 0 };
	uint64_t sum = 0;

	digest_make(&digest, intake, &target, 1);
	for (size_t i = 0; i < digest.count; i++)
		sum += digest.rows[i].counted->count;
	ck_assert_msg(digest.count == rows && sum == replies,
	    "%s: %zu rows, %llu replies", operands, digest.count,
	    (unsigned long long)sum);
	digest_release(&digest);
}

START_TEST(names_narrow_it)
{
	begin();
	expect_narrowed("550", 2, 11);
	expect_narrowed("554", 2, 10);
	expect_narrowed("5.1.1", 2, 11);
	expect_narrowed("554 5.7.1", 2, 10);
	expect_narrowed("unknown-user", 2, 11);
	expect_narrowed("mailbox-full", 1, 4);
	expect_narrowed("421", 0, 0);
	end();
}
END_TEST

/* By where the reply came from as well as by whose text it is. */
START_TEST(a_server_narrows_it_by_text_and_by_relay)
{
	intake = malloc(sizeof(*intake));
	ck_assert_ptr_nonnull(intake);
	ck_assert(intake_init(intake, fixture(), 0));
	intake_begin(intake);
	feed(2,
	    "smtp[9]: IDxxxx: to=<a@b.example>, relay=m1.mx.harbor.example"
	    "[192.0.2.1]:25, delay=1, dsn=5.7.1, status=bounced (host "
	    "m1.mx.harbor.example[192.0.2.1] said: 550 5.7.1 something that "
	    "nobody else says (in reply to RCPT TO command))");
	feed(3,
	    TO "dsn=5.1.1, status=bounced " SAID
	       "550 5.1.1 <a@b.example>: no such user here)");
	feed(4, REJECT "450 4.7.1 mx.harbor.example is no client of ours" FROM);
	intake_end(intake);
	expect_narrowed("harbor", 1, 2);
	expect_narrowed("granite", 1, 3);
	expect_narrowed("northlist", 0, 0);
	end();
}
END_TEST

START_TEST(counts_are_told_in_sentences)
{
	struct digest digest = { 0 };
	struct text text = { 0 };

	begin();
	digest_make(&digest, intake, NULL, 0);
	digest_counts(&text, &digest.rows[0]);
	ck_assert(strncmp(text_string(&text), "Met 3 times, in 3 messages, ",
		      28) == 0);
	ck_assert(
	    strstr(text_string(&text), " Domains: b.example (3).") != NULL);
	ck_assert(strstr(text_string(&text),
		      " Hosts: c.example[192.0.2.1]:25 (3).") != NULL ||
	    strstr(text_string(&text), " Hosts: c.example[192.0.2.1] (3).") !=
		NULL);
	text_clear(&text);
	digest_counts(&text, &digest.rows[4]);
	ck_assert(strncmp(text_string(&text), "Met 1 time, in 1 message, on ",
		      29) == 0);
	text_release(&text);
	digest_release(&digest);
	end();
}
END_TEST

/* A row is judged again as the line was, but for what was not kept. */
START_TEST(a_row_is_judged_once_more)
{
	struct digest digest = { 0 };
	struct judgement judgement;

	begin();
	digest_make(&digest, intake, NULL, 0);
	digest_judge(intake, digest.rows[3].counted, &judgement);
	ck_assert(judgement.holds);
	ck_assert_uint_eq(judgement.code, 550);
	ck_assert_str_eq(judgement.status, "5.1.1");
	ck_assert_int_eq(judgement.event.direction, DIRECTION_OWN);
	ck_assert_str_eq(reference_name(fixture(), judgement.found.cause),
	    "unknown-user");
	digest_release(&digest);
	end();
}
END_TEST

START_TEST(nothing_read_is_no_failure)
{
	struct digest digest = { 0 };

	intake = malloc(sizeof(*intake));
	ck_assert(intake_init(intake, fixture(), 0));
	digest_make(&digest, intake, NULL, 0);
	ck_assert_uint_eq(digest.count, 0);
	ck_assert(!digest.failed);
	digest_sort_by_count(&digest);
	digest_release(&digest);
	end();
}
END_TEST

/* Each line of a message of its own: the estimate is never above them. */
START_TEST(there_are_no_more_messages_than_lines)
{
	struct digest digest = { 0 };

	intake = malloc(sizeof(*intake));
	ck_assert_ptr_nonnull(intake);
	ck_assert(intake_init(intake, fixture(), 0));
	intake_begin(intake);
	for (unsigned lines = 0; lines < 4000; lines += 200) {
		feed(200, TO "dsn=2.0.0, status=sent (250 2.0.0 Ok)");
		digest_make(&digest, intake, NULL, 0);
		ck_assert_uint_eq(digest.count, 1);
		ck_assert_uint_eq(digest.rows[0].counted->count, lines + 200);
		ck_assert_uint_le(digest.rows[0].messages, lines + 200);
		ck_assert_uint_ge(digest.rows[0].messages, lines / 2);
	}
	digest_release(&digest);
	end();
}
END_TEST

Suite *
digest_suite(void)
{
	Suite *suite = suite_create("digest");
	const TTest *const tests[] = {
		groups_follow_one_another_and_what_is_ours_comes_first,
		sorted_by_count_the_group_does_not_matter, names_narrow_it,
		a_server_narrows_it_by_text_and_by_relay,
		counts_are_told_in_sentences, a_row_is_judged_once_more,
		there_are_no_more_messages_than_lines,
		nothing_read_is_no_failure
	};

	ADD_TESTS(suite, "digest", tests);
	return suite;
}
