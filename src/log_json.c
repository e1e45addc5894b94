/*
 * Lines of JSON: a frame around a line (journalctl -o json, Docker), or an
 * event with keys of its own (postqueue -j, KumoMTA, and what others have in
 * common).
 */
#include "log_read.h"

#include <jansson.h>

#include "log_cues.h"
#include "log_stage.h"

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
	if (time.length > 0) {
		line->date = time;
		line->clock = CLOCK_MICRO;
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
		"syslog_ident"
		"ifier",
		"appname", "app-name", "tag", "process.name", NULL };
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
		{ "adminbounce", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "expiration", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "fail", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "permanent", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "dropped", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "transient", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
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

/* A status that is told in three numbers, or in a string. */
static void
read_status(struct log *log, const json_t *reply, struct event *event)
{
	static const char *const words[] = { "status", "enhancedCode",
		"enhanced_code", "dsnStatus", NULL };
	const json_t *status = json_object_get(reply, "enhanced_code");
	size_t from = log->scratch.length;

	if (!json_is_object(status)) {
		struct piece word = first_of(reply, words);

		if (bytes_status(word) == word.length &&
		    !bytes_ends(word, ".0.0"))
			event->status = word;
		return;
	}
	text_printf(&log->scratch, "%d.%d.%d",
	    (int)json_integer_value(json_object_get(status, "class")),
	    (int)json_integer_value(json_object_get(status, "subject")),
	    (int)json_integer_value(json_object_get(status, "detail")));
	if (!log->scratch.failed)
		event->status = (struct piece) { log->scratch.data + from,
			log->scratch.length - from };
}

/* An object that holds a code and the text of a reply. */
static bool
read_reply(struct log *log, const json_t *object, struct event *event)
{
	static const char *const keys[] = { "content", "reason", "message",
		"text", "description", "details", "smtp_response", "response",
		"raw_reason", "dsnDiag", "diagnosticCode", "diagnostic_code",
		NULL };
	unsigned code = number_of(object, "code");
	struct piece text = first_of(object, keys);

	if (code == 0)
		code = number_of(object, "smtp_code");
	bytes_skip(&text, "smtp; ");
	bytes_skip(&text, "smtp;");
	if (code == 0 && bytes_code(text) == 0)
		return false;
	event->reply = text;
	event->code = code;
	read_status(log, object, event);
	return true;
}

/* KumoMTA's record, and others that look like it. */
static enum log_result
read_record(struct log *log, const json_t *root, struct event *event)
{
	static const char *const kinds[] = { "type", "event", "action",
		"dsnAction", "result", "status", NULL };
	static const char *const inner[] = { "response", "smtp", "result",
		"delivery-status", "reply", NULL };
	const json_t *response = NULL;
	bool known = false;

	for (const char *const *key = kinds; *key != NULL && !known; key++)
		known = set_disposition(string_of(root, *key), event);
	for (const char *const *key = inner; *key != NULL; key++)
		if (json_is_object(json_object_get(root, *key)) &&
		    response == NULL)
			response = json_object_get(root, *key);
	if (!known)
		return LOG_FOREIGN;
	text_clear(&log->scratch);
	if ((response == NULL || !read_reply(log, response, event)) &&
	    !read_reply(log, root, event))
		return LOG_SILENT;
	if (response != NULL)
		event->stage = log_stage_of(string_of(response, "command"));
	if (json_object_get(root, "peer_address") != NULL &&
	    json_is_null(json_object_get(root, "peer_address")) &&
	    event->direction == DIRECTION_REMOTE)
		event->direction = DIRECTION_NONE;
	event->recipient = string_of(root, "recipient");
	event->message = string_of(root, "id");
	if (json_is_object(json_object_get(root, "peer_address")))
		event->relay = string_of(json_object_get(root, "peer_address"),
		    "name");
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
	if (result == LOG_FOREIGN)
		result = read_record(log, root, event);
	if (result != LOG_FOREIGN)
		return result;
	*event = (struct event) { 0 };
	if (read_wrapped(root, line))
		return LOG_FOREIGN;
	line->framed = true;
	line->body = line->whole = (struct piece) { "", 0 };
	return LOG_FOREIGN;
}
