/* Inputs that are counted: in the browser, or written when all was read. */
#include "stream.h"

#include <stdlib.h>

#include "clock.h"
#include "digest.h"
#include "feed.h"
#include "results.h"
#include "session.h"
#include "when.h"

enum {
	AHEAD = 60, /* milliseconds that are read before the screen is taken */
};

static void
tell_on_stderr(void *context, const char *name, const char *message)
{
	(void)context;
	complain_of(name, message);
}

/* The inputs that were asked for, to be fed into an intake. */
static struct feed
feed_of(const struct options *options, struct intake *intake)
{
	static const char *const standard[] = { "-" };
	bool none = options->file_count == 0;

	return (struct feed) {
		.names = none ? standard : options->files,
		.count = none ? 1 : options->file_count,
		.intake = intake,
		.tell = tell_on_stderr,
	};
}

/* Reads --since and --until. False after a complaint. */
static bool
set_times(struct intake *intake, const struct options *options, int64_t now)
{
	static const char expected[] =
	    "expected a time such as 2026-11-28, '2026-11-28 13:00', 13:00, "
	    "2h, 3d or yesterday";
	const char *const written[] = { options->since, options->until };
	struct event_time *const times[] = { &intake->since, &intake->until };

	for (size_t i = 0; i < 2; i++)
		if (written[i] != NULL &&
		    !when_read(written[i], now, times[i])) {
			complain_of(written[i], expected);
			return false;
		}
	return true;
}

/* Reads what is left, and writes what it all adds up to. */
static enum exit_status
write_rest(struct feed *feed, const struct options *options,
    const struct lookup *lookup)
{
	bool well, found = false;

	feed->tell = tell_on_stderr;
	feed->impatient = false;
	if (feed->open)
		feed->input->impatient = false;
	while (feed_step(feed) != FEED_DONE)
		;
	feed_end(feed);
	well = !feed->intake->failed;
	if (!well)
		complain("out of memory");
	well = well && results_write(options, feed->intake, lookup, &found) &&
	    !feed->trouble;
	return !well ? EXIT_TROUBLE : found ? EXIT_FOUND : EXIT_NOTHING;
}

/* Reads what is there of standard input; true if that is nothing at all. */
static bool
is_empty(struct feed *feed, const struct options *options)
{
	enum feed_result result = FEED_MORE;

	if (options->file_count > 0 || options->mode == MODE_TALLY)
		return false;
	while (result != FEED_DONE && feed->intake->totals.bytes == 0)
		result = feed_step(feed);
	return feed->intake->totals.bytes == 0 && !feed->trouble;
}

/* What is to be done with the inputs. */
struct job {
	const struct options *options;
	const struct reference *reference;
	const struct lookup *lookup;
	enum stream_end *end;
};

static enum exit_status
write_job(const struct job *job, struct feed *feed)
{
	if (!is_empty(feed, job->options))
		return write_rest(feed, job->options, job->lookup);
	*job->end = STREAM_EMPTY;
	return EXIT_FOUND;
}

/* Does it with an intake, which ends with it. */
static enum exit_status
run_job(const struct job *job,
    enum exit_status (*work)(const struct job *job, struct feed *feed))
{
	int64_t now = stream_now();
	struct intake *intake = malloc(sizeof(*intake));
	bool ready = intake != NULL && intake_init(intake, job->reference, now);
	enum exit_status status = EXIT_TROUBLE;
	struct feed feed;

	*job->end = STREAM_DONE;
	if (!ready)
		complain("out of memory");
	if (ready && set_times(intake, job->options, now)) {
		feed = feed_of(job->options, intake);
		status = work(job, &feed);
		feed_end(&feed);
	}
	if (intake != NULL)
		intake_release(intake);
	free(intake);
	return status;
}

enum exit_status
stream_input(const struct options *options, const struct reference *reference,
    const struct lookup *lookup, enum stream_end *end)
{
	const struct job job = { options, reference, lookup, end };

	return run_job(&job, write_job);
}

/*
 * Reads what is there at once. Returns whether that was all: then the screen
 * need not be taken to say that there is nothing.
 */
static bool
read_ahead(struct feed *feed)
{
	int64_t begun = clock_now(), passed = 0;
	enum feed_result result = FEED_MORE;

	while (result != FEED_DONE && passed < AHEAD) {
		result = feed_step(feed);
		if (result == FEED_LATER && feed->intake->totals.bytes > 0)
			return false;
		if (result == FEED_LATER)
			feed_wait(feed, (long)(AHEAD - passed));
		passed = clock_now() - begun;
	}
	return result == FEED_DONE;
}

/* Does what has been read hold anything of what is wanted? */
static bool
holds_wanted(struct intake *intake, const struct lookup *lookup)
{
	struct digest digest = { 0 };
	bool holds;

	digest_make(&digest, intake, lookup->targets, lookup->count);
	holds = digest.count > 0;
	digest_release(&digest);
	return holds;
}

/* In the browser, unless all was read at once and there is nothing in it. */
static enum exit_status
browse_job(const struct job *job, struct feed *feed)
{
	struct session session = { job->reference, job->lookup, NULL, feed,
		false };
	struct text message = { 0 };
	bool all;

	feed->impatient = true;
	all = read_ahead(feed);
	if (all && job->options->file_count == 0 &&
	    feed->intake->totals.bytes == 0) {
		*job->end = STREAM_EMPTY;
		return EXIT_FOUND;
	}
	session.nothing = all && !holds_wanted(feed->intake, job->lookup);
	if (!session.nothing && !session_run(&session, &message)) {
		complain(text_string(&message));
		text_release(&message);
		*job->end = STREAM_UNSHOWN;
		return write_rest(feed, job->options, job->lookup);
	}
	if (!session.nothing)
		return EXIT_FOUND;
	results_tell_nothing(feed->intake);
	return feed->trouble ? EXIT_TROUBLE : EXIT_NOTHING;
}

enum exit_status
stream_browse(const struct options *options, const struct reference *reference,
    const struct lookup *lookup, enum stream_end *end)
{
	const struct job job = { options, reference, lookup, end };

	return run_job(&job, browse_job);
}
