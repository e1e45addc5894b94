/* What a line says, and what follows from it, over the fixture. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "outcome.h"

#define POSTFIX \
	"Nov 24 10:00:00 mx postfix/smtp[9]: 4F2D81C0A3: " \
	"to=<a@example.org>, relay=mx.example.org[192.0.2.1]:25, " \
	"delay=1, delays=0/0/0/1, "

static struct judge judge;
static struct judgement judgement;

static void
judge_it(const char *line)
{
	judge_init(&judge, fixture(), 0);
	judge_line(&judge, line, strlen(line), &judgement);
	ck_assert(!judge.identify.failed);
}

static const char *
cause(void)
{
	return reference_name(fixture(), judgement.found.cause);
}

static enum verdict
verdict(void)
{
	return outcome_of(fixture(), &judgement).verdict;
}

START_TEST(a_line_of_a_log_tells_who_said_what_and_what_became_of_the_mail)
{
	judge_it(POSTFIX "dsn=5.1.1, status=bounced (host mx.example.org"
			 "[192.0.2.1] said: 550 5.1.1 <a@example.org>: no such "
			 "user here (in reply to RCPT TO command))");
	ck_assert(judgement.holds);
	ck_assert_uint_eq(judgement.code, 550);
	ck_assert_str_eq(judgement.status, "5.1.1");
	ck_assert_uint_eq(judgement.class, 5);
	ck_assert_int_eq(judgement.event.direction, DIRECTION_REMOTE);
	ck_assert_int_eq(judgement.event.disposition, DISPOSITION_FAILED);
	ck_assert_str_eq(cause(), "unknown-user");
	judge_release(&judge);
}
END_TEST

START_TEST(a_line_without_a_reply_holds_none)
{
	static const char *const lines[] = { "",
		"Nov 24 10:00:00 mx postfix/smtpd[554]: connect from a[192.0.2.1]",
		"Nov 24 10:00:00 mx postfix/qmgr[9]: 4F2D81C0A3: removed",
		"hello", "a letter about 550 messages a day" };

	for (size_t i = 0; i < COUNT(lines); i++) {
		judge_it(lines[i]);
		ck_assert_msg(!judgement.holds, "%s", lines[i]);
		judge_release(&judge);
	}
}
END_TEST

/* What a damaged line has for a status is none. */
START_TEST(a_status_that_is_none_is_left_out)
{
	judge_it("Nov 24 10:00:00 mx sm-mta[554]: uAL9KVp1012345: "
		 "to=<a@example.com>, mailer=esmtp, relay=mx.example.com., "
		 "dsn=4\xe0.4.7, stat=Deferred: no such user here");
	ck_assert(judgement.holds);
	ck_assert_str_eq(judgement.status, "");
	judge_release(&judge);
}
END_TEST

START_TEST(what_became_of_the_mail_outranks_the_class)
{
	/* A deferred 5yz is tried again, a bounced 4yz is not. */
	judge_it(POSTFIX "dsn=4.7.1, status=deferred (host mx.example.org"
			 "[192.0.2.1] refused to talk to me: 554 5.7.1 "
			 "<b@example.net>: Relay denied)");
	ck_assert_int_eq(judgement.event.disposition, DISPOSITION_DEFERRED);
	ck_assert_int_eq(verdict(), VERDICT_YES);
	judge_release(&judge);
	judge_it(POSTFIX "dsn=4.7.0, status=bounced (host mx.example.org"
			 "[192.0.2.1] said: 421 4.7.0 mx7.example.com too many "
			 "sessions, come back later [x1])");
	ck_assert_int_eq(verdict(), VERDICT_NO);
	judge_release(&judge);
}
END_TEST

START_TEST(what_was_delivered_is_no_fault)
{
	judge_it(
	    POSTFIX "dsn=2.0.0, status=sent (250 2.0.0 no such user here)");
	ck_assert_int_eq(judgement.event.disposition, DISPOSITION_DELIVERED);
	ck_assert_str_ne(cause(), "unknown-user");
	ck_assert_int_eq(verdict(), VERDICT_NONE);
	judge_release(&judge);
}
END_TEST

START_TEST(a_reply_by_itself_is_read_from_its_code_on)
{
	/* Words that logs use too do not cut off what stands before them. */
	judge_it("450 4.1.1 <a@example.org>: Recipient address rejected: "
		 "unverified address: host mx.example.org[192.0.2.1] said: 550 "
		 "5.1.1 no such user here");
	ck_assert_uint_eq(judgement.code, 450);
	ck_assert_str_eq(judgement.status, "4.1.1");
	ck_assert_str_eq(cause(), "unknown-user");
	judge_release(&judge);
}
END_TEST

START_TEST(a_status_beside_the_text_counts_where_the_text_has_none)
{
	struct event event = {
		.direction = DIRECTION_NONE,
		.disposition = DISPOSITION_DEFERRED,
		.reply = { "nobody answers", strlen("nobody answers") },
		.status = { "4.4.1", 5 },
	};

	judge_init(&judge, fixture(), 0);
	judge_event(&judge, &event, &judgement);
	ck_assert_uint_eq(judgement.code, 0);
	ck_assert_str_eq(judgement.status, "4.4.1");
	ck_assert_uint_eq(judgement.class, 4);
	event.reply = (struct piece) { "550 5.1.1 no", strlen("550 5.1.1 no") };
	judge_event(&judge, &event, &judgement);
	ck_assert_str_eq(judgement.status, "5.1.1");
	judge_release(&judge);
}
END_TEST

/* What stands in an input by itself has to be surer. */
START_TEST(a_text_without_a_code_is_a_reply_when_asked_about)
{
	const char *text = "listed by northlist, blocked by northlist, "
			   "address is listed";

	judge_it(text);
	ck_assert(judgement.holds);
	ck_assert_str_eq(cause(), "blocklisted/northlist");
	ck_assert_uint_ge(judgement.found.confidence, IDENTIFY_PLAIN);
	judge_text_alone(&judge, text, strlen(text), &judgement);
	ck_assert(!judgement.holds);
	judge_release(&judge);
}
END_TEST

Suite *
judge_suite(void)
{
	Suite *suite = suite_create("judge");
	const TTest *const tests[] = {
		a_line_of_a_log_tells_who_said_what_and_what_became_of_the_mail,
		a_line_without_a_reply_holds_none,
		a_status_that_is_none_is_left_out,
		what_became_of_the_mail_outranks_the_class,
		what_was_delivered_is_no_fault,
		a_reply_by_itself_is_read_from_its_code_on,
		a_status_beside_the_text_counts_where_the_text_has_none,
		a_text_without_a_code_is_a_reply_when_asked_about
	};

	ADD_TESTS(suite, "judge", tests);
	return suite;
}
