/*
 * Haraka: hooks that deny, the last refusal of a session, and deliveries.
 */
#include "log_read.h"

#include "log_stage.h"

/* What a hook of Haraka answers. */
static enum stage
stage_of_hook(struct piece hook)
{
	if (piece_starts(hook, "data_post") || piece_starts(hook, "queue"))
		return STAGE_END_OF_DATA;
	if (piece_starts(hook, "lookup_rdns"))
		return STAGE_CONNECT;
	return log_stage_of(hook);
}

/* `hook=rcpt plugin=p ... retval=DENY msg="..."` */
static enum log_result
read_hook(struct piece body, struct event *event)
{
	struct piece retval = bytes_value(body, "retval=");

	if (!piece_starts(retval, "DENY"))
		return LOG_SILENT;
	event->reply = bytes_value(body, "msg=");
	if (event->reply.length == 0)
		event->reply = retval;
	event->class = piece_has(retval, "SOFT") ? 4 : 5;
	event->stage = stage_of_hook(bytes_value(body, "hook="));
	event->direction = DIRECTION_LOCAL;
	event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

/* What Haraka tells of a delivery, in words and a reply at the end. */
static enum log_result
read_haraka_delivery(struct piece body, struct event *event)
{
	static const struct {
		const char *words;
		enum disposition disposition;
	} rows[] = {
		{ " rejected: ", DISPOSITION_FAILED },
		{ " deferred: ", DISPOSITION_DEFERRED },
		{ "bouncing mail: ", DISPOSITION_FAILED },
		{ " seconds: ", DISPOSITION_DEFERRED },
		{ "but not processing mail: ", DISPOSITION_UNSAID },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		size_t at = piece_find(body, rows[i].words);

		if (at == PIECE_NONE)
			continue;
		event->disposition = rows[i].disposition;
		event->reply = piece_from(body, at + strlen(rows[i].words));
		piece_skip(&event->reply, "Upstream error: ");
		event->direction = bytes_code(event->reply) != 0 ?
		    DIRECTION_REMOTE :
		    DIRECTION_NONE;
		event->recipient = piece_between(body, "recipient <", ">");
		event->class = rows[i].disposition == DISPOSITION_FAILED ? 5 :
									   4;
		return LOG_EVENT;
	}
	return LOG_SILENT;
}

/* `[NOTICE] [UUID] [plugin] ...` */
static enum log_result
read_haraka(struct piece body, struct event *event)
{
	size_t at;

	if (piece_has(body, "retval="))
		return read_hook(body, event);
	at = piece_find(body, " S: ");
	if (at != PIECE_NONE && piece_starts(body, "[PROTOCOL]") &&
	    bytes_code(piece_from(body, at + 4)) != 0) {
		event->reply = piece_from(body, at + 4);
		event->direction = piece_has(body, "[outbound") ?
		    DIRECTION_REMOTE :
		    DIRECTION_LOCAL;
		return LOG_EVENT;
	}
	/*
	 * The last of our own replies of 400 and above to the client: Haraka's
	 * connection.js sets last_reject where it answers. No remote is in it.
	 */
	event->reply = bytes_value(body, "lr=");
	if (bytes_code(event->reply) != 0) {
		event->direction = DIRECTION_LOCAL;
		event->disposition = DISPOSITION_REFUSED;
		event->client = bytes_value(body, "ip=");
		return LOG_EVENT;
	}
	event->reply = bytes_value(body, "response=");
	if (event->reply.length > 0 && piece_has(body, "delivered ")) {
		event->direction = DIRECTION_REMOTE;
		event->disposition = DISPOSITION_DELIVERED;
		event->stage = STAGE_END_OF_DATA;
		event->relay = bytes_value(body, "host=");
		return LOG_EVENT;
	}
	if (piece_has(body, "[outbound]") || piece_has(body, "recipient <"))
		return read_haraka_delivery(body, event);
	return LOG_SILENT;
}

static bool
is_haraka(struct piece body)
{
	size_t at = 1;

	if (piece_at(body, 0) != '[')
		return false;
	while (piece_at(body, at) >= 'A' && piece_at(body, at) <= 'Z')
		at++;
	return at > 3 && piece_starts(piece_from(body, at), "] [");
}

enum log_result
log_haraka_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	(void)log;
	return is_haraka(line->body) ? read_haraka(line->body, event) :
				       LOG_FOREIGN;
}
