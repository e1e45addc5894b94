/*
 * qmail and what goes with it: qmail-send's `delivery N:`, rblsmtpd, chkuser,
 * spamdyke.
 */
#include "log_read.h"

#include "log_cues.h"

/* Writes the text with blanks for `_`, and lines instead of `/`, to scratch. */
static struct piece
decode(struct log *log, struct piece text)
{
	text_clear(&log->scratch);
	for (size_t at = 0; at < text.length; at++) {
		char c = text.bytes[at];

		text_append_char(&log->scratch, c == '_' ? ' ' : c);
	}
	if (log->scratch.failed)
		return text;
	return (
	    struct piece) { text_string(&log->scratch), log->scratch.length };
}

/* Cuts off what qmail-remote and qmail-send add behind a reply. */
static struct piece
cut_remarks(struct piece text)
{
	static const char *const remarks[] = { "/Giving up on ", "/STARTTLS ",
		"/I'm not going to try again", "/Connected to " };

	for (size_t i = 0; i < sizeof(remarks) / sizeof(remarks[0]); i++)
		text = piece_to(text, piece_find(text, remarks[i]));
	while (piece_last(text) == '/')
		text.length--;
	return text;
}

/* The stage by what qmail-remote says in front of the reply. */
static enum stage
stage_of(struct piece text)
{
	static const struct {
		const char *words;
		enum stage stage;
	} rows[] = {
		{ "does not like recipient", STAGE_RCPT },
		{ "greeting failed", STAGE_CONNECT },
		{ "name was rejected", STAGE_HELO },
		{ "sender was rejected", STAGE_MAIL },
		{ "failed on DATA", STAGE_DATA },
		{ "failed after I sent", STAGE_END_OF_DATA },
		{ "accepted message", STAGE_END_OF_DATA },
		{ "auth failed", STAGE_AUTH },
		{ "starttls", STAGE_STARTTLS },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (piece_has(text, rows[i].words))
			return rows[i].stage;
	return STAGE_UNSAID;
}

/* `delivery 12: failure: Remote_host_said:_550_no/Giving_up_on_192.0.2.1./` */
static enum log_result
read_delivery(struct log *log, struct piece body, struct event *event)
{
	struct piece text = piece_from(body, strlen("delivery ")), quoted;
	size_t digits = piece_digits(text), at;

	text = piece_from(text, digits);
	if (digits == 0 || !piece_skip(&text, ": "))
		return LOG_FOREIGN;
	if (piece_skip(&text, "success: "))
		event->disposition = DISPOSITION_DELIVERED;
	else if (piece_skip(&text, "failure: "))
		event->disposition = DISPOSITION_FAILED;
	else if (piece_skip(&text, "deferral: "))
		event->disposition = DISPOSITION_DEFERRED;
	else
		return LOG_FOREIGN;
	text = decode(log, text);
	at = piece_find(text, "emote host said: ");
	quoted = piece_to(text, at);
	if (log_cue_apply(CUES_QMAIL, text, event) == NULL) {
		event->direction = DIRECTION_OWN;
		event->reply = text;
	}
	if (event->stage == STAGE_UNSAID)
		event->stage = stage_of(quoted);
	event->reply = cut_remarks(event->reply);
	event->class = event->disposition == DISPOSITION_DELIVERED ? 2 :
	    event->disposition == DISPOSITION_FAILED		   ? 5 :
								     4;
	return LOG_EVENT;
}

/* `rblsmtpd: 192.0.2.1 pid 12: 451 http://...` */
static enum log_result
read_rblsmtpd(struct piece body, struct event *event)
{
	struct piece rest = body;
	size_t at;

	event->client = piece_word(&rest);
	if (!piece_skip(&rest, "pid "))
		return LOG_FOREIGN;
	at = piece_digits(rest);
	rest = piece_from(rest, at);
	if (!piece_skip(&rest, ": ") || bytes_code(rest) == 0)
		return LOG_FOREIGN;
	event->stage = STAGE_CONNECT;
	event->reply = rest;
	return LOG_EVENT;
}

/* `CHKUSER rejected rcpt: from <a:b:> remote <h:x:ip> rcpt <c> : text` */
static enum log_result
read_chkuser(struct piece body, struct event *event)
{
	size_t at = piece_find_last(body, " : ");

	if (!piece_skip(&body, "rejected ") && !piece_skip(&body, "rejecting "))
		return LOG_FOREIGN;
	event->stage = piece_starts(body, "rcpt") ? STAGE_RCPT :
	    piece_starts(body, "sender")	  ? STAGE_MAIL :
						    STAGE_UNSAID;
	event->reply = at == PIECE_NONE ?
	    body :
	    piece_from(body, piece_find_last(body, " : ") + 3);
	event->class = 5;
	return LOG_EVENT;
}

/* `DENIED_RDNS_MISSING from: a to: b origin_ip: ip ... reason: text` */
static enum log_result
read_spamdyke(struct piece body, struct event *event)
{
	if (!piece_starts(body, "DENIED_"))
		return LOG_FOREIGN;
	event->reply = piece_to(body, piece_find_byte(body, ' '));
	event->client = piece_between(body, " origin_ip: ", " ");
	event->recipient = piece_between(body, " to: ", " ");
	event->stage = STAGE_RCPT;
	event->class = piece_starts(body, "DENIED_GRAYLISTED") ? 4 : 5;
	if (piece_has(body, " reason: ") && !piece_ends(body, "(empty)"))
		event->reply = piece_between(body, " reason: ", "\n");
	return LOG_EVENT;
}

/* qmail-smtpd: a reply somewhere that ends in its status, `(#5.7.1)`. */
static enum log_result
read_smtpd(struct piece body, struct event *event)
{
	event->reply = bytes_reply(body);
	if (bytes_code(event->reply) < 400 || !piece_has(event->reply, "(#"))
		return LOG_FOREIGN;
	return LOG_EVENT;
}

static enum log_result
read_refusal(const struct log_line *line, struct event *event)
{
	struct piece body = line->body;
	size_t at;

	if (piece_is(line->tag, "rblsmtpd") || piece_skip(&body, "rblsmtpd: "))
		return read_rblsmtpd(body, event);
	at = piece_find(body, "CHKUSER ");
	if (at != PIECE_NONE)
		return read_chkuser(piece_from(body, at + 8), event);
	if (piece_is(line->tag, "CHKUSER"))
		return read_chkuser(body, event);
	if (piece_is(line->tag, "spamdyke") || piece_skip(&body, "spamdyke: "))
		return read_spamdyke(body, event);
	if (piece_starts(line->tag, "qmail-smtpd") ||
	    piece_starts(body, "qmail-smtpd"))
		return read_smtpd(body, event);
	return LOG_FOREIGN;
}

enum log_result
log_qmail_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct event found = { 0 };
	struct piece body = line->body;
	enum log_result result;

	piece_skip(&body, "qmail: ");
	if (piece_starts(body, "delivery ")) {
		result = read_delivery(log, body, &found);
	} else {
		result = read_refusal(line, &found);
		found.direction = DIRECTION_LOCAL;
		found.disposition = DISPOSITION_REFUSED;
	}
	if (result == LOG_EVENT)
		*event = found;
	return result;
}
