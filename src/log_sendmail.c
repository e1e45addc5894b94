/*
 * Sendmail and those who write as it does: deliveries by `stat=`, refusals by
 * `reject=` and a few words.
 */
#include "log_read.h"

#include "log_cues.h"
#include "log_peer.h"
#include "log_stage.h"

enum {
	ID_LEAST = 6, /* letters of a queue ID, 5AB12cde012345 */
	ID_MOST = 20,
};

/* By what stands behind it one knows an ID that is none. */
static const char *const behind_id[] = { "to=", "ruleset=" };

/* Takes `uALAKVp1012345: ` off. */
static struct piece
take_id(struct piece *body)
{
	struct piece id = { body->bytes, 0 };
	size_t at = 0, digits = 0;

	if (piece_skip(body, "NOQUEUE: "))
		return id;
	while (at <= ID_MOST &&
	    (text_is_digit(piece_at(*body, at)) ||
		text_is_letter(piece_at(*body, at))))
		digits += text_is_digit(body->bytes[at++]);
	if (at < ID_LEAST || digits < 2 || piece_at(*body, at) != ':' ||
	    piece_at(*body, at + 1) != ' ') {
		log_skip_made_up_id(body, behind_id,
		    sizeof(behind_id) / sizeof(behind_id[0]));
		return id;
	}
	id.length = at;
	*body = piece_from(*body, at + 2);
	return id;
}

/* A field up to the next one: `relay=mx.example.com. [192.0.2.1], dsn=`. */
static struct piece
field(struct piece body, const char *key)
{
	size_t at = piece_find(body, key);
	struct piece value;

	if (at == PIECE_NONE || (at > 0 && body.bytes[at - 1] != ' '))
		return (struct piece) { NULL, 0 };
	value = piece_from(body, at + strlen(key));
	return piece_to(value, piece_find(value, ", "));
}

/* Is the mailer another part of our own system? */
static bool
is_own_mailer(struct piece mailer)
{
	static const char *const mailers[] = { "local", "prog", "cyrus", "lmtp",
		"pipe", "virtual", "*file*", "*include*", "procmail",
		"maildrop", "dovecot", "uucp" };

	for (size_t i = 0; i < sizeof(mailers) / sizeof(mailers[0]); i++)
		if (piece_starts(mailer, mailers[i]))
			return true;
	return false;
}

static bool
is_own_relay(struct piece relay)
{
	return relay.length > 0 &&
	    (log_peer_is_own(relay) || piece_is(relay, "local"));
}

/* Sent, Deferred or anything else; cuts it off the text. */
static enum disposition
take_disposition(struct piece *text, struct piece dsn)
{
	if (piece_starts_nocase(*text, "sent")) {
		*text = piece_from(*text, 4);
		*text = piece_trim(*text);
		if (piece_skip(text, "(") && piece_last(*text) == ')')
			text->length--;
		return DISPOSITION_DELIVERED;
	}
	if (piece_starts_nocase(*text, "deferred")) {
		struct piece rest = piece_from(*text, strlen("deferred"));

		while (text_is_digit(piece_at(rest, 0)))
			rest = piece_from(rest, 1);
		if (piece_skip(&rest, ": ") || piece_skip(&rest, " "))
			*text = piece_trim(rest);
		if (piece_skip(text, "(") && piece_last(*text) == ')')
			text->length--;
		return DISPOSITION_DEFERRED;
	}
	/* the words of ZMailer */
	if (piece_starts(*text, "ok") || piece_starts(*text, "relayed") ||
	    piece_starts(*text, "delivered"))
		return DISPOSITION_DELIVERED;
	if (piece_starts(*text, "retry"))
		return DISPOSITION_DEFERRED;
	return piece_at(dsn, 0) == '4' ? DISPOSITION_DEFERRED :
					 DISPOSITION_FAILED;
}

/* The status in dsn=, where no reply has one. */
static void
use_dsn(struct piece dsn, struct event *event)
{
	if (dsn.length == 0)
		return;
	event->class = (unsigned)(dsn.bytes[0] - '0');
	if (event->class != 2 && event->class != 4 && event->class != 5)
		event->class = 0;
	else if (bytes_code(event->reply) == 0 && !piece_ends(dsn, ".0.0"))
		event->status = dsn;
}

/* `to=<a>, ..., mailer=esmtp, relay=h [ip], dsn=5.1.1, stat=User unknown` */
static enum log_result
read_delivery(struct piece body, struct event *event)
{
	size_t at = piece_find(body, ", stat=");
	struct piece head = piece_to(body, at), text = body, told, dsn;
	bool own;

	if (piece_skip(&text, "stat="))
		head = piece_to(body, 0);
	else if (at == PIECE_NONE)
		return LOG_FOREIGN;
	else
		text = piece_from(body, at + strlen(", stat="));
	if (piece_starts(text, "queued"))
		return LOG_SILENT;
	at = piece_find(head, ", reply=");
	told = at == PIECE_NONE ? piece_to(head, 0) :
				  piece_from(head, at + strlen(", reply="));
	dsn = field(piece_to(head, at), "dsn=");
	event->recipient = bytes_value(head, "to=");
	event->relay = field(piece_to(head, at), "relay=");
	event->disposition = take_disposition(&text, dsn);
	event->reply = bytes_code(told) != 0 ? told : text;
	own = is_own_mailer(field(head, "mailer=")) ||
	    is_own_relay(event->relay);
	if (event->disposition == DISPOSITION_DELIVERED) {
		if (event->reply.length == 0)
			event->reply = piece_of("Sent");
		event->direction = own ? DIRECTION_OWN : DIRECTION_REMOTE;
		event->stage = STAGE_END_OF_DATA;
	} else if (log_cue_apply(CUES_SENDMAIL, event->reply, event) == NULL) {
		event->direction = own ? DIRECTION_OWN : DIRECTION_REMOTE;
	}
	/* its number is an exit status, not a code */
	if (piece_starts(event->reply, "unknown mailer error"))
		event->reply = piece_to(event->reply,
		    strlen("unknown mailer error"));
	if (piece_starts(text, "User unknown"))
		event->stage = STAGE_RCPT;
	use_dsn(dsn, event);
	return LOG_EVENT;
}

/* Which stage a rule set, or what a milter saw, stands for. */
static enum stage
stage_of(struct piece body)
{
	static const struct {
		const char *words;
		enum stage stage;
	} rows[] = {
		{ "ruleset=check_relay", STAGE_CONNECT },
		{ "ruleset=check_mail", STAGE_MAIL },
		{ "ruleset=check_rcpt", STAGE_RCPT },
		{ "ruleset=check_compat", STAGE_RCPT },
		{ "ruleset=check_data", STAGE_DATA },
		{ "ruleset=check_eoh", STAGE_END_OF_DATA },
		{ "ruleset=check_eom", STAGE_END_OF_DATA },
		{ "ruleset=trust_auth", STAGE_AUTH },
		{ "ruleset=tls_", STAGE_STARTTLS },
		{ "ruleset=", STAGE_END_OF_DATA }, /* of a header field */
		{ "Milter: from", STAGE_MAIL },
		{ "Milter: to", STAGE_RCPT },
		{ "Milter: data", STAGE_END_OF_DATA },
		{ "Milter: connect", STAGE_CONNECT },
		{ "Milter: helo", STAGE_HELO },
		{ "Milter", STAGE_END_OF_DATA },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (piece_starts(body, rows[i].words))
			return rows[i].stage;
	return STAGE_UNSAID;
}

/* `ruleset=check_rcpt, arg1=<a>, relay=h [ip], reject=550 5.7.1 ...` */
static enum log_result
read_rule(struct piece body, struct event *event)
{
	size_t at = piece_find(body, "reject=");

	if (at == PIECE_NONE) {
		if (!piece_starts(body, "Milter: ") ||
		    !piece_ends(body, "rejecting commands"))
			return LOG_FOREIGN;
		event->reply = piece_of("rejecting commands");
	} else {
		if (at > 0 && !text_is_blank(body.bytes[at - 1]))
			return LOG_FOREIGN;
		event->reply = piece_from(body, at + strlen("reject="));
	}
	event->stage = stage_of(body);
	event->client = field(body, "relay=");
	if (event->stage == STAGE_RCPT)
		event->recipient = bytes_value(body,
		    piece_starts(body, "Milter") ? "to=" : "arg1=");
	event->class = 5;
	return LOG_EVENT;
}

/* Refusals in words: `<a@b>... User unknown`, `VRFY a [rejected]` */
static enum log_result
read_words(struct piece body, struct event *event)
{
	size_t at = piece_find(body, "... ");

	event->reply = body;
	event->class = 5;
	if (at != PIECE_NONE && at > 0 &&
	    (body.bytes[at - 1] == '>' ||
		piece_has(piece_from(body, at), "User unknown"))) {
		event->recipient = piece_to(body, at);
		if (piece_skip(&event->recipient, "<") &&
		    piece_last(event->recipient) == '>')
			event->recipient.length--;
		event->reply = piece_from(body, at + strlen("... "));
		event->stage = STAGE_RCPT;
		if (piece_at(body, 0) != '<' && bytes_code(body) != 0)
			event->reply = body;
	} else if (piece_ends(body, " [rejected]")) {
		event->stage = STAGE_UNSAID;
	} else if (piece_starts(body, "rejecting commands from ") ||
	    piece_starts(body, "tcpwrappers (")) {
		event->stage = STAGE_CONNECT;
	} else {
		return LOG_FOREIGN;
	}
	return LOG_EVENT;
}

enum log_result
log_sendmail_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct piece body = line->body;
	struct event found = { .message = take_id(&body) };
	enum log_result result = LOG_FOREIGN;

	(void)log;
	if (piece_starts(body, "to=") || piece_starts(body, "mailer=") ||
	    piece_starts(body, "dsn=") || piece_starts(body, "stat="))
		result = read_delivery(body, &found);
	else if ((piece_starts(body, "reply: ") ||
		     piece_starts(body, "SYSERR(")) &&
	    log_cue_apply(CUES_SENDMAIL, body, &found) != NULL)
		result = LOG_EVENT;
	else if (piece_starts(body, "ruleset=") || piece_starts(body, "Milter"))
		result = read_rule(body, &found);
	if (result == LOG_FOREIGN &&
	    (found.message.length > 0 || piece_starts(line->tag, "s"))) {
		result = read_words(body, &found);
		if (result == LOG_FOREIGN)
			return LOG_FOREIGN;
	}
	if (result == LOG_EVENT && found.direction == DIRECTION_ANY) {
		found.direction = DIRECTION_LOCAL;
		found.disposition = DISPOSITION_REFUSED;
	}
	if (result == LOG_EVENT)
		*event = found;
	return result;
}
