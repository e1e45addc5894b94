/* The reply in a text that somebody pasted. */
#include "unit.h"

#include <string.h>

#include "reply.h"

static struct reply reply;

static void
find(const char *text)
{
	reply_release(&reply);
	reply_find(&reply, text, strlen(text));
	ck_assert(!reply.failed);
}

/* The bytes of a span, until the next call. */
static const char *
bytes_of(struct reply_span span)
{
	static char bytes[400];
	size_t length = span.to - span.from;

	ck_assert_uint_lt(length, sizeof(bytes));
	if (length > 0)
		memcpy(bytes, reply.bytes.data + span.from, length);
	bytes[length] = '\0';
	return bytes;
}

static void
expect_outer(const char *text, unsigned code, const char *status)
{
	find(text);
	ck_assert_msg(reply.outer.code == code, "%s: code %u", text,
	    reply.outer.code);
	ck_assert_msg(strcmp(bytes_of(reply.outer.status), status) == 0,
	    "%s: status %s", text, bytes_of(reply.outer.status));
}

START_TEST(code_and_status_are_read_in_every_form)
{
	expect_outer("550 5.1.1 no such user", 550, "5.1.1");
	expect_outer("550-5.7.26 blocked", 550, "5.7.26");
	expect_outer("smtp; 550 5.1.1 <a@example.org> unknown", 550, "5.1.1");
	expect_outer("smtp;550 #5.1.0 Address rejected.", 550, "5.1.0");
	expect_outer("host h[192.0.2.1] said: 452 4.2.2 over quota (in reply "
		     "to RCPT TO command)",
	    452, "4.2.2");
	expect_outer("553 sorry (#5.7.1)", 553, "5.7.1");
	expect_outer("Remote_host_said:_550_sorry,_no_mailbox_(#5.1.1)/", 550,
	    "5.1.1");
	expect_outer("SMTP error 421: too busy", 421, "");
	expect_outer("554 30 Sorry (554.30).", 554, "");
	/* As web pages and word processors write them. */
	expect_outer("550\302\2405.1.1 no such user", 550, "5.1.1");
	expect_outer("“550\342\200\2215.1.1 no such user”", 550, "5.1.1");
	expect_outer("\357\273\277550 5.1.1 no such user", 550, "5.1.1");
	expect_outer("550", 550, "");
	/* A word that may be counted is none behind the code of a line. */
	expect_outer("550 Message rejected", 550, "");
	expect_outer("550 User unknown", 550, "");
	expect_outer("552 Mail size limit exceeded", 552, "");
	expect_outer("550 Mailbox not found", 550, "");
	expect_outer("said: (550 Mailbox is frozen)", 550, "");
	expect_outer("421 mail.example.com closing connection", 421, "");
	expect_outer("550 Connections from there are refused", 550, "");
	expect_outer("\"550 User unknown\"", 550, "");
	expect_outer("status=bounced (550 user unknown)", 550, "");
	/* Nor behind what quotes it, nor where a host's name goes on. */
	expect_outer("smtp; 550 Message rejected", 550, "");
	expect_outer("smtp;550 User unknown", 550, "");
	expect_outer("x-unix; 550 mail from you is refused", 550, "");
	expect_outer("Remote server: 550 User unknown", 550, "");
	expect_outer("smtp; 421 mail.example.com closing", 421, "");
	expect_outer("I sent it: 421 mail.example.com closing", 421, "");
	/* As people quote. */
	expect_outer("the server says 550 user unknown", 550, "");
	expect_outer("Delivery failed - 550 user unknown", 550, "");
	expect_outer("It came back. 550 No such user", 550, "");
	expect_outer("bounced [550 No such user]", 550, "");
	/* Libraries and logs, each with its own way to quote. */
	expect_outer("(535, b'5.7.3 Authentication unsuccessful')", 535,
	    "5.7.3");
	expect_outer("{'a@example.org': (550, b'No such user')}", 550, "");
	expect_outer("Expected response code \"250/251\" but got code "
		     "\"554\", with message \"554 5.7.1 no\".",
	    554, "5.7.1");
	expect_outer("reject=550 relaying denied", 550, "");
	expect_outer("reply=552 5.2.2 full", 552, "5.2.2");
	expect_outer("mx.example.com #550 rejected ##", 550, "");
	expect_outer("#550 4.4.7 QUEUE.Expired; message expired ##", 550,
	    "4.4.7");
	expect_outer("451-192.0.2.1 is not yet authorized", 451, "");
	expect_outer("SMTP error from remote mail server after RCPT TO:"
		     "<a@example.org>: host h [192.0.2.1]: 550 no",
	    550, "");
}
END_TEST

START_TEST(numbers_that_are_no_code_are_none)
{
	static const char *const texts[] = { "postfix/smtpd[554]: lost",
		"defer (111): refused", "SIZE=552", "port 465 is closed",
		"delay=550, delays=1/2", "192.0.2.250 is listed",
		"Maximum: 500 messages per hour", "500 recipients at most",
		"limit: 250 message", "delay: 300 second",
		"timeout: 500 seconds",
		"It sent mails. 500 recipients got them",
		"a list of - 500 users", "pid [550]",
		"Sent. 450 of them came back",
		"connect to mail.example.com:465", "at 10:550",
		"Command died with status 255: \"/usr/bin/php\"",
		"x-unix; procmail exited with 255", "exit code 250", "", "5",
		"55", "55a 5501 a550" };

	for (size_t i = 0; i < COUNT(texts); i++)
		expect_outer(texts[i], 0, "");
}
END_TEST

START_TEST(a_status_may_stand_without_a_code)
{
	expect_outer("milter-reject: END-OF-MESSAGE: 5.7.1 refused", 0,
	    "5.7.1");
	ck_assert_uint_eq(reply_class(&reply, &reply.outer), 5);
}
END_TEST

START_TEST(joined_and_continued_lines_are_one_reply)
{
	find("550-5.7.26 one 550-5.7.26 two 550 5.7.26 three");
	ck_assert(!reply.has_inner);
	ck_assert_uint_eq(reply.other_count, 0);
	ck_assert_str_eq(bytes_of(reply.outer.text),
	    "one 550-5.7.26 two 550 5.7.26 three");
	find("550-one\n550-two\n550 three");
	ck_assert(!reply.has_inner);
	ck_assert_uint_eq(reply.other_count, 0);
}
END_TEST

static void
expect_inner(const char *text, unsigned code, const char *words)
{
	find(text);
	ck_assert_msg(reply.has_inner, "%s: none is quoted", text);
	ck_assert_msg(reply.inner.code == code, "%s: code %u", text,
	    reply.inner.code);
	ck_assert_msg(strcmp(bytes_of(reply.inner.text), words) == 0,
	    "%s: text %s", text, bytes_of(reply.inner.text));
}

START_TEST(the_reply_that_another_quotes_is_the_inner_one)
{
	expect_inner("550 5.4.300 Message expired -> 451 4.7.1 come back", 451,
	    "come back");
	expect_inner("451 4.4.0 Primary target IP address responded with: "
		     "\"421 4.7.0 slow down\"",
	    421, "slow down");
	expect_inner("550 permanent failure for one or more recipients "
		     "(a@example.org:552 5.2.2 full)",
	    552, "full");
	expect_inner("450 4.1.1 <a@example.org>: Recipient address rejected: "
		     "unverified address: host h[192.0.2.1] said: 550 5.1.1 "
		     "no such user (in reply to RCPT TO command)",
	    550, "no such user");
	expect_inner("451 4.4.0 Primary target IP address responded with: "
		     "Connection refused",
	    0, "Connection refused");
	ck_assert_uint_eq(reply.outer.code, 451);
}
END_TEST

static void
expect_text(const char *text, const char *words)
{
	find(text);
	ck_assert_uint_eq(reply.outer.code, 550);
	ck_assert_msg(strcmp(bytes_of(reply.outer.text), words) == 0,
	    "%s: text %s", text, bytes_of(reply.outer.text));
	ck_assert_msg(!reply.has_inner, "%s: %s", text,
	    bytes_of(reply.inner.whole));
	ck_assert_uint_eq(reply.other_count, 0);
}

/* Mail clients show the reply in quotes, with numbers of their own around. */
START_TEST(a_quoted_reply_ends_with_its_quotation)
{
	expect_text("Account: 'h.example', Protocol: SMTP, Server Response: "
		    "'550 5.7.1 Unable to relay', Port: 25, Secure(SSL): No, "
		    "Server Error: 550, Error Number: 0x800CCC79",
	    "Unable to relay");
	expect_text("returned '550 The user 'bob' isn't known', and no more",
	    "The user 'bob' isn't known");
	expect_text("{\"reply\":\"550 5.1.1 no \\\"such\\\" user\","
		    "\"queue\":\"a 550\"}",
	    "no \"such\" user");
	expect_text("it said '550 No such user", "No such user");
	expect_text("'550 Our policy: users' mail is spam', it said",
	    "Our policy: users' mail is spam");
	expect_text("\"550 Command \"\"DATA\"\" refused\",1",
	    "Command \"\"DATA\"\" refused");
	expect_text("Server Error: 550\n\nServer Response: 550 5.1.0 Log in\n"
		    "Server: 'h.example'\nPort: 25",
	    "Log in");
}
END_TEST

/* What other fields hold belongs to a code that stands alone in quotes. */
START_TEST(a_quotation_of_numbers_ends_nothing)
{
	expect_outer("status=\"550\" msg=\"5.1.1 User unknown\"", 550, "5.1.1");
	expect_outer("\"550\",\"5.7.1\",\"Message blocked\"", 550, "5.7.1");
	expect_outer("code: \"452\", enhanced: \"4.2.2\"", 452, "4.2.2");
	find("reply \"550 5.7.1\", text \"Relay access denied\"");
	EXPECT(strstr(bytes_of(reply.outer.text), "denied") != NULL);
	find("error=\"550 5.7.1 rejected\", detail=\"blocked\"");
	EXPECT(strstr(bytes_of(reply.outer.text), "blocked") != NULL);
	find("a said \"421 4.7.0 later\", b said \"554 5.7.1 blocked\"");
	ck_assert_uint_eq(reply.other_count, 1);
	ck_assert_uint_eq(reply.others[0].code, 554);
}
END_TEST

START_TEST(the_sentence_of_a_mail_client_announces_a_reply)
{
	expect_inner("O servidor de e-mail respondeu: 5.7.1 Acesso negado", 0,
	    "Acesso negado");
	expect_inner("Der Mail-Server antwortete: Zugriff verweigert", 0,
	    "Zugriff verweigert");
}
END_TEST

START_TEST(of_a_transcript_the_first_failure_is_reported)
{
	find("220 mx ESMTP\nMAIL FROM:<a@example.org>\n250 2.1.0 Ok\n"
	     "RCPT TO:<b@example.net>\n554 5.7.1 Relay access denied\nQUIT\n"
	     "221 2.0.0 Bye");
	ck_assert_uint_eq(reply.outer.code, 554);
	ck_assert(!reply.has_inner);
	ck_assert_str_eq(bytes_of(reply.outer.text), "Relay access denied");
	ck_assert_uint_eq(reply.other_count, 3);
	ck_assert_uint_eq(reply.others[2].code, 221);
}
END_TEST

START_TEST(escapes_are_undone_and_places_lead_back)
{
	const char *text = "&lt;a@example.org&gt;: 550 5.1.1 User "
			   "doesn&#39;t exist";
	const char *place;

	find(text);
	ck_assert_str_eq(bytes_of(reply.outer.text), "User doesn't exist");
	place = strstr(reply.bytes.data, "exist");
	ck_assert_ptr_eq(text +
		reply_place(&reply, (size_t)(place - reply.bytes.data)),
	    strstr(text, "exist"));
	find("550 Empf=C3=A4nger=20unbekannt");
	ck_assert_str_eq(bytes_of(reply.outer.text), "Empfänger unbekannt");
}
END_TEST

START_TEST(a_bounce_ends_where_the_next_field_begins)
{
	find("Status: 5.2.2\nDiagnostic-Code: smtp; 552 5.2.2 over\n quota\n"
	     "Last-Attempt-Date: Tue, 24 Nov 2026 10:00:00 +0100");
	ck_assert_str_eq(bytes_of(reply.outer.text), "over\n quota");
}
END_TEST

START_TEST(bytes_of_any_kind_are_read)
{
	char bytes[3000];

	for (unsigned seed = 1; seed < 300; seed++) {
		uint32_t state = seed;

		for (size_t i = 0; i < sizeof(bytes); i++) {
			state = state * 1664525u + 1013904223u;
			bytes[i] = seed % 2 == 0 ?
			    (char)(state >> 24) :
			    "245 .-#:(\n&=\\_<>rsaid"[(state >> 24) % 22];
		}
		reply_find(&reply, bytes, sizeof(bytes));
		ck_assert_uint_le(reply.outer.whole.to, reply.bytes.length);
		ck_assert_uint_le(reply.inner.whole.from, reply.inner.whole.to);
		ck_assert_uint_le(reply.inner.text.from, reply.inner.text.to);
		ck_assert_uint_le(reply_place(&reply, reply.bytes.length),
		    sizeof(bytes));
	}
	reply_release(&reply);
}
END_TEST

Suite *
reply_suite(void)
{
	Suite *suite = suite_create("reply");
	TCase *tests = tcase_create("reply");

	tcase_add_test(tests, code_and_status_are_read_in_every_form);
	tcase_add_test(tests, numbers_that_are_no_code_are_none);
	tcase_add_test(tests, a_status_may_stand_without_a_code);
	tcase_add_test(tests, joined_and_continued_lines_are_one_reply);
	tcase_add_test(tests, the_reply_that_another_quotes_is_the_inner_one);
	tcase_add_test(tests, a_quoted_reply_ends_with_its_quotation);
	tcase_add_test(tests, a_quotation_of_numbers_ends_nothing);
	tcase_add_test(tests, the_sentence_of_a_mail_client_announces_a_reply);
	tcase_add_test(tests, of_a_transcript_the_first_failure_is_reported);
	tcase_add_test(tests, escapes_are_undone_and_places_lead_back);
	tcase_add_test(tests, a_bounce_ends_where_the_next_field_begins);
	tcase_add_test(tests, bytes_of_any_kind_are_read);
	suite_add_tcase(suite, tests);
	return suite;
}
