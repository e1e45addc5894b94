/*
 * Stalwart: events by their name, `RCPT TO rejected (delivery.rcpt-to-...)`.
 */
#include "log_read.h"

/* `RCPT TO rejected (delivery.rcpt-to-rejected) ..., code = 550, ...` */
static enum log_result
read_stalwart(struct piece body, struct event *event)
{
	static const struct {
		const char *name;
		enum stage stage;
	} rows[] = {
		{ "delivered)", STAGE_END_OF_DATA },
		{ "rcpt-to-rejected)", STAGE_RCPT },
		{ "rcpt-to-failed)", STAGE_RCPT },
		{ "mail-from-rejected)", STAGE_MAIL },
		{ "message-rejected)", STAGE_END_OF_DATA },
		{ "ehlo-rejected)", STAGE_HELO },
		{ "greeting-failed)", STAGE_CONNECT },
		{ "auth-failed)", STAGE_AUTH },
		{ "start-tls-error)", STAGE_STARTTLS },
		{ "connect-error)", STAGE_CONNECT },
	};
	struct piece name = piece_between(body, "(delivery.", " ");
	struct piece code = piece_between(body, "code = ", ",");

	if (piece_is(name, "raw-input)")) {
		event->reply = piece_between(body, "contents = \"", "\"");
		event->direction = DIRECTION_REMOTE;
		return bytes_code(event->reply) != 0 ? LOG_EVENT : LOG_SILENT;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!piece_is(name, rows[i].name))
			continue;
		event->stage = rows[i].stage;
		event->code = bytes_code(code);
		event->reply = piece_between(body, "details = \"", "\"");
		if (event->reply.length == 0)
			event->reply = piece_between(body, "reason = \"", "\"");
		event->recipient = piece_between(body, "to = \"", "\"");
		event->relay = piece_between(body, "hostname = \"", "\"");
		event->direction = event->code != 0 ? DIRECTION_REMOTE :
						      DIRECTION_NONE;
		event->disposition = i == 0 ? DISPOSITION_DELIVERED :
		    event->code >= 500	    ? DISPOSITION_FAILED :
					      DISPOSITION_DEFERRED;
		return LOG_EVENT;
	}
	return LOG_SILENT;
}

/* What Stalwart says to clients, or is told, in traces; or has refused. */
static enum log_result
read_stalwart_server(struct piece body, struct event *event)
{
	static const struct {
		const char *name;
		enum stage stage;
		unsigned class;
	} rows[] = {
		{ "mailbox-does-not-exist)", STAGE_RCPT, 5 },
		{ "relay-not-allowed)", STAGE_RCPT, 5 },
		{ "rcpt-to-greylisted)", STAGE_RCPT, 4 },
		{ "mail-from-not-allowed)", STAGE_MAIL, 5 },
		{ "mail-from-unauthenticated)", STAGE_MAIL, 5 },
		{ "mail-from-unauthorized)", STAGE_MAIL, 5 },
		{ "message-too-large)", STAGE_END_OF_DATA, 5 },
		{ "too-many-recipients)", STAGE_RCPT, 4 },
		{ "loop-detected)", STAGE_END_OF_DATA, 5 },
		{ "rate-limit-exceeded)", STAGE_UNSAID, 4 },
		{ "invalid-ehlo)", STAGE_HELO, 5 },
		{ "did-not-say-ehlo)", STAGE_MAIL, 5 },
	};
	struct piece name = piece_between(body, "(smtp.", " ");

	event->direction = DIRECTION_LOCAL;
	if (piece_is(name, "raw-output)")) {
		event->reply = piece_between(body, "contents = \"", "\"");
		if (bytes_code(event->reply) >= 400)
			event->disposition = DISPOSITION_REFUSED;
		return bytes_code(event->reply) != 0 ? LOG_EVENT : LOG_SILENT;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!piece_is(name, rows[i].name))
			continue;
		event->stage = rows[i].stage;
		event->class = rows[i].class;
		event->disposition = DISPOSITION_REFUSED;
		event->reply = piece_to(body, piece_find(body, " (smtp."));
		event->client = piece_between(body, "remoteIp = ", ",");
		return LOG_EVENT;
	}
	return LOG_SILENT;
}

enum log_result
log_stalwart_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	(void)log;
	if (piece_has(line->body, " (delivery."))
		return read_stalwart(line->body, event);
	if (piece_has(line->body, " (smtp."))
		return read_stalwart_server(line->body, event);
	return LOG_FOREIGN;
}
