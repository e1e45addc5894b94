/*
 * Transcripts of sessions, line by line, and words out of logs that stand by
 * themselves: in tickets, exports and web pages.
 */
#include "log_read.h"

#include "log_cues.h"
#include "log_stage.h"

enum {
	ARROW_MOST = 80, /* bytes in front of an arrow */
};

/* What the programs that show a session put before the server's lines. */
static bool
take_prompt(struct piece *body, enum direction *direction)
{
	static const struct {
		const char *prompt;
		enum direction direction;
	} rows[] = {
		{ "<** ", DIRECTION_REMOTE }, /* swaks: a failure */
		{ "<~* ", DIRECTION_REMOTE }, /* the same within TLS */
		{ "<-  ", DIRECTION_REMOTE },
		{ "<~  ", DIRECTION_REMOTE },
		{ "<~- ", DIRECTION_REMOTE },
		{ "<-- ", DIRECTION_REMOTE },
		{ "<<< ", DIRECTION_REMOTE }, /* sendmail -v */
		{ "<- ", DIRECTION_REMOTE },
		{ "< ", DIRECTION_REMOTE }, /* curl -v */
		{ "SMTP<< ", DIRECTION_REMOTE },
		{ "LMTP<< ", DIRECTION_OWN },
		{ "SERVER -> CLIENT: ", DIRECTION_REMOTE },
		{ "reply: b'", DIRECTION_REMOTE }, /* Python */
		{ "S: ", DIRECTION_ANY },
		{ "Server: ", DIRECTION_ANY },
		{ "SERVER: ", DIRECTION_ANY },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct piece rest = *body;

		if (!bytes_skip(&rest, rows[i].prompt))
			continue;
		rest = bytes_trim(rest);
		if (bytes_code(rest) == 0)
			continue;
		*body = rest;
		*direction = rows[i].direction;
		return true;
	}
	return false;
}

/* `"SMTPC" 123 4 "date" "ip" "RECEIVED: 550 ..."`, as hMailServer writes */
static bool
take_session(struct piece *body, struct event *event)
{
	bool server = bytes_starts(*body, "\"SMTPD\"");
	size_t at;

	if (!server && !bytes_starts(*body, "\"SMTPC\""))
		return false;
	at = bytes_find(*body, server ? "\"SENT: " : "\"RECEIVED: ");
	if (at == BYTES_NONE)
		return false;
	*body = bytes_from(*body, at + (server ? 7 : 11));
	if (bytes_last(*body) == '"')
		body->length--;
	if (bytes_code(*body) == 0)
		return false;
	event->direction = server ? DIRECTION_LOCAL : DIRECTION_REMOTE;
	if (server && bytes_code(*body) >= 400)
		event->disposition = DISPOSITION_REFUSED;
	return true;
}

/* `[12:1] --> 550 ...` behind a date, as MDaemon writes: --> is what we say */
static bool
take_arrow(const struct log_line *line, struct piece *body, struct event *event)
{
	bool ours;
	size_t at = bytes_find(bytes_to(*body, ARROW_MOST), "-- ");
	struct piece rest;

	if (!line->framed)
		return false;
	if (at == BYTES_NONE || at == 0 || body->bytes[at - 1] != '<') {
		at = bytes_find(bytes_to(*body, ARROW_MOST), "--> ");
		ours = true;
		if (at == BYTES_NONE)
			return false;
		rest = bytes_from(*body, at + 4);
	} else {
		ours = false;
		rest = bytes_from(*body, at + 3);
	}
	if (bytes_code(rest) == 0)
		return false;
	*body = rest;
	event->direction = ours ? DIRECTION_LOCAL : DIRECTION_REMOTE;
	if (ours && bytes_code(rest) >= 400)
		event->disposition = DISPOSITION_REFUSED;
	return true;
}

/* What swaks remarks: only that nobody answered counts. */
static enum log_result
read_swaks(struct piece body, struct event *event)
{
	static const char *const silent[] = { "=== ", "-> ", "~> ", "*** ",
		"<- ", "<~ ", ">>> ", "C: ", NULL };

	if (bytes_starts(body, "*** Error connecting") ||
	    bytes_starts(body, "*** Remote host closed connection") ||
	    bytes_starts(body, "*** TLS startup failed") ||
	    bytes_starts(body, "<** Timeout")) {
		event->reply = bytes_from(body, 4);
		event->direction = DIRECTION_NONE;
		event->stage = bytes_has(body, "TLS") ? STAGE_STARTTLS :
		    bytes_has(body, "connecting")     ? STAGE_CONNECT :
							STAGE_UNSAID;
		event->class = 4;
		return LOG_EVENT;
	}
	for (size_t i = 0; silent[i] != NULL; i++)
		if (bytes_starts(body, silent[i]))
			return LOG_SILENT;
	return LOG_FOREIGN;
}

/* `Diagnostic-Code: smtp; 550 ...`, of a delivery report */
static enum log_result
read_diagnostic(struct piece body, struct event *event)
{
	struct piece kind = bytes_trim(
	    bytes_from(body, strlen("Diagnostic-Code:")));
	size_t at = bytes_find_byte(kind, ';');

	if (at == BYTES_NONE)
		return LOG_FOREIGN;
	event->reply = bytes_trim(bytes_from(kind, at + 1));
	if (!bytes_starts_word(kind, "x-postfix")) {
		event->direction = DIRECTION_REMOTE;
		return LOG_EVENT;
	}
	if (log_cue_apply_postfix(event->reply, event) == NULL)
		event->direction = bytes_has(event->reply, "unknown user") ||
			bytes_has(event->reply, "mailbox") ||
			bytes_has(event->reply, "Command ") ?
		    DIRECTION_OWN :
		    DIRECTION_NONE;
	return LOG_EVENT;
}

/* Words that tell by themselves who said them. */
static enum log_result
read_words(struct piece body, struct event *event)
{
	size_t end;

	if (log_cue_apply(CUES_BARE, body, event) == NULL)
		return LOG_FOREIGN;
	if (bytes_starts(body, "Defer:") || bytes_has(body, "Defer:Reason:"))
		event->disposition = DISPOSITION_DEFERRED;
	bytes_skip(&event->reply, "'");
	end = bytes_find(event->reply, "}");
	if (bytes_has(body, "{LED="))
		event->reply = bytes_to(event->reply, end);
	return LOG_EVENT;
}

enum log_result
log_transcript_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct piece body = bytes_trim(line->whole);
	enum log_result result;

	(void)log;
	if (take_session(&body, event) ||
	    take_prompt(&body, &event->direction) ||
	    take_arrow(line, &body, event)) {
		event->reply = body;
		return LOG_EVENT;
	}
	result = read_swaks(body, event);
	if (result != LOG_FOREIGN)
		return result;
	if (bytes_starts_word(body, "diagnostic-code:"))
		return read_diagnostic(body, event);
	return read_words(body, event);
}
