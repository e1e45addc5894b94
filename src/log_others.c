/*
 * Servers that write few kinds of line: Haraka, Courier, Barracuda, FortiMail,
 * Dovecot, Stalwart, msmtp.
 */
#include "log_read.h"

#include "log_cues.h"
#include "log_stage.h"

/* What a hook of Haraka answers. */
static enum stage
stage_of_hook(struct piece hook)
{
	if (bytes_starts(hook, "data_post") || bytes_starts(hook, "queue"))
		return STAGE_END_OF_DATA;
	if (bytes_starts(hook, "lookup_rdns"))
		return STAGE_CONNECT;
	return log_stage_of(hook);
}

/* `hook=rcpt plugin=p ... retval=DENY msg="..."` */
static enum log_result
read_hook(struct piece body, struct event *event)
{
	struct piece retval = bytes_value(body, "retval=");

	if (!bytes_starts(retval, "DENY"))
		return LOG_SILENT;
	event->reply = bytes_value(body, "msg=");
	if (event->reply.length == 0)
		event->reply = retval;
	event->class = bytes_has(retval, "SOFT") ? 4 : 5;
	event->stage = stage_of_hook(bytes_value(body, "hook="));
	event->direction = DIRECTION_LOCAL;
	event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

/* What Haraka tells of a delivery, in words and a reply at the end. */
static enum log_result
read_haraka_delivery(struct piece body, struct event *event)
{
	static const struct {
		const char *words;
		enum disposition disposition;
	} rows[] = {
		{ " rejected: ", DISPOSITION_FAILED },
		{ " deferred: ", DISPOSITION_DEFERRED },
		{ "bouncing mail: ", DISPOSITION_FAILED },
		{ " seconds: ", DISPOSITION_DEFERRED },
		{ "but not processing mail: ", DISPOSITION_UNSAID },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t at = bytes_find(body, rows[i].words);

		if (at == BYTES_NONE)
			continue;
		event->disposition = rows[i].disposition;
		event->reply = bytes_from(body, at + strlen(rows[i].words));
		bytes_skip(&event->reply, "Upstream error: ");
		event->direction = bytes_code(event->reply) != 0 ?
		    DIRECTION_REMOTE :
		    DIRECTION_NONE;
		event->recipient = bytes_between(body, "recipient <", ">");
		event->class = rows[i].disposition == DISPOSITION_FAILED ? 5 :
									   4;
		return LOG_EVENT;
	}
	return LOG_SILENT;
}

/* `[NOTICE] [UUID] [plugin] ...` */
static enum log_result
read_haraka(struct piece body, struct event *event)
{
	size_t at;

	if (bytes_has(body, "retval="))
		return read_hook(body, event);
	at = bytes_find(body, " S: ");
	if (at != BYTES_NONE && bytes_starts(body, "[PROTOCOL]") &&
	    bytes_code(bytes_from(body, at + 4)) != 0) {
		event->reply = bytes_from(body, at + 4);
		event->direction = bytes_has(body, "[outbound") ?
		    DIRECTION_REMOTE :
		    DIRECTION_LOCAL;
		return LOG_EVENT;
	}
	event->reply = bytes_value(body, "lr=");
	if (bytes_code(event->reply) != 0) {
		event->direction = DIRECTION_LOCAL;
		event->disposition = DISPOSITION_REFUSED;
		event->client = bytes_value(body, "ip=");
		return LOG_EVENT;
	}
	event->reply = bytes_value(body, "response=");
	if (event->reply.length > 0 && bytes_has(body, "delivered ")) {
		event->direction = DIRECTION_REMOTE;
		event->disposition = DISPOSITION_DELIVERED;
		event->stage = STAGE_END_OF_DATA;
		event->relay = bytes_value(body, "host=");
		return LOG_EVENT;
	}
	if (bytes_has(body, "[outbound]") || bytes_has(body, "recipient <"))
		return read_haraka_delivery(body, event);
	return LOG_SILENT;
}

static bool
is_haraka(struct piece body)
{
	size_t at = 1;

	if (bytes_at(body, 0) != '[')
		return false;
	while (bytes_at(body, at) >= 'A' && bytes_at(body, at) <= 'Z')
		at++;
	return at > 3 && bytes_starts(bytes_from(body, at), "] [");
}

/* Courier: `error,relay=ip,from=<a>,to=<b>: 550 ...`, `msg="535 ..."` */
static enum log_result
read_courier_server(struct piece body, struct event *event)
{
	size_t at = bytes_find(body, ",msg=\"");

	if (at != BYTES_NONE) {
		event->reply = bytes_from(body, at + strlen(",msg=\""));
		at = bytes_find(event->reply, "\"");
		event->stage = log_stage_of(
		    bytes_between(event->reply, "cmd: ", "\n"));
		event->reply = bytes_to(event->reply, at);
	} else {
		at = bytes_find(body, ": ");
		if (at == BYTES_NONE)
			return LOG_SILENT;
		event->reply = bytes_from(body, at + 2);
		event->stage = bytes_has(body, ",to=<") ? STAGE_RCPT :
							  STAGE_UNSAID;
		event->recipient = bytes_value(body, "to=");
	}
	if (bytes_code(event->reply) == 0 && !bytes_has(body, ",to=<"))
		return LOG_SILENT;
	event->client = bytes_value(body, "relay=");
	event->direction = DIRECTION_LOCAL;
	event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

/* Courier: `id=1,from=<a>,addr=<b>: 550 ...`, `...,success: delivered: h` */
static enum log_result
read_courier_client(struct piece body, struct piece tag, struct event *event)
{
	size_t addr = bytes_find(body, ",addr=<"), at;
	bool own = !bytes_starts(tag, "courieresmtp");
	struct piece rest;

	if (addr == BYTES_NONE)
		return LOG_SILENT;
	event->message = bytes_value(body, "id=");
	event->recipient = bytes_value(body, "addr=");
	rest = bytes_from(body, addr + strlen(",addr=<"));
	at = bytes_find(rest, ",success: ");
	if (at != BYTES_NONE) {
		event->disposition = DISPOSITION_DELIVERED;
		event->direction = own ? DIRECTION_OWN : DIRECTION_REMOTE;
		event->reply = bytes_from(rest, at + strlen(",success: "));
		return LOG_EVENT;
	}
	at = bytes_find(rest, ">: ");
	if (at == BYTES_NONE)
		return LOG_SILENT;
	event->reply = bytes_from(rest, at + strlen(">: "));
	event->direction = own		  ? DIRECTION_OWN :
	    bytes_code(event->reply) != 0 ? DIRECTION_REMOTE :
					    DIRECTION_NONE;
	/* What the line of the status will say: only 4yz is tried again. */
	if (bytes_code(event->reply) >= 400)
		event->disposition = bytes_code(event->reply) >= 500 ?
		    DISPOSITION_FAILED :
		    DISPOSITION_DEFERRED;
	else if (!own && bytes_starts(event->reply, "Connection "))
		event->disposition = DISPOSITION_DEFERRED;
	return LOG_EVENT;
}

static enum log_result
read_courier(struct piece body, struct piece tag, struct event *event)
{
	if (bytes_starts(body, "error,relay="))
		return read_courier_server(body, event);
	if (bytes_starts(body, "id="))
		return read_courier_client(body, tag, event);
	return LOG_SILENT;
}

/* Barracuda: `... SEND ENC 1 8B2052296C 250 2.6.0 ...` */
static enum log_result
read_barracuda_send(struct piece rest, struct event *event)
{
	struct piece action;

	bytes_word(&rest); /* encrypted, or - */
	action = bytes_word(&rest);
	event->message = bytes_word(&rest);
	event->disposition = bytes_is(action, "1") ? DISPOSITION_DELIVERED :
	    bytes_is(action, "3")		   ? DISPOSITION_DEFERRED :
						     DISPOSITION_FAILED;
	event->reply = rest;
	if (log_cue_apply_postfix(rest, event) == NULL)
		event->direction = bytes_code(rest) != 0 ? DIRECTION_REMOTE :
							   DIRECTION_NONE;
	return LOG_EVENT;
}

/* `... RECV sender recipient ACTION REASON extra`: 2 blocked, 5 deferred */
static enum log_result
read_barracuda_receive(struct piece rest, struct event *event)
{
	struct piece action, recipient;

	bytes_word(&rest);
	recipient = bytes_word(&rest);
	action = bytes_word(&rest);
	bytes_word(&rest); /* the reason's number */
	if (!bytes_is(action, "2") && !bytes_is(action, "5"))
		return LOG_SILENT;
	event->recipient = recipient;
	event->class = bytes_is(action, "2") ? 5 : 4;
	event->reply = rest;
	event->direction = DIRECTION_LOCAL;
	event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

static enum log_result
read_barracuda(struct piece body, struct event *event)
{
	size_t at = bytes_find(body, " SEND ");

	if (at != BYTES_NONE)
		return read_barracuda_send(bytes_from(body, at + 6), event);
	at = bytes_find(body, " RECV ");
	if (at != BYTES_NONE)
		return read_barracuda_receive(bytes_from(body, at + 6), event);
	return LOG_SILENT;
}

/* FortiMail: `type=... msg="..."`, whose words are Sendmail's. */
static enum log_result
read_fortimail(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct log_line inner = *line;
	enum log_result result;
	size_t at = bytes_find(line->body, "eason from remote:");

	inner.body = bytes_value(line->body, "msg=");
	result = log_sendmail_read(log, &inner, event);
	if (at != BYTES_NONE) {
		event->direction = DIRECTION_REMOTE;
		event->reply = bytes_trim(
		    bytes_from(line->body, at + strlen("eason from remote:")));
		event->reply = bytes_to(event->reply,
		    bytes_find_last(event->reply, ")"));
		if (event->disposition == DISPOSITION_UNSAID)
			event->disposition = bytes_has(inner.body, "eferred") ?
			    DISPOSITION_DEFERRED :
			    bytes_has(inner.body, "ndeliver") ||
				bytes_has(inner.body, "ailed") ?
			    DISPOSITION_FAILED :
			    DISPOSITION_UNSAID;
		return LOG_EVENT;
	}
	if (result == LOG_EVENT)
		return result;
	if (!bytes_has(bytes_value(line->body, "disposition="), "Reject"))
		return LOG_SILENT;
	event->reply = bytes_value(line->body, "classifier=");
	event->client = bytes_value(line->body, "client_ip=");
	event->recipient = bytes_value(line->body, "to=");
	event->class = 5;
	event->direction = DIRECTION_LOCAL;
	event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

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
	struct piece name = bytes_between(body, "(delivery.", " ");
	struct piece code = bytes_between(body, "code = ", ",");

	if (bytes_is(name, "raw-input)")) {
		event->reply = bytes_between(body, "contents = \"", "\"");
		event->direction = DIRECTION_REMOTE;
		return bytes_code(event->reply) != 0 ? LOG_EVENT : LOG_SILENT;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!bytes_is(name, rows[i].name))
			continue;
		event->stage = rows[i].stage;
		event->code = bytes_code(code);
		event->reply = bytes_between(body, "details = \"", "\"");
		if (event->reply.length == 0)
			event->reply = bytes_between(body, "reason = \"", "\"");
		event->recipient = bytes_between(body, "to = \"", "\"");
		event->relay = bytes_between(body, "hostname = \"", "\"");
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
	struct piece name = bytes_between(body, "(smtp.", " ");

	event->direction = DIRECTION_LOCAL;
	if (bytes_is(name, "raw-output)")) {
		event->reply = bytes_between(body, "contents = \"", "\"");
		if (bytes_code(event->reply) >= 400)
			event->disposition = DISPOSITION_REFUSED;
		return bytes_code(event->reply) != 0 ? LOG_EVENT : LOG_SILENT;
	}
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!bytes_is(name, rows[i].name))
			continue;
		event->stage = rows[i].stage;
		event->class = rows[i].class;
		event->disposition = DISPOSITION_REFUSED;
		event->reply = bytes_to(body, bytes_find(body, " (smtp."));
		event->client = bytes_between(body, "remoteIp = ", ",");
		return LOG_EVENT;
	}
	return LOG_SILENT;
}

/* PowerMTA: `b,2026-11-21 10:20:31+0000,...,failed,5.1.1 (...),smtp;550 ...` */
static enum log_result
read_powermta(struct piece body, struct event *event)
{
	struct piece status = { NULL, 0 }, column;
	bool known = false;

	event->recipient = (struct piece) { NULL, 0 };
	while (body.length > 0) {
		bool quoted = bytes_skip(&body, "\"");

		column = bytes_to(body,
		    quoted ? bytes_find(body, "\"") :
			     bytes_find_byte(body, ','));
		body = bytes_from(body, column.length);
		bytes_skip(&body, "\"");
		bytes_skip(&body, ",");
		if (bytes_is(column, "failed") || bytes_is(column, "delayed") ||
		    bytes_is(column, "relayed") ||
		    bytes_is(column, "delivered") ||
		    bytes_is(column, "expanded")) {
			known = true;
			event->disposition = column.bytes[0] == 'f' ?
			    DISPOSITION_FAILED :
			    bytes_is(column, "delayed") ? DISPOSITION_DEFERRED :
							  DISPOSITION_DELIVERED;
		} else if (known && status.length == 0 &&
		    bytes_status(column) > 0) {
			status = bytes_to(column, bytes_status(column));
			event->reply = column;
			event->direction = DIRECTION_NONE;
		} else if (known && bytes_starts_word(column, "smtp;")) {
			event->reply = bytes_trim(bytes_from(column, 5));
			event->direction = DIRECTION_REMOTE;
			break;
		} else if (!known &&
		    bytes_find_byte(column, '@') != BYTES_NONE) {
			event->recipient = column;
		}
	}
	if (!known || event->reply.length == 0)
		return LOG_SILENT;
	if (event->direction == DIRECTION_REMOTE &&
	    bytes_code(event->reply) == 0)
		event->direction = DIRECTION_NONE;
	if (status.length > 0 && bytes_code(event->reply) == 0 &&
	    !bytes_ends(status, ".0.0"))
		event->status = status;
	event->class = event->disposition == DISPOSITION_FAILED ? 5 :
	    event->disposition == DISPOSITION_DEFERRED		? 4 :
								  2;
	return LOG_EVENT;
}

/* Does a record of PowerMTA begin there: a letter or two, and a date? */
static bool
is_powermta(struct piece whole)
{
	size_t at = bytes_find_byte(bytes_to(whole, 8), ',');
	struct piece rest;

	if (at == BYTES_NONE || at == 0 || !is_letter(bytes_at(whole, 0)))
		return false;
	rest = bytes_from(whole, at + 1);
	bytes_skip(&rest, "\"");
	return bytes_digits(bytes_to(rest, 5)) == 4 && rest.length > 19 &&
	    rest.bytes[4] == '-' && rest.bytes[7] == '-' &&
	    rest.bytes[13] == ':';
}

/* msmtp: `smtpstatus=550 smtpmsg='550 ...' errormsg='...' exitcode=EX_...` */
static enum log_result
read_msmtp(struct piece body, struct event *event)
{
	struct piece exit = bytes_value(body, "exitcode=");

	event->reply = bytes_value(body, "smtpmsg=");
	event->direction = DIRECTION_REMOTE;
	if (event->reply.length == 0) {
		event->direction = DIRECTION_NONE;
		event->reply = bytes_value(body, "errormsg=");
		if (event->reply.length == 0)
			return LOG_SILENT;
	}
	event->recipient = bytes_value(body, "recipients=");
	event->relay = bytes_value(body, "host=");
	event->disposition = bytes_is(exit, "EX_OK") ? DISPOSITION_DELIVERED :
						       DISPOSITION_FAILED;
	return LOG_EVENT;
}

/* Dovecot: a reply of lmtp or submission, or of what it passes mail on to. */
static enum log_result
read_dovecot(struct piece body, struct event *event)
{
	if (!bytes_has(body, "lmtp") && !bytes_has(body, "submission"))
		return LOG_SILENT;
	event->reply = bytes_full_reply(body);
	if (bytes_code(event->reply) < 400)
		return LOG_SILENT;
	if (bytes_has(body, "proxy") || bytes_has(body, "remote") ||
	    bytes_has(body, "relay")) {
		event->direction = DIRECTION_REMOTE;
		return LOG_EVENT;
	}
	event->direction = DIRECTION_LOCAL;
	event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

enum log_result
log_others_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct piece body = line->body, tag = line->tag;

	if (is_haraka(body))
		return read_haraka(body, event);
	if (bytes_starts(tag, "courier") || bytes_starts(tag, "esmtpd") ||
	    bytes_starts(body, "error,relay="))
		return read_courier(body, tag, event);
	if (bytes_starts(tag, "inbound/") || bytes_starts(tag, "outbound/") ||
	    bytes_is(tag, "scan"))
		return read_barracuda(body, event);
	if (bytes_has(body, "log_id=") && bytes_has(body, " pri="))
		return read_fortimail(log, line, event);
	if (bytes_has(body, "(delivery."))
		return read_stalwart(body, event);
	if (bytes_has(body, "(smtp."))
		return read_stalwart_server(body, event);
	if (!line->framed && is_powermta(body))
		return read_powermta(body, event);
	if (bytes_has(body, " exitcode=EX_"))
		return read_msmtp(body, event);
	if (bytes_starts(tag, "dovecot"))
		return read_dovecot(body, event);
	return LOG_FOREIGN;
}
