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

		if (!piece_skip(&rest, rows[i].prompt))
			continue;
		rest = piece_trim(rest);
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
	bool server = piece_starts(*body, "\"SMTPD\"");
	size_t at;

	if (!server && !piece_starts(*body, "\"SMTPC\""))
		return false;
	at = piece_find(*body, server ? "\"SENT: " : "\"RECEIVED: ");
	if (at == PIECE_NONE)
		return false;
	*body = piece_from(*body, at + (server ? 7 : 11));
	if (piece_last(*body) == '"')
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
	size_t at = piece_find(piece_to(*body, ARROW_MOST), "-- ");
	struct piece rest;

	if (!line->framed)
		return false;
	if (at == PIECE_NONE || at == 0 || body->bytes[at - 1] != '<') {
		at = piece_find(piece_to(*body, ARROW_MOST), "--> ");
		ours = true;
		if (at == PIECE_NONE)
			return false;
		rest = piece_from(*body, at + 4);
	} else {
		ours = false;
		rest = piece_from(*body, at + 3);
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

	if (piece_starts(body, "*** Error connecting") ||
	    piece_starts(body, "*** Remote host closed connection") ||
	    piece_starts(body, "*** TLS startup failed") ||
	    piece_starts(body, "<** Timeout")) {
		event->reply = piece_from(body, 4);
		event->direction = DIRECTION_NONE;
		event->stage = piece_has(body, "TLS") ? STAGE_STARTTLS :
		    piece_has(body, "connecting")     ? STAGE_CONNECT :
							STAGE_UNSAID;
		event->class = 4;
		return LOG_EVENT;
	}
	for (size_t i = 0; silent[i] != NULL; i++)
		if (piece_starts(body, silent[i]))
			return LOG_SILENT;
	return LOG_FOREIGN;
}

/* `Diagnostic-Code: smtp; 550 ...`, of a delivery report */
static enum log_result
read_diagnostic(struct piece body, struct event *event)
{
	struct piece kind = piece_trim(
	    piece_from(body, strlen("Diagnostic-Code:")));
	size_t at = piece_find_byte(kind, ';');

	if (at == PIECE_NONE)
		return LOG_FOREIGN;
	event->reply = piece_trim(piece_from(kind, at + 1));
	if (!piece_starts_nocase(kind, "x-postfix")) {
		event->direction = DIRECTION_REMOTE;
		return LOG_EVENT;
	}
	if (log_cue_apply_postfix(event->reply, event) == NULL)
		event->direction = piece_has(event->reply, "unknown user") ||
			piece_has(event->reply, "mailbox") ||
			piece_has(event->reply, "Command ") ?
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
	if (piece_starts(body, "Defer:") || piece_has(body, "Defer:Reason:"))
		event->disposition = DISPOSITION_DEFERRED;
	piece_skip(&event->reply, "'");
	end = piece_find(event->reply, "}");
	if (piece_has(body, "{LED="))
		event->reply = piece_to(event->reply, end);
	return LOG_EVENT;
}

enum log_result
log_transcript_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct piece body = piece_trim(line->whole);
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
	if (piece_starts_nocase(body, "diagnostic-code:"))
		return read_diagnostic(body, event);
	return read_words(body, event);
}
