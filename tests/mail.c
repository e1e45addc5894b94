/*
 * Stored mails: each tests/mail/NAME.eml is a whole message, and NAME.expected
 * what is read of it. With --regen they are written anew; with --time N each
 * is read N times, and the microseconds for one are told.
 *
 *	bounce: why, or ordinary or complaint; `cut` behind it if it was
 *	RECIPIENT DISPOSITION DIRECTION STAGE CODE STATUS
 *	  relay RELAY, host HOST, message MESSAGE, TIME ZONE
 *	  > the reply, line by line
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mail.h"
#include "reply.h"
#include "vocabulary.h"

enum {
	NAMES_MAX = 400,
	PATH_SIZE = 300,
	TORTURES = 100,
};

static const char *const kinds[] = { "ordinary", "bounce", "complaint" };

static void
fail(const char *path, const char *what)
{
	fprintf(stderr, "mail: %s: %s\n", path, what);
	exit(2);
}

/* Reads a whole file; false if there is none. */
static bool
read_file(const char *path, struct text *text)
{
	char chunk[4096];
	FILE *file = fopen(path, "rb");
	size_t length;

	text_clear(text);
	if (file == NULL)
		return false;
	while ((length = fread(chunk, 1, sizeof(chunk), file)) > 0)
		text_append_bytes(text, chunk, length);
	fclose(file);
	return true;
}

static void
add_piece(struct text *output, const char *before, struct piece piece)
{
	text_append(output, before);
	if (piece.length == 0)
		text_append_char(output, '-');
	else
		text_append_inert(output, piece.bytes, piece.length, false);
}

static const char *
word(const char *name)
{
	return name == NULL ? "-" : name;
}

static void
add_code(struct text *output, const struct event *event)
{
	static struct reply reply;
	const struct reply_span *status;
	unsigned code = event->code;

	reply_find(&reply, event->reply.bytes, event->reply.length);
	status = &reply.outer.status;
	if (reply.outer.code != 0)
		code = reply.outer.code;
	if (code != 0)
		text_printf(output, " %u", code);
	else
		text_printf(output, " %uxx", event->class);
	if (status->to > status->from)
		add_piece(output, " ",
		    (struct piece) { reply.bytes.data + status->from,
			status->to - status->from });
	else
		add_piece(output, " ", event->status);
	reply_release(&reply);
}

static void
add_time(struct text *output, const struct event_time *when)
{
	time_t seconds = (time_t)when->seconds;
	struct tm parts;
	char written[40] = "-";

	if (when->said && gmtime_r(&seconds, &parts) != NULL)
		strftime(written, sizeof(written), "%Y-%m-%d %H:%M:%S", &parts);
	text_printf(output, ", %s", written);
	if (when->zone != EVENT_ZONE_UNSAID)
		text_printf(output, " %+d", when->zone);
}

static void
add_event(struct text *output, const struct event *event)
{
	const char *rest, *line;
	struct text inert = { 0 };

	add_piece(output, "", event->recipient);
	text_printf(output, " %s %s %s",
	    word(disposition_names[event->disposition]),
	    word(direction_names[event->direction]),
	    word(stage_names[event->stage]));
	add_code(output, event);
	add_piece(output, "\n  relay ", event->relay);
	add_piece(output, ", host ", event->host);
	add_piece(output, ", message ", event->message);
	add_time(output, &event->time);
	text_append_char(output, '\n');
	text_append_inert(&inert, event->reply.bytes, event->reply.length,
	    true);
	for (rest = text_string(&inert); rest != NULL;) {
		size_t length = text_split(&rest, '\n', &line);

		text_append(output, "  > ");
		text_append_bytes(output, line, length);
		text_append_char(output, '\n');
	}
	text_release(&inert);
}

static void
describe(struct text *output, const struct mail *mail)
{
	text_clear(output);
	text_printf(output, "%s%s: %s\n", kinds[mail->kind],
	    mail->cut ? " cut" : "", mail->why);
	for (size_t i = 0; i < mail->event_count; i++)
		add_event(output, &mail->events[i]);
}

/* Shows where they begin to differ. */
static void
show_difference(const char *name, const char *expected, const char *got)
{
	printf("mail: %s is not as stored:\n", name);
	while (*expected != '\0' && *expected == *got) {
		expected++;
		got++;
	}
	printf("- %.160s\n+ %.160s\n", expected, got);
}

/* Is the same read where lines end otherwise? */
static bool
is_same_with(struct mail *mail, const struct text *bytes, const char *line_end,
    const char *expected)
{
	struct text other = { 0 }, output = { 0 };
	const char *rest = text_string(bytes), *line;
	bool same;

	/* Only of a mail without NUL, which would end the string. */
	if (strlen(rest) < bytes->length || strchr(rest, '\r') != NULL)
		return true;
	for (;;) {
		size_t length = text_split(&rest, '\n', &line);

		text_append_bytes(&other, line, length);
		if (rest == NULL)
			break;
		text_append(&other, line_end);
	}
	mail_read(mail, text_string(&other), other.length);
	describe(&output, mail);
	same = strcmp(expected, output.data) == 0;
	if (!same)
		show_difference("with other line ends", expected, output.data);
	text_release(&other);
	text_release(&output);
	return same;
}

/* Is what is read of a mail as stored? */
static bool
check(struct mail *mail, const char *folder, const char *name, bool regen)
{
	struct text bytes = { 0 }, expected = { 0 }, output = { 0 };
	char path[PATH_SIZE];
	bool same;

	snprintf(path, sizeof(path), "%s/%s.eml", folder, name);
	if (!read_file(path, &bytes))
		fail(path, strerror(errno));
	mail_read(mail, text_string(&bytes), bytes.length);
	describe(&output, mail);
	snprintf(path, sizeof(path), "%s/%s.expected", folder, name);
	if (regen) {
		FILE *file = fopen(path, "wb");

		if (file == NULL || fputs(output.data, file) < 0 ||
		    fclose(file) != 0)
			fail(path, strerror(errno));
	}
	same = read_file(path, &expected) &&
	    strcmp(text_string(&expected), output.data) == 0;
	if (same)
		same = is_same_with(mail, &bytes, "\r\n", output.data) &&
		    is_same_with(mail, &bytes, "\r", output.data);
	else
		show_difference(name, text_string(&expected), output.data);
	text_release(&bytes);
	text_release(&expected);
	text_release(&output);
	return same;
}

/* What is read of some bytes that end where their memory ends. */
static void
read_exactly(struct mail *mail, const char *bytes, size_t length)
{
	struct text output = { 0 };
	char *copy = malloc(length > 0 ? length : 1);

	if (copy == NULL)
		fail("copy", "out of memory");
	memcpy(copy, bytes, length);
	mail_read(mail, copy, length);
	mail_begins(copy, length);
	/* All that is told of it can be read. */
	describe(&output, mail);
	if (mail->failed)
		fail("copy", "out of memory");
	text_release(&output);
	free(copy);
}

/*
 * Reads the fronts of a mail, cut at each third byte, and the mail with some
 * of its bytes exchanged. Nothing is expected but that it ends, and that no
 * byte is read that is not there.
 */
static void
torture(struct mail *mail, const char *folder, const char *name)
{
	static const char hostile[] = "\0\r\n<>=-:;@\xff(\"5";
	struct text bytes = { 0 };
	char path[PATH_SIZE];
	unsigned random = 1;

	snprintf(path, sizeof(path), "%s/%s.eml", folder, name);
	if (!read_file(path, &bytes))
		fail(path, strerror(errno));
	for (size_t length = 0; length < bytes.length; length += 3)
		read_exactly(mail, bytes.data, length);
	for (int round = 0; round < TORTURES; round++) {
		random = random * 1103515245 + 12345;
		bytes.data[(random >> 8) % bytes.length] =
		    hostile[(random >> 4) % (sizeof(hostile) - 1)];
		read_exactly(mail, bytes.data, bytes.length);
	}
	text_release(&bytes);
}

/* How long it takes to read each mail so many times. */
static void
measure(struct mail *mail, const char *folder, const char *name, int times)
{
	struct text bytes = { 0 };
	char path[PATH_SIZE];
	clock_t start;

	snprintf(path, sizeof(path), "%s/%s.eml", folder, name);
	if (!read_file(path, &bytes))
		fail(path, strerror(errno));
	start = clock();
	for (int i = 0; i < times; i++)
		mail_read(mail, text_string(&bytes), bytes.length);
	printf("%8.2f us %8zu bytes  %s\n",
	    (double)(clock() - start) * 1e6 / CLOCKS_PER_SEC / times,
	    bytes.length, name);
	text_release(&bytes);
}

static int
compare(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The names of the mails in a folder, sorted. */
static size_t
list(const char *folder, char *names[NAMES_MAX])
{
	DIR *directory = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	if (directory == NULL)
		fail(folder, strerror(errno));
	while ((entry = readdir(directory)) != NULL && count < NAMES_MAX) {
		size_t length = strlen(entry->d_name);

		if (length < 5 ||
		    strcmp(entry->d_name + length - 4, ".eml") != 0)
			continue;
		names[count] = strdup(entry->d_name);
		if (names[count] == NULL)
			fail(folder, "out of memory");
		names[count++][length - 4] = '\0';
	}
	closedir(directory);
	qsort(names, count, sizeof(names[0]), compare);
	return count;
}

int
main(int argc, char **argv)
{
	bool regen = argc > 2 && strcmp(argv[1], "--regen") == 0;
	int times = argc > 3 && strcmp(argv[1], "--time") == 0 ? atoi(argv[2]) :
								 0;
	char *names[NAMES_MAX];
	struct mail mail = { 0 };
	size_t count, passed = 0;

	if (argc < 2)
		fail("usage", "mail [--regen | --time N] FOLDER");
	count = list(argv[argc - 1], names);
	for (size_t i = 0; i < count; i++) {
		if (times > 0)
			measure(&mail, argv[argc - 1], names[i], times);
		else
			passed += check(&mail, argv[argc - 1], names[i], regen);
		if (times == 0 && !regen)
			torture(&mail, argv[argc - 1], names[i]);
		free(names[i]);
	}
	mail_release(&mail);
	if (times == 0)
		printf("mail: %zu passed, %zu failed, 0 skipped\n", passed,
		    count - passed);
	return times > 0 || (passed == count && count > 0) ? 0 : 1;
}
