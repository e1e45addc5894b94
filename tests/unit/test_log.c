/* Lines of mail logs, and the event that each tells. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "log.h"

enum {
	NOW = 1795824000, /* 2026-11-28 00:00 */
	DAY = 24 * 60 * 60,
};

static struct log reader;
static struct event event;

static enum log_result
read_line(const char *line)
{
	reader.now = NOW;
	return log_read(&reader, line, strlen(line), &event);
}

static void
expect_piece(struct piece piece, const char *expected)
{
	ck_assert_msg(piece.length == strlen(expected) &&
		(piece.length == 0 ||
		    memcmp(piece.bytes, expected, piece.length) == 0),
	    "%.*s, not %s", (int)piece.length,
	    piece.bytes == NULL ? "" : piece.bytes, expected);
}

START_TEST(a_delivery_tells_who_said_what)
{
	ck_assert(read_line("Nov 27 10:20:31 mx1 postfix/smtp[211]: 4F2D81C0A3:"
			    " to=<a@example.com>, orig_to=<b@example.org>, "
			    "relay=mx.example.com[192.0.2.4]:25, delay=1.8, "
			    "delays=0.1/0/0.9/0.8, dsn=5.1.1, status=bounced "
			    "(host mx.example.com[192.0.2.4] said: 550 5.1.1 "
			    "No such user (in reply to RCPT TO command))") ==
	    LOG_EVENT);
	ck_assert_int_eq(event.direction, DIRECTION_REMOTE);
	ck_assert_int_eq(event.disposition, DISPOSITION_FAILED);
	ck_assert_int_eq(event.stage, STAGE_RCPT);
	ck_assert(event.time.said);
	ck_assert_int_eq(event.time.seconds,
	    NOW - DAY + 10 * 3600 + 20 * 60 + 31);
	ck_assert_int_eq(event.time.zone, EVENT_ZONE_UNSAID);
	expect_piece(event.host, "mx1");
	expect_piece(event.message, "4F2D81C0A3");
	expect_piece(event.recipient, "a@example.com");
	expect_piece(event.relay, "mx.example.com[192.0.2.4]");
	expect_piece(event.client, "");
	expect_piece(event.reply,
	    "550 5.1.1 No such user (in reply to RCPT TO command)");
}
END_TEST

START_TEST(a_refusal_tells_the_client)
{
	ck_assert(read_line("2026-11-27T10:20:31.123456+01:00 mx1 "
			    "postfix/smtpd[443]: NOQUEUE: reject: RCPT from "
			    "unknown[198.51.100.9]: 554 5.7.1 <a@example.com>: "
			    "Relay access denied; from=<b@example.net> "
			    "to=<a@example.com> proto=ESMTP helo=<friend>") ==
	    LOG_EVENT);
	ck_assert_int_eq(event.direction, DIRECTION_LOCAL);
	ck_assert_int_eq(event.disposition, DISPOSITION_REFUSED);
	ck_assert_int_eq(event.stage, STAGE_RCPT);
	ck_assert_int_eq(event.time.zone, 60);
	expect_piece(event.client, "unknown[198.51.100.9]");
	expect_piece(event.recipient, "a@example.com");
	expect_piece(event.message, "");
	expect_piece(event.reply,
	    "554 5.7.1 <a@example.com>: Relay access denied");
}
END_TEST

START_TEST(a_line_without_a_reply_is_silent)
{
	ck_assert(read_line("Nov 27 10:20:31 mx1 postfix/smtpd[554]: connect "
			    "from unknown[192.0.2.250]") == LOG_SILENT);
	ck_assert(read_line("Nov 27 10:20:31 mx1 postfix/qmgr[1]: 4F2D81C0A3: "
			    "removed") == LOG_SILENT);
}
END_TEST

START_TEST(a_reply_alone_is_no_line_of_a_log)
{
	ck_assert(read_line("550 5.1.1 No such user") == LOG_FOREIGN);
	ck_assert(read_line("") == LOG_FOREIGN);
	ck_assert(read_line("The mail came back.") == LOG_FOREIGN);
}
END_TEST

/* The clock of a line that begins so, as seconds before NOW. */
static int64_t
age(const char *front)
{
	char line[200];

	snprintf(line, sizeof(line),
	    "%s mx1 postfix/smtp[1]: connect to h[192.0.2.1]:25: refused",
	    front);
	ck_assert_msg(read_line(line) == LOG_EVENT, "%s", line);
	ck_assert_msg(event.time.said, "%s", line);
	expect_piece(event.host, "mx1");
	return NOW - event.time.seconds;
}

START_TEST(dates_are_read_in_every_form)
{
	ck_assert_int_eq(age("Nov 27 00:00:00"), DAY);
	ck_assert_int_eq(age("Nov 27 2026 00:00:00"), DAY);
	ck_assert_int_eq(age("2026 Nov 27 00:00:00"), DAY);
	ck_assert_int_eq(age("Fri Nov 27 00:00:00 2026"), DAY);
	ck_assert_int_eq(age("Nov 27 00:00:00.123"), DAY);
	ck_assert_int_eq(age("Nov  8 00:00:00"), 20 * DAY);
	ck_assert_int_eq(age("Dec 28 00:00:00"), 335 * DAY);
	ck_assert_int_eq(age("2026-11-27T00:00:00.1+02:00"), DAY);
	ck_assert_int_eq(age("2026-11-27T00:00:00Z"), DAY);
	ck_assert_int_eq(age("2026-11-27T00:00:00"), DAY);
	ck_assert_int_eq(event.time.zone, EVENT_ZONE_UNSAID);
	ck_assert_int_eq(age("2026-11-27T00:00:00.123-0330"), DAY);
	ck_assert_int_eq(event.time.zone, -210);
	ck_assert_int_eq(age("2026-11-27T00:00:00.123-03:30"), DAY);
	ck_assert_int_eq(event.time.zone, -210);
	ck_assert_int_eq(age("2026-11-27T01:02:03Z"), DAY - 3723);
	ck_assert_int_eq(event.time.zone, 0);
	ck_assert_int_eq(age("Nov 27 01:02:03"), DAY - 3723);
	ck_assert_int_eq(age("Nov 26 01:02:03"), 2 * DAY - 3723);
	ck_assert_int_eq(age("2026-11-27 00:00:00 +0100"), DAY);
	ck_assert_int_eq(age("1795737600.5"), DAY);
	ck_assert_int_eq(age("@400000006b08c80a00000000"), DAY);
}
END_TEST

START_TEST(what_is_no_date_gives_no_time)
{
	static const char *const fronts[] = { "Nov 31 25:00:00",
		"Nov 27 10:61:00", "2026-13-27T00:00:00Z" };

	for (size_t i = 0; i < COUNT(fronts); i++) {
		char line[200];

		snprintf(line, sizeof(line),
		    "%s mx1 postfix/smtp[1]: connect to h[192.0.2.1]:25: no",
		    fronts[i]);
		ck_assert_msg(read_line(line) != LOG_EVENT || !event.time.said,
		    "%s", line);
	}
}
END_TEST

/* Ticks of the clock to read a line of a front and a part repeated. */
static double
ticks(const char *front, const char *part, size_t count)
{
	size_t length = strlen(front) + count * strlen(part);
	char *line = malloc(length + 1);
	clock_t start;

	ck_assert_ptr_nonnull(line);
	strcpy(line, front);
	for (size_t i = 0, at = strlen(front); i < count;
	     i++, at += strlen(part))
		memcpy(line + at, part, strlen(part) + 1);
	start = clock();
	for (int i = 0; i < 4; i++)
		log_read(&reader, line, length, &event);
	free(line);
	return (double)(clock() - start);
}

START_TEST(long_lines_take_time_in_proportion)
{
	static const char *const fronts[] = { "",
		"Nov 27 10:20:31 mx1 postfix/smtp[1]: 4F2D81C0A3: to=<a@b>, ",
		"Nov 27 10:20:31 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from ",
		"2026-11-27 10:20:31 1tBxyz-0003Qk-2L ** ",
		"2026-11-27 10:20:31 H=x rejected RCPT <",
		"Nov 27 10:20:31 mx1 sendmail[1]: uAL9KVp1012345: to=<a>, ",
		"Nov 27 10:20:31 mx1 qmail: delivery 1: failure: ",
		"Nov 27 10:20:31 mx1 smtpd[1]: 5f2a1b3c4d5e6f70 mta ",
		"2026-11-27T10:20:31Z,", "[INFO] [x] ",
		"b,2026-11-27 10:20:31,", "{\"a\":\"", "(",
		"Nov 27 10:20:31 mx1 unknown: " };
	static const char *const parts[] = { "550 ", "a=\"", ", ", "from=<",
		": ", "550-5.1.1 ", "to=", "\\", "[", ">: ", "_", "|",
		" H=", "(in reply to ", "550:" };

	for (size_t i = 0; i < COUNT(fronts); i++)
		for (size_t j = 0; j < COUNT(parts); j++) {
			double small = ticks(fronts[i], parts[j], 4000);
			double large = ticks(fronts[i], parts[j], 32000);

			ck_assert_msg(large < 40 * small + CLOCKS_PER_SEC / 20,
			    "%s%s", fronts[i], parts[j]);
		}
	log_release(&reader);
}
END_TEST

Suite *
log_suite(void)
{
	const TTest *const tests[] = { a_delivery_tells_who_said_what,
		a_refusal_tells_the_client, a_line_without_a_reply_is_silent,
		a_reply_alone_is_no_line_of_a_log, dates_are_read_in_every_form,
		what_is_no_date_gives_no_time,
		long_lines_take_time_in_proportion };
	Suite *suite = suite_create("log");

	ADD_TESTS(suite, "log", tests);
	return suite;
}
