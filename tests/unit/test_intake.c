/* Inputs of any form, fed in any portions, counted within bounds. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "intake.h"

enum {
	NOW = 1795824000, /* 2026-11-28 00:00 */
	MANY = 9000,	  /* more texts than are kept */
};

static struct intake intake, other;

static void
begin(struct intake *one)
{
	ck_assert(intake_init(one, fixture(), NOW));
	intake_begin(one);
}

static void
feed(struct intake *one, const char *input)
{
	intake_feed(one, input, strlen(input));
}

/* Reads one input, fed in portions of so many bytes. */
static void
read_input(struct intake *one, const char *input, size_t portion)
{
	size_t length = strlen(input);

	begin(one);
	for (size_t at = 0; at < length; at += portion)
		intake_feed(one, input + at,
		    length - at < portion ? length - at : portion);
	intake_end(one);
	ck_assert(!one->failed);
}

/* How often each row was met, in order, as text; "" if there is none. */
static void
tell(const struct intake *one, struct text *told)
{
	size_t count;
	struct counted **rows = counts_sorted(&one->counts, &count);

	text_clear(told);
	for (size_t i = 0; i < count; i++)
		text_printf(told, "%llu*%u %s %s\n",
		    (unsigned long long)rows[i]->count, rows[i]->key.code,
		    rows[i]->key.status, rows[i]->key.text);
	free(rows);
}

static const char lines[] =
    "Nov 20 10:00:00 mx postfix/smtp[1]: 4A12345678: to=<a@b.example>, "
    "relay=mx.example.net[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=4.2.2, "
    "status=deferred (host mx.example.net[192.0.2.9] said: 452 4.2.2 Full)\n"
    "Nov 20 10:10:00 mx postfix/smtp[1]: 4A12345678: to=<a@b.example>, "
    "relay=mx.example.net[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, "
    "status=sent (250 2.0.0 Ok)\r\n"
    "550-5.7.1 One\n550-5.7.1 two\n550 5.7.1 three\n"
    "550 5.1.1 No such user\n550 5.1.1 No such user\n"
    "Dear Sir or Madam,\n\n452 4.2.2 Full";

static const char mails[] =
    "From MAILER-DAEMON Sat Nov 20 10:00:00 2026\n"
    "From: MAILER-DAEMON@example.org\nSubject: failure\n"
    "Content-Type: multipart/report; report-type=delivery-status; "
    "boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
    "Reporting-MTA: dns; mx.example.org\n\nAction: failed\nStatus: 5.1.1\n"
    "Final-Recipient: rfc822; a@example.com\n"
    "Diagnostic-Code: smtp; 550 5.1.1 No such user\n\n--b--\n\n"
    "From b@example.org Sat Nov 20 10:00:00 2026\n"
    "From: b@example.org\nSubject: hello\n\nHow are you?\n";

START_TEST(what_is_counted_does_not_depend_on_the_portions)
{
	static const char *const inputs[] = { lines, mails };
	struct text whole = { 0 }, told = { 0 };

	for (size_t i = 0; i < COUNT(inputs); i++) {
		read_input(&intake, inputs[i], strlen(inputs[i]));
		tell(&intake, &whole);
		ck_assert_uint_gt(whole.length, 0);
		intake_release(&intake);
		for (size_t portion = 1; portion < 200; portion += 7) {
			read_input(&intake, inputs[i], portion);
			tell(&intake, &told);
			ck_assert_str_eq(told.data, whole.data);
			intake_release(&intake);
		}
	}
	text_release(&whole);
	text_release(&told);
}
END_TEST

START_TEST(the_totals_tell_what_was_read)
{
	read_input(&intake, lines, 1000);
	ck_assert_uint_eq(intake.totals.lines, 10);
	ck_assert_uint_eq(intake.totals.replies, 6);
	ck_assert_uint_eq(intake.totals.skipped, 1);
	ck_assert_uint_eq(intake.totals.bytes, strlen(lines));
	intake_release(&intake);
	read_input(&intake, mails, 1000);
	ck_assert_uint_eq(intake.totals.mails, 2);
	ck_assert_uint_eq(intake.totals.bounces, 1);
	ck_assert_uint_eq(intake.totals.ordinary, 1);
	ck_assert_uint_eq(intake.totals.replies, 1);
	intake_release(&intake);
}
END_TEST

START_TEST(a_deferred_mail_that_came_through_is_told)
{
	size_t count;
	struct counted **rows;
	uint64_t later = 0;

	read_input(&intake, lines, 1000);
	rows = counts_sorted(&intake.counts, &count);
	for (size_t i = 0; i < count; i++)
		later += rows[i]->later;
	ck_assert_uint_eq(later, 1);
	free(rows);
	intake_release(&intake);
}
END_TEST

/* A span of time leaves what has none out, and makes no row for it. */
START_TEST(a_reply_without_a_time_is_of_no_span)
{
	begin(&intake);
	intake.since = (struct event_time) { true, NOW - 86400, 0 };
	feed(&intake,
	    "550 5.1.1 No such user\n550-5.7.1 a\n550 5.7.1 b\n"
	    "Dear Sir or Madam,\n");
	intake_end(&intake);
	ck_assert_uint_eq(intake.totals.undated, 2);
	ck_assert_uint_eq(intake.totals.skipped, 1);
	ck_assert_uint_eq(intake.totals.replies, 0);
	ck_assert_uint_eq(intake.counts.kept_count + intake.counts.rest_count,
	    0);
	intake_release(&intake);
}
END_TEST

START_TEST(two_halves_add_up_to_the_whole)
{
	struct text whole = { 0 }, told = { 0 };
	const char *half = strstr(lines, "550 5.1.1");
	char *first = strndup(lines, (size_t)(half - lines));

	read_input(&intake, lines, 1000);
	tell(&intake, &whole);
	intake_release(&intake);
	read_input(&intake, first, 1000);
	read_input(&other, half, 1000);
	intake_merge(&intake, &other);
	intake_release(&other);
	tell(&intake, &told);
	ck_assert_str_eq(told.data, whole.data);
	ck_assert_uint_eq(intake.totals.replies, 6);
	intake_release(&intake);
	free(first);
	text_release(&whole);
	text_release(&told);
}
END_TEST

/* The name of a text, of letters only: digits are masked. */
static void
write_reply(char *line, size_t size, unsigned n)
{
	char name[4] = { (char)('a' + n % 26), (char)('a' + n / 26 % 26),
		(char)('a' + n / 676 % 26), '\0' };

	snprintf(line, size, "550 5.7.1 refused for q%sx\n", name);
}

START_TEST(of_too_many_texts_the_counts_stay)
{
	char line[64];
	size_t count;
	struct counted **rows;
	uint64_t sum = 0;

	begin(&intake);
	for (unsigned turn = 0; turn < 2; turn++)
		for (unsigned n = 0; n < MANY; n++) {
			write_reply(line, sizeof(line), n);
			feed(&intake, line);
		}
	intake_end(&intake);
	ck_assert_uint_gt(intake.counts.generation, 0);
	rows = counts_sorted(&intake.counts, &count);
	for (size_t i = 0; i < count; i++)
		sum += rows[i]->count;
	ck_assert_uint_eq(sum, 2 * MANY);
	free(rows);
	intake_release(&intake);
}
END_TEST

START_TEST(random_bytes_do_no_harm)
{
	uint32_t seed = 7;
	char bytes[3000];

	for (unsigned turn = 0; turn < 200; turn++) {
		begin(&intake);
		snprintf(bytes, sizeof(bytes), "%s", turn % 2 ? mails : lines);
		for (unsigned i = 0; i < 1 + turn / 4; i++)
			bytes[next_random(&seed) % strlen(lines)] = (char)
			    next_random(&seed);
		intake_feed(&intake, bytes, strlen(lines));
		intake_end(&intake);
		ck_assert(!intake.failed);
		intake_release(&intake);
	}
}
END_TEST

START_TEST(an_empty_input_holds_nothing)
{
	read_input(&intake, "", 1);
	ck_assert_uint_eq(intake.totals.files, 1);
	ck_assert_uint_eq(intake.totals.lines, 0);
	ck_assert_uint_eq(intake.totals.replies, 0);
	intake_release(&intake);
}
END_TEST

Suite *
intake_suite(void)
{
	const TTest *const tests[] = {
		what_is_counted_does_not_depend_on_the_portions,
		the_totals_tell_what_was_read,
		a_deferred_mail_that_came_through_is_told,
		a_reply_without_a_time_is_of_no_span,
		two_halves_add_up_to_the_whole,
		of_too_many_texts_the_counts_stay, random_bytes_do_no_harm,
		an_empty_input_holds_nothing
	};
	Suite *suite = suite_create("intake");

	ADD_TESTS(suite, "intake", tests);
	return suite;
}
