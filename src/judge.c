#include "judge.h"

#include <string.h>

enum {
	/* Thousandths: how surely a text without a code has to tell its cause
	   to be taken for a reply: in an input of any kind, */
	CODELESS_SURE = 950,
	/* and where each line is asked about. */
	ASKED_SURE = 850,
	/* ... and one with a status in its midst, which versions look like. */
	STATUS_SURE = 600,
	CODELESS_LONGEST = 600, /* bytes: a longer one is a letter */
};

void
judge_init(struct judge *judge, const struct reference *reference, int64_t now)
{
	memset(judge, 0, sizeof(*judge));
	judge->log.now = now;
	identify_init(&judge->identify, reference);
}

void
judge_release(struct judge *judge)
{
	log_release(&judge->log);
	identify_release(&judge->identify);
	mail_release(&judge->mail);
}

bool
judgement_is_known(const struct judgement *judgement)
{
	return judgement->found.cause != TABLES_NONE &&
	    judgement->found.confidence >= IDENTIFY_PROBABLE;
}

static void
take_status(struct judgement *judgement, const char *bytes, size_t length)
{
	struct status status;

	/* What stands beside a reply, as dsn=, may be anything. */
	if (length == 0 || length >= sizeof(judgement->status) ||
	    !status_parse(bytes, length, &status) ||
	    status.classes == CLASSES_ANY ||
	    status.detail_from != status.detail_to)
		return;
	memcpy(judgement->status, bytes, length);
	judgement->status[length] = '\0';
}

/* Code, status and class: of the text, else of what stands beside it. */
static void
take_numbers(struct judgement *judgement, const struct reply *reply)
{
	const struct event *event = &judgement->event;
	const struct reply_part *part = &reply->outer;

	judgement->code = part->code != 0 ? part->code : event->code;
	take_status(judgement, text_string(&reply->bytes) + part->status.from,
	    part->status.to - part->status.from);
	if (judgement->status[0] == '\0')
		take_status(judgement, event->status.bytes,
		    event->status.length);
	if (judgement->code != 0)
		judgement->class = judgement->code / 100;
	else if (judgement->status[0] != '\0')
		judgement->class = (unsigned)(judgement->status[0] - '0');
	else
		judgement->class = event->class;
}

static uint32_t
success_of(const struct judge *judge)
{
	const struct identify *identify = &judge->identify;

	return identify->names.success == TABLES_NONE ?
	    TABLES_NONE :
	    identify->reference->tables.kinds[ENTRY_CAUSE].first +
		identify->names.success;
}

/* Drops what was named, for the next likely one. */
static void
drop_first(struct identification *found)
{
	if (found->alternative_count == 0) {
		found->cause = TABLES_NONE;
		found->confidence = 0;
		found->basis = BASIS_NONE;
		return;
	}
	found->cause = found->alternatives[0].cause;
	found->confidence = found->alternatives[0].confidence;
	found->alternative_count--;
	memmove(found->alternatives, found->alternatives + 1,
	    found->alternative_count * sizeof(found->alternatives[0]));
	found->basis = BASIS_TEXT;
}

/* What became of the mail outranks what the words are like. */
static void
heed_disposition(const struct judge *judge, struct judgement *judgement)
{
	enum disposition disposition = judgement->event.disposition;
	struct identification *found = &judgement->found;
	uint32_t success = success_of(judge);

	if (disposition == DISPOSITION_UNSAID)
		return;
	if (disposition != DISPOSITION_DELIVERED) {
		if (success != TABLES_NONE && found->cause == success)
			drop_first(found);
	} else if (found->cause != success) {
		found->cause = success;
		found->confidence = success == TABLES_NONE ? 0 : IDENTIFY_ONE;
		found->basis = BASIS_NONE;
		found->alternative_count = 0;
		found->mark_count = 0;
	}
}

void
judge_event(struct judge *judge, const struct event *event,
    struct judgement *judgement)
{
	*judgement = (struct judgement) { .holds = true, .event = *event };
	identify_run(&judge->identify, event->reply.bytes, event->reply.length,
	    &judgement->found);
	take_numbers(judgement, &judge->identify.reply);
	heed_disposition(judge, judgement);
}

/*
 * A status without a code: in front, or beside words that tell a cause.
 * Versions look the same.
 */
static bool
is_told_by_status(const struct reply *reply, const struct judgement *judgement)
{
	const char *bytes = text_string(&reply->bytes);

	if (judgement->status[0] == '\0')
		return false;
	if (judgement_is_known(judgement) &&
	    judgement->found.confidence >= STATUS_SURE)
		return true;
	for (size_t i = 0; i < reply->outer.status.from; i++)
		if (text_lower(bytes[i]) >= 'a' && text_lower(bytes[i]) <= 'z')
			return false;
	return true;
}

/* A text that stands by itself: is it a reply, or just some text? */
static bool
is_reply(const struct judge *judge, const struct judgement *judgement,
    unsigned sure)
{
	const struct reply *reply = &judge->identify.reply;
	const struct identification *found = &judgement->found;

	if (reply->outer.code != 0 || is_told_by_status(reply, judgement))
		return true;
	/* Many words stand in a greeting; only a failure is told without. */
	if (found->cause == success_of(judge))
		return false;
	if (found->basis == BASIS_EXAMPLE)
		return true;
	return found->basis == BASIS_TEXT && found->confidence >= sure &&
	    judgement->event.reply.length <= CODELESS_LONGEST;
}

static void
judge_text(struct judge *judge, const char *text, size_t length, unsigned sure,
    struct judgement *judgement)
{
	struct event event = { .reply = { text, length } };

	judge_event(judge, &event, judgement);
	judgement->holds = length > 0 && is_reply(judge, judgement, sure);
}

void
judge_text_alone(struct judge *judge, const char *text, size_t length,
    struct judgement *judgement)
{
	judge_text(judge, text, length, CODELESS_SURE, judgement);
}

/* Does a reply stand there by itself, from its code on? */
static bool
begins_with_code(const char *line, size_t length)
{
	return length > 3 && (line[3] == ' ' || line[3] == '-') &&
	    code_is_sent(line);
}

bool
judge_bounce(struct judge *judge, const char *bytes, size_t length,
    struct judgement *judgement)
{
	if (!mail_begins(bytes, length))
		return false;
	mail_read(&judge->mail, bytes, length);
	if (judge->mail.kind != MAIL_BOUNCE || judge->mail.event_count == 0)
		return false;
	judge_event(judge, &judge->mail.events[0], judgement);
	return judgement->holds;
}

void
judge_line(struct judge *judge, const char *line, size_t length,
    struct judgement *judgement)
{
	struct event event = { 0 };

	switch (log_read(&judge->log, line, length, &event)) {
	case LOG_EVENT:
		/* What it quotes is for the reply's reader to find. */
		if (begins_with_code(line, length))
			event.reply = (struct piece) { line, length };
		judge_event(judge, &event, judgement);
		break;
	case LOG_SILENT:
		*judgement = (struct judgement) { 0 };
		break;
	case LOG_FOREIGN:
		judge_text(judge, line, length, ASKED_SURE, judgement);
		break;
	}
}
