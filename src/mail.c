#include "mail.h"

#include <stdlib.h>
#include <string.h>

#include "mail_decode.h"
#include "mail_mime.h"
#include "mail_report.h"

void
mail_release(struct mail *mail)
{
	free(mail->events);
	mail_charsets_free(mail->charsets);
	text_release(&mail->scratch);
	*mail = (struct mail) { 0 };
}

bool
mail_begins(const char *bytes, size_t length)
{
	static const char *const names[] = { "return-path", "received",
		"delivered-to", "from", "to", "cc", "subject", "date",
		"message-id", "mime-version", "content-type", "reply-to",
		"sender", "auto-submitted", "dkim-signature",
		"authentication-results", "envelope-to", "delivery-date",
		"reporting-mta", "final-recipient", "original-envelope-id",
		"precedence", "status", "bcc" };
	struct piece rest = { bytes, length }, name, value;

	if (piece_begins(rest, "from "))
		return true;
	while (piece_field(&rest, &name, &value) == FIELD_BLANK)
		;
	if (name.length == 0)
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (piece_is(name, names[i]))
			return true;
	return piece_begins(name, "x-") || piece_begins(name, "arc-") ||
	    piece_begins(name, "list-") || piece_begins(name, "resent-") ||
	    piece_begins(name, "content-");
}

/* Events of the parts of one message that are made for machines. */
static void
read_reports(struct mail *mail, const struct mime *mime, size_t message)
{
	struct mail_report report = { 0 };

	for (size_t i = 0; i < mime->part_count; i++)
		if (mime->parts[i].message == message &&
		    mime->parts[i].type == MIME_STATUS)
			mail_report_read(mail,
			    mail_decode_bytes(mail, &mime->parts[i]), &report);
	if (report.recipients > 0) {
		mail->kind = MAIL_BOUNCE;
		mail->why = "it has a delivery status (RFC 3464)";
	}
}

void
mail_read(struct mail *mail, const char *bytes, size_t length)
{
	struct mime mime;

	mime.message_count = mime.part_count = 0;
	mime.cut = false;
	mail->kind = MAIL_ORDINARY;
	mail->why = "nothing in it tells of a delivery";
	mail->event_count = 0;
	mail->cut = mail->failed = false;
	mail->scratch.length = 0;
	if (!mail_reserve(mail))
		return;
	mime_read(&mime, (struct piece) { bytes, length }, 0);
	for (size_t i = 0; i < mime.message_count; i++)
		read_reports(mail, &mime, i);
	mail->cut = mail->cut || mime.cut;
}
