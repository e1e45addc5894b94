/*
 * JSON that tells of mails: KumoMTA's records, and what mail services report
 * (SES, SendGrid, Mailgun, Postmark, SparkPost, Brevo, Mandrill, Resend, ...),
 * as they hand it to a webhook or list it. Their keys have much in common, so
 * they are looked for wherever they stand.
 */
#include "log_events.h"

#include <jansson.h>

#include "log_stage.h"

enum {
	DEPTH = 6,	    /* objects within each other that are looked into */
	WRAPPERS = 3,	    /* of a document as a string in another one */
	RECIPIENTS = 10000, /* of one mail that are looked at */
	ROOM = 256,	    /* bytes of scratch: what is written there stays */
	MILLISECONDS = 13,  /* digits of a time in these, */
	MICROSECONDS = 16,  /* and in these */
	SECONDS = 10,
	SERVICE_CODES = 600, /* and above: of a service's own, no server's */
};

/* An event while it is read. */
struct reading {
	struct log *log;
	struct log_line *line;
	struct event *event;
	unsigned score; /* how good the text is that was found */
	bool sure;	/* a key tells that it is of a mail, without a code */
};

struct piece
log_json_string(const void *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_string(value))
		return (struct piece) { NULL, 0 };
	return (struct piece) { json_string_value(value),
		json_string_length(value) };
}

static bool
is_among(const char *key, const char *const *keys)
{
	for (; *keys != NULL; keys++)
		if (strcmp(key, *keys) == 0)
			return true;
	return false;
}

static unsigned
code_of(const json_t *value)
{
	json_int_t number = 0;

	if (json_is_integer(value))
		number = json_integer_value(value);
	else if (json_is_string(value))
		return bytes_code((struct piece) { json_string_value(value),
		    json_string_length(value) });
	return number >= 200 && number <= 999 ? (unsigned)number : 0;
}

/* Does the scratch have room for what must not move any more? */
static bool
has_room(const struct log *log, size_t more)
{
	return log->scratch.length + more < ROOM && !log->scratch.failed;
}

/* What was written to the scratch from a place on. */
static struct piece
written_from(const struct log *log, size_t from)
{
	if (log->scratch.failed)
		return (struct piece) { NULL, 0 };
	return (struct piece) { log->scratch.data + from,
		log->scratch.length - from };
}

/* What became of the mail, by the word for the kind of event. */
static void
read_kind(struct piece word, struct event *event)
{
	static const char *const fronts[] = { "email.", "email_", "message.",
		"activity." };
	static const struct {
		const char *word;
		enum disposition disposition;
		enum direction direction;
	} rows[] = {
		{ "deliverydelay", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "delivery_delay", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "deliver", DISPOSITION_DELIVERED, DIRECTION_REMOTE },
		{ "success", DISPOSITION_DELIVERED, DIRECTION_REMOTE },
		{ "sent", DISPOSITION_DELIVERED, DIRECTION_REMOTE },
		{ "relayed", DISPOSITION_DELIVERED, DIRECTION_REMOTE },
		{ "bounce", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "hard", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "soft", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "adminbounce", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "expiration", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "fail", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "permanent", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "dropped", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "blocked", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "mailbox_not_found", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "out_of_band", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "policy_rejection", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "generation_failure", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "generation_rejection", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "transient", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "temporary", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "defer", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "delay", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "tempfail", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "reject", DISPOSITION_REFUSED, DIRECTION_LOCAL },
	};

	for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++)
		if (bytes_skip(&word, fronts[i]))
			break;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (bytes_starts_word(word, rows[i].word)) {
			event->disposition = rows[i].disposition;
			event->direction = rows[i].direction;
			return;
		}
}

/* A status in three numbers: KumoMTA's class, subject and detail, or a list. */
static void
read_numbers(struct reading *reading, const json_t *status)
{
	static const char *const names[] = { "class", "subject", "detail" };
	struct log *log = reading->log;
	json_int_t numbers[3];
	size_t from = log->scratch.length;

	for (size_t i = 0; i < 3; i++) {
		numbers[i] = json_integer_value(json_is_array(status) ?
			json_array_get(status, i) :
			json_object_get(status, names[i]));
		if (numbers[i] < 0 || numbers[i] > 999)
			return;
	}
	if ((numbers[0] != 2 && numbers[0] != 4 && numbers[0] != 5) ||
	    !has_room(log, 16))
		return;
	text_printf(&log->scratch, "%d.%d.%d", (int)numbers[0], (int)numbers[1],
	    (int)numbers[2]);
	reading->event->status = written_from(log, from);
}

/* A time as a string: of digits alone, or a date. */
static void
read_time(struct reading *reading, struct piece text)
{
	struct log_line dated = { .body = text };
	size_t digits = bytes_digits(text);

	if (digits == MICROSECONDS && digits == text.length)
		dated.clock = DATED_MICRO;
	else if (digits == SECONDS || digits == MILLISECONDS)
		dated.clock = DATED_EPOCH;
	if (dated.clock == DATED_MICRO)
		dated.date = text;
	else if (dated.clock == DATED_EPOCH)
		dated.date = bytes_to(text, SECONDS);
	else if (!log_date_read(&dated))
		return;
	reading->line->date = dated.date;
	reading->line->zone = dated.zone;
	reading->line->clock = dated.clock;
}

static void
read_time_value(struct reading *reading, const json_t *value)
{
	struct log *log = reading->log;
	size_t from = log->scratch.length;

	if (json_is_string(value)) {
		read_time(reading,
		    (struct piece) { json_string_value(value),
			json_string_length(value) });
	} else if (json_is_number(value) && has_room(log, 32)) {
		double seconds = json_number_value(value);

		if (seconds < 1e8 || seconds > 1e16)
			return;
		text_printf(&log->scratch, "%.0f", seconds);
		read_time(reading, written_from(log, from));
	}
}

/*
 * A text is the better the more it is like a reply: with a code in front, with
 * a status, of several words. Of equals the first one counts.
 */
static void
offer_text(struct reading *reading, struct piece text)
{
	unsigned score;

	text = bytes_trim(text);
	if (bytes_starts_word(text, "smtp;"))
		text = bytes_trim(bytes_from(text, strlen("smtp;")));
	if (text.length == 0)
		return;
	score = bytes_code(text) != 0		     ? 4 :
	    bytes_status(text) > 0		     ? 3 :
	    bytes_find_byte(text, ' ') != BYTES_NONE ? 2 :
						       1;
	if (score <= reading->score)
		return;
	reading->score = score;
	reading->event->reply = text;
}

/* A string under a key that may tell something of an event. */
static void
read_string(struct reading *reading, const char *key, struct piece text)
{
	static const char *const kinds[] = { "type", "event", "action",
		"notificationType", "eventType", "RecordType", "dsnAction",
		"status", "result", NULL };
	static const char *const texts[] = { "content", "reason", "message",
		"description", "details", "Details", "smtp_response",
		"smtpResponse", "response", "raw_reason", "dsnDiag", "diag",
		"diagnosticCode", "diagnostic_code", "comment", "error",
		"error_message", "email_response_message", "statusMessage",
		"context", "smtpReason", "SMTPReason", NULL };
	static const char *const statuses[] = { "status", "enhancedCode",
		"enhanced_code", "dsnStatus", "enhanced-code", NULL };
	static const char *const recipients[] = { "recipient", "email",
		"rcpt_to", "emailAddress", "Email", "rcpt", "email_to", "to",
		NULL };
	static const char *const ids[] = { "id", "sg_message_id", "MessageID",
		"message_id", "message-id", "messageId", "email_id", "_id",
		NULL };
	struct event *event = reading->event;

	if (strcmp(key, "severity") == 0 &&
	    bytes_starts_word(text, "temporary"))
		event->disposition = DISPOSITION_DEFERRED;
	else if (strcmp(key, "Type") == 0 ||
	    (event->disposition == DISPOSITION_UNSAID && is_among(key, kinds)))
		read_kind(text, event);
	if (is_among(key, statuses) && text.length > 0 &&
	    bytes_status(text) == text.length && !bytes_ends(text, ".0.0"))
		event->status = text;
	if (strcmp(key, "command") == 0)
		event->stage = log_stage_of(text);
	if (event->recipient.length == 0 && is_among(key, recipients) &&
	    bytes_find_byte(text, '@') != BYTES_NONE)
		event->recipient = text;
	if (event->message.length == 0 && is_among(key, ids))
		event->message = text;
	if (strcmp(key, "mx-host") == 0 ||
	    strcmp(key, "smtp_out_remote_host") == 0)
		event->relay = text;
	if (is_among(key, texts))
		offer_text(reading, text);
}

static void walk(struct reading *reading, const json_t *object, unsigned depth);

/* A value under a key: of a list the first one. */
static void
read_value(struct reading *reading, const char *key, const json_t *value,
    unsigned depth)
{
	static const char *const codes[] = { "code", "smtp_code", "error_code",
		"smtpCode", "status_code", "email_response_code",
		"smtp_reply_code", "SMTPCode", NULL };
	static const char *const times[] = { "timestamp", "@timestamp", "ts",
		"ts_event", "time", "date", "BouncedAt", "DeliveredAt",
		"created_at", "created", "event_time", "timestamp_usec",
		"bounced_at", NULL };

	if (strcmp(key, "enhanced_code") == 0 || strcmp(key, "enhanced") == 0)
		read_numbers(reading, value);
	if (is_among(key, codes) && code_of(value) != 0)
		reading->event->code = code_of(value);
	if (reading->line->clock == DATED_NONE && is_among(key, times))
		read_time_value(reading, value);
	/* Mailjet's */
	if (strcmp(key, "error_related_to") == 0)
		reading->sure = true;
	if (json_is_array(value))
		value = json_array_get(value, 0);
	if (json_is_string(value))
		read_string(reading, key,
		    (struct piece) { json_string_value(value),
			json_string_length(value) });
	else if (json_is_object(value) && depth > 0)
		walk(reading, value, depth - 1);
}

/* Looks through an object for all that tells of one event. */
static void
walk(struct reading *reading, const json_t *object, unsigned depth)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	    read_value(reading, key, value, depth);
}

/*
 * Gmail's log, as it is exported: a code without words, of a host that was
 * given a mail, or of one that gave it.
 */
static void
read_gmail(const json_t *item, struct event *event)
{
	const json_t *info = json_object_get(item, "message_info");
	const json_t *connection = json_object_get(info, "connection_info");

	if (!json_is_object(connection) || event->code == 0)
		return;
	event->recipient = log_json_string(
	    json_array_get(json_object_get(info, "destination"), 0), "address");
	event->direction = event->relay.length > 0 ? DIRECTION_REMOTE :
						     DIRECTION_LOCAL;
	if (event->code < 400)
		event->disposition = DISPOSITION_DELIVERED;
	else if (event->direction == DIRECTION_LOCAL)
		event->disposition = DISPOSITION_REFUSED;
	else
		event->disposition = event->code < 500 ? DISPOSITION_DEFERRED :
							 DISPOSITION_FAILED;
}

/* SendGrid's list of bounces tells no kind of event, nor need it. */
static void
read_listed(const json_t *item, struct event *event)
{
	if (event->disposition == DISPOSITION_UNSAID &&
	    event->recipient.length > 0 && bytes_code(event->reply) >= 400 &&
	    json_object_get(item, "created") != NULL &&
	    log_json_string(item, "reason").length > 0) {
		event->disposition = DISPOSITION_FAILED;
		event->direction = DIRECTION_REMOTE;
	}
}

/* Is it an event of a mail that holds a reply? */
static enum log_result
conclude(const struct reading *reading, const json_t *item)
{
	const json_t *peer = json_object_get(item, "peer_address");
	struct event *event = reading->event;

	if (event->disposition == DISPOSITION_UNSAID ||
	    (event->code == 0 && bytes_code(event->reply) == 0 &&
		event->status.length == 0 &&
		(!reading->sure || event->reply.length == 0)))
		return LOG_FOREIGN;
	if (event->direction == DIRECTION_REMOTE &&
	    (json_is_null(peer) || event->code >= SERVICE_CODES))
		event->direction = DIRECTION_NONE;
	if (json_is_object(peer))
		event->relay = log_json_string(peer, "name");
	event->class = event->disposition == DISPOSITION_FAILED ? 5 :
	    event->disposition == DISPOSITION_DEFERRED		? 4 :
								  0;
	return LOG_EVENT;
}

/* The recipients of a mail that have a reply each, or NULL. */
static const json_t *
recipients_of(const json_t *item)
{
	static const char *const places[][2] = {
		{ "bounce", "bouncedRecipients" },
		{ "deliveryDelay", "delayedRecipients" },
	};
	const json_t *inner = json_object_get(item, "detail");

	item = json_is_object(inner) ? inner : item;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const json_t *list = json_object_get(json_object_get(item,
							 places[i][0]),
		    places[i][1]);

		if (json_array_size(list) > 1)
			return list;
	}
	return NULL;
}

/* The items of a list, if it is one: of the document, or under a key. */
static const json_t *
list_of(const json_t *root)
{
	static const char *const keys[] = { "items", "results", "Bounces",
		"bounces", "events", "Records", "mandrill_events", "value" };

	if (json_is_array(root))
		return root;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		const json_t *list = json_object_get(root, keys[i]);

		if (json_is_object(json_array_get(list, 0)))
			return list;
	}
	return NULL;
}

/* Takes a document out of the strings that queues wrap it into. */
static const json_t *
unwrap(struct log *log, const json_t *item)
{
	static const char *const keys[] = { "Message", "body", NULL };
	const json_t *inner = json_object_get(item, "Sns");

	item = json_is_object(inner) ? inner : item;
	for (unsigned depth = 0; depth < WRAPPERS; depth++) {
		struct piece text = { NULL, 0 };
		json_t *parsed;

		for (size_t i = 0; keys[i] != NULL && text.length == 0; i++)
			text = log_json_string(item, keys[i]);
		if (bytes_at(text, 0) != '{')
			break;
		parsed = json_loadb(text.bytes, text.length, 0, NULL);
		if (parsed == NULL)
			break;
		/* text is a string of what is given back */
		json_decref(log->events.unwrapped);
		log->events.unwrapped = parsed;
		item = parsed;
	}
	return item;
}

/* Reads the item that is next; sets whether it has recipients of its own. */
static enum log_result
read_item(struct log *log, const json_t *item, struct log_line *line,
    struct event *event)
{
	struct reading reading = { log, line, event, 0, false };
	struct log_events *events = &log->events;

	item = unwrap(log, item);
	text_clear(&log->scratch);
	text_room(&log->scratch, ROOM);
	walk(&reading, item, DEPTH);
	read_gmail(item, event);
	read_listed(item, event);
	events->recipients = recipients_of(item);
	events->recipient = 1;
	events->shared = *event;
	events->date = (struct log_line_date) { line->date, line->zone,
		(int)line->clock };
	return conclude(&reading, item);
}

/* Another recipient of the mail that was read last. */
static enum log_result
read_recipient(struct log *log, struct log_line *line, struct event *event)
{
	struct log_events *events = &log->events;
	const json_t *recipient = json_array_get(events->recipients,
	    events->recipient);
	struct reading reading = { log, line, event, 0, false };

	events->recipient++;
	*event = events->shared;
	line->date = events->date.date;
	line->zone = events->date.zone;
	line->clock = (enum log_clock)events->date.clock;
	event->code = 0;
	event->reply = event->status = event->recipient = (struct piece) { NULL,
		0 };
	if (json_is_object(recipient))
		walk(&reading, recipient, 1);
	return conclude(&reading, recipient);
}

/* Keeps the text of an item, which is what tells the event. */
static void
keep_text(struct log *log, const json_t *item)
{
	char *text = json_dumps(item, JSON_COMPACT | JSON_ENCODE_ANY);

	text_clear(&log->events.text);
	if (text != NULL)
		text_append(&log->events.text, text);
	free(text);
}

enum log_result
log_events_next(struct log *log, struct log_line *line, struct event *event)
{
	struct log_events *events = &log->events;
	size_t count = json_array_size(events->list);

	if (events->recipients != NULL &&
	    events->recipient < json_array_size(events->recipients) &&
	    events->recipient < RECIPIENTS)
		return read_recipient(log, line, event);
	while (events->next < count) {
		const json_t *item = json_array_get(events->list,
		    events->next++);

		*event = (struct event) { 0 };
		if (!json_is_object(item))
			continue;
		if (read_item(log, item, line, event) != LOG_EVENT)
			continue;
		if (count > 1)
			keep_text(log, item);
		return LOG_EVENT;
	}
	return LOG_FOREIGN;
}

void
log_events_release(struct log_events *events)
{
	json_decref(events->unwrapped);
	text_release(&events->text);
	*events = (struct log_events) { 0 };
}

void
log_events_restart(struct log_events *events)
{
	json_decref(events->unwrapped);
	text_clear(&events->text);
	*events = (struct log_events) { .text = events->text };
}

enum log_result
log_events_read(struct log *log, const void *root, struct log_line *line,
    struct event *event)
{
	struct log_events *events = &log->events;

	events->list = list_of(root);
	if (events->list != NULL)
		return log_events_next(log, line, event);
	return read_item(log, root, line, event);
}
