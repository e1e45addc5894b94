#include "mail_mime.h"

#include <string.h>

enum {
	DEPTH_MAX = 32,
	BOUNDARY_MAX = 200, /* 70 by RFC 2046 5.1.1 */
};

/* A multipart that is being read. */
struct level {
	struct piece boundary;
	size_t message;
	bool report;
};

struct walker {
	struct mime *mime;
	struct piece rest;
	struct level levels[DEPTH_MAX];
	size_t depth;
	size_t message;
};

/* What a Content-Type says. */
struct content {
	enum mime_type type;
	struct piece charset, boundary, report;
	bool is_report;
};

static const struct {
	const char *name;
	enum mime_field field;
} field_names[] = {
	{ "content-type", MIME_CONTENT_TYPE },
	{ "content-transfer-encoding", MIME_TRANSFER_ENCODING },
	{ "subject", MIME_SUBJECT },
	{ "from", MIME_FROM },
	{ "to", MIME_TO },
	{ "date", MIME_DATE },
	{ "message-id", MIME_MESSAGE_ID },
	{ "auto-submitted", MIME_AUTO_SUBMITTED },
	{ "precedence", MIME_PRECEDENCE },
	{ "x-failed-recipients", MIME_FAILED_RECIPIENTS },
	{ "return-path", MIME_RETURN_PATH },
	{ "x-autoreply", MIME_AUTOREPLY },
	{ "x-autorespond", MIME_AUTOREPLY },
	{ "list-id", MIME_LIST },
	{ "list-unsubscribe", MIME_LIST },
	{ "list-post", MIME_LIST },
	{ "in-reply-to", MIME_IN_REPLY_TO },
	{ "reporting-mta", MIME_REPORTING_MTA },
	{ "final-recipient", MIME_FINAL_RECIPIENT },
	{ "original-recipient", MIME_FINAL_RECIPIENT },
};

static const struct {
	const char *name;
	enum mime_type type;
} type_names[] = {
	{ "text/html", MIME_HTML },
	{ "message/delivery-status", MIME_STATUS },
	{ "message/global-delivery-status", MIME_STATUS },
	{ "message/feedback-report", MIME_FEEDBACK },
	{ "message/disposition-notification", MIME_RECEIPT },
	{ "message/global-disposition-notification", MIME_RECEIPT },
	{ "text/rfc822-headers", MIME_HEADERS },
	{ "message/rfc822-headers", MIME_HEADERS },
	{ "message/global-headers", MIME_HEADERS },
	{ "text/rfc822", MIME_HEADERS },
	{ "message/rfc822", MIME_MESSAGE },
	{ "message/global", MIME_MESSAGE },
	{ "message/news", MIME_MESSAGE },
};

/* Keeps the first of its name. */
static void
note_field(struct piece fields[MIME_FIELDS], struct piece name,
    struct piece value)
{
	for (size_t i = 0; i < sizeof(field_names) / sizeof(field_names[0]);
	     i++) {
		struct piece *field = &fields[field_names[i].field];

		if ((name.bytes[0] | ' ') != field_names[i].name[0] ||
		    !piece_is_nocase(name, field_names[i].name))
			continue;
		if (field->length == 0)
			*field = value;
		return;
	}
}

void
mime_header(struct piece *rest, struct piece fields[MIME_FIELDS])
{
	struct piece before, name, value;
	bool any = false;

	for (;;) {
		before = *rest;
		switch (mail_field(rest, &name, &value)) {
		case FIELD_END:
			return;
		case FIELD_BLANK:
			if (any)
				return;
			break;
		case FIELD_OTHER:
			/* >From of an mbox may stand among the fields. */
			if (piece_starts_nocase(value, ">from ") ||
			    (!any && piece_starts_nocase(value, "from ")))
				break;
			*rest = before;
			return;
		case FIELD_READ:
			any = true;
			note_field(fields, name, value);
			break;
		}
	}
}

/* Cuts off blanks, line ends and comments. */
static void
skip_blanks(struct piece *rest)
{
	size_t depth = 0;

	while (rest->length > 0) {
		char c = rest->bytes[0];

		if (c == '(')
			depth++;
		else if (depth > 0 && c == ')')
			depth--;
		else if (depth == 0 && strchr(" \t\r\n;", c) == NULL)
			return;
		*rest = piece_from(*rest, 1);
	}
}

/* Cuts off a parameter's value, quoted or not. */
static struct piece
take_value(struct piece *rest)
{
	struct piece value;
	size_t length = 0;

	if (rest->length > 0 && rest->bytes[0] == '"') {
		*rest = piece_from(*rest, 1);
		while (length < rest->length && rest->bytes[length] != '"')
			length++;
		value = piece_to(*rest, length);
		*rest = piece_from(*rest, length + 1);
		return value;
	}
	while (length < rest->length &&
	    strchr("; \t\r\n(", rest->bytes[length]) == NULL)
		length++;
	value = piece_to(*rest, length);
	*rest = piece_from(*rest, length);
	return value;
}

static void
note_parameter(struct content *content, struct piece name, struct piece value)
{
	if (piece_is_nocase(name, "boundary"))
		content->boundary = piece_to(value, BOUNDARY_MAX);
	else if (piece_is_nocase(name, "charset"))
		content->charset = value;
	else if (piece_is_nocase(name, "report-type"))
		content->report = value;
}

static enum mime_type
type_of(struct piece name)
{
	if (name.length == 0 || piece_is_nocase(name, "text"))
		return MIME_TEXT;
	if (piece_starts_nocase(name, "multipart/"))
		return MIME_MULTIPART;
	for (size_t i = 0; i < sizeof(type_names) / sizeof(type_names[0]); i++)
		if (piece_is_nocase(name, type_names[i].name))
			return type_names[i].type;
	return piece_starts_nocase(name, "text/") ? MIME_TEXT : MIME_OTHER;
}

/* Reads a Content-Type (RFC 2045 5.1). */
static struct content
read_content(struct piece rest)
{
	struct content content = { 0 };
	struct piece name;
	size_t length;

	skip_blanks(&rest);
	name = take_value(&rest);
	content.type = type_of(name);
	content.is_report = piece_is_nocase(name, "multipart/report");
	for (skip_blanks(&rest); rest.length > 0; skip_blanks(&rest)) {
		for (length = 0; length < rest.length &&
		     strchr("=; \t\r\n", rest.bytes[length]) == NULL;)
			length++;
		name = piece_to(rest, length);
		rest = piece_from(rest, length);
		while (
		    rest.length > 0 && strchr(" \t\r\n", rest.bytes[0]) != NULL)
			rest = piece_from(rest, 1);
		if (rest.length == 0 || rest.bytes[0] != '=')
			continue;
		rest = piece_from(rest, 1);
		skip_blanks(&rest);
		note_parameter(&content, name, take_value(&rest));
	}
	return content;
}

static enum mime_encoding
encoding_of(struct piece value)
{
	if (piece_starts_nocase(value, "base64"))
		return MIME_BASE64;
	return piece_starts_nocase(value, "quoted-printable") ? MIME_PRINTABLE :
								MIME_IDENTITY;
}

/* The message in which the next part stands, or MIME_MESSAGES if too many. */
static size_t
add_message(struct mime *mime, struct piece whole, size_t parent)
{
	size_t number = mime->message_count;

	if (number == MIME_MESSAGES) {
		mime->cut = true;
		return MIME_MESSAGES;
	}
	mime->message_count++;
	mime->messages[number] = (struct mime_message) {
		.parent = parent,
		.whole = whole,
	};
	return number;
}

static void
add_part(struct walker *walker, const struct content *content,
    enum mime_encoding encoding, struct piece body)
{
	struct mime *mime = walker->mime;

	if (mime->part_count == MIME_PARTS) {
		mime->cut = true;
		return;
	}
	mime->parts[mime->part_count++] = (struct mime_part) {
		.type = content->type,
		.encoding = encoding,
		.charset = content->charset,
		.body = body,
		.message = walker->message,
	};
}

/* Does a boundary stand in the line, which begins with two hyphens? */
static bool
is_boundary(struct piece line, struct piece boundary, bool *closes)
{
	struct piece behind = piece_from(line, 2 + boundary.length);

	if (boundary.length == 0 || line.length < 2 + boundary.length ||
	    memcmp(line.bytes + 2, boundary.bytes, boundary.length) != 0)
		return false;
	*closes = piece_starts_nocase(behind, "--");
	if (*closes)
		behind = piece_from(behind, 2);
	return piece_trim_lines(behind).length == 0;
}

/*
 * A multipart that does not name its boundary, or not the one it has: the
 * first line that looks like one, with a field behind it, is taken.
 */
static bool
adopt_boundary(struct walker *walker, struct piece line)
{
	if (walker->depth == 0 || !piece_starts_nocase(line, "--") ||
	    line.length < 4 || line.length > BOUNDARY_MAX ||
	    !piece_starts_nocase(walker->rest, "content-"))
		return false;
	walker->levels[walker->depth - 1].boundary = piece_trim_lines(
	    piece_from(line, 2));
	return true;
}

/*
 * Goes to the next line that is a boundary, and closes what it ends. Returns
 * what stands before it. At the end nothing is left of walker->rest.
 */
static struct piece
next_boundary(struct walker *walker, bool preamble, bool *closes)
{
	struct piece body = walker->rest, line;

	while (piece_line(&walker->rest, &line)) {
		if (!piece_starts_nocase(line, "--"))
			continue;
		body.length = (size_t)(line.bytes - body.bytes);
		for (size_t i = walker->depth; i > 0; i--)
			if (is_boundary(line, walker->levels[i - 1].boundary,
				closes)) {
				walker->depth = *closes ? i - 1 : i;
				return body;
			}
		if (preamble && adopt_boundary(walker, line)) {
			*closes = false;
			return body;
		}
	}
	*closes = true;
	body.length = (size_t)(walker->rest.bytes - body.bytes);
	walker->mime->cut = walker->mime->cut || walker->depth > 0;
	walker->depth = 0;
	return body;
}

static bool
push_level(struct walker *walker, const struct content *content)
{
	if (walker->depth == DEPTH_MAX) {
		walker->mime->cut = true;
		return false;
	}
	walker->levels[walker->depth++] = (struct level) {
		.boundary = content->boundary,
		.message = walker->message,
		.report = content->is_report,
	};
	return true;
}

/*
 * May a message in a message be looked into? What a report returns may not:
 * it is somebody's mail, whatever it holds.
 */
static bool
may_enter(const struct walker *walker)
{
	return walker->depth == 0 || !walker->levels[walker->depth - 1].report;
}

/*
 * Reads the header of a part. If it is a message, so is what follows, and its
 * header is read next. Returns what the part is.
 */
static struct content
read_headers(struct walker *walker, bool is_message,
    enum mime_encoding *encoding)
{
	struct mime *mime = walker->mime;

	for (;;) {
		struct piece fields[MIME_FIELDS] = { { 0 } };
		struct content content;
		size_t number;

		mime_header(&walker->rest, fields);
		content = read_content(fields[MIME_CONTENT_TYPE]);
		*encoding = encoding_of(fields[MIME_TRANSFER_ENCODING]);
		if (is_message) {
			struct mime_message *message =
			    &mime->messages[walker->message];

			memcpy(message->fields, fields, sizeof(fields));
			message->report = content.report;
			message->is_report = content.is_report;
		}
		if (content.type != MIME_MESSAGE || *encoding != MIME_IDENTITY)
			return content;
		number = may_enter(walker) ?
		    add_message(mime, walker->rest, walker->message) :
		    MIME_MESSAGES;
		content.type = MIME_HEADERS;
		if (number == MIME_MESSAGES)
			return content;
		walker->message = number;
		is_message = true;
	}
}

void
mime_read(struct mime *mime, struct piece whole, size_t parent)
{
	struct walker walker = { .mime = mime, .rest = whole };
	bool is_message = true, closes;

	walker.message = add_message(mime, whole, parent);
	if (walker.message == MIME_MESSAGES)
		return;
	for (;;) {
		enum mime_encoding encoding;
		struct content content = read_headers(&walker, is_message,
		    &encoding);
		struct piece body;
		bool preamble = content.type == MIME_MULTIPART &&
		    push_level(&walker, &content);

		body = next_boundary(&walker, preamble, &closes);
		if (preamble && walker.depth == 0 && walker.rest.length == 0) {
			/* No boundary is in it at all. */
			content.type = MIME_TEXT;
			preamble = false;
		}
		if (!preamble)
			add_part(&walker, &content, encoding, body);
		while (closes && walker.depth > 0)
			next_boundary(&walker, false, &closes);
		if (closes)
			return;
		walker.message = walker.levels[walker.depth - 1].message;
		is_message = false;
	}
}
