#include "feed.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "feed_half.h"

/* Hands on what there is to say of the input. */
static void
tell(struct feed *feed)
{
	struct text *message = &feed->input->message;

	if (message->length == 0)
		return;
	feed->tell(feed->context, feed->input->name, text_string(message));
	text_clear(message);
	feed->told = feed->trouble = true;
}

static void
close_input(struct feed *feed)
{
	if (!feed->open)
		return;
	intake_end(feed->intake);
	if (feed->half != NULL &&
	    !feed_half_join(feed->half, feed->intake, &feed->input->message))
		feed->trouble = true;
	feed->half = NULL;
	/* What befell a file need not be said of either half. */
	if (feed->told)
		text_clear(&feed->input->message);
	tell(feed);
	input_close(feed->input);
	feed->open = false;
}

/* Has the rest of a large log read in two halves; once for each input. */
static void
halve(struct feed *feed)
{
	if (feed->halved || feed->impatient)
		return;
	feed->halved = true;
	feed->half = feed_half_start(feed->input, feed->intake);
}

/* Opens the next one. False if there is none left. */
static bool
open_next(struct feed *feed)
{
	while (feed->next < feed->count) {
		const char *name = feed->names[feed->next++];

		feed->open = input_open(feed->input, name);
		feed->input->impatient = feed->impatient;
		feed->halved = feed->told = feed->fed = false;
		tell(feed);
		if (feed->open) {
			intake_begin(feed->intake);
			return true;
		}
		input_close(feed->input);
	}
	return false;
}

enum feed_result
feed_step(struct feed *feed)
{
	enum input_result result;
	struct piece bytes;

	if (feed->input == NULL)
		feed->input = malloc(sizeof(*feed->input));
	if (feed->input == NULL) {
		feed->intake->failed = true;
		return FEED_DONE;
	}
	if (!feed->open && !open_next(feed))
		return FEED_DONE;
	result = input_read(feed->input, &bytes);
	tell(feed);
	if (result == INPUT_LATER)
		return FEED_LATER;
	if (result == INPUT_BYTES) {
		intake_feed(feed->intake, bytes.bytes, bytes.length);
		feed->fed = feed->fed || bytes.length > 0;
		halve(feed);
		return FEED_MORE;
	}
	feed->trouble = feed->trouble || result == INPUT_FAILED;
	/* It was no input then, and all there is to say of it was said. */
	if (result == INPUT_FAILED && !feed->fed)
		feed->intake->totals.files--;
	close_input(feed);
	return FEED_MORE;
}

int
feed_descriptor(const struct feed *feed)
{
	return feed->open ? feed->input->descriptor : -1;
}

void
feed_wait(const struct feed *feed, long milliseconds)
{
	struct pollfd wanted = { .fd = feed_descriptor(feed),
		.events = POLLIN };

	if (milliseconds > 0)
		poll(&wanted, 1, (int)milliseconds);
}

void
feed_end(struct feed *feed)
{
	if (feed->input == NULL)
		return;
	close_input(feed);
	free(feed->input);
	feed->input = NULL;
	feed->next = feed->count;
}
