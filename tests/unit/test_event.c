/* Times: of events, as text, in order; and as people type them. */
#include "unit.h"

#include <string.h>

#include "event.h"
#include "when.h"

enum {
	HOUR = 3600,
	DAY = 86400,
};

/* Each day from the year 1 to 9999 follows the day before, and comes back. */
START_TEST(days_and_dates_are_the_same_calendar)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
		30, 31 };
	int64_t days = event_days(1, 1, 1);
	int year, month, day;

	ck_assert_int_eq(event_days(1970, 1, 1), 0);
	ck_assert_int_eq(event_days(2000, 3, 1), 11017);
	for (int y = 1; y <= 9999; y++)
		for (int m = 1; m <= 12; m++) {
			bool leap = (y % 4 == 0 && y % 100 != 0) ||
			    y % 400 == 0;
			int last = lengths[m - 1] + (m == 2 && leap);

			for (int d = 1; d <= last; d++, days++) {
				EXPECT(event_days(y, m, d) == days);
				event_date(days, &year, &month, &day);
				EXPECT(year == y && month == m && day == d);
			}
		}
}
END_TEST

START_TEST(a_time_outside_of_the_calendar_is_not_written)
{
	const int64_t seconds[] = { INT64_MIN, INT64_MAX, INT64_C(1) << 62,
		event_days(1, 1, 1) * DAY - 1,
		(event_days(9999, 12, 31) + 1) * DAY };
	char written[EVENT_TIME_SIZE] = "x";

	for (size_t i = 0; i < COUNT(seconds); i++) {
		struct event_time time = { true, seconds[i], 0 };

		ck_assert(!event_time_write(written, &time));
		ck_assert_str_eq(written, "");
	}
}
END_TEST

static struct event_time
read_time(const char *written)
{
	struct event_time time;

	ck_assert_msg(event_time_read(written, &time), "not read: %s", written);
	return time;
}

START_TEST(what_was_written_is_read_again)
{
	static const char *const times[] = { "", "2026-11-28T12:34:56",
		"2026-11-28T12:34:56Z", "2026-11-28T12:34:56+01:00",
		"2026-11-28T12:34:56-03:30", "2024-02-29T23:59:59+14:00",
		"1969-12-31T23:59:59", "0001-01-01T00:00:00Z",
		"9999-12-31T23:59:59-12:00" };
	char written[EVENT_TIME_SIZE];

	for (size_t i = 0; i < COUNT(times); i++) {
		struct event_time time = read_time(times[i]);

		ck_assert_int_eq(event_time_write(written, &time),
		    times[i][0] != '\0');
		ck_assert_str_eq(written, times[i]);
	}
}
END_TEST

/* A zone of 0 has one form; years that RFC 3339 cannot write have none. */
START_TEST(there_is_one_way_to_write_a_time)
{
	struct event_time time = read_time("2026-11-28T12:34:56+00:00");
	char written[EVENT_TIME_SIZE];

	ck_assert(event_time_write(written, &time));
	ck_assert_str_eq(written, "2026-11-28T12:34:56Z");
	time.seconds = event_days(10000, 1, 1) * DAY;
	ck_assert(!event_time_write(written, &time));
	ck_assert_str_eq(written, "");
	time.seconds = INT64_MIN / 2;
	ck_assert(!event_time_write(written, &time));
}
END_TEST

START_TEST(what_is_no_time_is_refused)
{
	static const char *const times[] = { "x", "2026-11-28", "2026-11-28T",
		"2026-11-28 12:34:56", "2026-11-28T12:34",
		"2026-13-01T00:00:00", "2026-00-01T00:00:00",
		"2026-01-00T00:00:00", "2026-02-29T00:00:00",
		"2026-04-31T00:00:00", "2026-01-01T24:00:00",
		"2026-01-01T00:60:00", "2026-01-01T00:00:60",
		"0000-01-01T00:00:00", "2026-01-01T00:00:00z",
		"2026-01-01T00:00:00+1:00", "2026-01-01T00:00:00+01:60",
		"2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+01:00 ",
		"2026-01-01T00:00:00+0100", "-026-01-01T00:00:00",
		"2026-01-01T00:00:0" };
	struct event_time time;

	for (size_t i = 0; i < COUNT(times); i++)
		ck_assert_msg(!event_time_read(times[i], &time), "read: %s",
		    times[i]);
}
END_TEST

START_TEST(zones_count_where_both_are_known)
{
	struct event_time noon = read_time("2026-11-28T12:00:00Z");
	struct event_time early = read_time("2026-11-28T12:30:00+01:00");
	struct event_time same = read_time("2026-11-28T13:00:00+01:00");
	struct event_time local = read_time("2026-11-28T12:15:00");
	struct event_time never = read_time("");

	ck_assert_int_lt(event_time_compare(&early, &noon), 0);
	ck_assert_int_gt(event_time_compare(&noon, &early), 0);
	ck_assert_int_eq(event_time_compare(&noon, &same), 0);
	ck_assert_int_lt(event_time_compare(&noon, &local), 0);
	ck_assert_int_lt(event_time_compare(&local, &early), 0);
	ck_assert_int_lt(event_time_compare(&noon, &never), 0);
	ck_assert_int_eq(event_time_compare(&never, &never), 0);
}
END_TEST

/* Without that, first and last would depend on what is merged first. */
START_TEST(the_order_of_times_has_no_circles)
{
	struct event_time times[60];
	uint32_t seed = 7;

	for (size_t i = 0; i < COUNT(times); i++) {
		uint32_t random = next_random(&seed);

		times[i] = (struct event_time) { random % 7 != 0,
			(int64_t)(random >> 8) % 3 * HOUR,
			random % 3 == 0 ?
			    EVENT_ZONE_UNSAID :
			    (int16_t)((int)(random % 5) * 60 - 120) };
		if (!times[i].said)
			times[i] = (struct event_time) { false, 0, 0 };
	}
	for (size_t i = 0; i < COUNT(times); i++)
		for (size_t j = 0; j < COUNT(times); j++) {
			int order = event_time_order(&times[i], &times[j]);

			EXPECT(
			    order == -event_time_order(&times[j], &times[i]));
			EXPECT((order == 0) ==
			    (memcmp(&times[i].seconds, &times[j].seconds,
				 sizeof(times[i].seconds)) == 0 &&
				times[i].zone == times[j].zone &&
				times[i].said == times[j].said));
			for (size_t k = 0; k < COUNT(times); k++)
				EXPECT(order > 0 ||
				    event_time_order(&times[j], &times[k]) >
					0 ||
				    event_time_order(&times[i], &times[k]) <=
					0);
		}
}
END_TEST

/* 2026-11-28 14:30:00, of the clock of the place. */
static int64_t
now(void)
{
	return event_days(2026, 11, 28) * DAY + 14 * HOUR + 1800;
}

START_TEST(times_are_read_as_people_type_them)
{
	static const struct {
		const char *written, *meant;
	} rows[] = { { "now", "2026-11-28T14:30:00" },
		{ "today", "2026-11-28T00:00:00" },
		{ "yesterday", "2026-11-27T00:00:00" },
		{ "90s", "2026-11-28T14:28:30" },
		{ "5m", "2026-11-28T14:25:00" },
		{ "2h", "2026-11-28T12:30:00" },
		{ "3d", "2026-11-25T14:30:00" },
		{ "1w", "2026-11-21T14:30:00" },
		{ "0s", "2026-11-28T14:30:00" },
		{ "13:00", "2026-11-28T13:00:00" },
		{ "00:00:07", "2026-11-28T00:00:07" },
		{ "2026-11-20", "2026-11-20T00:00:00" },
		{ "2024-02-29 13:00", "2024-02-29T13:00:00" },
		{ "2024-02-29T13:00:05", "2024-02-29T13:00:05" } };
	char written[EVENT_TIME_SIZE];
	struct event_time time;

	for (size_t i = 0; i < COUNT(rows); i++) {
		ck_assert_msg(when_read(rows[i].written, now(), &time),
		    "not read: %s", rows[i].written);
		event_time_write(written, &time);
		ck_assert_str_eq(written, rows[i].meant);
	}
}
END_TEST

START_TEST(what_nobody_would_type_is_refused)
{
	static const char *const rows[] = { "", " ", "h", "2", "2 h", "2hh",
		"-2h", "2.5h", "2y", "100001s", "99999999999999999999s",
		"24:00", "13:60", "13:00:60", "1:00", "13:0",
		"13:00:", "13:00x", "2026-02-29", "2026-11-31", "2026-13-01",
		"2026-00-10", "2026-11-00", "2026-11-28 ", "2026-11-28T",
		"2026-11-28 25:00", "2026-11-28x13:00", "1826-11-28",
		"26-11-28", "tomorrow", "Today" };
	struct event_time time;

	for (size_t i = 0; i < COUNT(rows); i++)
		ck_assert_msg(!when_read(rows[i], now(), &time), "read: '%s'",
		    rows[i]);
}
END_TEST

Suite *
event_suite(void)
{
	Suite *suite = suite_create("event");
	const TTest *const tests[] = { days_and_dates_are_the_same_calendar,
		a_time_outside_of_the_calendar_is_not_written,
		what_was_written_is_read_again,
		there_is_one_way_to_write_a_time, what_is_no_time_is_refused,
		zones_count_where_both_are_known,
		the_order_of_times_has_no_circles,
		times_are_read_as_people_type_them,
		what_nobody_would_type_is_refused };

	ADD_TESTS(suite, "event", tests);
	return suite;
}
