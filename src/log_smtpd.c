/*
 * OpenSMTPD of all versions: `mta delivery ... result= stat=`, refused
 * commands, and the reports that it writes for filters.
 */
#include "log_read.h"

#include "log_cues.h"
#include "log_peer.h"
#include "log_stage.h"

/* PermFail, TempFail, Ok */
static bool
set_disposition(struct piece word, struct event *event)
{
	if (piece_starts(word, "PermFail") || piece_starts(word, "Expire"))
		event->disposition = DISPOSITION_FAILED;
	else if (piece_starts(word, "TempFail"))
		event->disposition = DISPOSITION_DEFERRED;
	else if (piece_starts(word, "Ok"))
		event->disposition = DISPOSITION_DELIVERED;
	else
		return false;
	return true;
}

/* Cuts the quotes off, where they are. */
static struct piece
unquote(struct piece text)
{
	if (piece_skip(&text, "\"")) {
		size_t end = piece_find_last(text, "\"");

		text = piece_to(text, end);
	}
	return text;
}

/* Who said the text of a delivery, by the agent and the relay. */
static void
read_words(struct piece text, bool local, struct event *event)
{
	bool own = local || log_peer_is_own(event->relay);

	event->reply = text;
	if (!local && log_cue_apply(CUES_SMTPD, text, event) != NULL)
		return;
	if (bytes_code(text) == 0 && !local)
		event->direction = DIRECTION_NONE;
	else
		event->direction = own ? DIRECTION_OWN : DIRECTION_REMOTE;
	if (event->disposition == DISPOSITION_DELIVERED && !local)
		event->stage = STAGE_END_OF_DATA;
	event->class = event->disposition == DISPOSITION_FAILED ? 5 :
	    event->disposition == DISPOSITION_DEFERRED		? 4 :
								  2;
}

/* `mta delivery evpid=1 ... relay="h (ip)" result="Ok" stat="250 OK"` */
static enum log_result
read_delivery(struct piece body, struct event *event)
{
	size_t at = piece_find(body, " stat=");
	bool local;

	if (at == PIECE_NONE ||
	    !set_disposition(bytes_value(body, "result="), event))
		return LOG_FOREIGN;
	local = piece_has(piece_to(body, at), "mda ");
	event->message = bytes_value(body, "evpid=");
	event->recipient = bytes_value(body, "to=");
	event->relay = bytes_value(body, "relay=");
	read_words(unquote(piece_from(body, at + strlen(" stat="))), local,
	    event);
	return LOG_EVENT;
}

/* `relay: Ok for 12: session=..., relay=ip, delay=1s, stat=250 OK` */
static enum log_result
read_old_delivery(struct piece body, struct event *event)
{
	size_t at;
	bool local = piece_starts(body, "delivery: ");

	if (!piece_skip(&body, "relay: ") && !piece_skip(&body, "delivery: "))
		return LOG_FOREIGN;
	at = piece_find(body, ", stat=");
	if (at == PIECE_NONE || !set_disposition(body, event))
		return LOG_FOREIGN;
	event->message = piece_between(body, " for ", ":");
	event->recipient = bytes_value(body, "to=");
	event->relay = bytes_value(body, "relay=");
	read_words(piece_from(body, at + strlen(", stat=")), local, event);
	return LOG_EVENT;
}

static enum log_result
refuse(struct piece command, struct piece reply, struct event *event)
{
	if (bytes_code(reply) == 0)
		return LOG_FOREIGN;
	event->stage = command.length == 0 ? STAGE_CONNECT :
					     log_stage_of(command);
	event->reply = reply;
	event->direction = DIRECTION_LOCAL;
	event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

/* A refused command, in the words of three versions. */
static enum log_result
read_refusal(struct piece body, struct event *event)
{
	size_t at = piece_find(body, " result=");
	struct piece command, reply;

	if (at != PIECE_NONE &&
	    (piece_has(body, "failed-command") ||
		piece_has(body, "bad-input"))) {
		command = bytes_value(body, "command=");
		reply = unquote(piece_from(body, at + strlen(" result=")));
		event->client = bytes_value(body, "address=");
		if (piece_has(body, "bad-input"))
			command = piece_of("?");
		return refuse(command, reply, event);
	}
	if (!piece_starts(body, "smtp-in: "))
		return LOG_FOREIGN;
	at = piece_find_last(body, " => ");
	if (at == PIECE_NONE)
		return LOG_FOREIGN;
	command = piece_from(body, piece_find_byte(body, '"') + 1);
	if (!piece_has(piece_to(body, at), "\""))
		command = piece_of("?");
	return refuse(command, piece_from(body, at + strlen(" => ")), event);
}

/* `report|0.7|time|smtp-in|protocol-server|session|535 Authentication...` */
static enum log_result
read_report(struct piece body, struct event *event)
{
	bool in = piece_has(body, "|smtp-in|protocol-server|");
	size_t at = piece_find(body, "|protocol-server|");
	struct piece reply;

	if (at == PIECE_NONE)
		return LOG_SILENT;
	reply = piece_from(body, at + strlen("|protocol-server|"));
	at = piece_find_byte(reply, '|');
	if (at == PIECE_NONE)
		return LOG_SILENT;
	event->reply = piece_from(reply, at + 1);
	if (bytes_code(event->reply) == 0)
		return LOG_SILENT;
	event->direction = in ? DIRECTION_LOCAL : DIRECTION_REMOTE;
	if (in && bytes_code(event->reply) >= 400)
		event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

/* `smtp-out: Error on session 12: Connection refused`, `mta error reason=` */
static enum log_result
read_error(struct piece body, struct event *event)
{
	size_t at;

	if (piece_starts(body, "smtp-out: Error on session ") &&
	    (at = piece_find(body, ": ")) != PIECE_NONE) {
		at = piece_find_last(body, ": ");
		event->reply = piece_from(body, at + 2);
	} else if (piece_starts(body, "mta ") &&
	    (piece_has(body, "mta error ") || piece_has(body, "event=error"))) {
		at = piece_find(body, "reason=");
		if (at == PIECE_NONE)
			return LOG_FOREIGN;
		event->reply = unquote(piece_from(body, at + 7));
	} else {
		return LOG_FOREIGN;
	}
	if (event->reply.length == 0)
		return LOG_FOREIGN;
	if (log_cue_apply(CUES_SMTPD, event->reply, event) != NULL)
		return LOG_EVENT;
	event->direction = bytes_code(event->reply) != 0 ? DIRECTION_REMOTE :
							   DIRECTION_NONE;
	event->class = 4;
	return LOG_EVENT;
}

/* Takes the number of the session off: 16 digits of base 16. */
static void
skip_session(struct piece *body)
{
	size_t at = 0;

	piece_skip(body, "info: ");
	piece_skip(body, "warn: ");
	while (text_is_digit(piece_at(*body, at)) ||
	    (piece_at(*body, at) >= 'a' && piece_at(*body, at) <= 'f'))
		at++;
	if (at == 16 && piece_at(*body, at) == ' ')
		*body = piece_from(*body, at + 1);
}

/* The first word of `smtp-in: Failed ...` may have been taken for a tag. */
static struct piece
take_tag_back(const struct log_line *line)
{
	static const char *const words[] = { "smtp-in: ", "smtp-out: ",
		"relay: ", "delivery: " };
	size_t at;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (line->tag.length + 2 != strlen(words[i]) ||
		    memcmp(line->tag.bytes, words[i], line->tag.length) != 0)
			continue;
		/* a tag of JSON does not stand in the line */
		at = piece_find(line->whole, words[i]);
		if (at != PIECE_NONE)
			return piece_from(line->whole, at);
	}
	return line->body;
}

enum log_result
log_smtpd_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct piece body = take_tag_back(line);
	struct event found = { 0 };
	enum log_result result = LOG_FOREIGN;

	(void)log;
	skip_session(&body);
	if (piece_starts(body, "report|"))
		result = read_report(body, &found);
	else if (piece_starts(body, "mta ") || piece_starts(body, "mda "))
		result = read_delivery(body, &found);
	else if (piece_starts(body, "smtp"))
		result = read_refusal(body, &found);
	else
		result = read_old_delivery(body, &found);
	if (result == LOG_FOREIGN) {
		found = (struct event) { 0 };
		result = read_error(body, &found);
	}
	if (result == LOG_EVENT)
		*event = found;
	return result;
}
