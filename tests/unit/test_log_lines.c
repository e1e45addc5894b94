/* The table tests/log/lines: what each line of many kinds of log tells. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "log.h"
#include "reply.h"

#define TABLE "tests/log/lines"

enum {
	NOW = 1795824000, /* 2026-11-28 00:00 */
	LINE_MAX_BYTES = 4096,
	CHANGES = 40, /* of a byte, tried with each line */
};

static struct log reader;
static struct reply reply;

/* A name, or - for none. */
static const char *
word(const char *const *names, unsigned value)
{
	return value == 0 || names[value] == NULL ? "-" : names[value];
}

/* What a line tells, in the words of the table. */
static void
tell(const char *line, char *told, size_t size)
{
	struct event event;
	struct piece status;
	unsigned code;
	char number[20] = "-";

	reader.now = NOW;
	switch (log_read(&reader, line, strlen(line), &event)) {
	case LOG_FOREIGN:
		snprintf(told, size, "foreign");
		return;
	case LOG_SILENT:
		snprintf(told, size, "silent");
		return;
	case LOG_EVENT:
		break;
	}
	reply_find(&reply, event.reply.bytes, event.reply.length);
	code = reply.outer.code != 0 ? reply.outer.code : event.code;
	status = (struct piece) { text_string(&reply.bytes) +
		    reply.outer.status.from,
		reply.outer.status.to - reply.outer.status.from };
	if (status.length == 0)
		status = event.status;
	if (status.length == 0)
		status = (struct piece) { "-", 1 };
	if (code != 0)
		snprintf(number, sizeof(number), "%u", code);
	snprintf(told, size, "%s %.*s %s %s %s", number, (int)status.length,
	    status.bytes, word(direction_names, event.direction),
	    word(disposition_names, event.disposition),
	    event.stage == STAGE_NONE ? "-" : word(stage_names, event.stage));
}

/* Calls a function with each row of the table: what is expected, the line. */
static int
for_each_row(void (*each)(int number, const char *expected, const char *line))
{
	char row[LINE_MAX_BYTES];
	FILE *file = fopen(TABLE, "r");
	int number = 0, rows = 0;

	ck_assert_ptr_nonnull(file);
	while (fgets(row, sizeof(row), file) != NULL) {
		char *tab = strchr(row, '\t');

		number++;
		ck_assert_ptr_nonnull(strchr(row, '\n'));
		*strchr(row, '\n') = '\0';
		if (row[0] == '\0')
			log_restart(&reader);
		if (row[0] == '\0' || strncmp(row, "# ", 2) == 0)
			continue;
		ck_assert_ptr_nonnull(tab);
		*tab = '\0';
		each(number, row, tab + 1);
		rows++;
	}
	fclose(file);
	return rows;
}

static void
expect_row(int number, const char *expected, const char *line)
{
	char told[200];

	tell(line, told, sizeof(told));
	ck_assert_msg(strcmp(told, expected) == 0, "%s:%d: %s, not %s", TABLE,
	    number, told, expected);
}

START_TEST(each_line_tells_what_the_table_says)
{
	ck_assert_int_gt(for_each_row(expect_row), 250);
	log_release(&reader);
	reply_release(&reply);
}
END_TEST

/* As shippers send it: a dated line under a key of JSON, others around it. */
static void
expect_wrapped(int number, const char *expected, const char *line)
{
	char told[200], *wrapped;
	json_t *root;

	if (strncmp(line, "Nov ", 4) != 0 && strncmp(line, "20", 2) != 0)
		return;
	root = json_pack("{s:s, s:s, s:{s:s}}", "@timestamp",
	    "2026-11-21T10:20:31Z", "message", line, "agent", "name", "x");
	if (root == NULL) /* it is not UTF-8 */
		return;
	wrapped = json_dumps(root, JSON_COMPACT);
	EXPECT(wrapped != NULL);
	tell(wrapped, told, sizeof(told));
	ck_assert_msg(strcmp(told, expected) == 0, "%s:%d in JSON: %s, not %s",
	    TABLE, number, told, expected);
	free(wrapped);
	json_decref(root);
}

START_TEST(a_line_in_json_tells_the_same)
{
	ck_assert_int_gt(for_each_row(expect_wrapped), 250);
	log_release(&reader);
	reply_release(&reply);
}
END_TEST

/* Reads bytes from memory of just their length, for the sanitizers. */
static void
read_exactly(const char *bytes, size_t length)
{
	char *copy = malloc(length + 1);
	struct event event;
	enum log_result result;

	EXPECT(copy != NULL);
	memcpy(copy + 1, bytes, length);
	copy = realloc(copy, length + 1);
	EXPECT(copy != NULL);
	result = log_read(&reader, copy + 1, length, &event);
	if (result == LOG_EVENT) {
		reply_find(&reply, event.reply.bytes, event.reply.length);
		EXPECT(event.direction < DIRECTIONS);
		EXPECT(event.disposition < DISPOSITIONS);
		EXPECT(event.stage < STAGES);
		EXPECT(event.disposition != DISPOSITION_REFUSED ||
		    event.direction == DIRECTION_LOCAL);
	}
	free(copy);
}

static void
read_prefixes(int number, const char *expected, const char *line)
{
	(void)number;
	(void)expected;
	for (size_t length = 0; length <= strlen(line); length++)
		read_exactly(line, length);
}

START_TEST(no_beginning_of_a_line_is_read_behind_its_end)
{
	ck_assert_int_gt(for_each_row(read_prefixes), 250);
	log_release(&reader);
	reply_release(&reply);
}
END_TEST

static void
read_changed(int number, const char *expected, const char *line)
{
	static const char bytes[] = "\0\t\n \"'()*+,-./0259:;<=>@[\\]_{|}a\xff";
	uint32_t seed = (uint32_t)number;
	size_t length = strlen(line);
	char *copy = malloc(length + 1);

	(void)expected;
	EXPECT(copy != NULL);
	memcpy(copy, line, length + 1);
	for (int i = 0; i < CHANGES && length > 0; i++) {
		size_t at = next_random(&seed) % length;

		copy[at] = bytes[next_random(&seed) % sizeof(bytes)];
		read_exactly(copy, length);
	}
	free(copy);
}

START_TEST(lines_with_other_bytes_are_read_safely)
{
	ck_assert_int_gt(for_each_row(read_changed), 250);
	log_release(&reader);
	reply_release(&reply);
}
END_TEST

Suite *
log_lines_suite(void)
{
	Suite *suite = suite_create("log_lines");
	const TTest *const tests[] = { each_line_tells_what_the_table_says,
		a_line_in_json_tells_the_same,
		no_beginning_of_a_line_is_read_behind_its_end,
		lines_with_other_bytes_are_read_safely };

	ADD_TESTS(suite, "log_lines", tests);
	return suite;
}
