/*
 * Exim: deliveries by their flag (`**`, `==`, `=>`), refusals by the word
 * `rejected`, of main log, reject log and syslog.
 */
#include "log_read.h"

#include "log_cues.h"
#include "log_peer.h"
#include "log_stage.h"

enum {
	ID_LENGTH = 16,	    /* 1tBxyz-0003Qk-2L */
	ID_LENGTH_NEW = 23, /* of 4.97 and later */
	HEAD_MOST = 4096,   /* bytes of address and fields before the text */
	CLIENT_MOST = 1024, /* bytes of what stands before `rejected` */
};

/* How many letters and digits stand in front. */
static size_t
count_letters(struct piece piece, size_t from)
{
	size_t at = from;

	while (text_is_digit(piece_at(piece, at)) ||
	    text_is_letter(piece_at(piece, at)))
		at++;
	return at - from;
}

/* Takes the ID of a message off, if there is one. */
static struct piece
take_id(struct piece *body)
{
	struct piece id = { body->bytes, 0 };
	size_t second, length;

	if (piece_at(*body, 6) != '-' || count_letters(*body, 0) != 6)
		return id;
	second = count_letters(*body, 7);
	if (second != 6 && second != 11)
		return id;
	length = second == 6 ? ID_LENGTH : ID_LENGTH_NEW;
	if (piece_at(*body, 7 + second) != '-' || body->length < length ||
	    8 + second + count_letters(*body, 8 + second) != length)
		return id;
	id.length = length;
	*body = piece_from(*body, length);
	if (!piece_skip(body, ": "))
		piece_skip(body, " ");
	return id;
}

/* The value of R=, T= or H= in front of a text: up to a blank. */
static struct piece
field(struct piece head, const char *key)
{
	size_t at = piece_find(head, key);
	struct piece value;

	if (at == PIECE_NONE)
		return (struct piece) { NULL, 0 };
	value = piece_from(head, at + strlen(key));
	return piece_to(value, piece_find_byte(value, ' '));
}

/* `H=mx.example.com [192.0.2.1]`: the name and the address. */
static struct piece
host_of(struct piece head)
{
	size_t at = piece_find(head, " H="), end;
	struct piece host;

	if (at == PIECE_NONE && !piece_starts(head, "H="))
		return (struct piece) { NULL, 0 };
	host = piece_from(head, at == PIECE_NONE ? 2 : at + 3);
	piece_skip(&host, "*");
	end = piece_find_byte(host, ']');
	if (end == PIECE_NONE)
		return piece_to(host, piece_find_byte(host, ' '));
	return piece_to(host, end + 1);
}

/* Who said a text that no cue knows, by the transport that was told it. */
static enum direction
direction_by_transport(struct piece head)
{
	struct piece transport = field(head, " T=");

	if (transport.length == 0 || piece_has(transport, "smtp") ||
	    host_of(head).length > 0)
		return DIRECTION_NONE;
	return DIRECTION_OWN;
}

/* `...: host mx.example.com [192.0.2.1]: 550`, in texts of old versions */
static struct piece
host_in(struct piece text)
{
	return piece_between(text, ": host ", ": ");
}

static bool
is_own_transport(struct piece head)
{
	return piece_has(field(head, " T="), "lmtp") ||
	    log_peer_is_own(host_of(head));
}

/* Sets direction, stage and reply by the text of a delivery. */
static void
read_text(struct piece head, struct piece text, struct event *event)
{
	event->reply = text;
	if (log_cue_apply(CUES_EXIM, text, event) == NULL)
		event->direction = direction_by_transport(head);
	else if (event->direction == DIRECTION_REMOTE &&
	    (is_own_transport(head) || log_peer_is_own(host_in(text))))
		event->direction = DIRECTION_OWN;
}

/* The address of a delivery: `joe <joe@example.com>` is the latter's. */
static struct piece
recipient_of(struct piece head)
{
	struct piece word = head, rest;

	piece_word(&head);
	rest = head;
	word = piece_to(word, piece_find_byte(word, ' '));
	if (piece_at(rest, 0) == '<' && piece_at(rest, 1) != '>')
		return piece_to(piece_from(rest, 1),
		    piece_find_byte(piece_from(rest, 1), '>'));
	return piece_last(word) == ':' ? piece_to(word, word.length - 1) : word;
}

/* `** a@b R=r T=t H=h [ip]: text`, `== a@b R=r T=t defer (-44): text` */
static void
read_failure(struct piece body, struct event *event)
{
	size_t at = piece_find(piece_to(body, HEAD_MOST), ": ");
	struct piece head = piece_to(body, at), text;

	event->recipient = recipient_of(body);
	event->relay = host_of(head);
	text = at == PIECE_NONE ? body : piece_from(body, at + 2);
	read_text(head, text, event);
	if (at == PIECE_NONE)
		event->reply = text;
	event->class = event->disposition == DISPOSITION_FAILED ? 5 : 4;
}

/*
 * `=> a@b R=r T=t H=h [ip] C="250 OK"`. Local deliveries have no C=, nor had
 * those of old versions.
 */
static void
read_success(struct piece body, struct event *event)
{
	size_t at = piece_find(body, " C=\"");

	event->recipient = recipient_of(body);
	event->relay = host_of(body);
	event->disposition = DISPOSITION_DELIVERED;
	event->class = 2;
	event->direction = is_own_transport(body) ||
		(at == PIECE_NONE && event->relay.length == 0) ?
	    DIRECTION_OWN :
	    DIRECTION_REMOTE;
	if (at == PIECE_NONE) {
		event->reply = piece_of("delivered");
		return;
	}
	event->stage = STAGE_END_OF_DATA;
	event->reply = piece_from(body, at + strlen(" C=\""));
	event->reply = piece_to(event->reply,
	    piece_find_last(event->reply, "\""));
}

/* A flag and the blank behind it. */
static enum log_result
read_flag(struct piece body, struct event *event)
{
	if (piece_skip(&body, "** "))
		event->disposition = DISPOSITION_FAILED;
	else if (piece_skip(&body, "== "))
		event->disposition = DISPOSITION_DEFERRED;
	else if (piece_skip(&body, "=> ") || piece_skip(&body, "-> ") ||
	    piece_skip(&body, ">> "))
		return read_success(body, event), LOG_EVENT;
	else if (piece_starts(body, "<= ") || piece_starts(body, "*> ") ||
	    piece_starts(body, "Completed"))
		return LOG_SILENT;
	else
		return LOG_FOREIGN;
	read_failure(body, event);
	return LOG_EVENT;
}

/* What may stand behind `rejected `, and what it answers. */
static bool
stage_of_refusal(struct piece rest, enum stage *stage)
{
	static const struct {
		const char *words;
		enum stage stage;
	} rows[] = {
		{ "RCPT ", STAGE_RCPT },
		{ "MAIL ", STAGE_MAIL },
		{ "EHLO or HELO", STAGE_HELO },
		{ "EHLO ", STAGE_HELO },
		{ "HELO ", STAGE_HELO },
		{ "after DATA", STAGE_END_OF_DATA },
		{ "DATA", STAGE_DATA },
		{ "PREDATA", STAGE_DATA },
		{ "PRDR", STAGE_END_OF_DATA },
		{ "by local_scan", STAGE_END_OF_DATA },
		{ "by non-SMTP ACL", STAGE_NONE },
		{ "during MIME", STAGE_END_OF_DATA },
		{ "from <", STAGE_END_OF_DATA },
		{ "connection", STAGE_CONNECT },
		{ "in ", STAGE_UNSAID },
		{ "AUTH", STAGE_AUTH },
		{ "STARTTLS", STAGE_STARTTLS },
		{ "VRFY", STAGE_NONE },
		{ "EXPN", STAGE_NONE },
		{ "ETRN", STAGE_NONE },
		{ "ATRN", STAGE_NONE },
		{ "QUIT", STAGE_NONE },
		{ "BDAT", STAGE_END_OF_DATA },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (piece_starts(rest, rows[i].words)) {
			*stage = rows[i].stage;
			return true;
		}
	/* any other command */
	*stage = STAGE_NONE;
	for (size_t at = 0; at < 4; at++)
		if (piece_at(rest, at) < 'A' || piece_at(rest, at) > 'Z')
			return false;
	return true;
}

/* The text of a refusal: behind the `: ` that follows command and address. */
static struct piece
text_of_refusal(struct piece rest)
{
	size_t bracket = piece_find_byte(rest, '<');
	size_t at = piece_find(rest, ": "), close;

	if (bracket != PIECE_NONE && bracket < at) {
		close = piece_find_byte(piece_from(rest, bracket), '>');
		if (close != PIECE_NONE)
			at = piece_find(piece_from(rest, bracket + close),
			    ": ");
		if (close != PIECE_NONE && at != PIECE_NONE)
			at += bracket + close;
	}
	return at == PIECE_NONE ? rest : piece_from(rest, at + 2);
}

/* `H=h [ip] F=<a> rejected RCPT <b>: text` */
static enum log_result
read_rejected(struct piece body, struct event *event)
{
	size_t at = piece_find(piece_to(body, CLIENT_MOST), "rejected ");
	struct piece rest;

	if (at == PIECE_NONE || (at > 0 && body.bytes[at - 1] != ' '))
		return LOG_FOREIGN;
	rest = piece_from(body, at + strlen("rejected "));
	if (!stage_of_refusal(rest, &event->stage))
		return LOG_FOREIGN;
	event->class = piece_ends(piece_to(body, at), "temporarily ") ? 4 : 5;
	event->client = host_of(piece_to(body, at));
	if (event->stage == STAGE_RCPT) {
		struct piece address = piece_from(rest, strlen("RCPT "));

		piece_skip(&address, "<");
		event->recipient = piece_to(address,
		    piece_find_byte(address, '>'));
	}
	event->reply = text_of_refusal(rest);
	return LOG_EVENT;
}

/* The command that stands in quotes. */
static enum stage
stage_in_quotes(struct piece body)
{
	size_t at = piece_find_byte(body, '"');

	return at == PIECE_NONE ? STAGE_UNSAID :
				  log_stage_of(piece_from(body, at + 1));
}

/* Refusals that are worded in other ways. */
static enum log_result
read_other_refusal(struct piece body, struct event *event)
{
	size_t at = piece_find(piece_to(body, CLIENT_MOST),
	    "authenticator failed for ");

	event->reply = body;
	event->class = 5;
	if (at != PIECE_NONE) {
		event->stage = STAGE_AUTH;
		event->client = piece_from(body,
		    at +
			strlen("authenticator "
			       "failed for "));
		event->client = piece_to(event->client,
		    piece_find(event->client, ": "));
		event->reply = bytes_reply(body);
	} else if (piece_starts(body, "SMTP protocol synchronization error")) {
		event->stage = piece_has(body, "without waiting") ?
		    STAGE_CONNECT :
		    stage_in_quotes(body);
	} else if (piece_starts(body, "SMTP protocol error in ") ||
	    piece_starts(body, "SMTP protocol violation") ||
	    piece_starts(body, "SMTP syntax error in ")) {
		event->stage = stage_in_quotes(body);
	} else if (piece_starts(body, "SMTP call from ") &&
	    piece_has(body, " dropped")) {
		event->stage = STAGE_UNSAID;
	} else if (piece_has(body, "DROP in ACL")) {
		event->stage = STAGE_UNSAID;
	} else if (piece_starts(body, "refused connection from ") ||
	    (piece_starts(body, "Connection from ") &&
		piece_has(body, " refused"))) {
		event->stage = STAGE_CONNECT;
		event->class = piece_has(body, "too many") ? 4 : 5;
	} else if (piece_starts(body, "unqualified sender rejected") ||
	    piece_starts(body, "unqualified recipient rejected")) {
		event->stage = body.bytes[12] == 's' ? STAGE_MAIL : STAGE_RCPT;
	} else if ((at = piece_find(body, "sender verify ")) != PIECE_NONE &&
	    (piece_has(piece_from(body, at), "fail for ") ||
		piece_has(piece_from(body, at), "defer for "))) {
		event->stage = STAGE_RCPT;
		event->class = piece_has(body, "verify fail") ? 5 : 4;
		event->client = host_of(piece_to(body, at));
		event->reply = text_of_refusal(piece_from(body, at));
	} else {
		return LOG_FOREIGN;
	}
	return LOG_EVENT;
}

/* A line of a delivery that is not yet decided. */
static enum log_result
read_remark(struct piece body, bool has_id, struct event *event)
{
	size_t at = piece_find(body, " error ");

	if (!has_id && !piece_starts(body, "H=") && at == PIECE_NONE)
		return LOG_FOREIGN;
	if (piece_has(body, "delivering unencrypted") ||
	    piece_has(body, " from <> ") || piece_starts(body, "Warning: ") ||
	    log_cue_apply(CUES_EXIM, body, event) == NULL)
		return LOG_FOREIGN;
	if (!has_id && event->direction != DIRECTION_REMOTE)
		return LOG_FOREIGN;
	event->relay = host_of(body);
	if (event->direction == DIRECTION_REMOTE &&
	    log_peer_is_own(event->relay))
		event->direction = DIRECTION_OWN;
	return LOG_EVENT;
}

static enum log_result
read_refusal(struct piece body, struct event *event)
{
	enum log_result result = read_other_refusal(body, event);

	if (result == LOG_FOREIGN)
		result = read_rejected(body, event);
	if (result == LOG_EVENT) {
		event->direction = DIRECTION_LOCAL;
		event->disposition = DISPOSITION_REFUSED;
	}
	return result;
}

/* Takes `+0200 ` and `[12345] ` off. */
static void
skip_process(struct piece *body)
{
	size_t end;

	if (piece_at(*body, 0) != '[')
		return;
	end = piece_digits(piece_from(*body, 1)) + 1;
	if (end == 1 || piece_at(*body, end) != ']')
		return;
	*body = piece_from(*body, end + 1);
	piece_skip(body, " ");
}

enum log_result
log_exim_read(struct log *log, const struct log_line *line, struct event *event)
{
	struct piece body = line->body;
	struct event found = { 0 };
	enum log_result result;

	(void)log;
	skip_process(&body);
	found.message = take_id(&body);
	result = found.message.length > 0 || piece_starts(line->tag, "exim") ?
	    read_flag(body, &found) :
	    LOG_FOREIGN;
	if (result == LOG_FOREIGN)
		result = read_refusal(body, &found);
	if (result == LOG_FOREIGN) {
		struct event remark = { .message = found.message };

		result = read_remark(body, found.message.length > 0, &remark);
		found = remark;
	}
	if (result == LOG_FOREIGN)
		return found.message.length > 0 ? LOG_SILENT : LOG_FOREIGN;
	*event = found;
	return result;
}
