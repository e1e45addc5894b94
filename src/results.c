#include "results.h"

#include <string.h>
#include <unistd.h>

#include "digest.h"
#include "json_reply.h"
#include "output.h"
#include "page_reply.h"
#include "plain.h"
#include "plain_input.h"
#include "tally.h"

enum {
	CHATTER = 20, /* lines around a reply that need no word: of a ticket */
};

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

/* Gives a copy of a row its text with masks, kept in reply. */
static void
mask_reply(struct results *results, struct counted *counted, struct text *reply)
{
	const char *recipient = counted->sample.recipient;

	if (counted->key.text == NULL)
		return;
	redact_note_user(&results->redact, recipient,
	    recipient == NULL ? 0 : strlen(recipient));
	redact_append(&results->redact, reply, counted->key.text,
	    counted->key.length);
	counted->key.text = text_string(reply);
	counted->key.length = reply->length;
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
	struct text counts = { 0 }, masked = { 0 }, recipient = { 0 },
		    reply = { 0 };
	struct counted counted = *row->counted;
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
	if (results->options->redact)
		mask_reply(results, &counted, &reply);
	digest_judge(intake, &counted, &judgement);
	context.recipient = name_recipient(results, row, &recipient);
	page_add_judgement(&page, results->reference, &intake->judge,
	    &judgement, &context);
	plain_page(&results->out, &page, &options);
	done = !page.failed && !counts.failed && !masked.failed &&
	    !recipient.failed && !reply.failed;
	page_release(&page);
	text_release(&counts);
	text_release(&masked);
	text_release(&recipient);
	text_release(&reply);
	return done;
}

/* `, 466 lines skipped, 1 cut` behind what is there; nothing if none was. */
static void
append_left_out(struct text *message, const struct intake_totals *totals,
    const char *between)
{
	if (totals->skipped > 0)
		text_printf(message, "%s%llu %s skipped", between,
		    (unsigned long long)totals->skipped,
		    totals->skipped == 1 ? "line" : "lines");
	if (totals->cut == 0)
		return;
	text_printf(message, "%s%llu %scut",
	    totals->skipped > 0 ? ", " : between,
	    (unsigned long long)totals->cut,
	    totals->skipped > 0	 ? "" :
		totals->cut == 1 ? "line or mail " :
				   "lines or mails ");
}

/* A page has no place for what was left out beside its reply: a message. */
static void
tell_left_out(const struct intake_totals *totals)
{
	struct text message = { 0 };

	if (totals->cut == 0 && totals->skipped <= CHATTER)
		return;
	append_left_out(&message, totals, "");
	complain(text_string(&message));
	text_release(&message);
}

static bool
write_plain(struct results *results)
{
	const struct digest_row *only = only_row(&results->digest);
	struct plain_table options = {
		.width = output_width(),
		.cut = isatty(STDOUT_FILENO) != 0,
		.looks = output_looks(results->options->color),
		.redact = results->options->redact ? &results->redact : NULL,
	};

	if (only != NULL) {
		tell_left_out(&results->intake->totals);
		return write_page(results, only);
	}
	plain_digest(&results->out, &results->digest, results->intake,
	    &options);
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

void
results_tell_nothing(const struct intake *intake)
{
	const struct intake_totals *totals = &intake->totals;
	struct text message = { 0 };

	if (totals->mails > 0 && totals->bounces == 0)
		text_printf(&message, "no bounce%s%s",
		    totals->why[0] != '\0' ? ": " : "", totals->why);
	else if (intake->counts.kept_count + intake->counts.rest_count > 0)
		text_append(&message,
		    "no reply in the input is what was asked for");
	else if (totals->outside > 0)
		text_append(&message,
		    "no reply in the input is of the time asked for");
	else if (totals->undated > 0)
		text_append(&message,
		    "no reply in the input has a time to compare");
	else if (intake->judge.log.reasonless)
		text_append(&message,
		    "no reply in the input: exim -bp names no reasons, "
		    "exim -Mvl ID and the main log do");
	else if (totals->files > 0)
		text_append(&message, "no reply in the input");
	/* Of what could not be read all has been said. */
	if (message.length > 0) {
		append_left_out(&message, totals, ": ");
		complain(text_string(&message));
	}
	text_release(&message);
}

static bool
write_all(struct results *results, const struct lookup *lookup)
{
	const struct options *options = results->options;
	bool done;

	digest_make(&results->digest, results->intake, lookup->targets,
	    lookup->count);
	if (results->digest.count == 0)
		results_tell_nothing(results->intake);
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

bool
results_write(const struct options *options, struct intake *intake,
    const struct lookup *lookup, bool *found)
{
	struct results results = { .options = options,
		.reference = intake->reference,
		.intake = intake };
	bool done = write_all(&results, lookup);

	*found = results.digest.count > 0;
	digest_release(&results.digest);
	return done;
}
