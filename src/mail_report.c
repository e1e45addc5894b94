#include "mail_report.h"

#include <string.h>

#include "mail_date.h"
#include "mail_voice.h"

enum {
	LOOK_AHEAD = 6, /* lines in which a report has to show itself */
};

enum report_field {
	REPORTING_MTA,
	QUEUE_ID,
	ENVELOPE_ID,
	FINAL_RECIPIENT,
	ORIGINAL_RECIPIENT,
	ACTION,
	STATUS,
	REMOTE_MTA,
	DIAGNOSTIC_CODE,
	LAST_ATTEMPT,
	EXIM_DIAGNOSTIC,
	SUPPLEMENT,
	REPORT_FIELDS
};

static const struct {
	const char *name;
	enum report_field field;
} field_names[] = {
	{ "reporting-mta", REPORTING_MTA },
	{ "x-postfix-queue-id", QUEUE_ID },
	{ "original-envelope-id", ENVELOPE_ID },
	{ "final-recipient", FINAL_RECIPIENT },
	{ "original-recipient", ORIGINAL_RECIPIENT },
	{ "action", ACTION },
	{ "status", STATUS },
	{ "remote-mta", REMOTE_MTA },
	{ "diagnostic-code", DIAGNOSTIC_CODE },
	{ "last-attempt-date", LAST_ATTEMPT },
	{ "x-exim-diagnostic", EXIM_DIAGNOSTIC },
	{ "x-supplementary-info", SUPPLEMENT },
};

/* The fields of one recipient, or of the mail. */
struct group {
	struct piece fields[REPORT_FIELDS];
	struct piece *last; /* the one that a stray line goes on with */
	bool parted;	    /* an empty line stands in it */
};

/* Takes `type; value` apart (RFC 3464 2.1.2). Without a type it is empty. */
static struct piece
split_type(struct piece value, struct piece *type)
{
	size_t length = 0;

	while (length < value.length && value.bytes[length] > ' ' &&
	    value.bytes[length] != ';' && value.bytes[length] != '@')
		length++;
	*type = piece_to(value, length);
	value = piece_trim_lines(value);
	while (length < value.length && value.bytes[length] == ' ')
		length++;
	if (length < value.length && value.bytes[length] == ';')
		return piece_trim_lines(piece_from(value, length + 1));
	*type = (struct piece) { 0 };
	return value;
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The code point of \x{6211} at the front (RFC 6533 3), and its length. */
static size_t
read_point(struct piece piece, uint32_t *point)
{
	size_t length = 3;

	*point = 0;
	if (!piece_starts_nocase(piece, "\\x{"))
		return 0;
	while (length < piece.length && length < 10 &&
	    hex_value(piece.bytes[length]) >= 0)
		*point = *point * 16 +
		    (uint32_t)hex_value(piece.bytes[length++]);
	if (length == 3 || length == piece.length ||
	    piece.bytes[length] != '}' || *point > 0x10ffff)
		return 0;
	return length + 1;
}

/*
 * The byte of +2B at the front (RFC 3461 4). Only what has to be written so is
 * read so: many addresses have a `+` of their own.
 */
static size_t
read_xtext(struct piece piece, uint32_t *point)
{
	int high, low, byte;

	if (piece.length < 3 || piece.bytes[0] != '+')
		return 0;
	high = hex_value(piece.bytes[1]);
	low = hex_value(piece.bytes[2]);
	byte = high * 16 + low;
	if (high < 0 || low < 0 ||
	    !(byte == '+' || byte == '=' || byte <= ' ' || byte > 0x7e))
		return 0;
	*point = (uint32_t)byte;
	return 3;
}

/* Undoes the encodings of an address. */
static struct piece
decode_address(struct mail *mail, struct piece address)
{
	size_t from = mail->scratch.length;

	if (piece_find_nocase(address, "\\x{") == PIECE_NONE &&
	    piece_find_nocase(address, "+") == PIECE_NONE)
		return address;
	while (address.length > 0) {
		uint32_t point;
		size_t length = read_point(address, &point);

		if (length == 0)
			length = read_xtext(address, &point);
		if (length > 0) {
			mail_keep_point(mail, point);
		} else {
			mail_keep(mail, address.bytes, 1);
			length = 1;
		}
		address = piece_from(address, length);
	}
	return mail_kept(mail, from);
}

/* An address without its type, brackets, and comments behind it. */
static struct piece
read_address(struct mail *mail, struct piece value)
{
	struct piece type;
	size_t end;

	value = mail_keep_unfolded(mail, split_type(value, &type));
	if (value.length > 0 && value.bytes[0] == '<') {
		value = piece_from(value, 1);
		end = piece_find_nocase(value, ">");
	} else {
		end = piece_find_nocase(value, " (");
	}
	if (end != PIECE_NONE)
		value = piece_to(value, end);
	return decode_address(mail, piece_trim_lines(value));
}

static enum disposition
disposition_of(struct piece action)
{
	if (piece_starts_nocase(action, "failed") ||
	    piece_starts_nocase(action, "failure"))
		return DISPOSITION_FAILED;
	if (piece_starts_nocase(action, "delayed"))
		return DISPOSITION_DEFERRED;
	if (piece_starts_nocase(action, "delivered") ||
	    piece_starts_nocase(action, "relayed") ||
	    piece_starts_nocase(action, "expanded"))
		return DISPOSITION_DELIVERED;
	return DISPOSITION_UNSAID;
}

/* Without an Action the class of the status tells what became of the mail. */
static enum disposition
disposition_of_class(struct piece status)
{
	switch (status.length > 0 ? status.bytes[0] : '\0') {
	case '2':
		return DISPOSITION_DELIVERED;
	case '4':
		return DISPOSITION_DEFERRED;
	default:
		return DISPOSITION_FAILED;
	}
}

static unsigned
class_of(struct piece status, enum disposition disposition)
{
	if (status.length > 0)
		return (unsigned)(status.bytes[0] - '0');
	switch (disposition) {
	case DISPOSITION_DELIVERED:
		return 2;
	case DISPOSITION_DEFERRED:
		return 4;
	default:
		return 5;
	}
}

static struct piece
recipient_of(struct mail *mail, const struct group *group)
{
	struct piece final = read_address(mail, group->fields[FINAL_RECIPIENT]);
	struct piece original;

	if (piece_find_nocase(final, "@") != PIECE_NONE)
		return final;
	original = read_address(mail, group->fields[ORIGINAL_RECIPIENT]);
	return original.length > 0 &&
		(final.length == 0 ||
		    piece_find_nocase(original, "@") != PIECE_NONE) ?
	    original :
	    final;
}

/* < #5.1.1 smtp; 550 5.1.1 User unknown> of Exchange. */
static struct piece
read_supplement(struct piece value)
{
	size_t at = piece_find_nocase(value, "smtp;");

	while (value.length > 0 && value.bytes[value.length - 1] == '>')
		value.length--;
	if (at != PIECE_NONE)
		return piece_from(value, at);
	while (value.length > 0 && strchr("< #", value.bytes[0]) != NULL)
		value = piece_from(value, 1);
	return value;
}

/* What the recipient's fields say of who said what. */
static void
read_diagnostic(struct mail *mail, const struct group *group,
    const struct mail_report *report, struct event *event)
{
	struct mail_speaker speaker = { .reporting = report->reporting };
	struct piece type, value = group->fields[DIAGNOSTIC_CODE];

	if (value.length == 0)
		value = group->fields[EXIM_DIAGNOSTIC];
	if (value.length == 0)
		value = read_supplement(group->fields[SUPPLEMENT]);
	value = split_type(value, &speaker.type);
	event->reply = piece_is_nocase(speaker.type, "x-notes") ?
	    mail_keep_unbroken(mail, value) :
	    mail_keep_unfolded(mail, value);
	speaker.remote = split_type(group->fields[REMOTE_MTA], &type);
	event->relay = mail_keep_unfolded(mail, speaker.remote);
	speaker.remote = event->relay;
	mail_voice_read(&speaker, event);
}

/* Adds the event of a recipient, and takes what is said of the whole mail. */
static void
end_group(struct mail *mail, struct group *group, struct mail_report *report)
{
	struct piece *fields = group->fields, type, status;
	struct event *event;

	if (fields[REPORTING_MTA].length > 0)
		report->reporting = mail_keep_unfolded(mail,
		    split_type(fields[REPORTING_MTA], &type));
	if (fields[QUEUE_ID].length > 0)
		report->queue = fields[QUEUE_ID];
	if (fields[ENVELOPE_ID].length > 0)
		report->envelope = fields[ENVELOPE_ID];
	if (fields[FINAL_RECIPIENT].length == 0 &&
	    fields[ORIGINAL_RECIPIENT].length == 0 &&
	    fields[ACTION].length == 0)
		return;
	event = mail_add_event(mail);
	if (event == NULL)
		return;
	report->recipients++;
	status = piece_status(fields[STATUS]);
	event->reported = status;
	event->recipient = recipient_of(mail, group);
	event->disposition = disposition_of(fields[ACTION]);
	if (event->disposition == DISPOSITION_UNSAID)
		event->disposition = disposition_of_class(status);
	read_diagnostic(mail, group, report, event);
	if (!mail_is_filler(status) &&
	    (!mail_has_status(event->reply) ||
		piece_find_nocase(event->reply, ".0.0") != PIECE_NONE))
		event->status = status;
	event->class = class_of(status, event->disposition);
	event->time = mail_date(fields[LAST_ATTEMPT]);
	event->host = report->reporting;
	event->message = report->queue;
}

/* Some do not indent the lines that a field is folded into. */
static void
note_stray(struct group *group, struct piece line)
{
	struct piece *last = group->last;

	if (last != NULL && last->length > 0)
		last->length = (size_t)(line.bytes + line.length - last->bytes);
}

bool
mail_report_begins(struct piece text)
{
	struct piece name, value;
	bool report = false;

	for (int i = 0; i < LOOK_AHEAD; i++)
		switch (mail_field(&text, &name, &value)) {
		case FIELD_READ:
			if (piece_is_nocase(name, "final-recipient") ||
			    piece_is_nocase(name, "reporting-mta"))
				return true;
			report = report || piece_is_nocase(name, "action");
			break;
		case FIELD_BLANK:
			break;
		case FIELD_OTHER:
		case FIELD_END:
			return report;
		}
	return report;
}

/* The number of a field's name, or REPORT_FIELDS. */
static enum report_field
field_of(struct piece name)
{
	for (size_t i = 0; i < sizeof(field_names) / sizeof(field_names[0]);
	     i++)
		if ((name.bytes[0] | ' ') == field_names[i].name[0] &&
		    piece_is_nocase(name, field_names[i].name))
			return field_names[i].field;
	return REPORT_FIELDS;
}

/*
 * Does the field begin the next recipient? An empty line alone does not tell:
 * some leave it out, and some put one where none belongs.
 */
static bool
begins_next(const struct group *group, enum report_field field)
{
	const struct piece *fields = group->fields;
	bool told = fields[ACTION].length > 0;

	switch (field) {
	case FINAL_RECIPIENT:
		return fields[FINAL_RECIPIENT].length > 0 ||
		    (group->parted && told &&
			fields[ORIGINAL_RECIPIENT].length > 0);
	case ORIGINAL_RECIPIENT:
		return group->parted &&
		    (fields[ORIGINAL_RECIPIENT].length > 0 ||
			(told && fields[FINAL_RECIPIENT].length > 0));
	case ACTION:
		return group->parted && told;
	default:
		return false;
	}
}

static void
read_field(struct mail *mail, struct mail_report *report, struct group *group,
    struct piece name, struct piece value)
{
	enum report_field field = field_of(name);

	if (begins_next(group, field)) {
		end_group(mail, group, report);
		*group = (struct group) { .last = NULL };
	}
	group->last = NULL;
	if (field == REPORT_FIELDS || group->fields[field].length > 0)
		return;
	group->fields[field] = value;
	group->last = &group->fields[field];
}

void
mail_report_read(struct mail *mail, struct piece text,
    struct mail_report *report)
{
	struct group group = { .last = NULL };
	struct piece name, value;

	for (;;)
		switch (mail_field(&text, &name, &value)) {
		case FIELD_END:
			end_group(mail, &group, report);
			return;
		case FIELD_BLANK:
			group.parted = true;
			group.last = NULL;
			break;
		case FIELD_OTHER:
			note_stray(&group, value);
			break;
		case FIELD_READ:
			read_field(mail, report, &group, name, value);
			break;
		}
}
