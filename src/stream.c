#include "stream.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "digest.h"
#include "each.h"
#include "feed.h"
#include "input.h"
#include "json_reply.h"
#include "lines.h"
#include "page_reply.h"
#include "plain.h"
#include "plain_input.h"
#include "session.h"
#include "tally.h"
#include "when.h"

enum {
	AHEAD = 60, /* milliseconds that are read before the screen is taken */
};

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

/* What is to be written of an intake. */
struct results {
	const struct options *options;
	const struct reference *reference;
	struct intake *intake;
	struct digest digest;
	struct redact redact;
	struct text out;
};

/* The only trouble there is, if it is one alone: then its page says more. */
static const struct digest_row *
only_row(const struct digest *digest)
{
	const struct digest_row *only = NULL;

	for (size_t i = 0; i < digest->count; i++) {
		if (digest->rows[i].group == DIGEST_DELIVERED)
			continue;
		if (only != NULL)
			return NULL;
		only = &digest->rows[i];
	}
	return only;
}

/* Whom the mail was for, if it was one alone; masked if that is wanted. */
static const char *
name_recipient(struct results *results, const struct digest_row *row,
    struct text *name)
{
	const char *recipient = row->counted->sample.recipient;

	if (row->counted->count != 1 || recipient == NULL)
		return NULL;
	if (!results->options->redact)
		return recipient;
	redact_append(&results->redact, name, recipient, strlen(recipient));
	return text_string(name);
}

/* How often, when and where it was met; names are masked if that is wanted. */
static void
write_counts(struct results *results, const struct digest_row *row,
    struct text *text)
{
	struct text counts = { 0 };

	digest_counts(&counts, row);
	if (results->options->redact)
		redact_append(&results->redact, text, text_string(&counts),
		    counts.length);
	else
		text_append_bytes(text, text_string(&counts), counts.length);
	text->failed = text->failed || counts.failed;
	text_release(&counts);
}

/* Its page, with the line that it was met in. */
static bool
write_page(struct results *results, const struct digest_row *row)
{
	struct intake *intake = results->intake;
	enum when when = results->options->color;
	struct plain_options options = {
		.width = output_width(),
		.looks = output_looks(when),
		.spoken = output_is_spoken(),
		.links = output_has_links(when),
	};
	const char *sample = row->counted->sample.line;
	struct page_context context = { NULL, NULL, &sample, sample != NULL };
	struct text counts = { 0 }, masked = { 0 }, recipient = { 0 };
	struct judgement judgement;
	struct page page = { 0 };
	bool done;

	write_counts(results, row, &counts);
	context.counts = text_string(&counts);
	if (results->options->redact && sample != NULL) {
		redact_note_host(&results->redact, row->counted->sample.host,
		    strlen(row->counted->sample.host));
		redact_append(&results->redact, &masked, sample,
		    strlen(sample));
		sample = text_string(&masked);
	}
	digest_judge(intake, row->counted, &judgement);
	context.recipient = name_recipient(results, row, &recipient);
	page_add_judgement(&page, results->reference, &intake->judge,
	    &judgement, &context);
	plain_page(&results->out, &page, &options);
	done = !page.failed && !counts.failed && !masked.failed &&
	    !recipient.failed;
	page_release(&page);
	text_release(&counts);
	text_release(&masked);
	text_release(&recipient);
	return done;
}

static bool
write_plain(struct results *results)
{
	const struct digest_row *only = only_row(&results->digest);

	if (only != NULL)
		return write_page(results, only);
	plain_digest(&results->out, &results->digest, results->intake,
	    output_width(), isatty(STDOUT_FILENO) != 0,
	    results->options->redact ? &results->redact : NULL);
	plain_totals(&results->out, &results->digest, &results->intake->totals,
	    &results->intake->counts);
	return true;
}

static bool
write_json(struct results *results)
{
	struct text query = { 0 };
	bool done;

	options_join(&query, results->options);
	done = json_input(&results->out, results->intake, &results->digest,
	    text_string(&query),
	    results->options->redact ? &results->redact : NULL);
	text_release(&query);
	return done;
}

/* Nothing was found: says why, if the input was mail. */
static void
tell_nothing(const struct intake *intake)
{
	const struct intake_totals *totals = &intake->totals;
	struct text message = { 0 };

	if (totals->mails > 0 && totals->bounces == 0)
		text_printf(&message, "no bounce%s%s",
		    totals->why[0] != '\0' ? ": " : "", totals->why);
	else
		text_append(&message, "no reply in the input");
	complain(text_string(&message));
	text_release(&message);
}

static bool
write_results(struct results *results, const struct lookup *lookup)
{
	const struct options *options = results->options;
	bool done;

	digest_make(&results->digest, results->intake, lookup->targets,
	    lookup->count);
	if (results->digest.count == 0)
		tell_nothing(results->intake);
	if (options->redact)
		redact_init(&results->redact, results->reference);
	if (options->mode == MODE_TALLY)
		done = tally_write(&results->out, &results->intake->counts,
		    results->reference,
		    options->redact ? &results->redact : NULL);
	else if (options->json)
		done = write_json(results);
	else
		done = results->digest.count == 0 || write_plain(results);
	if (!done || results->digest.failed || results->redact.failed)
		complain("out of memory");
	else
		done = output_write(&results->out);
	redact_release(&results->redact);
	text_release(&results->out);
	return done;
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
    const struct reference *reference, const struct lookup *lookup)
{
	struct results results = { .options = options,
		.reference = reference,
		.intake = feed->intake };
	bool well, found;

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
	well = well && write_results(&results, lookup) && !feed->trouble;
	found = results.digest.count > 0;
	digest_release(&results.digest);
	return !well ? EXIT_TROUBLE : found ? EXIT_FOUND : EXIT_NOTHING;
}

/* Reads what is there of standard input; true if that is nothing at all. */
static bool
is_empty(struct feed *feed, const struct options *options)
{
	enum feed_result result = FEED_MORE;

	if (options->file_count > 0 || options->mode == MODE_TALLY)
		return false;
	while (result == FEED_MORE && feed->intake->totals.bytes == 0)
		result = feed_step(feed);
	return feed->intake->totals.bytes == 0 && !feed->trouble;
}

enum exit_status
stream_input(const struct options *options, const struct reference *reference,
    const struct lookup *lookup, enum stream_end *end)
{
	int64_t now = stream_now();
	struct intake *intake = malloc(sizeof(*intake));
	bool ready = intake != NULL && intake_init(intake, reference, now);
	enum exit_status status = EXIT_TROUBLE;
	struct feed feed;

	*end = STREAM_DONE;
	if (!ready)
		complain("out of memory");
	if (ready && set_times(intake, options, now)) {
		feed = feed_of(options, intake);
		if (is_empty(&feed, options))
			*end = STREAM_EMPTY;
		else
			status = write_rest(&feed, options, reference, lookup);
		feed_end(&feed);
	}
	if (intake != NULL)
		intake_release(intake);
	free(intake);
	return status;
}

/*
 * Reads what is there at once. Returns whether that was all: then the screen
 * need not be taken to say that there is nothing.
 */
static bool
read_ahead(struct feed *feed)
{
	struct timespec now;
	long begun, passed = 0;
	enum feed_result result = FEED_MORE;

	clock_gettime(CLOCK_MONOTONIC, &now);
	begun = (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
	while (result != FEED_DONE && passed < AHEAD) {
		result = feed_step(feed);
		if (result == FEED_LATER && feed->intake->totals.bytes > 0)
			return false;
		if (result == FEED_LATER)
			feed_wait(feed, AHEAD - passed);
		clock_gettime(CLOCK_MONOTONIC, &now);
		passed = (long)now.tv_sec * 1000 + now.tv_nsec / 1000000 -
		    begun;
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
browse_feed(struct feed *feed, const struct options *options,
    const struct reference *reference, const struct lookup *lookup,
    enum stream_end *end)
{
	struct session session = { reference, lookup, NULL, feed, false };
	struct text message = { 0 };
	bool all = read_ahead(feed);

	*end = STREAM_DONE;
	if (all && options->file_count == 0 &&
	    feed->intake->totals.bytes == 0) {
		*end = STREAM_EMPTY;
		return EXIT_FOUND;
	}
	session.nothing = all && !holds_wanted(feed->intake, lookup);
	if (!session.nothing && !session_run(&session, &message)) {
		complain(text_string(&message));
		*end = STREAM_UNSHOWN;
	}
	text_release(&message);
	if (session.nothing)
		tell_nothing(feed->intake);
	if (session.nothing && feed->trouble)
		return EXIT_TROUBLE;
	return session.nothing ? EXIT_NOTHING : EXIT_FOUND;
}

enum exit_status
stream_browse(const struct options *options, const struct reference *reference,
    const struct lookup *lookup, enum stream_end *end)
{
	int64_t now = stream_now();
	struct intake *intake = malloc(sizeof(*intake));
	bool ready = intake != NULL && intake_init(intake, reference, now);
	enum exit_status status = EXIT_TROUBLE;
	struct feed feed;

	*end = STREAM_DONE;
	if (!ready)
		complain("out of memory");
	if (ready && set_times(intake, options, now)) {
		feed = feed_of(options, intake);
		feed.impatient = true;
		status = browse_feed(&feed, options, reference, lookup, end);
		if (*end == STREAM_UNSHOWN)
			status = write_rest(&feed, options, reference, lookup);
		feed_end(&feed);
	}
	if (intake != NULL)
		intake_release(intake);
	free(intake);
	return status;
}
