#include "stream.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "each.h"
#include "input.h"
#include "lines.h"

int64_t
stream_now(void)
{
	time_t now = time(NULL);
	struct tm local;

	if (localtime_r(&now, &local) == NULL)
		return 0;
	return event_days(local.tm_year + 1900, local.tm_mon + 1,
		   local.tm_mday) *
	    86400 +
	    local.tm_hour * 3600 + local.tm_min * 60 + local.tm_sec;
}

/* Says what the reading had to say. Returns whether it was something. */
static bool
tell(struct input *input)
{
	if (input->message.length == 0)
		return false;
	complain_of(input->name, text_string(&input->message));
	text_clear(&input->message);
	return true;
}

/* Something that takes lines, one input after the other. */
struct taker {
	struct each *each;
	struct text out;
	bool found, failed, trouble;
};

static void
take_line(struct taker *taker, const struct piece *line)
{
	bool holds;

	if (!each_line(taker->each, line->bytes, line->length, &taker->out,
		&holds)) {
		complain("out of memory");
		taker->failed = true;
	}
	taker->found = taker->found || holds;
}

static void
take_bytes(struct taker *taker, struct lines *lines, const struct piece *bytes)
{
	const char *at = bytes->bytes, *end = at + bytes->length;
	struct piece line;

	while (!taker->failed && lines_next(lines, &at, end, &line)) {
		take_line(taker, &line);
		if (taker->out.length >= INPUT_SIZE) {
			taker->failed = !output_write(&taker->out);
			text_clear(&taker->out);
		}
	}
	/* Whoever waits at the other end of a pipe has an answer now. */
	taker->failed = taker->failed || !output_write(&taker->out);
	text_clear(&taker->out);
}

static void
take_input(struct taker *taker, struct input *input)
{
	struct lines lines = { 0 };
	struct piece bytes, line;
	enum input_result result = INPUT_BYTES;

	each_restart(taker->each);
	while (
	    !taker->failed && result != INPUT_END && result != INPUT_FAILED) {
		result = input_read(input, &bytes);
		taker->trouble = tell(input) || taker->trouble;
		take_bytes(taker, &lines, &bytes);
	}
	if (lines_last(&lines, &line) && !taker->failed) {
		take_line(taker, &line);
		taker->failed = taker->failed || !output_write(&taker->out);
		text_clear(&taker->out);
	}
	if (lines.cut > 0)
		complain_of(input->name,
		    "has lines of over 256 KB; their ends were not read");
	lines_release(&lines);
}

/* Opens an input and takes it; what cannot be opened is told. */
static void
take_file(struct taker *taker, struct input *input, const char *name)
{
	if (input_open(input, name))
		take_input(taker, input);
	else
		taker->trouble = tell(input) || taker->trouble;
	input_close(input);
}

enum exit_status
stream_each(const struct options *options, const struct reference *reference)
{
	struct taker taker = { .each = malloc(sizeof(*taker.each)) };
	struct input *input = malloc(sizeof(*input));

	if (taker.each == NULL || input == NULL) {
		complain("out of memory");
		free(taker.each);
		free(input);
		return EXIT_TROUBLE;
	}
	each_init(taker.each, reference, stream_now(), options->json,
	    options->redact);
	for (size_t i = 0; i < options->file_count && !taker.failed; i++)
		take_file(&taker, input, options->files[i]);
	if (options->file_count == 0)
		take_file(&taker, input, "-");
	each_release(taker.each);
	text_release(&taker.out);
	free(taker.each);
	free(input);
	if (taker.failed || taker.trouble)
		return EXIT_TROUBLE;
	return taker.found ? EXIT_FOUND : EXIT_NOTHING;
}

bool
stream_has_input(const struct options *options)
{
	struct stat standard, null;

	if (options->file_count > 0)
		return true;
	if (options->operand_count > 0 || isatty(STDIN_FILENO) ||
	    fstat(STDIN_FILENO, &standard) != 0)
		return false;
	/* /dev/null stands for nothing, a directory for a mistake. */
	return !S_ISDIR(standard.st_mode) &&
	    (!S_ISCHR(standard.st_mode) || stat("/dev/null", &null) != 0 ||
		standard.st_rdev != null.st_rdev);
}
