/*
 * Servers that write few kinds of line: Barracuda, FortiMail, Dovecot,
 * PowerMTA, msmtp.
 */
#include "log_read.h"

#include "log_cues.h"
#include "log_stage.h"

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

	if (at == BYTES_NONE || at == 0 || !text_is_letter(bytes_at(whole, 0)))
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

/* Whom Dovecot delivers to: `lmtp(joe)<1><x>: `, before 2.3 `lmtp(1, joe): `. */
static struct piece
dovecot_user(struct piece body)
{
	struct piece user = bytes_between(body, "(", ")");

	if (bytes_digits(user) == user.length)
		return bytes_to(user, 0);
	if (bytes_starts(bytes_from(user, bytes_digits(user)), ", "))
		user = bytes_from(user, bytes_digits(user) + 2);
	return user;
}

/*
 * Dovecot could not store a mail: `msgid=<x>: save failed to INBOX: Quota
 * exceeded`. It refuses for good what is over quota, as delivered, and defers
 * all else; but where a script wanted another mailbox it tries the INBOX next.
 */
static enum log_result
read_dovecot_store(struct piece body, struct event *event)
{
	static const char *const phrases[] = { "failed to store into mailbox",
		"save failed to " };
	size_t at = BYTES_NONE, end;
	struct piece front, text;

	for (size_t i = 0; i < 2 && at == BYTES_NONE; i++)
		at = bytes_find(body, phrases[i]);
	if (at == BYTES_NONE)
		return LOG_FOREIGN;
	front = bytes_to(body, at);
	text = bytes_from(body, at);
	end = bytes_find(text, ": ");
	if (end == BYTES_NONE)
		return LOG_FOREIGN;
	event->reply = bytes_from(text, end + 2);
	event->recipient = dovecot_user(front);
	event->message = bytes_between(front, "msgid=", ": ");
	event->direction = DIRECTION_OWN;
	event->class = 4;
	if (bytes_has(event->reply, "uota")) {
		event->disposition = DISPOSITION_FAILED;
		event->class = 5;
	} else if (!bytes_has(front, "sieve: ") ||
	    bytes_has(bytes_to(text, end), "INBOX")) {
		event->disposition = DISPOSITION_DEFERRED;
	}
	return LOG_EVENT;
}

/* Dovecot: a reply of lmtp or submission, or of what it passes mail on to. */
static enum log_result
read_dovecot(struct piece body, struct event *event)
{
	if ((bytes_starts(body, "lmtp(") || bytes_starts(body, "lda(")) &&
	    read_dovecot_store(body, event) == LOG_EVENT)
		return LOG_EVENT;
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

	if (bytes_starts(tag, "inbound/") || bytes_starts(tag, "outbound/") ||
	    bytes_is(tag, "scan"))
		return read_barracuda(body, event);
	if (bytes_has(body, "log_id=") && bytes_has(body, " pri="))
		return read_fortimail(log, line, event);
	if (!line->framed && is_powermta(body))
		return read_powermta(body, event);
	if (bytes_has(body, " exitcode=EX_"))
		return read_msmtp(body, event);
	if (bytes_starts(tag, "dovecot"))
		return read_dovecot(body, event);
	return LOG_FOREIGN;
}
