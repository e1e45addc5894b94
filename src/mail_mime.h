/*
 * The parts of a mail (RFC 2045, 2046): where each stands in the bytes and how
 * it is encoded. Nothing is decoded here. Depth and number of parts are
 * bounded, and nothing calls itself: a mail of any nesting takes linear time.
 */
#ifndef MAIL_MIME_H
#define MAIL_MIME_H

#include "mail_piece.h"

enum {
	MIME_MESSAGES = 8, /* forwarded ones within one another, or beside */
	MIME_PARTS = 64,
};

enum mime_type {
	MIME_TEXT,
	MIME_HTML,
	MIME_STATUS,   /* message/delivery-status, global-delivery-status */
	MIME_FEEDBACK, /* message/feedback-report */
	MIME_RECEIPT,  /* message/disposition-notification */
	MIME_HEADERS,  /* of the returned mail, or all of it */
	MIME_MESSAGE,  /* message/rfc822 that is encoded: to be read later */
	MIME_MULTIPART,
	MIME_OTHER,
};

enum mime_encoding {
	MIME_IDENTITY,
	MIME_BASE64,
	MIME_PRINTABLE,
};

/* The fields of a header that are of use. */
enum mime_field {
	MIME_CONTENT_TYPE,
	MIME_TRANSFER_ENCODING,
	MIME_SUBJECT,
	MIME_FROM,
	MIME_TO,
	MIME_DATE,
	MIME_MESSAGE_ID,
	MIME_AUTO_SUBMITTED,
	MIME_PRECEDENCE,
	MIME_FAILED_RECIPIENTS,
	MIME_RETURN_PATH,
	MIME_AUTOREPLY,
	MIME_LIST,
	MIME_IN_REPLY_TO,
	MIME_REPORTING_MTA,
	MIME_FINAL_RECIPIENT,
	MIME_FIELDS
};

struct mime_message {
	size_t parent; /* that it stands in; its own number for the first */
	struct piece whole;
	struct piece fields[MIME_FIELDS];
	struct piece report; /* the type of a multipart/report */
	bool is_report;
};

struct mime_part {
	enum mime_type type;
	enum mime_encoding encoding;
	struct piece charset;
	struct piece body;
	size_t message;
};

struct mime {
	struct mime_message messages[MIME_MESSAGES];
	struct mime_part parts[MIME_PARTS];
	size_t message_count, part_count;
	bool cut; /* it ended within a part, or held too much */
};

/* Reads a header up to the empty line, which is cut off too. */
void mime_header(struct piece *rest, struct piece fields[MIME_FIELDS]);

/*
 * Adds a message, of which parent says where it stands, with all its parts
 * and those of the messages in it. What an encoded part of it holds is left to
 * the caller.
 */
void mime_read(struct mime *mime, struct piece whole, size_t parent);

#endif
