#include "event.h"

#include <string.h>

enum {
	DAY = 86400, /* seconds */
	HOUR = 3600,
	MINUTE = 60,
	/*
	 * Years are counted from March on, so that leap days come last. An era
	 * is the 400 years after which the calendar begins anew.
	 */
	ERA_YEARS = 400,
	YEAR_DAYS = 365,
	YEARS4_DAYS = 4 * YEAR_DAYS + 1,      /* with the leap day */
	YEARS100_DAYS = 25 * YEARS4_DAYS - 1, /* a century ends without one */
	ERA_DAYS = 4 * YEARS100_DAYS + 1,     /* but not the last of an era */
	EPOCH_DAYS = 719468, /* from 1 March of the year 0 to 1970-01-01 */
	/* from March to July, and from August to December */
	MONTHS5_DAYS = 31 + 30 + 31 + 30 + 31,
};

/* Of the months from March, which is 0, on: the days before one of them. */
static int64_t
days_before_month(int64_t month)
{
	return (MONTHS5_DAYS * month + 2) / 5;
}

int64_t
event_days(int year, int month, int day)
{
	int64_t y = year - (month <= 2);
	int64_t era = (y >= 0 ? y : y - (ERA_YEARS - 1)) / ERA_YEARS;
	int64_t of_era = y - era * ERA_YEARS;
	int64_t of_year = days_before_month(month + (month > 2 ? -3 : 9)) +
	    day - 1;

	return era * ERA_DAYS + of_era * YEAR_DAYS + of_era / 4 - of_era / 100 +
	    of_year - EPOCH_DAYS;
}

void
event_date(int64_t days, int *year, int *month, int *day)
{
	int64_t shifted = days + EPOCH_DAYS;
	int64_t era = (shifted >= 0 ? shifted : shifted - (ERA_DAYS - 1)) /
	    ERA_DAYS;
	int64_t of_era = shifted - era * ERA_DAYS;
	/* as if there were no leap days: those before it are left out */
	int64_t years = (of_era - of_era / (YEARS4_DAYS - 1) +
			    of_era / YEARS100_DAYS - of_era / (ERA_DAYS - 1)) /
	    YEAR_DAYS;
	int64_t of_year = of_era -
	    (YEAR_DAYS * years + years / 4 - years / 100);
	int64_t shifted_month = (5 * of_year + 2) / MONTHS5_DAYS;

	*day = (int)(of_year - days_before_month(shifted_month) + 1);
	*month = (int)(shifted_month < 10 ? shifted_month + 3 :
					    shifted_month - 9);
	*year = (int)(years + era * ERA_YEARS + (*month <= 2));
}

/* Writes a number with so many digits; returns where it ends. */
static char *
put_number(char *to, int number, int digits)
{
	for (int i = digits; i > 0; i--, number /= 10)
		to[i - 1] = (char)('0' + number % 10);
	return to + digits;
}

/* Writes hours and minutes, of so many of these. */
static char *
put_minutes(char *to, int minutes)
{
	to = put_number(to, minutes / 60 % 100, 2);
	*to++ = ':';
	return put_number(to, minutes % 60, 2);
}

bool
event_time_write(char written[EVENT_TIME_SIZE], const struct event_time *time)
{
	int64_t days, second;
	int year, month, day;
	char *to = written;

	written[0] = '\0';
	if (!time->said)
		return false;
	days = time->seconds / DAY - (time->seconds % DAY < 0);
	if (days < event_days(1, 1, 1) || days > event_days(9999, 12, 31))
		return false;
	second = time->seconds - days * DAY;
	event_date(days, &year, &month, &day);
	to = put_number(to, year, 4);
	*to++ = '-';
	to = put_number(to, month, 2);
	*to++ = '-';
	to = put_number(to, day, 2);
	*to++ = 'T';
	to = put_minutes(to, (int)(second / MINUTE));
	*to++ = ':';
	to = put_number(to, (int)(second % MINUTE), 2);
	if (time->zone == 0) {
		*to++ = 'Z';
	} else if (time->zone != EVENT_ZONE_UNSAID) {
		*to++ = time->zone < 0 ? '-' : '+';
		to = put_minutes(to, time->zone < 0 ? -time->zone : time->zone);
	}
	*to = '\0';
	return true;
}

/* Digits at a place, as many as asked for; -1 if there are other ones. */
static int
number_at(const char *at, int digits)
{
	int number = 0;

	for (; digits > 0; digits--, at++) {
		if (*at < '0' || *at > '9')
			return -1;
		number = number * 10 + (*at - '0');
	}
	return number;
}

static bool
read_zone(const char *at, struct event_time *time)
{
	int hours, minutes;

	time->zone = EVENT_ZONE_UNSAID;
	if (*at == '\0')
		return true;
	if (strcmp(at, "Z") == 0) {
		time->zone = 0;
		return true;
	}
	if (strlen(at) != 6 || (*at != '+' && *at != '-') || at[3] != ':')
		return false;
	hours = number_at(at + 1, 2);
	minutes = number_at(at + 4, 2);
	if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
		return false;
	time->zone = (int16_t)((hours * 60 + minutes) * (*at == '-' ? -1 : 1));
	return true;
}

bool
event_time_read(const char *written, struct event_time *time)
{
	/* 2026-11-28T12:34:56 */
	static const char shape[] = "dddd-dd-ddTdd:dd:dd";
	int year, month, day, same;
	int64_t days;

	*time = (struct event_time) { .zone = EVENT_ZONE_UNSAID };
	if (written[0] == '\0')
		return true;
	for (size_t i = 0; i < sizeof(shape) - 1; i++)
		if (shape[i] == 'd' ? written[i] < '0' || written[i] > '9' :
				      written[i] != shape[i])
			return false;
	year = number_at(written, 4);
	month = number_at(written + 5, 2);
	day = number_at(written + 8, 2);
	if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	days = event_days(year, month, day);
	event_date(days, &year, &month, &same);
	if (same != day || number_at(written + 11, 2) > 23 ||
	    number_at(written + 14, 2) > 59 || number_at(written + 17, 2) > 59)
		return false;
	time->said = true;
	time->seconds = days * DAY + number_at(written + 11, 2) * HOUR +
	    number_at(written + 14, 2) * MINUTE + number_at(written + 17, 2);
	return read_zone(written + sizeof(shape) - 1, time);
}

int
event_time_compare(const struct event_time *left,
    const struct event_time *right)
{
	int64_t a = left->seconds, b = right->seconds;

	if (!left->said || !right->said)
		return (int)right->said - (int)left->said;
	if (left->zone != EVENT_ZONE_UNSAID &&
	    right->zone != EVENT_ZONE_UNSAID) {
		a -= left->zone * MINUTE;
		b -= right->zone * MINUTE;
	}
	return (a > b) - (a < b);
}

int
event_time_order(const struct event_time *left, const struct event_time *right)
{
	int64_t a = left->seconds, b = right->seconds;

	if (!left->said || !right->said)
		return (int)right->said - (int)left->said;
	if (left->zone != EVENT_ZONE_UNSAID)
		a -= left->zone * MINUTE;
	if (right->zone != EVENT_ZONE_UNSAID)
		b -= right->zone * MINUTE;
	if (a != b)
		return a < b ? -1 : 1;
	return (left->zone > right->zone) - (left->zone < right->zone);
}
