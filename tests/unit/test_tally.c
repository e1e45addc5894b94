/* Counts as lines of JSON: written, read again, and made by other people. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "intake.h"
#include "tally.h"

enum {
	DAMAGES = 6, /* tried at each byte */
};

#define POSTFIX "Nov 24 10:00:%02u mx postfix/smtp[9]: 4A%05u: "

/* A log of several kinds of reply, tallied. */
static void
tally_of_log(struct text *tally, struct redact *redact)
{
	struct intake *intake = malloc(sizeof(*intake));
	char line[400];

	ck_assert_ptr_nonnull(intake);
	ck_assert(intake_init(intake, fixture(), 0));
	intake_begin(intake);
	for (unsigned i = 0; i < 30; i++) {
		int length = snprintf(line, sizeof(line),
		    POSTFIX "to=<u%u@a.example>, relay=mx.b.example"
			    "[192.0.2.1]:25, delay=1, delays=0/0/0/1, %s\n",
		    i, i, i % 4,
		    i % 3 == 0 ?
			"dsn=5.1.1, status=bounced (host mx.b.example"
			"[192.0.2.1] said: 550 5.1.1 <u@a.example>: no such "
			"user here (in reply to RCPT TO command))" :
			i % 3 == 1 ?
			"dsn=4.4.1, status=deferred (connect to mx.b.example"
			"[192.0.2.1]:25: Connection timed out)" :
			"dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as "
			"\xc3\xbc\\\"\x1b)");

		intake_feed(intake, line, (size_t)length);
	}
	intake_end(intake);
	ck_assert_uint_eq(intake->totals.replies, 30);
	ck_assert(tally_write(tally, &intake->counts, fixture(), redact));
	intake_release(intake);
	free(intake);
}

/* Adds all lines of a tally. Returns how many replies they tell. */
static uint64_t
read_all(struct counts *counts, const struct text *tally)
{
	const char *line = text_string(tally), *end;
	uint64_t replies = 0;

	for (; *line != '\0'; line = end + 1) {
		end = strchr(line, '\n');
		EXPECT(end != NULL);
		EXPECT(tally_is(line, (size_t)(end - line)));
		replies += tally_read(counts, fixture(), line,
		    (size_t)(end - line));
	}
	return replies;
}

START_TEST(what_is_written_is_read_to_the_byte)
{
	struct text tally = { 0 }, again = { 0 };
	struct counts counts = { 0 };

	tally_of_log(&tally, NULL);
	ck_assert_uint_eq(read_all(&counts, &tally), 30);
	ck_assert(tally_write(&again, &counts, fixture(), NULL));
	ck_assert_str_eq(text_string(&again), text_string(&tally));
	ck_assert(is_harmless(tally.data, tally.length));
	/* Twice the same: twice as many, of the same messages. */
	read_all(&counts, &tally);
	text_clear(&again);
	ck_assert(tally_write(&again, &counts, fixture(), NULL));
	ck_assert(strstr(text_string(&tally), "\"count\":10,") != NULL);
	ck_assert(strstr(text_string(&again), "\"count\":20,") != NULL);
	counts_release(&counts);
	text_release(&tally);
	text_release(&again);
}
END_TEST

/* Of an empty one there is nothing to write, and that is no failure. */
START_TEST(nothing_counted_is_an_empty_tally)
{
	struct counts counts = { 0 };
	struct text tally = { 0 };

	ck_assert(tally_write(&tally, &counts, fixture(), NULL));
	ck_assert_uint_eq(tally.length, 0);
	text_release(&tally);
}
END_TEST

/* Masked in two runs, whatever was masked before in each, they add up. */
START_TEST(masked_tallies_of_two_runs_are_the_same)
{
	static const char before[] = "b@b.example [192.0.2.9] 4B1C2D3E4F";
	struct text one = { 0 }, other = { 0 }, masked = { 0 };
	struct redact redact;

	redact_init(&redact, fixture());
	tally_of_log(&one, &redact);
	redact_release(&redact);
	redact_init(&redact, fixture());
	redact_append(&redact, &masked, before, strlen(before));
	tally_of_log(&other, &redact);
	redact_release(&redact);
	ck_assert_str_eq(text_string(&one), text_string(&other));
	ck_assert_ptr_null(strstr(text_string(&one), "a.example"));
	ck_assert_ptr_null(strstr(text_string(&one), "192.0.2"));
	ck_assert_ptr_null(strstr(text_string(&one), "\"mx\""));
	text_release(&one);
	text_release(&other);
	text_release(&masked);
}
END_TEST

/* Rows whose texts differ in what is masked are one row then. */
START_TEST(texts_that_are_masked_alike_are_one)
{
	static const char *const texts[] = { "550 no mailbox <joe>",
		"550 no mailbox <jim>" };
	struct counts counts = { 0 };
	struct text tally = { 0 };
	struct redact redact;

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct counted_key key = { .code = 550,
			.cause = TABLES_NONE,
			.text = texts[i],
			.length = strlen(texts[i]) };
		struct counted *row = counts_row(&counts, &key, 5);

		ck_assert_ptr_nonnull(row);
		row->count = 2;
	}
	redact_init(&redact, fixture());
	ck_assert(tally_write(&tally, &counts, fixture(), &redact));
	ck_assert(
	    strstr(text_string(&tally),
		"\"text\":\"550 no mailbox <<user>>\",\"count\":4,") != NULL);
	ck_assert_ptr_eq(strchr(text_string(&tally), '\n'),
	    tally.data + tally.length - 1);
	redact_release(&redact);
	counts_release(&counts);
	text_release(&tally);
}
END_TEST

/* Is what was counted still fit to be written, and is that JSON? */
static void
expect_sound(const struct counts *counts)
{
	struct text tally = { 0 };
	const char *line, *end;

	EXPECT(tally_write(&tally, counts, fixture(), NULL));
	EXPECT(is_harmless(text_string(&tally), tally.length));
	for (line = text_string(&tally); *line != '\0'; line = end + 1) {
		json_t *object;

		end = strchr(line, '\n');
		object = json_loadb(line, (size_t)(end - line), 0, NULL);
		EXPECT(object != NULL);
		json_decref(object);
	}
	text_release(&tally);
}

/* The first line of a tally, without its line feed. */
static struct text
first_line(void)
{
	struct text tally = { 0 };

	tally_of_log(&tally, NULL);
	tally.length = (size_t)(strchr(tally.data, '\n') - tally.data);
	tally.data[tally.length] = '\0';
	return tally;
}

START_TEST(a_line_that_is_cut_adds_nothing)
{
	struct text line = first_line();
	struct counts counts = { 0 };

	for (size_t length = 0; length < line.length; length++) {
		char *copy = malloc(length + 1);

		EXPECT(copy != NULL);
		memcpy(copy, line.data, length);
		EXPECT(tally_read(&counts, fixture(), copy, length) == 0);
		free(copy);
	}
	ck_assert_uint_eq(counts.kept_count + counts.rest_count, 0);
	counts_release(&counts);
	text_release(&line);
}
END_TEST

/* Either it adds nothing, or what it adds is harmless. */
START_TEST(a_line_that_is_damaged_does_no_harm)
{
	static const char signs[] = "\"\\{}[],:0-9eu\x1b\xff\x80 n";
	struct text line = first_line();
	uint32_t seed = 23;
	unsigned refused = 0;

	for (size_t at = 0; at < line.length; at++)
		for (unsigned i = 0; i < DAMAGES; i++) {
			struct counts counts = { 0 };
			char before = line.data[at];

			line.data[at] =
			    signs[next_random(&seed) % (sizeof(signs) - 1)];
			if (tally_read(&counts, fixture(), line.data,
				line.length) == 0) {
				EXPECT(counts.kept_count == 0);
				refused++;
			}
			expect_sound(&counts);
			line.data[at] = before;
			counts_release(&counts);
		}
	ck_assert_uint_gt(refused, line.length);
	text_release(&line);
}
END_TEST

/* Replaces the first occurrence; the test is wrong if there is none. */
static void
replace(struct text *line, const char *from, const char *to)
{
	char *at = strstr(text_string(line), from);
	struct text replaced = { 0 };

	ck_assert_msg(at != NULL, "no %s", from);
	text_append_bytes(&replaced, line->data, (size_t)(at - line->data));
	text_append(&replaced, to);
	text_append(&replaced, at + strlen(from));
	text_release(line);
	*line = replaced;
}

START_TEST(values_out_of_their_range_are_refused)
{
	static const char *const rows[][2] = {
		{ "\"count\":10", "\"count\":0" },
		{ "\"count\":10", "\"count\":-10" },
		{ "\"count\":10", "\"count\":9007199254740993" },
		{ "\"count\":10", "\"count\":1e3" },
		{ "\"count\":10", "\"count\":\"10\"" },
		{ "\"hashes\":[\"", "\"hashes\":[\"x" },
		{ "\"hashes\":[\"", "\"hashes\":[1,\"" },
		{ "\"hashes\":[", "\"hashes\":null,\"x\":[" },
		{ "\"first\":\"", "\"first\":\"x" },
		{ "\"direction\":\"", "\"direction\":\"x" },
		{ "\"status\":\"", "\"status\":\"X.1.1\",\"x\":\"" },
		{ "\"status\":\"", "\"status\":\"5.1.1-3\",\"x\":\"" },
		{ "\"status\":\"", "\"status\":\"5.1\",\"x\":\"" },
		{ "\"disposition\":\"", "\"disposition\":\"x" },
		{ "\"sample\":{", "\"sample\":1,\"x\":{" },
		{ "\"time\":\"", "\"time\":\"x" },
		{ "\"count\":10", "\"count\":10,\"count\":10" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct text line = first_line();
		struct counts counts = { 0 };

		replace(&line, rows[i][0], rows[i][1]);
		ck_assert_msg(tally_read(&counts, fixture(), line.data,
				  line.length) == 0,
		    "%s", rows[i][1]);
		ck_assert_uint_eq(counts.kept_count + counts.rest_count, 0);
		counts_release(&counts);
		text_release(&line);
	}
}
END_TEST

/* Servers and services send codes beyond 599, and those are counted. */
START_TEST(odd_codes_are_read_again)
{
	struct text line = first_line();
	struct counts counts = { 0 };

	replace(&line, "\"code\":\"", "\"code\":\"850\",\"x\":\"");
	ck_assert_uint_eq(tally_read(&counts, fixture(), line.data,
			      line.length),
	    10);
	ck_assert_uint_eq(counts.kept[0]->key.code, 850);
	replace(&line, "\"850\"", "\"150\"");
	ck_assert_uint_eq(tally_read(&counts, fixture(), line.data,
			      line.length),
	    0);
	counts_release(&counts);
	text_release(&line);
}
END_TEST

/* What a later version may add is passed over; another schema is no tally. */
START_TEST(what_is_not_known_is_passed_over)
{
	struct text line = first_line();
	struct counts counts = { 0 };

	replace(&line, "\"count\":10", "\"news\":[{}],\"count\":10");
	replace(&line, "\"cause\":\"", "\"cause\":\"not-yet-known-");
	ck_assert_uint_eq(tally_read(&counts, fixture(), line.data,
			      line.length),
	    10);
	expect_sound(&counts);
	replace(&line, "\"schema\":1", "\"schema\":2");
	ck_assert(!tally_is(line.data, line.length));
	counts_release(&counts);
	text_release(&line);
}
END_TEST

START_TEST(a_line_of_another_schema_counts_nothing)
{
	struct intake *intake = malloc(sizeof(*intake));
	struct text line = first_line();

	ck_assert_ptr_nonnull(intake);
	replace(&line, "\"schema\":1", "\"schema\":2");
	ck_assert(intake_init(intake, fixture(), 0));
	intake_begin(intake);
	intake_feed(intake, line.data, line.length);
	intake_end(intake);
	ck_assert_uint_eq(intake->totals.replies, 0);
	ck_assert_uint_eq(intake->totals.lines, 1);
	intake_release(intake);
	free(intake);
	text_release(&line);
}
END_TEST

Suite *
tally_suite(void)
{
	Suite *suite = suite_create("tally");
	const TTest *const tests[] = { what_is_written_is_read_to_the_byte,
		nothing_counted_is_an_empty_tally,
		masked_tallies_of_two_runs_are_the_same,
		texts_that_are_masked_alike_are_one,
		a_line_that_is_cut_adds_nothing,
		a_line_that_is_damaged_does_no_harm,
		values_out_of_their_range_are_refused, odd_codes_are_read_again,
		what_is_not_known_is_passed_over,
		a_line_of_another_schema_counts_nothing };

	ADD_TESTS(suite, "tally", tests);
	return suite;
}
