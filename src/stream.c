#include "stream.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "answers.h"
#include "input.h"

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

/* Where the lines of all inputs go. */
struct taker {
	struct answers *answers;
	struct text out;
	bool failed, trouble;
};

/* Writes the answers, or says that there is no memory for them. */
static void
write_answers(struct taker *taker, bool well)
{
	if (!well)
		complain("out of memory");
	taker->failed = taker->failed || !well || !output_write(&taker->out);
	text_clear(&taker->out);
}

static void
take_bytes(struct taker *taker, struct piece *bytes)
{
	bool well = true;

	while (!taker->failed && well && bytes->length > 0) {
		well = answers_take(taker->answers, bytes, &taker->out);
		if (taker->out.length >= INPUT_SIZE)
			write_answers(taker, well);
	}
	/* Whoever waits at the other end of a pipe has an answer now. */
	if (!taker->failed)
		write_answers(taker, well);
}

static void
take_input(struct taker *taker, struct input *input)
{
	enum input_result result = INPUT_BYTES;
	struct piece bytes;
	uint64_t cut;

	while (
	    !taker->failed && result != INPUT_END && result != INPUT_FAILED) {
		result = input_read(input, &bytes);
		taker->trouble = tell(input) || taker->trouble;
		take_bytes(taker, &bytes);
	}
	if (!taker->failed)
		write_answers(taker,
		    answers_end(taker->answers, &taker->out, &cut));
	if (!taker->failed && cut > 0)
		complain_of(input->name,
		    "has lines of over 256 KB; their ends were not read");
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
	struct taker taker = { .answers = answers_new(reference, stream_now(),
				   options->json, options->redact) };
	struct input *input = malloc(sizeof(*input));
	bool found;

	if (taker.answers == NULL || input == NULL) {
		complain("out of memory");
		answers_free(taker.answers);
		free(input);
		return EXIT_TROUBLE;
	}
	for (size_t i = 0; i < options->file_count && !taker.failed; i++)
		take_file(&taker, input, options->files[i]);
	if (options->file_count == 0)
		take_file(&taker, input, "-");
	found = answers_found(taker.answers);
	answers_free(taker.answers);
	text_release(&taker.out);
	free(input);
	if (taker.failed || taker.trouble)
		return EXIT_TROUBLE;
	return found ? EXIT_FOUND : EXIT_NOTHING;
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
