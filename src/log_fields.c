#include "log_fields.h"

#include <jansson.h>
#include <stdint.h>

#include "log_stage.h"

enum {
	MILLISECONDS = 13, /* digits of a time in these, */
	MICROSECONDS = 16, /* and in these */
	SECONDS = 10,
};

static bool
is_among(const char *key, const char *const *keys)
{
	for (; *keys != NULL; keys++)
		if (strcmp(key, *keys) == 0)
			return true;
	return false;
}

static unsigned
code_of(const json_t *value)
{
	json_int_t number = 0;

	if (json_is_integer(value))
		number = json_integer_value(value);
	else if (json_is_string(value))
		return bytes_code((struct piece) { json_string_value(value),
		    json_string_length(value) });
	return number >= 200 && number <= 999 ? (unsigned)number : 0;
}

/* Does the scratch have room for what must not move any more? */
static bool
has_room(const struct log *log, size_t more)
{
	return log->scratch.length + more < LOG_FIELDS_ROOM &&
	    !log->scratch.failed;
}

/* What was written to the scratch from a place on. */
static struct piece
written_from(const struct log *log, size_t from)
{
	if (log->scratch.failed)
		return (struct piece) { NULL, 0 };
	return (struct piece) { log->scratch.data + from,
		log->scratch.length - from };
}

/* What became of the mail, by the word for the kind of event. */
static void
read_kind(struct piece word, struct event *event)
{
	static const char *const fronts[] = { "email.", "email_", "message.",
		"activity." };
	static const struct {
		const char *word;
		enum disposition disposition;
		enum direction direction;
	} rows[] = {
		{ "deliverydelay", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "delivery_delay", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "deliver", DISPOSITION_DELIVERED, DIRECTION_REMOTE },
		{ "success", DISPOSITION_DELIVERED, DIRECTION_REMOTE },
		{ "sent", DISPOSITION_DELIVERED, DIRECTION_REMOTE },
		{ "relayed", DISPOSITION_DELIVERED, DIRECTION_REMOTE },
		{ "bounce", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "hard", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "soft", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "adminbounce", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "expiration", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "fail", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "permanent", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "dropped", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "blocked", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "mailbox_not_found", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "out_of_band", DISPOSITION_FAILED, DIRECTION_REMOTE },
		{ "policy_rejection", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "generation_failure", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "generation_rejection", DISPOSITION_FAILED, DIRECTION_NONE },
		{ "transient", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "temporary", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "defer", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "delay", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "tempfail", DISPOSITION_DEFERRED, DIRECTION_REMOTE },
		{ "reject", DISPOSITION_REFUSED, DIRECTION_LOCAL },
	};

	for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++)
		if (piece_skip(&word, fronts[i]))
			break;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (piece_starts_nocase(word, rows[i].word)) {
			event->disposition = rows[i].disposition;
			event->direction = rows[i].direction;
			return;
		}
}

/* A status in three numbers: KumoMTA's class, subject and detail, or a list. */
static void
read_numbers(struct log_reading *reading, const json_t *status)
{
	static const char *const names[] = { "class", "subject", "detail" };
	struct log *log = reading->log;
	json_int_t numbers[3];
	size_t from = log->scratch.length;

	for (size_t i = 0; i < 3; i++) {
		numbers[i] = json_integer_value(json_is_array(status) ?
			json_array_get(status, i) :
			json_object_get(status, names[i]));
		if (numbers[i] < 0 || numbers[i] > 999)
			return;
	}
	if ((numbers[0] != 2 && numbers[0] != 4 && numbers[0] != 5) ||
	    !has_room(log, 16))
		return;
	text_printf(&log->scratch, "%d.%d.%d", (int)numbers[0], (int)numbers[1],
	    (int)numbers[2]);
	reading->event->status = written_from(log, from);
}

/* A time as a string: of digits alone, or a date. */
static void
read_time(struct log_reading *reading, struct piece text)
{
	struct log_line dated = { .body = text };
	size_t digits = piece_digits(text);

	if (digits == MICROSECONDS && digits == text.length)
		dated.clock = DATED_MICRO;
	else if (digits == SECONDS || digits == MILLISECONDS)
		dated.clock = DATED_EPOCH;
	if (dated.clock == DATED_MICRO)
		dated.date = text;
	else if (dated.clock == DATED_EPOCH)
		dated.date = piece_to(text, SECONDS);
	else if (!log_date_read(&dated))
		return;
	reading->line->date = dated.date;
	reading->line->zone = dated.zone;
	reading->line->clock = dated.clock;
}

static void
read_time_value(struct log_reading *reading, const json_t *value)
{
	struct log *log = reading->log;
	size_t from = log->scratch.length;

	if (json_is_string(value)) {
		read_time(reading,
		    (struct piece) { json_string_value(value),
			json_string_length(value) });
	} else if (json_is_number(value) && has_room(log, 32)) {
		double seconds = json_number_value(value);

		if (seconds < 1e8 || seconds > 1e16)
			return;
		text_printf(&log->scratch, "%.0f", seconds);
		read_time(reading, written_from(log, from));
	}
}

/*
 * A text is the better the more it is like a reply: with a code in front, with
 * a status, of several words. Of equals the first one counts.
 */
static void
offer_text(struct log_reading *reading, struct piece text)
{
	unsigned score;

	text = piece_trim(text);
	if (piece_starts_nocase(text, "smtp;"))
		text = piece_trim(piece_from(text, strlen("smtp;")));
	if (text.length == 0)
		return;
	score = bytes_code(text) != 0		     ? 5 :
	    bytes_status(text) > 0		     ? 4 :
	    bytes_full_reply(text).length > 0	     ? 3 :
	    piece_find_byte(text, ' ') != PIECE_NONE ? 2 :
						       1;
	if (score <= reading->score)
		return;
	reading->score = score;
	reading->event->reply = text;
}

/* A string under a key that may tell something of an event. */
static void
read_string(struct log_reading *reading, const char *key, struct piece text)
{
	static const char *const kinds[] = { "type", "event", "action",
		"notificationType", "eventType", "RecordType", "dsnAction",
		"status", "result", NULL };
	static const char *const texts[] = { "content", "reason", "message",
		"description", "details", "Details", "smtp_response",
		"smtpResponse", "response", "raw_reason", "dsnDiag", "diag",
		"diagnosticCode", "diagnostic_code", "comment", "error",
		"error_message", "email_response_message", "statusMessage",
		"context", "smtpReason", "SMTPReason", "err", "reply",
		"smtp_reply", "last_error", "lastError", NULL };
	static const char *const statuses[] = { "status", "enhancedCode",
		"enhanced_code", "dsnStatus", "enhanced-code", NULL };
	static const char *const recipients[] = { "recipient", "email",
		"rcpt_to", "emailAddress", "Email", "rcpt", "email_to", "to",
		NULL };
	static const char *const ids[] = { "id", "sg_message_id", "MessageID",
		"message_id", "message-id", "messageId", "email_id", "_id",
		NULL };
	struct event *event = reading->event;

	if (strcmp(key, "severity") == 0 &&
	    piece_starts_nocase(text, "temporary"))
		event->disposition = DISPOSITION_DEFERRED;
	else if (strcmp(key, "Type") == 0 ||
	    (event->disposition == DISPOSITION_UNSAID && is_among(key, kinds)))
		read_kind(text, event);
	if (is_among(key, statuses) && text.length > 0 &&
	    bytes_status(text) == text.length && !piece_ends(text, ".0.0"))
		event->status = text;
	if (strcmp(key, "command") == 0)
		event->stage = log_stage_of(text);
	if (event->recipient.length == 0 && is_among(key, recipients) &&
	    piece_find_byte(text, '@') != PIECE_NONE)
		event->recipient = text;
	if (event->message.length == 0 && is_among(key, ids))
		event->message = text;
	if (strcmp(key, "mx-host") == 0 ||
	    strcmp(key, "smtp_out_remote_host") == 0)
		event->relay = text;
	if (is_among(key, texts))
		offer_text(reading, text);
}

/* A value under a key: of a list the first one. */
static void
read_value(struct log_reading *reading, const char *key, const json_t *value,
    unsigned depth)
{
	static const char *const codes[] = { "code", "smtp_code", "error_code",
		"smtpCode", "status_code", "email_response_code",
		"smtp_reply_code", "SMTPCode", NULL };
	static const char *const times[] = { "timestamp", "@timestamp", "ts",
		"ts_event", "time", "date", "BouncedAt", "DeliveredAt",
		"created_at", "created", "event_time", "timestamp_usec",
		"bounced_at", NULL };

	if (strcmp(key, "enhanced_code") == 0 || strcmp(key, "enhanced") == 0)
		read_numbers(reading, value);
	if (is_among(key, codes) && code_of(value) != 0)
		reading->event->code = code_of(value);
	if (reading->line->clock == DATED_NONE && is_among(key, times))
		read_time_value(reading, value);
	/* Mailjet's */
	if (strcmp(key, "error_related_to") == 0)
		reading->sure = true;
	if (json_is_array(value))
		value = json_array_get(value, 0);
	if (json_is_string(value))
		read_string(reading, key,
		    (struct piece) { json_string_value(value),
			json_string_length(value) });
	else if (json_is_object(value) && depth > 0)
		log_fields_read(reading, value, depth - 1);
}

void
log_fields_read(struct log_reading *reading, const void *object, unsigned depth)
{
	json_t *fields = (json_t *)(uintptr_t)object;

	for (void *at = json_object_iter(fields); at != NULL;
	     at = json_object_iter_next(fields, at))
		read_value(reading, json_object_iter_key(at),
		    json_object_iter_value(at), depth);
}
