#include "mail.h"

#include <stdlib.h>
#include <string.h>

#include "mail_cues.h"
#include "mail_decode.h"
#include "mail_events.h"
#include "mail_html.h"

void
mail_release(struct mail *mail)
{
	free(mail->events);
	mail_charsets_free(mail->charsets);
	text_release(&mail->scratch);
	*mail = (struct mail) { 0 };
}

static bool
is_any(struct piece name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (piece_is_nocase(name, *names))
			return true;
	return false;
}

/* A field that stands in nothing but a mail. */
static bool
is_field_of_mail(struct piece name)
{
	static const char *const names[] = { "return-path", "received",
		"delivered-to", "message-id", "mime-version", "content-type",
		"auto-submitted", "dkim-signature", "authentication-results",
		"envelope-to", "delivery-date", "reporting-mta",
		"final-recipient", "original-envelope-id", "reply-to", NULL };

	return is_any(name, names) || piece_starts_nocase(name, "x-") ||
	    piece_starts_nocase(name, "arc-") ||
	    piece_starts_nocase(name, "list-") ||
	    piece_starts_nocase(name, "resent-") ||
	    piece_starts_nocase(name, "content-");
}

/*
 * Does it begin as the text of a bounce does, without the header of the mail:
 * saved or copied out of a mail reader?
 */
static bool
begins_as_bounce(struct piece text)
{
	static const char *const openings[] = { "this is the mail system at ",
		"this message was created automatically by mail delivery",
		"delivery has failed to these recipients", "hi. this is the ",
		"the original message was received at ",
		"a message that you sent could not be delivered",
		"a message that you have sent could not be delivered",
		"your message wasn't delivered to ",
		"your message couldn't be delivered to ",
		"this is an automatically generated delivery status",
		"** address not found **", "** message blocked **",
		"** message not delivered **" };

	text = piece_trim_lines(text);
	for (size_t i = 0; i < sizeof(openings) / sizeof(openings[0]); i++)
		if (piece_starts_nocase(text, openings[i]))
			return true;
	return false;
}

/* Fields that may stand anywhere. */
static const char *const common_fields[] = { "from", "to", "cc", "bcc",
	"subject", "date", "sender", "precedence", "importance",
	"original-recipient", NULL };

bool
mail_begins(const char *bytes, size_t length)
{
	struct piece rest = { bytes, length }, name, value;

	if (piece_starts_nocase(rest, "from ") ||
	    piece_starts_nocase(rest, ">from ") || begins_as_bounce(rest))
		return true;
	while (mail_field(&rest, &name, &value) == FIELD_BLANK)
		;
	if (is_field_of_mail(name))
		return true;
	/* `To: ` may stand anywhere, two such lines do not. */
	return is_any(name, common_fields) &&
	    (rest.length == 0 ||
		mail_field(&rest, &name, &value) == FIELD_READ);
}

bool
mail_needs_more(const char *bytes, size_t length)
{
	struct piece rest = { bytes, length }, name, value;
	enum mail_field field;

	do
		field = mail_field(&rest, &name, &value);
	while (field == FIELD_BLANK);
	return field == FIELD_END ||
	    (rest.length == 0 && is_any(name, common_fields));
}

/* What is read of one message. */
struct reader {
	struct mail *mail;
	struct mime *mime;
	size_t number; /* of the message */
	struct mail_bounce bounce;
};

/* The next part of the message of a type; NULL if there is none. */
static const struct mime_part *
next_part(const struct reader *reader, enum mime_type type, size_t *at)
{
	while (*at < reader->mime->part_count) {
		const struct mime_part *part = &reader->mime->parts[(*at)++];

		if (part->message == reader->number && part->type == type)
			return part;
	}
	return NULL;
}

static bool
has_part(const struct reader *reader, enum mime_type type)
{
	size_t at = 0;

	return next_part(reader, type, &at) != NULL;
}

/* Reads the parts that are made for machines, whatever type they are said. */
static void
read_reports(struct reader *reader)
{
	const struct mime_message *message = reader->bounce.message;
	struct mail_report *report = &reader->bounce.report;
	const struct mime_part *part;
	struct piece text;

	for (size_t at = 0;
	     (part = next_part(reader, MIME_STATUS, &at)) != NULL;)
		mail_report_read(reader->mail,
		    mail_decode_bytes(reader->mail, part), report);
	if (report->recipients == 0)
		for (size_t at = 0;
		     (part = next_part(reader, MIME_TEXT, &at)) != NULL;) {
			text = mail_decode_bytes(reader->mail, part);
			if (mail_report_begins(text))
				mail_report_read(reader->mail, text, report);
		}
	/* The part alone, saved as a file. */
	if (report->recipients == 0 &&
	    (message->fields[MIME_REPORTING_MTA].length > 0 ||
		message->fields[MIME_FINAL_RECIPIENT].length > 0))
		mail_report_read(reader->mail, message->whole, report);
}

static bool
is_empty(struct piece text)
{
	return piece_trim_lines(text).length == 0;
}

/* Those who got and who wrote the bounce. */
static void
read_others(const struct mime_message *message,
    struct piece others[PROSE_OTHERS])
{
	others[0] = mail_address_in(message->fields[MIME_TO]);
	others[1] = mail_address_in(message->fields[MIME_FROM]);
	others[2] = mail_address_in(message->fields[MIME_RETURN_PATH]);
}

/* Does the prose say anything of use? */
static bool
tells(const struct mail_prose *prose)
{
	return prose->count > 0 || (prose->cues & CUE_FAILED) != 0;
}

/* The cues are needed only where no report tells what the mail is. */
static void
read_text(struct reader *reader, struct piece text,
    const struct piece others[PROSE_OTHERS])
{
	struct mail_prose *prose = &reader->bounce.prose;

	mail_prose_read(prose, text, others);
	if (reader->bounce.report.recipients == 0)
		mail_prose_cues(prose);
}

/* Reads the text for people: plain if it says anything, else HTML. */
static void
read_prose(struct reader *reader)
{
	struct mail_prose *prose = &reader->bounce.prose;
	struct piece others[PROSE_OTHERS];
	const struct mime_part *part;

	read_others(reader->bounce.message, others);
	mail_prose_read(prose, (struct piece) { "", 0 }, others);
	for (size_t at = 0; !tells(prose) &&
	     (part = next_part(reader, MIME_TEXT, &at)) != NULL;) {
		struct piece text = mail_decode(reader->mail, part);

		if (!is_empty(text) && !mail_report_begins(text))
			read_text(reader, text, others);
	}
	for (size_t at = 0; !tells(prose) &&
	     (part = next_part(reader, MIME_HTML, &at)) != NULL;)
		read_text(reader,
		    mail_html_text(reader->mail,
			mail_decode(reader->mail, part)),
		    others);
}

static struct piece
without_brackets(struct piece value)
{
	if (value.length > 2 && value.bytes[0] == '<' &&
	    value.bytes[value.length - 1] == '>')
		return piece_to(piece_from(value, 1), value.length - 2);
	return value;
}

/* The Message-ID of the mail that is returned, where it is. */
static struct piece
returned_id(struct reader *reader)
{
	const struct mime *mime = reader->mime;
	const struct mime_part *part;
	size_t at = 0;

	part = next_part(reader, MIME_HEADERS, &at);
	if (part != NULL) {
		struct piece fields[MIME_FIELDS] = { { 0 } };
		struct piece body = mail_decode_bytes(reader->mail, part);

		mime_header(&body, fields);
		return without_brackets(fields[MIME_MESSAGE_ID]);
	}
	for (size_t i = reader->number + 1; i < mime->message_count; i++)
		if (mime->messages[i].parent == reader->number)
			return without_brackets(
			    mime->messages[i].fields[MIME_MESSAGE_ID]);
	return (struct piece) { 0 };
}

static void
set_kind(struct mail *mail, enum mail_kind kind, const char *why)
{
	if (mail->kind == MAIL_BOUNCE)
		return;
	mail->kind = kind;
	mail->why = why;
}

/* A report of abuse (RFC 5965)? */
static bool
is_complaint(const struct reader *reader)
{
	return has_part(reader, MIME_FEEDBACK) ||
	    piece_is_nocase(reader->bounce.message->report, "feedback-report");
}

/* A bounce without a part for machines, or none. */
static bool
decide(struct reader *reader, const char **why)
{
	struct mail_bounce *bounce = &reader->bounce;
	unsigned cues = bounce->prose.cues;

	if (has_part(reader, MIME_RECEIPT) ||
	    piece_is_nocase(bounce->message->report,
		"disposition-notification")) {
		*why = "a receipt (RFC 8098)";
		if ((cues & CUE_REJECTED) == 0)
			return false;
		*why = "a receipt that says that it was rejected";
		return true;
	}
	return mail_signs_decide(&bounce->signs, cues, bounce->prose.count > 0,
	    why);
}

/* Reads one message. True if it is ordinary: others may be in it. */
static bool
read_message(struct reader *reader)
{
	struct mail *mail = reader->mail;
	struct mail_bounce *bounce = &reader->bounce;
	const char *why;

	bounce->first = mail->event_count;
	if (is_complaint(reader)) {
		set_kind(mail, MAIL_COMPLAINT, "a report of abuse (RFC 5965)");
		return false;
	}
	read_reports(reader);
	if (bounce->report.recipients > 0) {
		set_kind(mail, MAIL_BOUNCE, "a delivery status (RFC 3464)");
		read_prose(reader);
		mail_events_improve(mail, bounce);
	} else {
		bounce->signs = mail_signs_read(mail, bounce->message);
		if (begins_as_bounce(bounce->message->whole))
			bounce->signs.daemon = true;
		read_prose(reader);
		if (!decide(reader, &why)) {
			if (reader->number == 0)
				mail->why = why;
			return true;
		}
		set_kind(mail, MAIL_BOUNCE, why);
		mail_events_make(mail, bounce);
		mail->cut = mail->cut || bounce->prose.full;
	}
	bounce->returned = returned_id(reader);
	mail_events_finish(mail, bounce);
	return false;
}

/* Reads the messages that are encoded parts of another one. */
static void
open_encoded(struct reader *reader)
{
	const struct mime_part *part;

	for (size_t at = 0;
	     (part = next_part(reader, MIME_MESSAGE, &at)) != NULL;)
		mime_read(reader->mime, mail_decode_bytes(reader->mail, part),
		    reader->number);
}

static void
read_messages(struct mail *mail, struct mime *mime)
{
	bool ordinary[MIME_MESSAGES];

	for (size_t i = 0; i < mime->message_count; i++) {
		struct reader reader = {
			.mail = mail,
			.mime = mime,
			.number = i,
			.bounce.message = &mime->messages[i],
		};

		ordinary[i] = (i == 0 || ordinary[mime->messages[i].parent]) &&
		    read_message(&reader);
		if (ordinary[i])
			open_encoded(&reader);
	}
}

/* A mail whose lines end in CR alone is made one of LF. */
static struct piece
with_line_feeds(struct mail *mail, struct piece whole)
{
	size_t from = mail->scratch.length;
	struct piece kept;

	if (whole.length == 0 ||
	    memchr(whole.bytes, '\n', whole.length) != NULL ||
	    memchr(whole.bytes, '\r', whole.length) == NULL)
		return whole;
	kept = piece_to(whole, mail->scratch.capacity / 2);
	mail->cut = kept.length < whole.length;
	mail_keep(mail, kept.bytes, kept.length);
	for (size_t i = from; i < mail->scratch.length; i++)
		if (mail->scratch.data[i] == '\r')
			mail->scratch.data[i] = '\n';
	return mail_kept(mail, from);
}

void
mail_read(struct mail *mail, const char *bytes, size_t length)
{
	struct mime mime;

	mime.message_count = mime.part_count = 0;
	mime.cut = false;
	mail->kind = MAIL_ORDINARY;
	mail->why = "it is empty";
	mail->event_count = 0;
	mail->cut = mail->failed = false;
	mail->scratch.length = 0;
	if (!mail_reserve(mail))
		return;
	mime_read(&mime,
	    with_line_feeds(mail, (struct piece) { bytes, length }), 0);
	read_messages(mail, &mime);
	mail->cut = mail->cut || mime.cut;
}
