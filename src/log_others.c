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

	piece_word(&rest); /* encrypted, or - */
	action = piece_word(&rest);
	event->message = piece_word(&rest);
	event->disposition = piece_is(action, "1") ? DISPOSITION_DELIVERED :
	    piece_is(action, "3")		   ? DISPOSITION_DEFERRED :
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

	piece_word(&rest);
	recipient = piece_word(&rest);
	action = piece_word(&rest);
	piece_word(&rest); /* the reason's number */
	if (!piece_is(action, "2") && !piece_is(action, "5"))
		return LOG_SILENT;
	event->recipient = recipient;
	event->class = piece_is(action, "2") ? 5 : 4;
	event->reply = rest;
	event->direction = DIRECTION_LOCAL;
	event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

static enum log_result
read_barracuda(struct piece body, struct event *event)
{
	size_t at = piece_find(body, " SEND ");

	if (at != PIECE_NONE)
		return read_barracuda_send(piece_from(body, at + 6), event);
	at = piece_find(body, " RECV ");
	if (at != PIECE_NONE)
		return read_barracuda_receive(piece_from(body, at + 6), event);
	return LOG_SILENT;
}

/* FortiMail: `type=... msg="..."`, whose words are Sendmail's. */
static enum log_result
read_fortimail(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct log_line inner = *line;
	enum log_result result;
	size_t at = piece_find(line->body, "eason from remote:");

	inner.body = bytes_value(line->body, "msg=");
	result = log_sendmail_read(log, &inner, event);
	if (at != PIECE_NONE) {
		event->direction = DIRECTION_REMOTE;
		event->reply = piece_trim(
		    piece_from(line->body, at + strlen("eason from remote:")));
		event->reply = piece_to(event->reply,
		    piece_find_last(event->reply, ")"));
		if (event->disposition == DISPOSITION_UNSAID)
			event->disposition = piece_has(inner.body, "eferred") ?
			    DISPOSITION_DEFERRED :
			    piece_has(inner.body, "ndeliver") ||
				piece_has(inner.body, "ailed") ?
			    DISPOSITION_FAILED :
			    DISPOSITION_UNSAID;
		return LOG_EVENT;
	}
	if (result == LOG_EVENT)
		return result;
	if (!piece_has(bytes_value(line->body, "disposition="), "Reject"))
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
		bool quoted = piece_skip(&body, "\"");

		column = piece_to(body,
		    quoted ? piece_find(body, "\"") :
			     piece_find_byte(body, ','));
		body = piece_from(body, column.length);
		piece_skip(&body, "\"");
		piece_skip(&body, ",");
		if (piece_is(column, "failed") || piece_is(column, "delayed") ||
		    piece_is(column, "relayed") ||
		    piece_is(column, "delivered") ||
		    piece_is(column, "expanded")) {
			known = true;
			event->disposition = column.bytes[0] == 'f' ?
			    DISPOSITION_FAILED :
			    piece_is(column, "delayed") ? DISPOSITION_DEFERRED :
							  DISPOSITION_DELIVERED;
		} else if (known && status.length == 0 &&
		    bytes_status(column) > 0) {
			status = piece_to(column, bytes_status(column));
			event->reply = column;
			event->direction = DIRECTION_NONE;
		} else if (known && piece_starts_nocase(column, "smtp;")) {
			event->reply = piece_trim(piece_from(column, 5));
			event->direction = DIRECTION_REMOTE;
			break;
		} else if (!known &&
		    piece_find_byte(column, '@') != PIECE_NONE) {
			event->recipient = column;
		}
	}
	if (!known || event->reply.length == 0)
		return LOG_SILENT;
	if (event->direction == DIRECTION_REMOTE &&
	    bytes_code(event->reply) == 0)
		event->direction = DIRECTION_NONE;
	if (status.length > 0 && bytes_code(event->reply) == 0 &&
	    !piece_ends(status, ".0.0"))
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
	size_t at = piece_find_byte(piece_to(whole, 8), ',');
	struct piece rest;

	if (at == PIECE_NONE || at == 0 || !text_is_letter(piece_at(whole, 0)))
		return false;
	rest = piece_from(whole, at + 1);
	piece_skip(&rest, "\"");
	return piece_digits(piece_to(rest, 5)) == 4 && rest.length > 19 &&
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
	event->disposition = piece_is(exit, "EX_OK") ? DISPOSITION_DELIVERED :
						       DISPOSITION_FAILED;
	return LOG_EVENT;
}

/* Whom Dovecot delivers to: `lmtp(joe)<1><x>: `, before 2.3 `lmtp(1, joe): `. */
static struct piece
dovecot_user(struct piece body)
{
	struct piece user = piece_between(body, "(", ")");

	if (piece_digits(user) == user.length)
		return piece_to(user, 0);
	if (piece_starts(piece_from(user, piece_digits(user)), ", "))
		user = piece_from(user, piece_digits(user) + 2);
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
	size_t at = PIECE_NONE, end;
	struct piece front, text;

	for (size_t i = 0; i < 2 && at == PIECE_NONE; i++)
		at = piece_find(body, phrases[i]);
	if (at == PIECE_NONE)
		return LOG_FOREIGN;
	front = piece_to(body, at);
	text = piece_from(body, at);
	end = piece_find(text, ": ");
	if (end == PIECE_NONE)
		return LOG_FOREIGN;
	event->reply = piece_from(text, end + 2);
	event->recipient = dovecot_user(front);
	event->message = piece_between(front, "msgid=", ": ");
	event->direction = DIRECTION_OWN;
	event->class = 4;
	if (piece_has(event->reply, "uota")) {
		event->disposition = DISPOSITION_FAILED;
		event->class = 5;
	} else if (!piece_has(front, "sieve: ") ||
	    piece_has(piece_to(text, end), "INBOX")) {
		event->disposition = DISPOSITION_DEFERRED;
	}
	return LOG_EVENT;
}

/* Dovecot: a reply of lmtp or submission, or of what it passes mail on to. */
static enum log_result
read_dovecot(struct piece body, struct event *event)
{
	if ((piece_starts(body, "lmtp(") || piece_starts(body, "lda(")) &&
	    read_dovecot_store(body, event) == LOG_EVENT)
		return LOG_EVENT;
	if (!piece_has(body, "lmtp") && !piece_has(body, "submission"))
		return LOG_SILENT;
	event->reply = bytes_full_reply(body);
	if (bytes_code(event->reply) < 400)
		return LOG_SILENT;
	if (piece_has(body, "proxy") || piece_has(body, "remote") ||
	    piece_has(body, "relay")) {
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

	if (piece_starts(tag, "inbound/") || piece_starts(tag, "outbound/") ||
	    piece_is(tag, "scan"))
		return read_barracuda(body, event);
	if (piece_has(body, "log_id=") && piece_has(body, " pri="))
		return read_fortimail(log, line, event);
	if (!line->framed && is_powermta(body))
		return read_powermta(body, event);
	if (piece_has(body, " exitcode=EX_"))
		return read_msmtp(body, event);
	if (piece_starts(tag, "dovecot"))
		return read_dovecot(body, event);
	return LOG_FOREIGN;
}
