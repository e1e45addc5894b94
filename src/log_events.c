/*
 * JSON that tells of mails: KumoMTA's records, and what mail services report
 * (SES, SendGrid, Mailgun, Postmark, SparkPost, Brevo, Mandrill, Resend, ...),
 * as they hand it to a webhook or list it. Their keys have much in common, so
 * they are looked for wherever they stand.
 */
#include "log_events.h"

#include <jansson.h>

#include "log_fields.h"

enum {
	DEPTH = 6,	    /* objects within each other that are looked into */
	WRAPPERS = 3,	    /* of a document as a string in another one */
	RECIPIENTS = 10000, /* of one mail that are looked at */
	SERVICE_CODES = 600, /* and above: of a service's own, no server's */
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
conclude(const struct log_reading *reading, const json_t *item)
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
		if (piece_at(text, 0) != '{')
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
	struct log_reading reading = { log, line, event, 0, false };
	struct log_events *events = &log->events;

	item = unwrap(log, item);
	text_clear(&log->scratch);
	text_room(&log->scratch, LOG_FIELDS_ROOM);
	log_fields_read(&reading, item, DEPTH);
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
	struct log_reading reading = { log, line, event, 0, false };

	events->recipient++;
	*event = events->shared;
	line->date = events->date.date;
	line->zone = events->date.zone;
	line->clock = (enum log_clock)events->date.clock;
	event->code = 0;
	event->reply = event->status = event->recipient = (struct piece) { NULL,
		0 };
	if (json_is_object(recipient))
		log_fields_read(&reading, recipient, 1);
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
