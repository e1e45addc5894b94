/* The report for a ticket: what it says, and what it masks. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "page_reply.h"
#include "report.h"

static void
report(struct text *text, const char *reply)
{
	struct page page = { 0 };

	page_add_reply(&page, fixture(), reply, strlen(reply));
	report_page(text, &page, fixture(), 80);
	ck_assert(!text->failed);
	page_release(&page);
}

static const struct {
	const char *reply, *masked; /* as the report quotes it */
} masks[] = {
	{ "554 5.7.1 <user@example.org>: Relay denied",
	    "REPLY  554 5.7.1 <user-1@host-1.org>: Relay denied\n" },
	{ "550 5.7.1 blocked: 192.0.2.17.", "550 5.7.1 blocked: ip-1.\n" },
	{ "550 5.7.1 [2001:db8::25] blocked", "550 5.7.1 [ip-1] blocked\n" },
	{ "550 5.1.1 no user here d9443c01a7336-1a2b3c4d5e.12 - gsmtp",
	    "550 5.1.1 no user here id-1 - gsmtp\n" },
	{ "450 4.2.0 4XyZ12abcd: to=<a@example.org>: try later",
	    "450 4.2.0 id-1: to=<user-1@host-1.org>: try later\n" },
	{ "550 5.7.1 mx1.example.org says HB12 of 2026-01-31",
	    "550 5.7.1 host-1.org says HB12 of 2026-01-31\n" },
};

/* Addresses, IPs, ids and hosts are somebody's own; codes are not. */
START_TEST(what_is_somebodys_own_is_masked)
{
	struct text text = { 0 };

	report(&text, masks[_i].reply);
	ck_assert_msg(strstr(text.data, masks[_i].masked) != NULL,
	    "not in the report: %s\n%s", masks[_i].masked, text.data);
	text_release(&text);
}
END_TEST

/* Notes quote the words that decided, and another server's reply. */
START_TEST(notes_are_masked_too)
{
	struct text text = { 0 };

	report(&text,
	    "554 host mx.example.org said: 550 5.1.1 user@example.org unknown "
	    "from 192.0.2.17");
	ck_assert_ptr_null(strstr(text.data, "user@example.org"));
	ck_assert_ptr_null(strstr(text.data, "192.0.2.17"));
	text_release(&text);
}
END_TEST

/* Verdict, causes and fixes; no examples, digits or sources. */
START_TEST(a_report_has_what_a_ticket_needs)
{
	struct target target = fixture_target("554");
	struct page page = { 0 };
	struct text text = { 0 };

	page_add(&page, fixture(), &target);
	report_page(&text, &page, fixture(), 80);
	ck_assert_ptr_nonnull(strstr(text.data, "554  Transaction failed"));
	ck_assert_ptr_nonnull(strstr(text.data, "\nRETRY  No."));
	ck_assert_ptr_nonnull(strstr(text.data, "\nWHO "));
	ck_assert_ptr_nonnull(strstr(text.data, "\nWHY    1 "));
	ck_assert_ptr_nonnull(strstr(text.data, "\nFIX    1 "));
	ck_assert_ptr_null(strstr(text.data, "EXAMPLES"));
	ck_assert_ptr_null(strstr(text.data, "DIGITS"));
	ck_assert_ptr_null(strstr(text.data, "REF"));
	text_release(&text);
	page_release(&page);
}
END_TEST

/* Of an input it has how often, when, and one line, all of it masked. */
START_TEST(a_report_of_an_input_has_counts_and_a_line)
{
	static const char *const lines[] = {
		"Nov 24 10:00:00 mail postfix/smtp[9]: 4B1C2D3E4F: "
		"to=<roe@example.org>, relay=mx.example.org[192.0.2.1]:25, "
		"said: 550 5.1.1 no such user here: roe",
		"Nov 24 10:00:01 mail postfix/smtp[9]: another line"
	};
	static const char text_of_it[] = "550 5.1.1 no such user here: roe";
	const struct page_context context = {
		"Met 2 times, from 2026-11-24T10:00:00 to 2026-11-24T10:00:01. "
		"Domains: example.org (2).",
		NULL, lines, 2
	};
	struct event event = { .direction = DIRECTION_REMOTE,
		.disposition = DISPOSITION_FAILED,
		.reply = { text_of_it, strlen(text_of_it) },
		.host = { "mail", 4 },
		.recipient = { "roe@example.org", 15 } };
	struct judge *judge = malloc(sizeof(*judge));
	struct judgement judgement;
	struct page page = { 0 };
	struct text text = { 0 };

	ck_assert_ptr_nonnull(judge);
	judge_init(judge, fixture(), 0);
	judge_event(judge, &event, &judgement);
	page_add_judgement(&page, fixture(), judge, &judgement, &context);
	report_page(&text, &page, fixture(), 200);
	ck_assert_ptr_nonnull(strstr(text.data,
	    "\nMET    Met 2 times, from 2026-11-24T10:00:00 to "
	    "2026-11-24T10:00:01. Domains: host-"));
	ck_assert_ptr_nonnull(strstr(text.data,
	    "Nov 24 10:00:00 host-1 postfix/smtp[9]: id-1: "
	    "to=<user-1@host-"));
	ck_assert_ptr_null(strstr(text.data, "another line"));
	ck_assert_ptr_null(strstr(text.data, "roe"));
	ck_assert_ptr_null(strstr(text.data, "example.org"));
	ck_assert_ptr_null(strstr(text.data, "192.0.2"));
	judge_release(judge);
	free(judge);
	page_release(&page);
	text_release(&text);
}
END_TEST

/* A long run without a blank takes no longer than its length. */
START_TEST(masking_takes_linear_time)
{
	static const char *const units[] = { "a!", ".", "a.", "1:", "@", "_" };
	struct text text = { 0 }, reply = { 0 };

	for (size_t i = 0; i < COUNT(units); i++) {
		text_clear(&reply);
		text_clear(&text);
		text_append(&reply, "550 ");
		while (reply.length < 60000)
			text_append(&reply, units[i]);
		report(&text, text_string(&reply));
		ck_assert_uint_gt(text.length, 0);
	}
	text_release(&text);
	text_release(&reply);
}
END_TEST

Suite *
report_suite(void)
{
	Suite *suite = suite_create("report");
	const TTest *const tests[] = { notes_are_masked_too,
		a_report_has_what_a_ticket_needs,
		a_report_of_an_input_has_counts_and_a_line,
		masking_takes_linear_time };
	TCase *loop = tcase_create("masks");

	ADD_TESTS(suite, "report", tests);
	tcase_add_loop_test(loop, what_is_somebodys_own_is_masked, 0,
	    (int)COUNT(masks));
	suite_add_tcase(suite, loop);
	return suite;
}
