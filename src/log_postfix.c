/*
 * Postfix: delivery agents tell `status=` of a recipient, servers `reject:` of
 * a client, and qmgr that a mail has expired. All else tells of no reply.
 */
#include "log_read.h"

#include "log_cues.h"
#include "log_peer.h"
#include "log_stage.h"

enum {
	ID_LEAST = 5, /* letters of a queue ID; the long form has up to 20 */
	ID_MOST = 20,
};

/* By what stands behind it one knows an ID that is none. */
static const char *const behind_id[] = { "to=", "from=<",
	"reject: ", "milter-reject: ", "proxy-reject: " };

/* Takes `QUEUEID: ` off; NOQUEUE is an empty one. */
static struct piece
take_id(struct piece *body)
{
	struct piece id = { body->bytes, 0 };
	size_t at = 0;

	while (at <= ID_MOST && at < body->length &&
	    (text_is_digit(body->bytes[at]) || text_is_letter(body->bytes[at])))
		at++;
	if ((text_is_letter(piece_at(*body, 0)) && body->bytes[0] >= 'a') ||
	    at < ID_LEAST || piece_at(*body, at) != ':' ||
	    piece_at(*body, at + 1) != ' ') {
		log_skip_made_up_id(body, behind_id,
		    sizeof(behind_id) / sizeof(behind_id[0]));
		return id;
	}
	if (!piece_starts(*body, "NOQUEUE:"))
		id.length = at;
	*body = piece_from(*body, at + 2);
	return id;
}

/* What stands in the brackets behind `status=bounced`. */
static void
read_explanation(struct piece text, bool own, struct event *event)
{
	bool suspended;

	event->reply = text;
	if (bytes_code(text) != 0) {
		event->direction = own ? DIRECTION_OWN : DIRECTION_REMOTE;
		if (event->disposition == DISPOSITION_DELIVERED)
			event->stage = STAGE_END_OF_DATA;
		return;
	}
	suspended = piece_skip(&text, "delivery temporarily suspended: ");
	if (log_cue_apply_postfix(text, event) == NULL)
		event->direction = own && !suspended ? DIRECTION_OWN :
						       DIRECTION_NONE;
	else if (own && event->direction == DIRECTION_REMOTE)
		event->direction = DIRECTION_OWN;
}

static bool
set_disposition(struct piece word, struct event *event)
{
	static const struct {
		const char *word;
		enum disposition disposition;
	} rows[] = {
		{ "sent", DISPOSITION_DELIVERED },
		{ "deferred", DISPOSITION_DEFERRED },
		{ "bounced", DISPOSITION_FAILED },
		{ "expired", DISPOSITION_FAILED },
		{ "force-expired", DISPOSITION_FAILED },
		{ "SOFTBOUNCE", DISPOSITION_DEFERRED },
		{ "undeliverable", DISPOSITION_UNSAID },
		{ "deliverable", DISPOSITION_UNSAID },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (piece_is(word, rows[i].word)) {
			event->disposition = rows[i].disposition;
			return true;
		}
	return false;
}

/* A status in dsn= counts where no reply was quoted, and not as filler. */
static void
use_dsn(struct piece dsn, struct event *event)
{
	if (dsn.length == 0 || bytes_code(event->reply) != 0)
		return;
	if (!text_is_digit(dsn.bytes[0]))
		return;
	event->class = (unsigned)(dsn.bytes[0] - '0');
	if (!piece_ends(dsn, ".0.0"))
		event->status = dsn;
}

/* Is the peer, by its name or by the mailer that wrote the line, our own? */
static bool
is_own_relay(struct piece relay, struct piece daemon)
{
	if (piece_is(daemon, "lmtp") || piece_is(daemon, "local") ||
	    piece_is(daemon, "virtual") || piece_is(daemon, "pipe"))
		return true;
	if (relay.length == 0 || piece_is(relay, "none"))
		return false;
	return piece_find_byte(relay, '[') == PIECE_NONE ||
	    log_peer_is_own(relay);
}

/* Takes `to=<a>, ` off; where it was pasted, the brackets may be lost. */
static bool
take_recipient(struct piece *body, struct piece *recipient)
{
	bool brackets = piece_skip(body, "<");
	size_t end = piece_find(*body, brackets ? ">, " : ", ");

	if (end == PIECE_NONE)
		return false;
	*recipient = piece_to(*body, end);
	*body = piece_from(*body, end + (brackets ? 3 : 2));
	return true;
}

/* `a>, relay=h[ip]:25, delay=1, dsn=5.1.1, status=bounced (...)` */
static enum log_result
read_delivery(struct piece body, struct piece daemon, struct event *event)
{
	struct piece relay = { NULL, 0 }, dsn = { NULL, 0 }, text;
	size_t end;

	if (!take_recipient(&body, &event->recipient))
		return LOG_FOREIGN;
	for (;;) {
		if (piece_starts(body, "status="))
			break;
		end = piece_find_byte(body, ',');
		if (end == PIECE_NONE || piece_at(body, end + 1) != ' ')
			return LOG_FOREIGN;
		if (piece_starts(body, "relay="))
			relay = piece_from(piece_to(body, end), 6);
		else if (piece_starts(body, "dsn="))
			dsn = piece_from(piece_to(body, end), 4);
		body = piece_from(body, end + 2);
	}
	body = piece_from(body, strlen("status="));
	end = 0;
	while (end < body.length && body.bytes[end] != ' ' &&
	    body.bytes[end] != ',')
		end++;
	if (!set_disposition(piece_to(body, end), event))
		return LOG_FOREIGN;
	text = piece_trim(piece_from(body, end));
	if (piece_skip(&text, "(") && piece_last(text) == ')')
		text.length--;
	if (!piece_is(relay, "none"))
		event->relay = relay;
	read_explanation(text, is_own_relay(relay, daemon), event);
	use_dsn(dsn, event);
	return LOG_EVENT;
}

/* `from=<a>, status=expired, returned to sender` */
static enum log_result
read_expiry(struct piece body, struct event *event)
{
	size_t at = piece_find(body, ">, status=");

	if (at == PIECE_NONE)
		return LOG_SILENT;
	event->reply = piece_from(body, at + strlen(">, status="));
	if (!piece_starts(event->reply, "expired") &&
	    !piece_starts(event->reply, "force-expired"))
		return LOG_SILENT;
	event->direction = DIRECTION_NONE;
	event->disposition = DISPOSITION_FAILED;
	event->class = 5;
	return LOG_EVENT;
}

/* Cuts off `; from=<a> to=<b> proto=ESMTP helo=<c>`, and reads it. */
static struct piece
take_envelope(struct piece text, struct event *event)
{
	static const char *const starts[] = { "; from=", "; proto=", "; helo=",
		"; to=" };

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		size_t at = piece_find(text, starts[i]);

		if (at == PIECE_NONE)
			continue;
		event->recipient = bytes_value(piece_from(text, at), "to=");
		return piece_to(text, at);
	}
	return text;
}

/* `CLIENT: ` in front of what was said to it; CLIENT is name[ip]:port. */
static void
take_client(struct piece *rest, struct event *event)
{
	size_t at = piece_find(*rest, "]");
	size_t end = piece_find(*rest, ": ");

	if (at != PIECE_NONE && end != PIECE_NONE && at > end)
		end = at + piece_find(piece_from(*rest, at), ": ");
	if (end == PIECE_NONE || end >= rest->length)
		return;
	event->client = piece_to(*rest, end);
	*rest = piece_from(*rest, end + 2);
}

/* cleanup: `header X: Y from h[ip]; from=<> ...: 5.7.1 rejected` */
static void
read_content(struct piece body, struct event *event)
{
	size_t at = piece_find_last(body, "; from=<");
	size_t end;
	struct piece from = piece_to(body, at), rest;

	event->reply = body;
	if (at == PIECE_NONE)
		return;
	rest = piece_from(body, at);
	event->recipient = bytes_value(rest, "to=");
	end = piece_find(rest, ">: ");
	if (end != PIECE_NONE)
		event->reply = piece_from(rest, end + 3);
	end = piece_find_last(from, " from ");
	if (end == PIECE_NONE)
		return;
	event->client = piece_from(from, end + strlen(" from "));
	if (!piece_is(event->client, "local"))
		return;
	event->client = (struct piece) { NULL, 0 };
	event->direction = DIRECTION_NONE;
	event->disposition = DISPOSITION_FAILED;
}

/* What follows `reject: `. */
static enum log_result
read_refusal(struct piece body, struct event *event)
{
	size_t at = piece_find(body, " from ");

	event->direction = DIRECTION_LOCAL;
	event->stage = log_stage_of(body);
	event->class = 5;
	if (piece_starts(body, "header ") || piece_starts(body, "body ") ||
	    piece_starts(body, "mime-error ")) {
		read_content(body, event);
		return LOG_EVENT;
	}
	body = take_envelope(body, event);
	if (at != PIECE_NONE && at < body.length &&
	    (piece_find(body, ": ") == PIECE_NONE ||
		at < piece_find(body, ": "))) {
		body = piece_from(body, at + strlen(" from "));
		take_client(&body, event);
	} else {
		at = piece_find(body, ": ");
		if (at == PIECE_NONE)
			return LOG_FOREIGN;
		body = piece_from(body, at + 2);
	}
	event->reply = body;
	if (piece_starts(body, "too many connections") ||
	    piece_starts(body, "all server ports busy"))
		event->class = 4;
	return LOG_EVENT;
}

/* `reject: ` and its like; anything else is none. */
static enum log_result
read_server(struct piece body, struct event *event)
{
	if (piece_skip(&body, "reject: ") ||
	    piece_skip(&body, "milter-reject: ") ||
	    piece_skip(&body, "proxy-reject: ")) {
		event->disposition = DISPOSITION_REFUSED;
		return read_refusal(body, event);
	}
	if (piece_skip(&body, "reject_warning: ") ||
	    piece_skip(&body, "proxy-accept: "))
		return read_refusal(body, event);
	return LOG_FOREIGN;
}

/* A line of smtp(8) without a status: what was said, or that nothing was. */
static enum log_result
read_remark(struct piece body, struct event *event)
{
	piece_skip(&body, "delivery temporarily suspended: ");
	if (piece_skip(&body, "warning: ") &&
	    !piece_starts(body, "SASL authentication failed; server "))
		return LOG_FOREIGN;
	if (piece_starts(body, "mail for ") ||
	    piece_starts(body, "message size ") ||
	    log_cue_apply_postfix(body, event) == NULL)
		return LOG_FOREIGN;
	return LOG_EVENT;
}

/* `> h[ip]: 550 ...` of smtpd -v, `< h[ip]:25: 550 ...` of smtp -v */
static enum log_result
read_session(struct piece body, bool client, struct event *event)
{
	struct piece rest = piece_from(body, 2);

	if (body.bytes[0] != (client ? '<' : '>'))
		return LOG_FOREIGN;
	take_client(&rest, event);
	if (bytes_code(rest) == 0)
		return LOG_FOREIGN;
	event->reply = rest;
	if (client) {
		event->relay = event->client;
		event->client = (struct piece) { NULL, 0 };
	}
	event->direction = client ? DIRECTION_REMOTE : DIRECTION_LOCAL;
	if (!client && bytes_code(rest) >= 400)
		event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

/* The daemon's own name: smtpd of postfix/submission/smtpd. */
static struct piece
daemon_of(struct piece tag)
{
	for (size_t at = tag.length; at > 0; at--)
		if (tag.bytes[at - 1] == '/')
			return piece_from(tag, at);
	return (struct piece) { NULL, 0 };
}

enum log_result
log_postfix_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct piece body = line->body, daemon = daemon_of(line->tag);
	enum log_result result = LOG_FOREIGN;

	(void)log;
	event->message = take_id(&body);
	switch (piece_at(body, 0)) {
	case 't':
		if (piece_skip(&body, "to="))
			result = read_delivery(body, daemon, event);
		break;
	case 'f':
		if (piece_starts(body, "from=<"))
			result = read_expiry(body, event);
		break;
	case 'r':
	case 'm':
	case 'p':
		result = read_server(body, event);
		break;
	case '<':
	case '>':
		if (daemon.length > 0)
			result = read_session(body,
			    !piece_starts(daemon, "smtpd"), event);
		break;
	case 'H':
	case 'N':
	case 'd':
	case 'h':
	case 'l':
	case 'c':
	case 'S':
	case 'T':
	case 'C':
	case 'w':
		if (!piece_starts(daemon, "smtpd") &&
		    !piece_starts(daemon, "clean"))
			result = read_remark(body, event);
		break;
	default:
		break;
	}
	return result;
}
