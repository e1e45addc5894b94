/*
 * Courier: what its modules tell of each recipient, and what its server says.
 */
#include "log_read.h"

#include "log_stage.h"

/* Courier: `error,relay=ip,from=<a>,to=<b>: 550 ...`, `msg="535 ..."` */
static enum log_result
read_courier_server(struct piece body, struct event *event)
{
	size_t at = piece_find(body, ",msg=\"");

	if (at != PIECE_NONE) {
		event->reply = piece_from(body, at + strlen(",msg=\""));
		at = piece_find(event->reply, "\"");
		event->stage = log_stage_of(
		    piece_between(event->reply, "cmd: ", "\n"));
		event->reply = piece_to(event->reply, at);
	} else {
		at = piece_find(body, ": ");
		if (at == PIECE_NONE)
			return LOG_SILENT;
		event->reply = piece_from(body, at + 2);
		event->stage = piece_has(body, ",to=<") ? STAGE_RCPT :
							  STAGE_UNSAID;
		event->recipient = bytes_value(body, "to=");
	}
	if (bytes_code(event->reply) == 0 && !piece_has(body, ",to=<"))
		return LOG_SILENT;
	event->client = bytes_value(body, "relay=");
	event->direction = DIRECTION_LOCAL;
	event->disposition = DISPOSITION_REFUSED;
	return LOG_EVENT;
}

/* Courier: `id=1,from=<a>,addr=<b>: 550 ...`, `...,success: delivered: h` */
static enum log_result
read_courier_client(struct piece body, struct piece tag, struct event *event)
{
	size_t addr = piece_find(body, ",addr=<"), at;
	bool own = !piece_starts(tag, "courieresmtp");
	struct piece rest;

	if (addr == PIECE_NONE)
		return LOG_SILENT;
	event->message = bytes_value(body, "id=");
	event->recipient = bytes_value(body, "addr=");
	rest = piece_from(body, addr + strlen(",addr=<"));
	at = piece_find(rest, ",success: ");
	if (at != PIECE_NONE) {
		event->disposition = DISPOSITION_DELIVERED;
		event->direction = own ? DIRECTION_OWN : DIRECTION_REMOTE;
		event->reply = piece_from(rest, at + strlen(",success: "));
		return LOG_EVENT;
	}
	at = piece_find(rest, ">: ");
	if (at == PIECE_NONE)
		return LOG_SILENT;
	event->reply = piece_from(rest, at + strlen(">: "));
	event->direction = own		  ? DIRECTION_OWN :
	    bytes_code(event->reply) != 0 ? DIRECTION_REMOTE :
					    DIRECTION_NONE;
	/* What the line of the status will say: only 4yz is tried again. */
	if (bytes_code(event->reply) >= 400)
		event->disposition = bytes_code(event->reply) >= 500 ?
		    DISPOSITION_FAILED :
		    DISPOSITION_DEFERRED;
	else if (!own && piece_starts(event->reply, "Connection "))
		event->disposition = DISPOSITION_DEFERRED;
	return LOG_EVENT;
}

static enum log_result
read_courier(struct piece body, struct piece tag, struct event *event)
{
	if (piece_starts(body, "error,relay="))
		return read_courier_server(body, event);
	if (piece_starts(body, "id="))
		return read_courier_client(body, tag, event);
	return LOG_SILENT;
}

enum log_result
log_courier_read(struct log *log, const struct log_line *line,
    struct event *event)
{
	struct piece body = line->body, tag = line->tag;

	(void)log;
	if (piece_starts(tag, "courier") || piece_starts(tag, "esmtpd") ||
	    piece_starts(body, "error,relay="))
		return read_courier(body, tag, event);
	return LOG_FOREIGN;
}
