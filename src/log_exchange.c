/*
 * Exchange: message tracking, protocol logs of connectors, and the log of the
 * SMTP service of IIS. The columns are told by what stands in them, not by a
 * header: each line can be read by itself.
 */
#include "log_read.h"

#include "log_stage.h"

enum {
	COLUMNS = 24, /* looked at */
};

struct columns {
	struct piece of[COLUMNS];
	size_t count;
};

/* Takes a column of a CSV off, without its quotes. */
static bool
take_column(struct piece *rest, struct piece *column)
{
	size_t at = 0;

	if (rest->bytes == NULL)
		return false;
	if (piece_at(*rest, 0) == '"') {
		*rest = piece_from(*rest, 1);
		while (at < rest->length) {
			if (rest->bytes[at] == '"' &&
			    piece_at(*rest, at + 1) != '"')
				break;
			at += rest->bytes[at] == '"' ? 2 : 1;
		}
		*column = piece_to(*rest, at);
		*rest = piece_from(*rest, column->length);
		piece_skip(rest, "\"");
	} else {
		*column = piece_to(*rest, piece_find_byte(*rest, ','));
		*rest = piece_from(*rest, column->length);
	}
	if (!piece_skip(rest, ","))
		*rest = (struct piece) { NULL, 0 };
	return true;
}

static void
split(struct piece body, struct columns *columns)
{
	columns->count = 0;
	while (columns->count < COLUMNS &&
	    take_column(&body, &columns->of[columns->count]))
		columns->count++;
}

static bool
ends_in_port(struct piece end, const char *const *ports)
{
	for (; *ports != NULL; ports++)
		if (piece_ends(end, *ports))
			return true;
	return false;
}

/* Is it the session of a Send connector? */
static bool
is_sending(struct piece connector, struct piece local, struct piece remote)
{
	static const char *const served[] = { ":25", ":587", ":465", ":2525",
		":475", ":717", NULL };

	if (ends_in_port(local, served))
		return false;
	if (ends_in_port(remote, served))
		return true;
	for (size_t at = 0; at < connector.length; at++)
		if (piece_starts_nocase(piece_from(connector, at), "send") ||
		    piece_starts_nocase(piece_from(connector, at), "outbound"))
			return true;
	return false;
}

/* The signs + - < > * and what was said or asked for. */
static enum log_result
read_protocol(const struct columns *columns, size_t sign, struct event *event)
{
	struct piece data = sign + 1 < columns->count ?
	    columns->of[sign + 1] :
	    (struct piece) { "", 0 };
	bool sending = is_sending(columns->of[1], columns->of[sign - 2],
	    columns->of[sign - 1]);
	char what = columns->of[sign].bytes[0];

	if (bytes_code(data) == 0 || what != (sending ? '<' : '>'))
		return LOG_SILENT;
	event->reply = data;
	if (sending) {
		event->direction = DIRECTION_REMOTE;
		event->relay = columns->of[sign - 1];
		return LOG_EVENT;
	}
	event->direction = DIRECTION_LOCAL;
	event->client = columns->of[sign - 1];
	if (bytes_code(data) >= 400)
		event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

static bool
is_source(struct piece word)
{
	static const char *const sources[] = { "SMTP", "STOREDRIVER", "ROUTING",
		"AGENT", "DNS", "QUEUE", "DSN", "GATEWAY", "PICKUP", "ADMIN",
		"APPROVAL", "BOOTLOADER", "MAILBOXRULE",
		"MEETINGMESSAGEPROCESSOR", "ORAR", "POISONMESSAGE",
		"PUBLICFOLDER", "REDUNDANCY", "RESOLVER", "SAFETYNET",
		"TIMEOUT" };

	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (piece_is(word, sources[i]))
			return true;
	return false;
}

/* What became of it; false where no reply is told. */
static bool
set_disposition(struct piece word, struct event *event)
{
	if (piece_is(word, "FAIL") || piece_is(word, "BADMAIL"))
		event->disposition = DISPOSITION_FAILED;
	else if (piece_is(word, "DEFER"))
		event->disposition = DISPOSITION_DEFERRED;
	else if (piece_is(word, "SEND") || piece_is(word, "SENDEXTERNAL") ||
	    piece_is(word, "DELIVER"))
		event->disposition = DISPOSITION_DELIVERED;
	else
		return false;
	return true;
}

/*
 * The reply, where one stands in the column: {LED=...} alone of all that is
 * told of it, or what begins there, also behind a '.
 */
static struct piece
reply_in(struct piece column)
{
	size_t at = piece_find(column, "LED=");

	if (at != PIECE_NONE) {
		column = piece_from(column, at + strlen("LED="));
		return piece_to(column, piece_find_byte(column, '}'));
	}
	at = piece_find_byte(column, ';');
	while (piece_at(column, 0) == '\'' || piece_at(column, 0) == '[' ||
	    piece_at(column, 0) == '{')
		column = piece_from(column, 1);
	if (bytes_code(column) != 0)
		return column;
	if (at != PIECE_NONE && at + 1 < column.length &&
	    bytes_code(piece_from(column, at + 1)) != 0)
		return piece_from(column, at + 1);
	return piece_to(column, 0);
}

/* A line of message tracking: source and event stand side by side. */
static enum log_result
read_tracking(const struct columns *columns, size_t source, struct event *event)
{
	struct piece from = columns->of[source], reply = { NULL, 0 };
	bool led = false;

	if (!set_disposition(columns->of[source + 1], event))
		return LOG_SILENT;
	for (size_t i = source + 2; i < columns->count; i++) {
		if (event->recipient.length == 0 &&
		    piece_find_byte(columns->of[i], '@') != PIECE_NONE &&
		    piece_at(columns->of[i], 0) != '<')
			event->recipient = columns->of[i];
		else if (piece_at(columns->of[i], 0) == '<' &&
		    event->message.length == 0)
			event->message = columns->of[i];
		if (reply.length == 0 && i < source + 7 && i > source + 3) {
			reply = reply_in(columns->of[i]);
			led = piece_has(columns->of[i], "LED=");
		}
	}
	if (reply.length == 0 && source >= 2)
		reply = reply_in(columns->of[source - 2]);
	event->reply = reply;
	if (reply.length == 0) {
		event->reply = columns->of[source + 1];
		if (columns->of[source - 2].length > 0)
			event->reply = columns->of[source - 2];
		if (event->disposition == DISPOSITION_DELIVERED)
			event->reply = piece_of("delivered");
		event->class = event->disposition == DISPOSITION_FAILED ? 5 :
		    event->disposition == DISPOSITION_DEFERRED		? 4 :
									  2;
	}
	if (piece_is(from, "STOREDRIVER"))
		event->direction = DIRECTION_OWN;
	else if (led ||
	    (piece_is(from, "SMTP") &&
		(reply.length > 0 ||
		    event->disposition == DISPOSITION_DELIVERED)))
		event->direction = DIRECTION_REMOTE;
	else
		event->direction = DIRECTION_NONE;
	return LOG_EVENT;
}

/* A blank for each + of the SMTP service's log. */
static struct piece
decode(struct log *log, struct piece text)
{
	text_clear(&log->scratch);
	for (size_t at = 0; at < text.length; at++)
		text_append_char(&log->scratch,
		    text.bytes[at] == '+' ? ' ' : text.bytes[at]);
	if (log->scratch.failed)
		return text;
	return (
	    struct piece) { text_string(&log->scratch), log->scratch.length };
}

/* `192.0.2.1 h SMTPSVC1 SERVER 192.0.2.2 0 RCPT - +TO:<a@b> 550 0 ...` */
static enum log_result
read_service(struct log *log, struct piece body, struct event *event)
{
	struct piece rest = body, word, command = { NULL, 0 };
	bool outbound = piece_has(body, "OutboundConnection"), found = false;

	if (outbound && !piece_has(body, "OutboundConnectionResponse"))
		return LOG_SILENT;
	while (rest.length > 0) {
		word = piece_word(&rest);
		if (piece_starts(word, "SMTPSVC")) {
			found = true;
			continue;
		}
		if (!found)
			continue;
		if (outbound && bytes_code(decode(log, word)) != 0 &&
		    word.length > 3) {
			event->reply = decode(log, word);
			event->direction = DIRECTION_REMOTE;
			return LOG_EVENT;
		}
		if (outbound)
			continue;
		if (command.length == 0) {
			if (log_stage_of(word) != STAGE_UNSAID ||
			    piece_is(word, "QUIT") || piece_is(word, "RSET") ||
			    piece_is(word, "VRFY"))
				command = word;
		} else if (bytes_code(word) != 0 && word.length == 3) {
			event->stage = log_stage_of(command);
			event->reply = word;
			event->direction = DIRECTION_LOCAL;
			if (bytes_code(word) >= 400)
				event->disposition = DISPOSITION_REFUSED;
			return LOG_EVENT;
		}
	}
	return LOG_SILENT;
}

enum log_result
log_exchange_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct columns columns;
	struct piece whole = line->whole;

	if (piece_starts(whole, "#Fields: ") ||
	    piece_starts(whole, "#Software: ") ||
	    piece_starts(whole, "#Version: ") ||
	    piece_starts(whole, "#Log-type: ") ||
	    piece_starts(whole, "#Date: "))
		return LOG_SILENT;
	if (piece_has(whole, "SMTPSVC"))
		return read_service(log, whole, event);
	if (piece_at(whole, 0) != ',' || line->clock != DATED_ISO)
		return LOG_FOREIGN;
	split(whole, &columns);
	for (size_t i = 3; i + 1 < columns.count; i++) {
		struct piece word = columns.of[i];

		if (word.length == 1 && strchr("+-<>*", word.bytes[0]) != NULL)
			return read_protocol(&columns, i, event);
		if (is_source(word))
			return read_tracking(&columns, i, event);
	}
	return LOG_SILENT;
}
