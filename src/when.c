#include "when.h"

#include <stdlib.h>
#include <string.h>

enum {
	MINUTE = 60,
	HOUR = 3600,
	DAY = 86400,
	WEEK = 7 * DAY,
	LONGEST = 100000, /* of a unit, before now */
};

/* 90s, 2h ...: how long before now; -1 if it is no such word. */
static int64_t
read_span(const char *written)
{
	static const struct {
		char letter;
		int seconds;
	} units[] = { { 's', 1 }, { 'm', MINUTE }, { 'h', HOUR }, { 'd', DAY },
		{ 'w', WEEK } };
	char *end;
	long number;

	if (written[0] < '0' || written[0] > '9')
		return -1;
	number = strtol(written, &end, 10);
	if (end[0] == '\0' || end[1] != '\0' || number > LONGEST)
		return -1;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (units[i].letter == end[0])
			return (int64_t)number * units[i].seconds;
	return -1;
}

/* Two digits below a limit; -1 if it is anything else. */
static int
pair(const char *at, int limit)
{
	int number;

	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return -1;
	number = (at[0] - '0') * 10 + (at[1] - '0');
	return number < limit ? number : -1;
}

/* 13:00 or 13:00:05: seconds of the day; -1 if it is none. */
static int
read_clock(const char *written)
{
	size_t length = strlen(written);
	int hour, minute, second = 0;

	if ((length != 5 && length != 8) || written[2] != ':')
		return -1;
	hour = pair(written, 24);
	minute = pair(written + 3, 60);
	if (length == 8)
		second = written[5] == ':' ? pair(written + 6, 60) : -1;
	if (hour < 0 || minute < 0 || second < 0)
		return -1;
	return hour * HOUR + minute * MINUTE + second;
}

/* 2026-11-28 in front: its day, -1 if it is none. */
static int64_t
read_day(const char *written)
{
	int century, year, month, day, same;
	int64_t days;

	if (strlen(written) < 10 || written[4] != '-' || written[7] != '-')
		return -1;
	century = pair(written, 100);
	year = pair(written + 2, 100);
	month = pair(written + 5, 13);
	day = pair(written + 8, 32);
	if (century < 19 || year < 0 || month < 1 || day < 1)
		return -1;
	days = event_days(century * 100 + year, month, day);
	event_date(days, &year, &month, &same);
	return same == day ? days : -1;
}

bool
when_read(const char *written, int64_t now, struct event_time *time)
{
	int64_t today = now / DAY * DAY, span = read_span(written), day;
	int clock = read_clock(written);

	*time = (struct event_time) { true, 0, EVENT_ZONE_UNSAID };
	if (strcmp(written, "now") == 0)
		time->seconds = now;
	else if (strcmp(written, "today") == 0)
		time->seconds = today;
	else if (strcmp(written, "yesterday") == 0)
		time->seconds = today - DAY;
	else if (span >= 0)
		time->seconds = now - span;
	else if (clock >= 0)
		time->seconds = today + clock;
	else {
		day = read_day(written);
		if (day < 0)
			return false;
		clock = 0;
		if (written[10] == ' ' || written[10] == 'T')
			clock = read_clock(written + 11);
		else if (written[10] != '\0')
			return false;
		if (clock < 0)
			return false;
		time->seconds = day * DAY + clock;
	}
	return true;
}
