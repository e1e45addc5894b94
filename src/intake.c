#include "intake.h"

#include <stdlib.h>
#include <string.h>

#include "intake_document.h"
#include "intake_rows.h"
#include "tally.h"

enum {
	FRONT_LIMIT = 4096,	/* bytes after which the form is decided */
	FOLDED_LIMIT = 1 << 14, /* bytes of a reply of several lines */
};

bool
intake_init(struct intake *intake, const struct reference *reference,
    int64_t now)
{
	memset(intake, 0, sizeof(*intake));
	intake->reference = reference;
	intake->totals.why = "";
	judge_init(&intake->judge, reference, now);
	known_hosts_init(&intake->known, reference);
	intake->failed = !intake_make_rows(intake) || intake->known.failed;
	return !intake->failed;
}

void
intake_release(struct intake *intake)
{
	judge_release(&intake->judge);
	known_hosts_release(&intake->known);
	mail_release(&intake->mail);
	counts_release(&intake->counts);
	text_release(&intake->front);
	text_release(&intake->folded);
	text_release(&intake->message);
	text_release(&intake->document);
	lines_release(&intake->reader);
	text_release(&intake->masked);
	text_release(&intake->inert);
	free(intake->memo);
	free(intake->waiting);
}

/* Has a time been asked for? */
static bool
is_narrowed(const struct intake *intake)
{
	return intake->since.said || intake->until.said;
}

static uint64_t
hash_of_message(const struct event *event, const struct piece *line)
{
	uint64_t state = HASH_SEED;

	if (event->message.length == 0)
		return sketch_hash_end(
		    hash_bytes(state, line->bytes, line->length));
	state = hash_bytes(state, event->host.bytes, event->host.length);
	state = hash_bytes(state, " ", 1);
	return sketch_hash_end(
	    hash_bytes(state, event->message.bytes, event->message.length));
}

/* Is it of the time that is asked for? */
static bool
is_wanted(struct intake *intake, const struct event *event)
{
	if (!is_narrowed(intake))
		return true;
	if (!event->time.said) {
		intake->totals.undated++;
		return false;
	}
	if ((intake->since.said &&
		event_time_compare(&event->time, &intake->since) < 0) ||
	    (intake->until.said &&
		event_time_compare(&event->time, &intake->until) >= 0)) {
		intake->totals.outside++;
		return false;
	}
	return true;
}

static void
count_event(struct intake *intake, const struct event *event,
    const struct piece *line)
{
	struct counted_line counted = { event, *line, 0,
		intake->form == INTAKE_MAIL };
	struct counted *row;

	if (!is_wanted(intake, event))
		return;
	row = intake_row(intake, event, false);
	if (row == NULL) {
		intake->failed = true;
		return;
	}
	counted.message = hash_of_message(event, line);
	counted_add(row, &counted);
	intake_follow(intake, row, event);
	intake->totals.replies++;
	intake->failed = intake->failed || row->failed;
}

/* A line that is none of a log: a reply without a time, or something else. */
static void
count_text(struct intake *intake, const struct piece *line)
{
	struct event event = { .reply = *line };
	struct counted_line counted = { &event, *line, 0, false };
	struct counted *row;

	if (line->length == 0)
		return;
	if (is_narrowed(intake)) {
		if (intake_is_reply(intake, line))
			intake->totals.undated++;
		else
			intake->totals.skipped++;
		return;
	}
	row = intake_row(intake, &event, true);
	if (row == NULL) {
		intake->totals.skipped++;
		return;
	}
	counted.message = hash_of_message(&event, line);
	counted_add(row, &counted);
	intake->totals.replies++;
	intake->failed = intake->failed || row->failed;
}

/* Three digits in front, and the sign behind them? Of a reply's line. */
static bool
begins_with_code(const struct piece *line, char sign)
{
	return line->length > 3 && line->bytes[3] == sign &&
	    code_is_sent(line->bytes);
}

/* Counts the lines of a reply that have been folded. */
static void
count_folded(struct intake *intake)
{
	struct piece line = { text_string(&intake->folded),
		intake->folded.length };

	if (line.length > 0)
		count_text(intake, &line);
	text_clear(&intake->folded);
}

/*
 * A text by itself. Lines `550-` and the line `550 ` behind them are one
 * reply.
 */
static void
take_text(struct intake *intake, const struct piece *line)
{
	bool goes_on = begins_with_code(line, '-');
	struct text *folded = &intake->folded;

	if (folded->length > 0 &&
	    (line->length < 3 || memcmp(folded->data, line->bytes, 3) != 0 ||
		folded->length + line->length > FOLDED_LIMIT))
		count_folded(intake);
	if (folded->length == 0 && !goes_on) {
		count_text(intake, line);
		return;
	}
	if (folded->length > 0)
		text_append_char(folded, '\n');
	text_append_bytes(folded, line->bytes, line->length);
	if (!goes_on)
		count_folded(intake);
}

/* The event of a line, and others that it may tell. */
static void
count_events(struct intake *intake, struct event *event,
    const struct piece *line)
{
	struct log *log = &intake->judge.log;
	struct piece told;

	do {
		told = log_told(log);
		count_event(intake, event, told.length > 0 ? &told : line);
	} while (log_next(log, event));
}

static void
count_line(struct intake *intake, const struct piece *line)
{
	struct event event = { 0 };
	uint64_t replies;

	if (tally_is(line->bytes, line->length)) {
		replies = tally_read(&intake->counts, intake->reference,
		    line->bytes, line->length);
		intake->totals.replies += replies;
		intake->totals.skipped += replies == 0;
		intake_forget(intake);
		return;
	}
	switch (
	    log_read(&intake->judge.log, line->bytes, line->length, &event)) {
	case LOG_EVENT:
		count_events(intake, &event, line);
		break;
	case LOG_FOREIGN:
		take_text(intake, line);
		break;
	case LOG_SILENT:
		break;
	}
}

static void
count_mail(struct intake *intake)
{
	struct mail *mail = &intake->mail;

	if (intake->message.length == 0)
		return;
	mail_read(mail, text_string(&intake->message), intake->message.length);
	intake->totals.mails++;
	intake->totals.cut += mail->cut;
	intake->failed = intake->failed || mail->failed;
	switch (mail->kind) {
	case MAIL_BOUNCE:
		intake->totals.bounces++;
		break;
	case MAIL_COMPLAINT:
		intake->totals.complaints++;
		intake->totals.why = mail->why;
		break;
	case MAIL_ORDINARY:
		intake->totals.ordinary++;
		intake->totals.why = mail->why;
		break;
	}
	for (size_t i = 0; i < mail->event_count; i++)
		count_event(intake, &mail->events[i], &mail->events[i].reply);
	text_clear(&intake->message);
}

static void
take_mail_line(struct intake *intake, const struct piece *line)
{
	size_t room = INTAKE_MESSAGE_LIMIT - intake->message.length;

	if (intake->mbox && intake->after_blank && line->length >= 5 &&
	    memcmp(line->bytes, "From ", 5) == 0) {
		count_mail(intake);
		intake->after_blank = false;
		return;
	}
	intake->after_blank = line->length == 0;
	if (line->length + 1 > room) {
		intake->totals.cut += room > 0;
		text_append_repeated(&intake->message, '\n', room);
		return;
	}
	text_append_bytes(&intake->message, line->bytes, line->length);
	text_append_char(&intake->message, '\n');
}

static void
take_line(struct intake *intake, const struct piece *line)
{
	intake->totals.lines++;
	if (intake->form == INTAKE_MAIL)
		take_mail_line(intake, line);
	else if (!intake_document_take(intake, line, count_line))
		count_line(intake, line);
}

static void
take_bytes(struct intake *intake, const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	struct piece line;

	while (lines_next(&intake->reader, &at, end, &line))
		take_line(intake, &line);
}

/* Looks at the first bytes, so many of them: mails, or lines? */
static void
decide(struct intake *intake, size_t length)
{
	const char *front = text_string(&intake->front);
	bool mail = mail_begins(front, length);

	intake->form = mail ? INTAKE_MAIL : INTAKE_LINES;
	intake->mbox = mail && length >= 5 && memcmp(front, "From ", 5) == 0;
	intake->after_blank = intake->mbox;
	take_bytes(intake, front, intake->front.length);
	text_clear(&intake->front);
}

/*
 * Decides as soon as the lines that are there tell it: in whatever pieces they
 * come, the same ones do.
 */
static void
try_to_decide(struct intake *intake)
{
	const char *front = text_string(&intake->front);
	size_t length = intake->front.length, whole;

	length = length < FRONT_LIMIT ? length : FRONT_LIMIT;
	for (whole = 0; whole < length;) {
		const char *feed = memchr(front + whole, '\n', length - whole);

		if (feed == NULL)
			break;
		whole = (size_t)(feed - front) + 1;
		if (!mail_needs_more(front, whole)) {
			decide(intake, whole);
			return;
		}
	}
	if (length == FRONT_LIMIT)
		decide(intake, length);
}

void
intake_begin(struct intake *intake)
{
	intake->totals.files++;
	intake->form = INTAKE_UNDECIDED;
	intake->documents_met = false;
	log_restart(&intake->judge.log);
}

void
intake_feed(struct intake *intake, const char *bytes, size_t length)
{
	intake->totals.bytes += length;
	if (intake->form != INTAKE_UNDECIDED) {
		take_bytes(intake, bytes, length);
		return;
	}
	text_append_bytes(&intake->front, bytes, length);
	try_to_decide(intake);
}

void
intake_end(struct intake *intake)
{
	struct piece line;
	bool pending_failed;

	if (intake->form == INTAKE_UNDECIDED && intake->front.length > 0)
		decide(intake, intake->front.length);
	if (lines_last(&intake->reader, &line))
		take_line(intake, &line);
	intake_document_end(intake, count_line);
	count_folded(intake);
	count_mail(intake);
	intake->totals.cut += intake->reader.cut;
	pending_failed = intake->reader.pending.failed;
	lines_release(&intake->reader);
	intake->failed = intake->failed || intake->counts.failed ||
	    intake->judge.identify.failed || intake->judge.log.failed ||
	    intake->masked.failed || intake->inert.failed ||
	    intake->message.failed || intake->folded.failed ||
	    intake->front.failed || intake->document.failed || pending_failed;
}

static void
add_totals(struct intake_totals *totals, const struct intake_totals *other)
{
	totals->lines += other->lines;
	totals->bytes += other->bytes;
	totals->replies += other->replies;
	totals->skipped += other->skipped;
	totals->cut += other->cut;
	totals->undated += other->undated;
	totals->outside += other->outside;
}

void
intake_merge(struct intake *intake, const struct intake *other)
{
	size_t count;
	struct counted **rows = counts_sorted(&other->counts, &count), *into;

	intake_follow_on(intake, other);
	for (size_t i = 0; i < count; i++) {
		into = counts_row(&intake->counts, &rows[i]->key,
		    rows[i]->class);
		if (into != NULL)
			counted_merge(into, rows[i]);
	}
	intake_forget(intake);
	free(rows);
	intake->counts.cut += other->counts.cut;
	add_totals(&intake->totals, &other->totals);
	intake->failed = intake->failed || other->failed ||
	    intake->counts.failed ||
	    (rows == NULL && other->totals.replies > 0);
}
