/* Replies by text, counted: what parts add up to is the whole. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counts.h"
#include "tally.h"

enum {
	LINES = 3000,
	PARTS = 5,
};

/* One line of an input, made of a number. */
struct made {
	char text[40], line[60], message[20], recipient[40];
	struct event event;
	struct counted_line counted;
	struct counted_key key;
};

/* Of so many texts; the same number makes the same line. */
static void
make(struct made *made, unsigned number, unsigned texts)
{
	unsigned kind = number * 7 % texts;

	memset(made, 0, sizeof(*made));
	snprintf(made->text, sizeof(made->text), "550 5.1.1 text %u", kind);
	snprintf(made->line, sizeof(made->line), "a line %u of text %u",
	    number % 1900, kind);
	snprintf(made->message, sizeof(made->message), "4A%u", number % 900);
	snprintf(made->recipient, sizeof(made->recipient), "u@d%u.example",
	    number % 3);
	made->event = (struct event) { .time = { number % 50 != 0,
					   (int64_t)(number * 31 % 777),
					   EVENT_ZONE_UNSAID },
		.message = piece_of(made->message),
		.host = piece_of("mx"),
		.recipient = piece_of(made->recipient) };
	made->counted = (struct counted_line) { &made->event,
		piece_of(made->line),
		sketch_hash_end(hash_bytes(HASH_SEED, made->message,
		    strlen(made->message))),
		false };
	made->key = (struct counted_key) { .direction = DIRECTION_REMOTE,
		.disposition = kind % 2 == 0 ? DISPOSITION_FAILED :
					       DISPOSITION_DEFERRED,
		.code = 550,
		.status = "5.1.1",
		.cause = TABLES_NONE,
		.text = made->text,
		.length = strlen(made->text) };
}

static void
add(struct counts *counts, unsigned number, unsigned texts)
{
	struct made made;
	struct counted *row;

	make(&made, number, texts);
	row = counts_row(counts, &made.key, 5);
	EXPECT(row != NULL);
	counted_add(row, &made.counted);
}

static void
merge(struct counts *counts, const struct counts *other)
{
	size_t count;
	struct counted **rows = counts_sorted(other, &count);

	for (size_t i = 0; i < count; i++) {
		struct counted *row = counts_row(counts, &rows[i]->key,
		    rows[i]->class);

		EXPECT(row != NULL);
		counted_merge(row, rows[i]);
	}
	free(rows);
}

/* All that is to add up, as text. */
static void
write_all(struct text *text, const struct counts *counts)
{
	text_clear(text);
	ck_assert(tally_write(text, counts, fixture(), NULL));
}

static void
expect_same(const struct counts *counts, const struct text *whole)
{
	struct text text = { 0 };

	write_all(&text, counts);
	EXPECT(text.length == whole->length &&
	    memcmp(text.data, whole->data, whole->length) == 0);
	text_release(&text);
}

static uint64_t
sum(const struct counts *counts)
{
	uint64_t all = 0;

	for (size_t i = 0; i < counts->kept_count; i++)
		all += counts->kept[i]->count;
	for (size_t i = 0; i < counts->rest_count; i++)
		all += counts->rests[i]->count;
	return all;
}

/* In any order, and in parts that are merged in any order. */
static void
expect_adding_up(unsigned lines, unsigned texts)
{
	struct counts whole = { 0 }, backwards = { 0 }, parts[PARTS] = { 0 };
	struct text text = { 0 };
	uint32_t seed = 17;

	for (unsigned i = 0; i < lines; i++) {
		add(&whole, i, texts);
		add(&backwards, lines - 1 - i, texts);
		add(&parts[next_random(&seed) % PARTS], i, texts);
	}
	write_all(&text, &whole);
	expect_same(&backwards, &text);
	ck_assert_uint_eq(sum(&whole), lines);
	for (unsigned first = 0; first < PARTS; first++) {
		struct counts merged = { 0 };

		for (unsigned i = 0; i < PARTS; i++)
			merge(&merged, &parts[(first + 2 * i) % PARTS]);
		expect_same(&merged, &text);
		ck_assert_uint_eq(sum(&merged), lines);
		counts_release(&merged);
	}
	for (unsigned i = 0; i < PARTS; i++)
		counts_release(&parts[i]);
	counts_release(&whole);
	counts_release(&backwards);
	text_release(&text);
}

START_TEST(few_texts_add_up)
{
	expect_adding_up(LINES, 1);
	expect_adding_up(LINES, 40);
}
END_TEST

/* The same texts are kept then, whichever came first, and nothing is lost. */
START_TEST(more_texts_than_are_kept_add_up)
{
	expect_adding_up(COUNTS_LIMIT + COUNTS_LIMIT / 2,
	    COUNTS_LIMIT + COUNTS_LIMIT / 3);
}
END_TEST

/* A row is the same one until the generation changes. */
START_TEST(rows_hold_until_one_is_dropped)
{
	struct counts counts = { 0 };
	struct made made;
	struct counted *first = NULL;

	for (unsigned i = 0; i < COUNTS_LIMIT; i++) {
		make(&made, i, COUNTS_LIMIT * 7 + 1);
		first = first == NULL ? counts_row(&counts, &made.key, 5) :
					first;
		EXPECT(counts_row(&counts, &made.key, 5) != NULL);
	}
	ck_assert_uint_eq(counts.kept_count, COUNTS_LIMIT);
	ck_assert_uint_eq(counts.generation, 0);
	make(&made, 0, COUNTS_LIMIT * 7 + 1);
	ck_assert_ptr_eq(counts_row(&counts, &made.key, 5), first);
	for (unsigned i = COUNTS_LIMIT; i < COUNTS_LIMIT + 50; i++) {
		make(&made, i, COUNTS_LIMIT * 7 + 1);
		EXPECT(counts_row(&counts, &made.key, 5) != NULL);
	}
	ck_assert_uint_eq(counts.kept_count, COUNTS_LIMIT);
	ck_assert_uint_eq(counts.rest_count, 2);
	ck_assert_uint_eq(counts.cut, 50);
	counts_release(&counts);
}
END_TEST

/* What tells rows apart; where one is longer it comes later. */
START_TEST(keys_are_told_apart_and_in_order)
{
	struct counted_key keys[8];

	for (size_t i = 0; i < COUNT(keys); i++)
		keys[i] = (struct counted_key) { .direction = DIRECTION_REMOTE,
			.disposition = DISPOSITION_DEFERRED,
			.code = 450,
			.status = "4.2.0",
			.cause = 3,
			.text = "450 busy",
			.length = 8 };
	keys[0].direction = DIRECTION_LOCAL;
	keys[1].disposition = DISPOSITION_FAILED;
	keys[2].code = 451;
	memcpy(keys[3].status, "4.2.1", 6);
	keys[4].cause = TABLES_NONE;
	keys[5].length = 7;
	keys[6] = keys[7];
	keys[6].text = NULL;
	keys[6].length = 0;
	for (size_t i = 0; i < COUNT(keys); i++)
		for (size_t j = 0; j < COUNT(keys); j++) {
			int order = counted_compare(&keys[i], &keys[j]);

			EXPECT(counted_equals(&keys[i], &keys[j]) == (i == j));
			EXPECT((order == 0) == (i == j));
			EXPECT((order < 0) ==
			    (counted_compare(&keys[j], &keys[i]) > 0));
		}
	ck_assert_int_lt(counted_compare(&keys[5], &keys[7]), 0);
	ck_assert_int_lt(counted_compare(&keys[6], &keys[7]), 0);
	/* The cause is the text's, and no part of the hash. */
	ck_assert_uint_eq(counted_hash(&keys[4]), counted_hash(&keys[7]));
}
END_TEST

static void
add_line(struct counted *counted, const char *line, int64_t seconds)
{
	struct event event = { .time = { seconds >= 0, seconds,
				   EVENT_ZONE_UNSAID },
		.recipient = piece_of("a@one.example"),
		.relay = piece_of("mx.one.example") };
	struct counted_line added = { &event, { line, strlen(line) }, 7, true };

	counted_add(counted, &added);
}

/* A line without a time comes behind all with one. */
START_TEST(the_sample_is_the_first_by_time_and_then_by_bytes)
{
	static const struct counted_key key = { .cause = TABLES_NONE };
	struct counted *counted = counted_new(&key, 0, 5);
	char written[EVENT_TIME_SIZE];

	ck_assert_ptr_nonnull(counted);
	ck_assert_ptr_null(counted->sample.bytes);
	add_line(counted, "no time", -1);
	ck_assert_str_eq(counted->sample.line, "no time");
	ck_assert(!counted->first.said);
	add_line(counted, "later", 500);
	add_line(counted, "b", 60);
	add_line(counted, "a", 60);
	add_line(counted, "c", 60);
	add_line(counted, "also no time", -1);
	ck_assert_str_eq(counted->sample.line, "a");
	ck_assert_str_eq(counted->sample.recipient, "a@one.example");
	ck_assert_str_eq(counted->sample.relay, "mx.one.example");
	ck_assert_str_eq(counted->sample.host, "");
	ck_assert_uint_eq(counted->count, 6);
	ck_assert(event_time_write(written, &counted->first));
	ck_assert_str_eq(written, "1970-01-01T00:01:00");
	ck_assert(event_time_write(written, &counted->last));
	ck_assert_str_eq(written, "1970-01-01T00:08:20");
	ck_assert_uint_eq(counted->recent_count, COUNTED_RECENT);
	counted_free(counted);
}
END_TEST

/* Long and hostile lines are kept short and harmless, whole in characters. */
START_TEST(lines_that_are_kept_are_bounded_and_inert)
{
	static const struct counted_key key = { .cause = TABLES_NONE };
	static const char *const units[] = { "a", "\x1b[31m", "\xe4\xbe\x8b",
		"\xff", "\xe2\x80\xae", "\xc2\x9b", "\xf0\x9f\x93\xa7" };

	for (size_t i = 0; i < COUNT(units); i++)
		for (size_t more = 0; more < 8; more++) {
			struct counted *counted = counted_new(&key, 0, 5);
			struct text line = { 0 };

			text_append_repeated(&line, 'x', more);
			while (line.length < 3 * SAMPLE_LIMIT)
				text_append(&line, units[i]);
			EXPECT(counted != NULL);
			add_line(counted, text_string(&line), 1);
			add_line(counted, text_string(&line), 1);
			EXPECT(strlen(counted->sample.line) <= SAMPLE_LIMIT);
			EXPECT(is_harmless(counted->sample.line,
			    strlen(counted->sample.line)));
			EXPECT(strcmp(counted->sample.line +
				       strlen(counted->sample.line) - 3,
				   "...") == 0);
			EXPECT(counted->recent_count == 1);
			EXPECT(is_harmless(counted->recent[0],
			    strlen(counted->recent[0])));
			counted_free(counted);
			text_release(&line);
		}
}
END_TEST

START_TEST(merging_keeps_what_both_knew)
{
	static const struct counted_key key = { .cause = TABLES_NONE };
	struct counted *left = counted_new(&key, 0, 4);
	struct counted *right = counted_new(&key, 0, 4);
	struct toplist_row tops[TOPLIST_NAMES];
	bool exact;

	add_line(left, "second", 20);
	add_line(right, "first", 10);
	add_line(right, "third", 30);
	left->later = 1;
	right->later = 2;
	counted_merge(left, right);
	ck_assert_uint_eq(left->count, 3);
	ck_assert_uint_eq(left->later, 3);
	ck_assert_str_eq(left->sample.line, "first");
	ck_assert_int_eq(left->first.seconds, 10);
	ck_assert_int_eq(left->last.seconds, 30);
	ck_assert_uint_eq(sketch_count(&left->messages, &exact), 1);
	ck_assert_uint_eq(toplist_tops(&left->domains, 3, tops), 1);
	ck_assert_str_eq(tops[0].name, "one.example");
	ck_assert_uint_eq(tops[0].count, 3);
	ck_assert_uint_eq(toplist_tops(&left->recipients, 3, tops), 1);
	ck_assert_str_eq(tops[0].name, "a@one.example");
	counted_free(left);
	counted_free(right);
}
END_TEST

Suite *
counts_suite(void)
{
	Suite *suite = suite_create("counts");
	const TTest *const tests[] = { few_texts_add_up,
		more_texts_than_are_kept_add_up, rows_hold_until_one_is_dropped,
		keys_are_told_apart_and_in_order,
		the_sample_is_the_first_by_time_and_then_by_bytes,
		lines_that_are_kept_are_bounded_and_inert,
		merging_keeps_what_both_knew };

	ADD_TESTS(suite, "counts", tests);
	return suite;
}
