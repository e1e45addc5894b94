/*
 * Lines of JSON: a frame around a line (journalctl -o json, Docker), or an
 * event with keys of its own (postqueue -j, KumoMTA, and what others have in
 * common).
 */
#include "log_read.h"

#include <jansson.h>

#include "log_cues.h"
#include "log_stage.h"

enum {
	DEPTH = 5, /* objects within each other that are looked into */
};

static struct piece
string_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);

	if (!json_is_string(value))
		return (struct piece) { NULL, 0 };
	return (struct piece) { json_string_value(value),
		json_string_length(value) };
}

/* The first of the keys that has a string. */
static struct piece
first_of(const json_t *object, const char *const *keys)
{
	struct piece value = { NULL, 0 };

	for (; *keys != NULL && value.length == 0; keys++)
		value = string_of(object, *keys);
	return value;
}

static unsigned
number_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	json_int_t number = 0;

	if (json_is_integer(value))
		number = json_integer_value(value);
	else if (json_is_string(value))
		return bytes_code((struct piece) { json_string_value(value),
		    json_string_length(value) });
	return number >= 200 && number <= 999 ? (unsigned)number : 0;
}

/* The journal's fields, as a line of syslog has them. */
static bool
read_journal(const json_t *root, struct log_line *line)
{
	struct piece message = string_of(root, "MESSAGE");
	struct piece time = string_of(root, "__REALTIME_TIMESTAMP");

	if (message.bytes == NULL)
		return false;
	line->body = line->whole = message;
	line->tag = string_of(root, "SYSLOG_IDENTIFIER");
	line->host = string_of(root, "_HOSTNAME");
	line->framed = true;
	if (time.length > 0 && bytes_digits(time) == time.length) {
		line->date = time;
		line->clock = DATED_MICRO;
	}
	return true;
}

/* A whole line under one of the keys that shippers use. */
static bool
read_wrapped(const json_t *root, struct log_line *line)
{
	static const char *const keys[] = { "log", "message", "msg", "line",
		"@message", "textPayload", NULL };
	static const char *const tags[] = { "program", "ident",
		"syslog_identifier", "appname", "app-name", "tag",
		"process.name", NULL };
	struct piece message = first_of(root, keys), tag, host;

	if (message.length == 0)
		return false;
	while (bytes_last(message) == '\n' || bytes_last(message) == '\r')
		message.length--;
	log_frame_read(line, message.bytes, message.length);
	line->framed = true;
	tag = first_of(root, tags);
	host = string_of(root, "host");
	if (line->tag.length == 0 && tag.length > 0)
		line->tag = tag;
	if (line->host.length == 0)
		line->host = host;
	return true;
}

/* postqueue -j: the first recipient that has a reason */
static enum log_result
read_queue(const json_t *root, struct event *event)
{
	const json_t *recipients = json_object_get(root, "recipients");
	size_t index;
	json_t *recipient;

	if (!json_is_array(recipients) ||
	    string_of(root, "queue_id").length == 0)
		return LOG_FOREIGN;
	event->message = string_of(root, "queue_id");
	json_array_foreach(recipients, index, recipient)
	{
		struct piece text = string_of(recipient, "delay_reason");

		if (text.length == 0)
			continue;
		bytes_skip(&text, "delivery temporarily suspended: ");
		event->recipient = string_of(recipient, "address");
		event->reply = text;
		if (log_cue_apply_postfix(text, event) == NULL)
			event->direction = bytes_code(text) != 0 ?
			    DIRECTION_REMOTE :
			    DIRECTION_NONE;
		event->disposition = DISPOSITION_DEFERRED;
		event->class = 4;
		return LOG_EVENT;
	}
	return LOG_SILENT;
}

/* What became of the mail, by the word for the kind of event. */
static bool
set_disposition(struct piece word, struct event *event)
{
	static const struct {
		const char *word;
		enum disposition disposition;
		enum direction direction;
	} rows[] = {
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
		{ "out_of_band", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "transient", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "temporary", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "defer", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "delay", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "tempfail", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "reject", DISPOSITION_REFUSED, DIRECTION_LOCAL },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (bytes_starts_word(word, rows[i].word)) {
			event->disposition = rows[i].disposition;
			event->direction = rows[i].direction;
			return true;
		}
	return false;
}

static bool
is_among(const char *key, const char *const *keys)
{
	for (; *keys != NULL; keys++)
		if (strcmp(key, *keys) == 0)
			return true;
	return false;
}

/* A status in three numbers: KumoMTA's class, subject and detail, or a list. */
static void
read_status(struct log *log, const json_t *status, struct event *event)
{
	static const char *const names[] = { "class", "subject", "detail" };
	json_int_t numbers[3];
	size_t from = log->scratch.length;

	for (size_t i = 0; i < 3; i++) {
		numbers[i] = json_integer_value(json_is_array(status) ?
			json_array_get(status, i) :
			json_object_get(status, names[i]));
		if (numbers[i] < 0 || numbers[i] > 999)
			return;
	}
	if (numbers[0] != 2 && numbers[0] != 4 && numbers[0] != 5)
		return;
	text_printf(&log->scratch, "%d.%d.%d", (int)numbers[0], (int)numbers[1],
	    (int)numbers[2]);
	if (!log->scratch.failed)
		event->status = (struct piece) { log->scratch.data + from,
			log->scratch.length - from };
}

/* A string under a key that may tell something of an event. */
static void
read_string(const char *key, struct piece text, struct event *event)
{
	static const char *const kinds[] = { "type", "event", "action",
		"notificationType", "eventType", "RecordType", "dsnAction",
		"Type", "status", "result", NULL };
	static const char *const texts[] = { "content", "reason", "message",
		"description", "details", "Details", "smtp_response",
		"smtpResponse", "response", "raw_reason", "dsnDiag", "diag",
		"diagnosticCode", "diagnostic_code", "comment", "error",
		"error_message", NULL };
	static const char *const statuses[] = { "status", "enhancedCode",
		"enhanced_code", "dsnStatus", "enhanced-code", NULL };

	if (strcmp(key, "severity") == 0 &&
	    bytes_starts_word(text, "temporary"))
		event->disposition = DISPOSITION_DEFERRED;
	else if (event->disposition == DISPOSITION_UNSAID &&
	    is_among(key, kinds))
		set_disposition(text, event);
	if (is_among(key, statuses) && text.length > 0 &&
	    bytes_status(text) == text.length && !bytes_ends(text, ".0.0"))
		event->status = text;
	if (strcmp(key, "command") == 0)
		event->stage = log_stage_of(text);
	if (strcmp(key, "recipient") == 0 || strcmp(key, "email") == 0 ||
	    strcmp(key, "rcpt_to") == 0 || strcmp(key, "emailAddress") == 0)
		event->recipient = text;
	if (!is_among(key, texts))
		return;
	if (bytes_starts_word(text, "smtp;"))
		text = bytes_trim(bytes_from(text, strlen("smtp;")));
	if (event->reply.length == 0 ||
	    (bytes_code(event->reply) == 0 && bytes_code(text) != 0))
		event->reply = text;
}

/* Looks through an object for all that tells of one event. */
static void
walk(struct log *log, const json_t *object, unsigned depth, struct event *event)
{
	static const char *const codes[] = { "code", "smtp_code", "error_code",
		"smtpCode", "status_code", NULL };
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)(uintptr_t)object, key, value)
	{
		const json_t *inner = value;

		if (strcmp(key, "enhanced_code") == 0 ||
		    strcmp(key, "enhanced") == 0)
			read_status(log, value, event);
		if (is_among(key, codes) && number_of(object, key) != 0)
			event->code = number_of(object, key);
		if (json_is_string(value))
			read_string(key,
			    (struct piece) { json_string_value(value),
				json_string_length(value) },
			    event);
		if (json_is_array(inner))
			inner = json_array_get(inner, 0);
		if (json_is_object(inner) && depth > 0)
			walk(log, inner, depth - 1, event);
		else if (inner != value && json_is_string(inner))
			read_string(key,
			    (struct piece) { json_string_value(inner),
				json_string_length(inner) },
			    event);
	}
}

/* KumoMTA's record, and what mail services report of an event. */
static enum log_result
read_record(struct log *log, const json_t *root, struct event *event)
{
	const json_t *peer = json_object_get(root, "peer_address");

	text_clear(&log->scratch);
	walk(log, root, DEPTH, event);
	if (event->disposition == DISPOSITION_UNSAID ||
	    (event->code == 0 && bytes_code(event->reply) == 0 &&
		event->status.length == 0))
		return LOG_FOREIGN;
	if (json_is_null(peer) && event->direction == DIRECTION_REMOTE)
		event->direction = DIRECTION_NONE;
	event->message = string_of(root, "id");
	if (json_is_object(peer))
		event->relay = string_of(peer, "name");
	return LOG_EVENT;
}

enum log_result
log_json_read(struct log *log, struct log_line *line, struct event *event)
{
	struct piece body = bytes_trim(line->body);
	enum log_result result;
	json_t *root;

	if (bytes_at(body, 0) != '{' || bytes_last(body) != '}' ||
	    bytes_at(body, 1) == '[' || bytes_at(body, 1) == 'L')
		return LOG_FOREIGN;
	root = json_loadb(body.bytes, body.length, JSON_DISABLE_EOF_CHECK,
	    NULL);
	json_decref(log->document);
	log->document = root;
	if (root == NULL)
		return LOG_FOREIGN;
	if (read_journal(root, line))
		return LOG_FOREIGN;
	result = read_queue(root, event);
	if (result == LOG_FOREIGN) {
		*event = (struct event) { 0 };
		result = read_record(log, root, event);
	}
	if (result != LOG_FOREIGN)
		return result;
	*event = (struct event) { 0 };
	if (read_wrapped(root, line))
		return LOG_FOREIGN;
	line->framed = true;
	line->body = line->whole = (struct piece) { "", 0 };
	return LOG_FOREIGN;
}
