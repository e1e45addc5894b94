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
	if (bytes_starts(word, "PermFail") || bytes_starts(word, "Expire"))
		event->disposition = DISPOSITION_FAILED;
	else if (bytes_starts(word, "TempFail"))
		event->disposition = DISPOSITION_DEFERRED;
	else if (bytes_starts(word, "Ok"))
		event->disposition = DISPOSITION_DELIVERED;
	else
		return false;
	return true;
}

/* Cuts the quotes off, where they are. */
static struct piece
unquote(struct piece text)
{
	if (bytes_skip(&text, "\"")) {
		size_t end = bytes_find_last(text, "\"");

		text = bytes_to(text, end);
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
	size_t at = bytes_find(body, " stat=");
	bool local;

	if (at == BYTES_NONE ||
	    !set_disposition(bytes_value(body, "result="), event))
		return LOG_FOREIGN;
	local = bytes_has(bytes_to(body, at), "mda ");
	event->message = bytes_value(body, "evpid=");
	event->recipient = bytes_value(body, "to=");
	event->relay = bytes_value(body, "relay=");
	read_words(unquote(bytes_from(body, at + strlen(" stat="))), local,
	    event);
	return LOG_EVENT;
}

/* `relay: Ok for 12: session=..., relay=ip, delay=1s, stat=250 OK` */
static enum log_result
read_old_delivery(struct piece body, struct event *event)
{
	size_t at;
	bool local = bytes_starts(body, "delivery: ");

	if (!bytes_skip(&body, "relay: ") && !bytes_skip(&body, "delivery: "))
		return LOG_FOREIGN;
	at = bytes_find(body, ", stat=");
	if (at == BYTES_NONE || !set_disposition(body, event))
		return LOG_FOREIGN;
	event->message = bytes_between(body, " for ", ":");
	event->recipient = bytes_value(body, "to=");
	event->relay = bytes_value(body, "relay=");
	read_words(bytes_from(body, at + strlen(", stat=")), local, event);
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
	size_t at = bytes_find(body, " result=");
	struct piece command, reply;

	if (at != BYTES_NONE &&
	    (bytes_has(body, "failed-command") ||
		bytes_has(body, "bad-input"))) {
		command = bytes_value(body, "command=");
		reply = unquote(bytes_from(body, at + strlen(" result=")));
		event->client = bytes_value(body, "address=");
		if (bytes_has(body, "bad-input"))
			command = bytes_of("?");
		return refuse(command, reply, event);
	}
	if (!bytes_starts(body, "smtp-in: "))
		return LOG_FOREIGN;
	at = bytes_find_last(body, " => ");
	if (at == BYTES_NONE)
		return LOG_FOREIGN;
	command = bytes_from(body, bytes_find_byte(body, '"') + 1);
	if (!bytes_has(bytes_to(body, at), "\""))
		command = bytes_of("?");
	return refuse(command, bytes_from(body, at + strlen(" => ")), event);
}

/* `report|0.7|time|smtp-in|protocol-server|session|535 Authentication...` */
static enum log_result
read_report(struct piece body, struct event *event)
{
	bool in = bytes_has(body, "|smtp-in|protocol-server|");
	size_t at = bytes_find(body, "|protocol-server|");
	struct piece reply;

	if (at == BYTES_NONE)
		return LOG_SILENT;
	reply = bytes_from(body, at + strlen("|protocol-server|"));
	at = bytes_find_byte(reply, '|');
	if (at == BYTES_NONE)
		return LOG_SILENT;
	event->reply = bytes_from(reply, at + 1);
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

	if (bytes_starts(body, "smtp-out: Error on session ") &&
	    (at = bytes_find(body, ": ")) != BYTES_NONE) {
		at = bytes_find_last(body, ": ");
		event->reply = bytes_from(body, at + 2);
	} else if (bytes_starts(body, "mta ") &&
	    (bytes_has(body, "mta error ") || bytes_has(body, "event=error"))) {
		at = bytes_find(body, "reason=");
		if (at == BYTES_NONE)
			return LOG_FOREIGN;
		event->reply = unquote(bytes_from(body, at + 7));
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

	bytes_skip(body, "info: ");
	bytes_skip(body, "warn: ");
	while (text_is_digit(bytes_at(*body, at)) ||
	    (bytes_at(*body, at) >= 'a' && bytes_at(*body, at) <= 'f'))
		at++;
	if (at == 16 && bytes_at(*body, at) == ' ')
		*body = bytes_from(*body, at + 1);
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
		at = bytes_find(line->whole, words[i]);
		if (at != BYTES_NONE)
			return bytes_from(line->whole, at);
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
	if (bytes_starts(body, "report|"))
		result = read_report(body, &found);
	else if (bytes_starts(body, "mta ") || bytes_starts(body, "mda "))
		result = read_delivery(body, &found);
	else if (bytes_starts(body, "smtp"))
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
