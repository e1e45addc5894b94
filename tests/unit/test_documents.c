/* Documents of JSON that tell of several mails, and go on over many lines. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "intake.h"

static struct intake *intake;

static void
read_input(const char *bytes, size_t length)
{
	intake = malloc(sizeof(*intake));
	ck_assert_ptr_nonnull(intake);
	ck_assert(intake_init(intake, fixture(), 0));
	intake_begin(intake);
	intake_feed(intake, bytes, length);
	intake_end(intake);
	ck_assert(!intake->failed);
}

static void
release(void)
{
	intake_release(intake);
	free(intake);
}

/* How often a reply with that code was counted, to whom, as a line of what. */
static uint64_t
count_of(unsigned code, const char *recipient, const char *sample)
{
	uint64_t count = 0;

	for (size_t i = 0; i < intake->counts.kept_count; i++) {
		const struct counted *row = intake->counts.kept[i];

		if (row->key.code != code)
			continue;
		count += row->count;
		ck_assert_str_eq(row->sample.recipient, recipient);
		ck_assert_msg(strstr(row->sample.line, sample) != NULL,
		    "%s in %s", sample, row->sample.line);
	}
	return count;
}

static void
expect(const char *input, uint64_t replies, uint64_t skipped)
{
	read_input(input, strlen(input));
	ck_assert_msg(intake->totals.replies == replies &&
		intake->totals.skipped == skipped,
	    "%llu replies, %llu skipped in %s",
	    (unsigned long long)intake->totals.replies,
	    (unsigned long long)intake->totals.skipped, input);
}

#define BOUNCE \
	"{\"event\":\"bounce\",\"email\":\"a@a.example\"," \
	"\"reason\":\"550 5.1.1 no such user\"}"
#define DEFERRED \
	"{\"event\":\"deferred\",\"email\":\"b@b.example\"," \
	"\"response\":\"451 4.7.1 [later] \\\"}\\\\\"}"

/* However a list is laid out: each object is an event by itself. */
START_TEST(lists_are_read_however_they_are_laid_out)
{
	static const char *const inputs[] = { "[" BOUNCE "," DEFERRED "]\n",
		"[" BOUNCE "," DEFERRED "]",
		"[\n" BOUNCE ",\n" DEFERRED "\n]\n",
		"[" BOUNCE ",\n" DEFERRED "]\n",
		"[ " BOUNCE "\n, " DEFERRED " ]\n",
		"[\r\n  " BOUNCE ",\r\n  " DEFERRED "\r\n]\r\n",
		BOUNCE "\n" DEFERRED "\n", BOUNCE ",\n" DEFERRED ",\n",
		"{\"items\": [\n" BOUNCE ",\n" DEFERRED "\n], \"n\": 550\n}\n",
		"{\n\"Bounces\": [" BOUNCE ",\n" DEFERRED "]}\n",
		"[\n{\n\"event\":\"bounce\",\n\"email\":\"a@a.example\",\n"
		"\"reason\":\"550 5.1.1 no such user\",\n\"n\": [\n1,\n2.5e3\n"
		"],\n\"x\":\nnull\n}, {\n\"event\":\n\"deferred\",\n\n"
		"\"email\":\"b@b.example\", "
		"\"response\":\"451 4.7.1 [later] \\\"}\\\\\"\n}\n]\n" };

	for (size_t i = 0; i < COUNT(inputs); i++) {
		expect(inputs[i], 2, 0);
		ck_assert_uint_eq(count_of(550, "a@a.example", "no such user"),
		    1);
		ck_assert_uint_eq(count_of(451, "b@b.example", "[later]"), 1);
		release();
	}
}
END_TEST

/* In several runs of the reader as well: nothing is left of one before. */
START_TEST(what_tells_an_event_is_its_own_object)
{
	expect("[" BOUNCE "," DEFERRED "," BOUNCE "]\n" BOUNCE "\n", 4, 0);
	ck_assert_uint_eq(count_of(550, "a@a.example", "{\"event\":\"bounce"),
	    3);
	for (size_t i = 0; i < intake->counts.kept_count; i++)
		ck_assert_ptr_null(
		    strstr(intake->counts.kept[i]->sample.line, "},{"));
	release();
}
END_TEST

/* A queue and a bounce that tell of several recipients. */
START_TEST(each_recipient_has_its_own_reply)
{
	expect("{\"queue_name\":\"deferred\",\"queue_id\":\"4F2D81C0A3\","
	       "\"recipients\":[{\"address\":\"a@a.example\",\"delay_reason\":"
	       "\"host mx.a.example[192.0.2.1] said: 450 4.2.0 later\"},"
	       "{\"address\":\"c@a.example\"},"
	       "{\"address\":\"b@b.example\",\"delay_reason\":"
	       "\"host mx.b.example[192.0.2.1] said: 452 4.2.2 full\"}]}\n",
	    2, 0);
	ck_assert_uint_eq(count_of(450, "a@a.example", "4F2D81C0A3"), 1);
	ck_assert_uint_eq(count_of(452, "b@b.example", "4F2D81C0A3"), 1);
	release();
	expect("{\"notificationType\":\"Bounce\",\"bounce\":{"
	       "\"bouncedRecipients\":["
	       "{\"emailAddress\":\"a@a.example\",\"status\":\"5.1.1\","
	       "\"diagnosticCode\":\"smtp; 550 5.1.1 no\"},"
	       "{\"emailAddress\":\"b@b.example\",\"status\":\"5.2.2\","
	       "\"diagnosticCode\":\"smtp; 552 5.2.2 full\"}]},"
	       "\"mail\":{\"messageId\":\"77\"}}\n",
	    2, 0);
	ck_assert_uint_eq(count_of(550, "a@a.example", "Bounce"), 1);
	ck_assert_uint_eq(count_of(552, "b@b.example", "Bounce"), 1);
	for (size_t i = 0; i < intake->counts.kept_count; i++)
		ck_assert_str_eq(intake->counts.kept[i]->sample.message, "77");
	release();
}
END_TEST

#define REPLY "550 5.1.1 <a@a.example>: no such user here"

/* What looks like a document and is none loses no line of what follows. */
START_TEST(what_is_no_document_is_read_line_by_line)
{
	expect("{\n" REPLY "\n" REPLY "\n}\n", 2, 2);
	release();
	expect("{\n\"a\": [\n" REPLY "\n", 1, 2);
	release();
	expect("[\n" REPLY "\n]\n" REPLY "\n", 2, 0);
	release();
	expect("int main(void)\n{\n\treturn 550;\n}\n", 0, 4);
	release();
	expect("{\"a\":\n\"550 5.1.1 <a@a.example>: no such user here\"", 1, 1);
	release();
	/* cut off in the middle: what was whole is counted */
	expect("[\n" BOUNCE ",\n{\"event\":\"bounce\",\n", 1, 1);
	release();
}
END_TEST

/* An input after one that was cut off begins anew. */
START_TEST(a_new_input_begins_anew)
{
	expect("[\n{\n\"event\":\"bounce\",\n", 0, 2);
	intake_begin(intake);
	intake_feed(intake, REPLY "\n", strlen(REPLY "\n"));
	intake_end(intake);
	ck_assert_uint_eq(intake->totals.replies, 1);
	release();
}
END_TEST

/* A mail is known as such in whatever pieces it comes: of a slow pipe. */
START_TEST(pieces_do_not_tell_mails_from_lines)
{
	static const char mail[] = "From: a@a.example\nTo: b@b.example\n"
				   "Subject: 550\n\n" REPLY "\n";
	static const char line[] = "To: nobody\n" REPLY "\n";

	for (size_t first = 1; first < sizeof(mail) - 1; first++) {
		intake = malloc(sizeof(*intake));
		EXPECT(intake != NULL && intake_init(intake, fixture(), 0));
		intake_begin(intake);
		intake_feed(intake, mail, first);
		intake_feed(intake, mail + first, sizeof(mail) - 1 - first);
		intake_end(intake);
		EXPECT(intake->totals.mails == 1);
		release();
	}
	for (size_t first = 1; first < sizeof(line) - 1; first++) {
		intake = malloc(sizeof(*intake));
		EXPECT(intake != NULL && intake_init(intake, fixture(), 0));
		intake_begin(intake);
		intake_feed(intake, line, first);
		intake_feed(intake, line + first, sizeof(line) - 1 - first);
		intake_end(intake);
		EXPECT(intake->totals.mails == 0);
		EXPECT(intake->totals.replies == 1);
		release();
	}
}
END_TEST

/* Many events, deep and long ones: no more time than their length. */
START_TEST(large_documents_take_linear_time)
{
	static const char *const units[] = { BOUNCE ",", BOUNCE ",\n", "{\n",
		"[\n", "{\"a\":\n", "[{\n", "\"a\",\n", "{\"a\":[", "1,\n",
		"{\"a\":\"\n", "},\n", "{\"Message\":\"{" };
	struct text input = { 0 };

	for (size_t i = 0; i < COUNT(units); i++) {
		text_clear(&input);
		text_append(&input, "[\n");
		while (input.length < 2 * LARGE_INPUT)
			text_append(&input, units[i]);
		read_input(text_string(&input), input.length);
		ck_assert_uint_gt(intake->totals.lines, 0);
		release();
	}
	text_release(&input);
}
END_TEST

/* One mail to very many recipients. */
START_TEST(many_recipients_take_linear_time)
{
	struct text input = { 0 };

	text_append(&input,
	    "{\"notificationType\":\"Bounce\",\"bounce\":{"
	    "\"bouncedRecipients\":[");
	while (input.length < 200 << 10)
		text_append(&input,
		    "{\"emailAddress\":\"a@a.example\",\"diagnosticCode\":"
		    "\"smtp; 550 5.1.1 no\"},");
	input.length--;
	text_append(&input, "]}}\n");
	read_input(text_string(&input), input.length);
	ck_assert_uint_gt(intake->totals.replies, 2000);
	release();
	text_release(&input);
}
END_TEST

Suite *
documents_suite(void)
{
	Suite *suite = suite_create("documents");
	const TTest *const tests[] = { lists_are_read_however_they_are_laid_out,
		what_tells_an_event_is_its_own_object,
		each_recipient_has_its_own_reply,
		what_is_no_document_is_read_line_by_line,
		a_new_input_begins_anew, pieces_do_not_tell_mails_from_lines,
		large_documents_take_linear_time,
		many_recipients_take_linear_time };

	ADD_TESTS(suite, "documents", tests);
	return suite;
}
