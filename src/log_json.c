/*
 * Lines of JSON: a frame around a line (journalctl -o json, Docker), a queue
 * (postqueue -j), or events with keys of their own (log_events.c).
 */
#include "log_read.h"

#include <jansson.h>

#include "log_cues.h"
#include "log_events.h"

/* The first of the keys that has a string. */
static struct piece
first_of(const json_t *object, const char *const *keys)
{
	struct piece value = { NULL, 0 };

	for (; *keys != NULL && value.length == 0; keys++)
		value = log_json_string(object, *keys);
	return value;
}

/* The journal's fields, as a line of syslog has them. */
static bool
read_journal(const json_t *root, struct log_line *line)
{
	struct piece message = log_json_string(root, "MESSAGE");
	struct piece time = log_json_string(root, "__REALTIME_TIMESTAMP");

	if (message.bytes == NULL)
		return false;
	line->body = line->whole = message;
	line->tag = log_json_string(root, "SYSLOG_IDENTIFIER");
	line->host = log_json_string(root, "_HOSTNAME");
	line->framed = true;
	if (time.length > 0 && piece_digits(time) == time.length) {
		line->date = time;
		line->clock = DATED_MICRO;
	}
	return true;
}

/* The whole line that shippers put under a key; empty if there is none. */
static struct piece
wrapped_line(const json_t *root)
{
	static const char *const keys[] = { "log", "message", "msg", "line",
		"@message", "textPayload", NULL };

	return first_of(root, keys);
}

/* A line under a key, read as if it stood alone. */
static bool
read_wrapped(const json_t *root, struct log_line *line)
{
	static const char *const tags[] = { "program", "ident",
		"syslog_identifier", "appname", "app-name", "tag",
		"process.name", NULL };
	struct piece message = wrapped_line(root), tag, host;

	if (message.length == 0)
		return false;
	while (piece_last(message) == '\n' || piece_last(message) == '\r')
		message.length--;
	log_frame_read(line, message.bytes, message.length);
	line->framed = true;
	tag = first_of(root, tags);
	host = log_json_string(root, "host");
	if (line->tag.length == 0 && tag.length > 0)
		line->tag = tag;
	if (line->host.length == 0)
		line->host = host;
	return true;
}

/* postqueue -j: the next recipient that has a reason */
static enum log_result
read_queued(struct log *log, struct event *event)
{
	struct log_events *events = &log->events;

	while (events->recipient < json_array_size(events->recipients)) {
		const json_t *recipient = json_array_get(events->recipients,
		    events->recipient++);
		struct piece text = log_json_string(recipient, "delay_reason");

		if (text.length == 0)
			continue;
		*event = events->shared;
		piece_skip(&text, "delivery temporarily suspended: ");
		event->recipient = log_json_string(recipient, "address");
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

/* postqueue -j: a mail, and why its recipients do not have it */
static enum log_result
read_queue(struct log *log, const json_t *root, struct event *event)
{
	const json_t *recipients = json_object_get(root, "recipients");

	if (!json_is_array(recipients) ||
	    log_json_string(root, "queue_id").length == 0)
		return LOG_FOREIGN;
	log->events.recipients = recipients;
	log->events.queued = true;
	log->events.shared = (struct event) {
		.message = log_json_string(root, "queue_id"),
	};
	return read_queued(log, event);
}

/* Codes of replies that web servers do not send, or hardly ever. */
static bool
is_of_mail(unsigned code)
{
	return code == 421 || (code >= 450 && code < 460 && code != 451) ||
	    (code >= 535 && code < 600);
}

/*
 * Does what was read tell a refusal, and only not what became of the mail? By a
 * status, or by a code and words where a mail is spoken of. A line that is
 * wrapped may tell more.
 */
static bool
is_refusal(const json_t *root, const struct event *event)
{
	struct piece reply = event->reply;
	unsigned code = bytes_code(bytes_full_reply(reply));

	if (event->disposition != DISPOSITION_UNSAID ||
	    bytes_full_reply(wrapped_line(root)).length > 0)
		return false;
	if (code >= 400 && code < 600)
		return true;
	return (event->recipient.length > 0 || event->stage != STAGE_UNSAID) &&
	    is_of_mail(bytes_code(reply)) && piece_at(reply, 3) == ' ' &&
	    text_is_letter(piece_at(reply, 4));
}

/*
 * A code beside its text, and nothing that tells what became of a mail: as
 * programs write down what a library gave them.
 */
static bool
read_plain(const json_t *root, struct event *event)
{
	static const char *const codes[] = { "code", "smtp_code", "smtpCode",
		"reply_code", "responseCode" };
	static const char *const texts[] = { "response", "reply", "message",
		"text", "content", NULL };
	struct piece text = first_of(root, texts);
	size_t status = bytes_status(text);
	json_int_t code = 0;

	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]) && code == 0;
	     i++)
		code = json_integer_value(json_object_get(root, codes[i]));
	if (code < 400 || code > 599 || text.length == 0 ||
	    (!is_of_mail((unsigned)code) &&
		(status == 0 || text.bytes[0] - '0' != code / 100)))
		return false;
	event->code = (unsigned)code;
	event->reply = text;
	return true;
}

enum log_result
log_json_next(struct log *log, struct log_line *line, struct event *event)
{
	return log->events.queued ? read_queued(log, event) :
				    log_events_next(log, line, event);
}

/*
 * Does a document begin like that? Exchange writes {[{LED= and [{LRT=, Haraka
 * [NOTICE] in front.
 */
static bool
begins_document(struct piece body)
{
	struct piece rest = piece_trim(piece_from(body, 1));

	if (piece_at(body, 0) == '{')
		return piece_at(body, 1) != '[' && piece_at(body, 1) != 'L';
	if (piece_at(body, 0) != '[' || piece_at(rest, 0) != '{')
		return false;
	rest = piece_trim(piece_from(rest, 1));
	return piece_at(rest, 0) == '"' || piece_at(rest, 0) == '\n' ||
	    piece_at(rest, 0) == '\r';
}

/* Where the document ends: behind the last bracket that closes one. */
static struct piece
without_tail(struct piece body)
{
	while (body.length > 0 && strchr("}]", piece_last(body)) == NULL &&
	    strchr(", \t\r\n", piece_last(body)) != NULL)
		body.length--;
	return body;
}

enum log_result
log_json_read(struct log *log, struct log_line *line, struct event *event)
{
	struct piece body = without_tail(piece_trim(line->body));
	enum log_result result;
	json_t *root;

	log_events_restart(&log->events);
	if (!begins_document(body) ||
	    (piece_last(body) != '}' && piece_last(body) != ']'))
		return LOG_FOREIGN;
	root = json_loadb(body.bytes, body.length, JSON_DISABLE_EOF_CHECK,
	    NULL);
	json_decref(log->document);
	log->document = root;
	if (root == NULL)
		return LOG_FOREIGN;
	if (read_journal(root, line))
		return LOG_FOREIGN;
	result = read_queue(log, root, event);
	if (result == LOG_FOREIGN) {
		*event = (struct event) { 0 };
		result = log_events_read(log, root, line, event);
	}
	if (result != LOG_FOREIGN)
		return result;
	if (is_refusal(root, event))
		return LOG_EVENT;
	*event = (struct event) { 0 };
	if (read_plain(root, event))
		return LOG_EVENT;
	if (read_wrapped(root, line))
		return LOG_FOREIGN;
	line->framed = true;
	line->body = line->whole = (struct piece) { "", 0 };
	return LOG_FOREIGN;
}
