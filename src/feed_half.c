#include "feed_half.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "thread.h"

enum {
	LARGE = 32 << 20,   /* bytes: smaller files are read as quickly alone */
	LOOK_FOR = 1 << 16, /* bytes in which a line is to end */
};

struct feed_half {
	pthread_t thread;
	struct intake intake;
	struct input input;
	bool well;
};

static void *
read_half(void *argument)
{
	struct feed_half *half = argument;
	enum input_result result = INPUT_BYTES;
	struct piece bytes;

	intake_begin(&half->intake);
	/* Later is at once: a signal came, and this one does not wait. */
	while (result == INPUT_BYTES || result == INPUT_LATER) {
		result = input_read(&half->input, &bytes);
		intake_feed(&half->intake, bytes.bytes, bytes.length);
	}
	intake_end(&half->intake);
	half->well = result == INPUT_END;
	return NULL;
}

/* Where the first line behind a place begins; 0 if none is near. */
static off_t
line_behind(int descriptor, off_t place)
{
	char bytes[LOOK_FOR];
	ssize_t got = pread(descriptor, bytes, sizeof(bytes), place);
	const char *feed;

	if (got <= 0)
		return 0;
	feed = memchr(bytes, '\n', (size_t)got);
	return feed == NULL ? 0 : place + (feed - bytes) + 1;
}

/* Where the second half of it begins; 0 if it is not to be halved. */
static off_t
half_of(const struct input *input, const struct intake *intake)
{
	struct stat file;

	/* An object of several lines is not to be cut. */
	if (intake->form != INTAKE_LINES || intake->documents_met ||
	    input->packed || !input->opened_here || !thread_has_room() ||
	    fstat(input->descriptor, &file) != 0 || !S_ISREG(file.st_mode) ||
	    file.st_size < LARGE || file.st_size / 2 < input->taken)
		return 0;
	return line_behind(input->descriptor, file.st_size / 2);
}

/* Have they opened the same file? A log may be rotated in between. */
static bool
is_same_file(const struct input *input, const struct input *other)
{
	struct stat file, other_file;

	return fstat(input->descriptor, &file) == 0 &&
	    fstat(other->descriptor, &other_file) == 0 &&
	    file.st_dev == other_file.st_dev &&
	    file.st_ino == other_file.st_ino;
}

/* Makes ready what the thread needs, and starts it. */
static bool
prepare(struct feed_half *half, const struct input *input,
    const struct intake *intake, off_t from)
{
	if (!input_open_at(&half->input, input->name, from) ||
	    !is_same_file(input, &half->input)) {
		input_close(&half->input);
		return false;
	}
	if (intake_init(&half->intake, intake->reference,
		intake->judge.log.now)) {
		half->intake.since = intake->since;
		half->intake.until = intake->until;
		if (thread_start(&half->thread, read_half, half))
			return true;
	}
	intake_release(&half->intake);
	input_close(&half->input);
	return false;
}

struct feed_half *
feed_half_start(struct input *input, const struct intake *intake)
{
	off_t from = half_of(input, intake);
	struct feed_half *half = from == 0 ? NULL : malloc(sizeof(*half));

	if (half == NULL)
		return NULL;
	if (!prepare(half, input, intake, from)) {
		free(half);
		return NULL;
	}
	input->limit = from;
	return half;
}

bool
feed_half_join(struct feed_half *half, struct intake *intake,
    struct text *message)
{
	bool well;

	pthread_join(half->thread, NULL);
	intake_merge(intake, &half->intake);
	text_append(message, text_string(&half->input.message));
	well = half->well;
	intake_release(&half->intake);
	input_close(&half->input);
	free(half);
	return well;
}
