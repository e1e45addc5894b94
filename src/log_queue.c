/*
 * Listings of queues: postqueue -p and mailq of Postfix, mailq of Sendmail,
 * smtpctl show queue. The ID stands on a line of its own, and is kept for the
 * line with the reason.
 */
#include "log_read.h"

#include "log_cues.h"

enum {
	ID_LEAST = 5,
	ID_MOST = 24,
};

static bool
is_weekday(struct piece piece)
{
	static const char days[] = "Mon Tue Wed Thu Fri Sat Sun ";

	for (size_t i = 0; i < 7; i++)
		if (piece.length > 4 &&
		    memcmp(piece.bytes, days + 4 * i, 4) == 0)
			return true;
	return false;
}

/* `4F2D81C0A3*    1234 Sat Nov 21 10:20:31  a@b`: keeps the ID. */
static bool
take_entry(struct log *log, struct piece body)
{
	struct piece rest;
	size_t at = 0;

	while (text_is_digit(piece_at(body, at)) ||
	    text_is_letter(piece_at(body, at)))
		at++;
	if (at < ID_LEAST || at > ID_MOST)
		return false;
	rest = piece_from(body, at);
	if (rest.length > 0 && strchr("*!#-X", rest.bytes[0]) != NULL)
		rest = piece_from(rest, 1);
	rest = piece_trim(rest);
	if (piece_digits(rest) == 0)
		return false;
	rest = piece_trim(piece_from(rest, piece_digits(rest)));
	if (!is_weekday(rest))
		return false;
	text_clear(&log->queue_id);
	text_append_bytes(&log->queue_id, body.bytes, at);
	return true;
}

static bool
is_heading(struct piece body)
{
	return piece_starts(body, "-Queue ID-") ||
	    piece_starts(body, "-----Q-ID-----") ||
	    piece_starts(body, "Mail queue is empty") ||
	    (piece_starts(body, "-- ") && piece_has(body, " Request"));
}

/* The reason in brackets. */
static enum log_result
read_reason(struct log *log, struct piece text, struct event *event)
{
	const struct cue *cue;

	piece_skip(&text, "delivery temporarily suspended: ");
	cue = log_cue_apply_postfix(text, event);
	if (cue == NULL) {
		piece_skip(&text, "Deferred: ");
		cue = log_cue_apply(CUES_SENDMAIL, text, event);
	}
	if (cue == NULL && log->queue_id.length == 0)
		return LOG_FOREIGN;
	if (cue == NULL) {
		event->reply = text;
		event->direction = bytes_code(text) != 0 ? DIRECTION_REMOTE :
							   DIRECTION_NONE;
	}
	event->class = 4;
	event->disposition = DISPOSITION_DEFERRED;
	event->message = (struct piece) { text_string(&log->queue_id),
		log->queue_id.length };
	return LOG_EVENT;
}

/* `id|inet4|mta|auth|from|to|...|pending|...|451 4.7.1 ...` */
static enum log_result
read_smtpctl(struct piece body, struct event *event)
{
	size_t at = piece_find_last(body, "|");

	if (!piece_has(body, "|mta|") && !piece_has(body, "|mda|"))
		return LOG_FOREIGN;
	event->reply = piece_from(body, at + 1);
	if (event->reply.length == 0)
		return LOG_SILENT;
	event->message = piece_to(body, piece_find_byte(body, '|'));
	event->disposition = DISPOSITION_DEFERRED;
	event->direction = piece_has(body, "|mda|") ? DIRECTION_OWN :
	    bytes_code(event->reply) != 0	    ? DIRECTION_REMOTE :
						      DIRECTION_NONE;
	return LOG_EVENT;
}

/* `25m  2.9K 1tBxyz-0003Qk-2L <a@b>` of exim -bp: keeps the ID. */
static bool
take_exim_entry(struct log *log, struct piece body)
{
	struct piece id;
	size_t at = piece_digits(body);

	if (at == 0 || at > 3 || strchr("mhdw", piece_at(body, at)) == NULL ||
	    piece_at(body, at + 1) != ' ')
		return false;
	body = piece_trim(piece_from(body, at + 1));
	piece_word(&body);
	if (piece_at(body, 6) != '-' || !piece_has(body, " <"))
		return false;
	id = piece_word(&body);
	text_clear(&log->queue_id);
	text_append_bytes(&log->queue_id, id.bytes, id.length);
	log->reasonless = true;
	return true;
}

enum log_result
log_queue_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct piece body = piece_trim(line->body);

	if (is_heading(body)) {
		text_clear(&log->queue_id);
		return LOG_SILENT;
	}
	if (take_entry(log, body) || take_exim_entry(log, body))
		return LOG_SILENT;
	if (piece_at(body, 0) == '(' && piece_last(body) == ')')
		return read_reason(log,
		    (struct piece) { body.bytes + 1, body.length - 2 }, event);
	if (piece_find_byte(body, '|') == 16)
		return read_smtpctl(body, event);
	/* what follows an entry: a recipient */
	if (log->queue_id.length > 0 && body.length < line->whole.length &&
	    piece_find_byte(body, '@') != PIECE_NONE &&
	    piece_find_byte(body, ' ') == PIECE_NONE)
		return LOG_SILENT;
	if (body.length > 0)
		text_clear(&log->queue_id);
	return LOG_FOREIGN;
}
