#include "log_line.h"

enum {
	DAY = 24 * 60 * 60,
	YEAR = 31556952, /* the mean of the calendar */
	TAI_DIGITS = 16, /* of the seconds, behind the @ */
	TAI_AHEAD = 10,	 /* seconds of TAI before UTC, as multilog counts */
	AHEAD = 2,	 /* days by which a clock may be before now */
};

struct moment {
	int year; /* 0: it is not told */
	unsigned month, day, hour, minute, second;
};

unsigned
log_time_month(struct piece name)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char first, second, third;

	if (name.length < 3)
		return 0;
	first = (char)(name.bytes[0] | 0x20);
	second = (char)(name.bytes[1] | 0x20);
	third = (char)(name.bytes[2] | 0x20);
	for (unsigned month = 0; month < 12; month++) {
		const char *word = months + (size_t)month * 3;

		if (first == word[0] && second == word[1] && third == word[2])
			return month + 1;
	}
	return 0;
}

static int64_t
seconds_of(const struct moment *moment)
{
	return event_days(moment->year, (int)moment->month, (int)moment->day) *
	    DAY +
	    (int64_t)moment->hour * 3600 + (int64_t)moment->minute * 60 +
	    (int64_t)moment->second;
}

static bool
is_moment(const struct moment *moment)
{
	return moment->month >= 1 && moment->month <= 12 && moment->day >= 1 &&
	    moment->day <= 31 && moment->hour < 24 && moment->minute < 60 &&
	    moment->second <= 60;
}

/* Takes a number of at most so many digits off. */
static bool
take_number(struct piece *rest, size_t most, unsigned *number)
{
	size_t count = 0;

	*number = 0;
	while (count < most && text_is_digit(piece_at(*rest, count)))
		*number = *number * 10 + (unsigned)(rest->bytes[count++] - '0');
	*rest = piece_from(*rest, count);
	return count > 0;
}

/* Drops all in front that is neither a digit nor a letter. */
static void
skip_separator(struct piece *rest)
{
	while (rest->length > 0 && !text_is_digit(rest->bytes[0]) &&
	    !text_is_letter(rest->bytes[0]))
		*rest = piece_from(*rest, 1);
}

static bool
take_clock(struct piece *rest, struct moment *moment)
{
	piece_skip(rest, "T");
	skip_separator(rest);
	if (!take_number(rest, 2, &moment->hour))
		return false;
	skip_separator(rest);
	if (!take_number(rest, 2, &moment->minute))
		return false;
	skip_separator(rest);
	return take_number(rest, 2, &moment->second);
}

static bool
take_month(struct piece *rest, unsigned *month)
{
	skip_separator(rest);
	*month = log_time_month(*rest);
	if (*month == 0)
		return take_number(rest, 2, month);
	while (rest->length > 0 && text_is_letter(rest->bytes[0]))
		*rest = piece_from(*rest, 1);
	return true;
}

/* The year of a date without one: the latest that is not yet to come. */
static void
set_latest_year(struct moment *moment, int64_t now)
{
	now += AHEAD * (int64_t)DAY;
	moment->year = (int)(1970 + now / YEAR);
	/* the mean year may be a day off */
	if (now % YEAR > YEAR - 2 * (int64_t)DAY)
		moment->year++;
	while (seconds_of(moment) > now)
		moment->year--;
}

/* Takes a year off, if four digits stand next. */
static void
take_year(struct piece *rest, struct moment *moment)
{
	struct piece year = *rest;
	unsigned number;

	skip_separator(&year);
	if (piece_digits(year) != 4)
		return;
	take_number(&year, 4, &number);
	moment->year = (int)number;
	*rest = year;
}

static bool
read_bsd(const struct log_line *line, int64_t now, struct moment *moment)
{
	struct piece rest = line->date;

	take_year(&rest, moment);
	if (!take_month(&rest, &moment->month))
		return false;
	skip_separator(&rest);
	if (!take_number(&rest, 2, &moment->day))
		return false;
	take_year(&rest, moment);
	if (!take_clock(&rest, moment))
		return false;
	take_year(&rest, moment);
	if (moment->year == 0 && is_moment(moment))
		set_latest_year(moment, now);
	return true;
}

static bool
read_dated(const struct log_line *line, struct moment *moment)
{
	struct piece rest = line->date;
	unsigned first, last;

	if (!take_number(&rest, 4, &first) ||
	    !take_month(&rest, &moment->month))
		return false;
	skip_separator(&rest);
	if (!take_number(&rest, 4, &last) || !take_clock(&rest, moment))
		return false;
	moment->year = (int)(line->clock == DATED_ISO ? first : last);
	moment->day = line->clock == DATED_ISO ? last : first;
	return true;
}

/* Digits as a number; 16 at most. */
static int64_t
read_decimal(struct piece piece)
{
	int64_t number = 0;

	for (size_t i = 0; i < piece.length && i < 16; i++)
		number = number * 10 + (piece.bytes[i] - '0');
	return number;
}

static int64_t
read_tai(struct piece label)
{
	uint64_t number = 0;

	for (size_t i = 1; i < label.length && i <= TAI_DIGITS; i++) {
		char c = label.bytes[i];

		number = number << 4 |
		    (uint64_t)(text_is_digit(c) ? c - '0' : c - 'a' + 10);
	}
	return (int64_t)((number & ~(UINT64_C(1) << 62)) & INT64_MAX) -
	    TAI_AHEAD;
}

static int16_t
read_zone(struct piece zone)
{
	unsigned hours = 0, minutes = 0;
	bool west = piece_at(zone, 0) == '-';

	if (zone.length == 0)
		return EVENT_ZONE_UNSAID;
	if (!piece_skip(&zone, "+") && !piece_skip(&zone, "-"))
		return 0;
	take_number(&zone, 2, &hours);
	piece_skip(&zone, ":");
	take_number(&zone, 2, &minutes);
	if (hours > 23 || minutes > 59)
		return EVENT_ZONE_UNSAID;
	return (int16_t)((int)(hours * 60 + minutes) * (west ? -1 : 1));
}

/* How much of a date in one of the two usual forms is the day; else 0. */
static size_t
day_length(const struct log_line *line)
{
	if (line->clock == DATED_BSD && line->date.length == 15)
		return 6;
	return line->clock == DATED_ISO && line->date.length == 19 ? 10 : 0;
}

/* Reads 10:20:31; -1 if it is no clock. */
static int64_t
read_clock(const char *bytes)
{
	int hour = (bytes[0] - '0') * 10 + bytes[1] - '0';
	int minute = (bytes[3] - '0') * 10 + bytes[4] - '0';
	int second = (bytes[6] - '0') * 10 + bytes[7] - '0';

	for (size_t i = 0; i < 8; i++)
		if (i % 3 != 2 && !text_is_digit(bytes[i]))
			return -1;
	if (hour > 23 || minute > 59 || second > 60)
		return -1;
	return hour * 3600 + minute * 60 + second;
}

/* Is it the day of the last date? Then only the clock has to be read. */
static bool
read_same_day(const struct log_line *line, int64_t now,
    const struct log_day *day, struct event_time *time)
{
	size_t length = day_length(line);
	int64_t clock;

	if (length == 0 || length != day->length || day->now != now ||
	    memcmp(line->date.bytes, day->written, length) != 0)
		return false;
	clock = read_clock(line->date.bytes + length + 1);
	if (clock < 0)
		return false;
	time->seconds = day->seconds + clock;
	time->said = true;
	return true;
}

/* Keeps the day of a date that was read. */
static void
keep_day(const struct log_line *line, int64_t now, struct log_day *day,
    const struct event_time *time)
{
	size_t length = day_length(line);
	int64_t clock;

	day->length = 0;
	if (length == 0 || !time->said)
		return;
	clock = read_clock(line->date.bytes + length + 1);
	if (clock < 0)
		return;
	memcpy(day->written, line->date.bytes, length);
	day->length = length;
	day->now = now;
	day->seconds = time->seconds - clock;
}

void
log_time_read(const struct log_line *line, int64_t now, struct log_day *day,
    struct event_time *time)
{
	struct moment moment = { 0 };
	bool told = false;

	*time = (struct event_time) { .zone = read_zone(line->zone) };
	if (line->clock == DATED_NONE || read_same_day(line, now, day, time))
		return;
	if (line->clock == DATED_EPOCH || line->clock == DATED_MICRO ||
	    line->clock == DATED_TAI) {
		time->seconds = line->clock == DATED_TAI ?
		    read_tai(line->date) :
		    read_decimal(line->date);
		if (line->clock == DATED_MICRO)
			time->seconds /= 1000000;
		time->said = true;
		time->zone = 0;
		return;
	}
	told = line->clock == DATED_BSD ? read_bsd(line, now, &moment) :
					  read_dated(line, &moment);
	time->said = told && is_moment(&moment);
	time->seconds = time->said ? seconds_of(&moment) : 0;
	keep_day(line, now, day, time);
}
