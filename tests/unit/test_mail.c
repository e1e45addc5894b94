/* Bounces: what is told of each recipient. */
#include "unit.h"

#include <string.h>
#include <time.h>

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
		(piece.length == 0 ||
		    memcmp(piece.bytes, expected, piece.length) == 0),
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
		"From: a@b.example\nSubject: 550?\n\n550 5.1.1 No user\n" };

	for (size_t i = 0; i < COUNT(texts); i++) {
		read_mail(texts[i]);
		ck_assert_int_eq(mail.kind, MAIL_ORDINARY);
		ck_assert_uint_eq(mail.event_count, 0);
	}
}
END_TEST

/*
 * The time for a bounce that has middle between front and tail as often as the
 * size allows.
 */
static double
time_repeated(const char *front, const char *middle, const char *tail,
    size_t size)
{
	struct text text = { 0 };
	clock_t start, end;

	text_append(&text, front);
	while (text.length < size)
		text_append(&text, middle);
	text_append(&text, tail);
	start = clock();
	mail_read(&mail, text.data, text.length);
	end = clock();
	ck_assert(!mail.failed);
	text_release(&text);
	return (double)(end - start) / CLOCKS_PER_SEC;
}

/* A mail of eight times the size may not take much more than that. */
static void
expect_linear(const char *front, const char *middle, const char *tail)
{
	double part = time_repeated(front, middle, tail, 1 << 15);
	double whole = time_repeated(front, middle, tail, 1 << 18);

	if (whole > 0.2 + 20 * part)
		ck_abort_msg("%s%s takes %f s, and %f s of it", front, middle,
		    whole, part);
}

#define DAEMON "From: MAILER-DAEMON@mx.example.net\nSubject: failure notice\n"

START_TEST(a_long_mail_takes_no_more_than_linear_time)
{
	static const char *const fronts[] = {
		"Subject: ",
		DAEMON "Content-Type: multipart/mixed; ",
		DAEMON "X-Failed-Recipients: ",
		DAEMON "\n<a@example.org>:\n",
		DAEMON "\n",
		DAEMON "Content-Type: text/html\n\n",
		DAEMON "Content-Type: message/delivery-status\n\n",
		DAEMON "Content-Type: message/delivery-status\n\n"
		       "Final-Recipient: rfc822; a@example.org\n"
		       "Diagnostic-Code: smtp; 550 5.0.0",
		DAEMON "Content-Type: multipart/mixed; boundary=b\n\n--b\n\n",
	};
	static const char *const middles[] = { "<", "=?", "=?a?q?", "--b\n",
		"--", "a@", "@", "a@b.c ", "550 ", "x550 m", "error:\n",
		"<a@b.c>:\n",
		"\nFinal-Recipient: rfc822; a@b.c\nAction: failed\n", "\n ",
		"&#", "<a ", "<!--", "(", "=\n", "host ", "550-x\n", "\\x{",
		"+2B", ":", " ", "\n", "\r", ">", "rcpt <a@b.c>\n", "(550 x)",
		"said: ", "5.1.1 ", "Content-Type: message/rfc822\n\n" };

	for (size_t i = 0; i < COUNT(fronts); i++)
		for (size_t j = 0; j < COUNT(middles); j++)
			expect_linear(fronts[i], middles[j],
			    "\n550 5.1.1 <a@b.c> x\n");
}
END_TEST

START_TEST(nesting_of_any_depth_is_read)
{
	struct text text = { 0 };

	text_append(&text, DAEMON);
	for (int i = 0; i < 10000; i++)
		text_printf(&text,
		    "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i,
		    i);
	text_append(&text, "Content-Type: message/delivery-status\n\n");
	mail_read(&mail, text.data, text.length);
	ck_assert(mail.cut);
	ck_assert(!mail.failed);
	text_clear(&text);
	for (int i = 0; i < 10000; i++)
		text_append(&text, "Content-Type: message/rfc822\n\n");
	mail_read(&mail, text.data, text.length);
	ck_assert(mail.cut);
	text_release(&text);
}
END_TEST

START_TEST(a_header_of_a_megabyte_hides_nothing)
{
	struct text text = { 0 };
	char *at;

	text_append(&text, "X-Long: ");
	text_append_repeated(&text, 'x', 1 << 20);
	text_append(&text, "\n");
	text_append(&text,
	    REPORT_HEADER "Final-Recipient: rfc822; a@example.org\n"
			  "Action: failed\nStatus: 5.1.1\n" REPORT_TAIL);
	mail_read(&mail, text.data, text.length);
	ck_assert_uint_eq(mail.event_count, 1);
	expect_piece(mail.events[0].status, "5.1.1");
	/* The same where lines end in CR alone. */
	while ((at = strchr(text.data, '\n')) != NULL)
		*at = '\r';
	mail_read(&mail, text.data, text.length);
	ck_assert_uint_eq(mail.event_count, 1);
	expect_piece(mail.events[0].recipient, "a@example.org");
	text_release(&text);
}
END_TEST

START_TEST(many_recipients_have_an_event_each)
{
	struct text text = { 0 };

	text_append(&text, REPORT_HEADER);
	for (int i = 0; i < 10000; i++)
		text_printf(&text,
		    "Final-Recipient: rfc822; a%d@example.org\n"
		    "Action: failed\nDiagnostic-Code: smtp; 550 5.1.1\n"
		    " no such user here\n\n",
		    i);
	text_append(&text, REPORT_TAIL);
	mail_read(&mail, text.data, text.length);
	ck_assert_uint_eq(mail.event_count, 10000);
	ck_assert(!mail.cut);
	expect_piece(mail.events[9999].recipient, "a9999@example.org");
	expect_piece(mail.events[0].reply, "550 5.1.1 no such user here");
	text_release(&text);
}
END_TEST

START_TEST(what_begins_a_mail_is_told_from_a_line_of_a_log)
{
	static const char *const mails[] = { "From a@example.org Sat Nov 28",
		"Return-Path: <>\n", "X-Foo: bar\nFrom: a\n",
		"From: a@example.org\nTo: b@example.org\n",
		"\nReceived: from x\n\tby y", "Reporting-MTA: dns; x\n",
		"Content-Type: text/plain\r\n" };
	static const char *const others[] = { "", "\n", "550 5.1.1 no",
		"Nov 28 10:00:00 mx postfix/smtpd[1]: NOQUEUE: reject",
		"To: somebody\nthis is no mail", "Status: 5.1.1",
		"2026-11-28T10:00:00 mx exim: x", "smtp; 550 5.1.1 no",
		"-- a\n", "{\"a\": 1}" };

	for (size_t i = 0; i < COUNT(mails); i++)
		ck_assert_msg(mail_begins(mails[i], strlen(mails[i])), "%s",
		    mails[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		ck_assert_msg(!mail_begins(others[i], strlen(others[i])), "%s",
		    others[i]);
}
END_TEST

START_TEST(a_warm_reader_takes_no_more_memory)
{
	static const char text[] = REPORT_HEADER
	    "Final-Recipient: rfc822; a@example.org\nAction: failed\n"
	    "Diagnostic-Code: smtp; 550 5.1.1 no such\n user\n" REPORT_TAIL;
	size_t events, scratch;
	const struct event *first;

	read_mail(text);
	events = mail.event_capacity;
	scratch = mail.scratch.capacity;
	first = mail.events;
	for (int i = 0; i < 1000; i++)
		mail_read(&mail, text, sizeof(text) - 1);
	ck_assert_uint_eq(mail.event_capacity, events);
	ck_assert_uint_eq(mail.scratch.capacity, scratch);
	ck_assert_ptr_eq(mail.events, first);
}
END_TEST

Suite *
mail_suite(void)
{
	Suite *suite = suite_create("mail");
	const TTest *const tests[] = { each_recipient_has_its_own_reply,
		a_mail_of_nothing_is_no_bounce,
		a_long_mail_takes_no_more_than_linear_time,
		nesting_of_any_depth_is_read,
		a_header_of_a_megabyte_hides_nothing,
		many_recipients_have_an_event_each,
		what_begins_a_mail_is_told_from_a_line_of_a_log,
		a_warm_reader_takes_no_more_memory };

	ADD_TESTS(suite, "mail", tests);
	return suite;
}
