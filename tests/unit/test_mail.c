/* Bounces: what is told of each recipient. */
#include "unit.h"

#include <string.h>

#include "mail.h"

static struct mail mail;

static void
read_mail(const char *text)
{
	mail_release(&mail);
	mail_read(&mail, text, strlen(text));
	ck_assert(!mail.failed);
}

static void
expect_piece(struct piece piece, const char *expected)
{
	ck_assert_msg(piece.length == strlen(expected) &&
		memcmp(piece.bytes, expected, piece.length) == 0,
	    "%.*s instead of %s", (int)piece.length, piece.bytes, expected);
}

#define REPORT_HEADER \
	"From: MAILER-DAEMON@mx.example.net\n" \
	"Subject: Undelivered Mail Returned to Sender\n" \
	"Date: Sat, 28 Nov 2026 10:00:02 +0100\n" \
	"Content-Type: multipart/report; report-type=delivery-status;\n" \
	"\tboundary=\"b1/x\"\n" \
	"\n" \
	"--b1/x\n" \
	"Content-Type: text/plain\n" \
	"\n" \
	"It could not be delivered.\n" \
	"\n" \
	"--b1/x\n" \
	"Content-Type: message/delivery-status\n" \
	"\n" \
	"Reporting-MTA: dns; mx.example.net\n" \
	"X-Postfix-Queue-ID: 4F1C2A0B\n" \
	"\n"

#define REPORT_TAIL \
	"\n" \
	"--b1/x\n" \
	"Content-Type: message/rfc822\n" \
	"\n" \
	"Subject: 550 5.1.1 no reply\n" \
	"Message-ID: <1@example.net>\n" \
	"\n" \
	"Text\n" \
	"--b1/x--\n"

START_TEST(each_recipient_has_its_own_reply)
{
	read_mail(REPORT_HEADER
	    "Final-Recipient: rfc822; <anna@example.org>\n"
	    "Original-Recipient: rfc822;a@example.org\n"
	    "Action: failed\n"
	    "Status: 5.1.1\n"
	    "Remote-MTA: dns; mx.example.org\n"
	    "Diagnostic-Code: smtp; 550-5.1.1 <anna@example.org>: no such\n"
	    "    550 5.1.1 user here\n"
	    "Last-Attempt-Date: Sat, 28 Nov 2026 10:00:01 +0100 (CET)\n"
	    "\n"
	    "Final-Recipient: rfc822; bob@example.com\n"
	    "Action: delayed\n"
	    "Status: 4.4.1\n"
	    "Diagnostic-Code: X-Postfix; connect to mx.example.com[192.0.2.9]:25:\n"
	    "    Connection timed out\n" REPORT_TAIL);
	ck_assert_int_eq(mail.kind, MAIL_BOUNCE);
	ck_assert_uint_eq(mail.event_count, 2);
	expect_piece(mail.events[0].recipient, "anna@example.org");
	expect_piece(mail.events[0].reply,
	    "550-5.1.1 <anna@example.org>: no such\n550 5.1.1 user here");
	expect_piece(mail.events[0].status, "");
	expect_piece(mail.events[0].relay, "mx.example.org");
	expect_piece(mail.events[0].host, "mx.example.net");
	expect_piece(mail.events[0].message, "4F1C2A0B");
	ck_assert_int_eq(mail.events[0].direction, DIRECTION_REMOTE);
	ck_assert_int_eq(mail.events[0].disposition, DISPOSITION_FAILED);
	ck_assert_int_eq(mail.events[0].time.zone, 60);
	ck_assert_int_eq(mail.events[0].time.seconds, 1795860001);
	expect_piece(mail.events[1].recipient, "bob@example.com");
	expect_piece(mail.events[1].reply,
	    "connect to mx.example.com[192.0.2.9]:25: Connection timed out");
	expect_piece(mail.events[1].status, "4.4.1");
	ck_assert_int_eq(mail.events[1].direction, DIRECTION_NONE);
	ck_assert_int_eq(mail.events[1].disposition, DISPOSITION_DEFERRED);
}
END_TEST

START_TEST(a_mail_of_nothing_is_no_bounce)
{
	static const char *const texts[] = { "", "\n", "\n\n", "From: a@b\n",
		"From: a@example.org\nSubject: 550 5.1.1 what is it?\n\n"
		"550 5.1.1 User unknown\n" };

	for (size_t i = 0; i < COUNT(texts); i++) {
		read_mail(texts[i]);
		ck_assert_int_eq(mail.kind, MAIL_ORDINARY);
		ck_assert_uint_eq(mail.event_count, 0);
	}
}
END_TEST

Suite *
mail_suite(void)
{
	Suite *suite = suite_create("mail");
	const TTest *const tests[] = { each_recipient_has_its_own_reply,
		a_mail_of_nothing_is_no_bounce };

	ADD_TESTS(suite, "mail", tests);
	return suite;
}
