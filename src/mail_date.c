#include "mail_date.h"

#include <string.h>

#include "mail_piece.h"

enum {
	DAY = 86400,
};

/* A number of up to so many digits at the front; false if there is none. */
static bool
take_number(struct piece *rest, size_t digits, int *number)
{
	size_t length = 0;

	*number = 0;
	while (length < digits && length < rest->length &&
	    text_is_digit(rest->bytes[length]))
		*number = *number * 10 + (rest->bytes[length++] - '0');
	*rest = piece_from(*rest, length);
	return length > 0;
}

/* The next word, cut off; blanks, commas and comments are no words. */
static struct piece
take_word(struct piece *rest)
{
	struct piece word;
	size_t length = 0;

	while (rest->length > 0 && strchr(" \t\r\n,", rest->bytes[0]) != NULL)
		*rest = piece_from(*rest, 1);
	while (length < rest->length &&
	    strchr(" \t\r\n,(", rest->bytes[length]) == NULL)
		length++;
	word = piece_to(*rest, length);
	*rest = piece_from(*rest, length);
	return word;
}

static int
month_of(struct piece word)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	char name[4] = "";

	for (int month = 0; month < 12; month++) {
		memcpy(name, names + (size_t)month * 3, 3);
		if (piece_starts_nocase(word, name))
			return month + 1;
	}
	return 0;
}

static int16_t
zone_of(struct piece word)
{
	static const struct {
		const char *name;
		int16_t minutes;
	} zones[] = { { "gmt", 0 }, { "ut", 0 }, { "utc", 0 }, { "z", 0 },
		{ "est", -300 }, { "edt", -240 }, { "cst", -360 },
		{ "cdt", -300 }, { "mst", -420 }, { "mdt", -360 },
		{ "pst", -480 }, { "pdt", -420 } };
	struct piece digits = piece_from(word, 1);
	int number;

	if (word.length == 5 &&
	    (word.bytes[0] == '+' || word.bytes[0] == '-') &&
	    take_number(&digits, 4, &number) && digits.length == 0 &&
	    number < 2400 && number % 100 < 60) {
		number = number / 100 * 60 + number % 100;
		return (int16_t)(word.bytes[0] == '-' ? -number : number);
	}
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++)
		if (piece_is_nocase(word, zones[i].name))
			return zones[i].minutes;
	return EVENT_ZONE_UNSAID;
}

/* hh:mm or hh:mm:ss as seconds of the day; negative if it is none. */
static int
clock_of(struct piece word)
{
	int hour, minute, second = 0;

	if (!take_number(&word, 2, &hour) || word.length == 0 ||
	    word.bytes[0] != ':')
		return -1;
	word = piece_from(word, 1);
	if (!take_number(&word, 2, &minute))
		return -1;
	if (word.length > 0 && word.bytes[0] == ':') {
		word = piece_from(word, 1);
		take_number(&word, 2, &second);
	}
	if (hour > 23 || minute > 59 || second > 60)
		return -1;
	return hour * 3600 + minute * 60 + second;
}

static int
year_of(struct piece word)
{
	size_t length = word.length;
	int year;

	if (!take_number(&word, 4, &year))
		return -1;
	if (length == 2)
		year += year < 50 ? 2000 : 1900;
	return year < 1970 ? -1 : year;
}

struct event_time
mail_date(struct piece text)
{
	struct event_time time = { .zone = EVENT_ZONE_UNSAID };
	struct piece word = take_word(&text);
	int day, month, year, clock;

	if (word.length > 0 && (word.bytes[0] < '0' || word.bytes[0] > '9'))
		word = take_word(&text);
	if (!take_number(&word, 2, &day) || day < 1 || day > 31)
		return time;
	month = month_of(take_word(&text));
	year = year_of(take_word(&text));
	clock = clock_of(take_word(&text));
	if (month == 0 || year < 0 || clock < 0)
		return time;
	time.said = true;
	time.seconds = event_days(year, month, day) * DAY + clock;
	time.zone = zone_of(take_word(&text));
	return time;
}
