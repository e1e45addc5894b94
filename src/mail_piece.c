#include "mail_piece.h"

enum {
	KEPT_MAX = 4 << 20, /* bytes decoded of one mail; not touched unused */
	NAME_MAX_LENGTH = 76, /* of a field */
};

/* The length of the field's name at the line's front; 0 if there is none. */
static size_t
name_length(struct piece line)
{
	size_t length = 0;

	while (length < line.length && length < NAME_MAX_LENGTH &&
	    line.bytes[length] > ' ' && line.bytes[length] != ':' &&
	    line.bytes[length] != 0x7f)
		length++;
	for (size_t at = length; at < line.length; at++) {
		if (line.bytes[at] == ':')
			return length;
		if (line.bytes[at] != ' ' && line.bytes[at] != '\t')
			return 0;
	}
	return 0;
}

enum mail_field
mail_field(struct piece *rest, struct piece *name, struct piece *value)
{
	struct piece line, next = *rest;
	const char *end;
	size_t length;

	*name = *value = (struct piece) { 0 };
	if (!piece_line(rest, &line))
		return FIELD_END;
	if (piece_trim_lines(line).length == 0)
		return FIELD_BLANK;
	length = name_length(line);
	if (length == 0) {
		*value = line;
		return FIELD_OTHER;
	}
	*name = piece_to(line, length);
	end = line.bytes + line.length;
	while (rest->length > 0 &&
	    (rest->bytes[0] == ' ' || rest->bytes[0] == '\t')) {
		next = *rest;
		piece_line(&next, &line);
		if (piece_trim_lines(line).length == 0)
			break;
		*rest = next;
		end = line.bytes + line.length;
	}
	value->bytes = (const char *)memchr(name->bytes + length, ':',
			   (size_t)(end - name->bytes) - length) +
	    1;
	value->length = (size_t)(end - value->bytes);
	*value = piece_trim_lines(*value);
	return FIELD_READ;
}

bool
mail_has_status(struct piece piece)
{
	for (size_t at = 0; at + 5 <= piece.length; at++) {
		char before = at > 0 ? piece.bytes[at - 1] : ' ';
		size_t length;

		if (piece.bytes[at] < '2' || piece.bytes[at] > '5' ||
		    piece.bytes[at + 1] != '.' || text_is_digit(before) ||
		    before == '.')
			continue;
		length = piece_status(piece_from(piece, at)).length;
		if (length > 0 &&
		    (at + length == piece.length ||
			(piece.bytes[at + length] != '.' &&
			    !text_is_digit(piece.bytes[at + length])) ||
			at + length + 1 == piece.length ||
			!text_is_digit(piece.bytes[at + length + 1])))
			return true;
	}
	return false;
}

bool
mail_reserve(struct mail *mail)
{
	void *data = mail->scratch.data;

	if (!text_grow(&data, &mail->scratch.capacity, KEPT_MAX, 1)) {
		mail->failed = true;
		return false;
	}
	mail->scratch.data = data;
	return true;
}

void
mail_keep(struct mail *mail, const char *bytes, size_t length)
{
	struct text *scratch = &mail->scratch;

	if (length >= scratch->capacity - scratch->length) {
		mail->cut = true;
		return;
	}
	if (length > 0)
		memcpy(scratch->data + scratch->length, bytes, length);
	scratch->length += length;
}

void
mail_keep_point(struct mail *mail, uint32_t point)
{
	char bytes[4];
	size_t length = 0;

	if (point < 0x80) {
		bytes[length++] = (char)point;
	} else if (point < 0x800) {
		bytes[length++] = (char)(0xc0 | point >> 6);
		bytes[length++] = (char)(0x80 | (point & 0x3f));
	} else if (point < 0x10000) {
		bytes[length++] = (char)(0xe0 | point >> 12);
		bytes[length++] = (char)(0x80 | (point >> 6 & 0x3f));
		bytes[length++] = (char)(0x80 | (point & 0x3f));
	} else {
		bytes[length++] = (char)(0xf0 | point >> 18);
		bytes[length++] = (char)(0x80 | (point >> 12 & 0x3f));
		bytes[length++] = (char)(0x80 | (point >> 6 & 0x3f));
		bytes[length++] = (char)(0x80 | (point & 0x3f));
	}
	mail_keep(mail, bytes, length);
}

struct piece
mail_kept(const struct mail *mail, size_t from)
{
	return (struct piece) { mail->scratch.data + from,
		mail->scratch.length - from };
}

/* Does a line of a reply begin there: 550-, 550 and the end? */
static bool
is_reply_line(struct piece line)
{
	return line.length >= 3 && line.bytes[0] >= '2' &&
	    line.bytes[0] <= '5' && text_is_digit(line.bytes[1]) &&
	    text_is_digit(line.bytes[2]) &&
	    (line.length == 3 || line.bytes[3] == ' ' || line.bytes[3] == '-');
}

struct piece
mail_keep_unfolded(struct mail *mail, struct piece piece)
{
	size_t from = mail->scratch.length;
	struct piece rest = piece_trim_lines(piece), line;

	if (rest.length == 0 || memchr(rest.bytes, '\n', rest.length) == NULL)
		return rest;
	while (piece_line(&rest, &line)) {
		line = piece_trim_lines(line);
		if (line.length == 0)
			continue;
		if (mail->scratch.length > from)
			mail_keep(mail, is_reply_line(line) ? "\n" : " ", 1);
		mail_keep(mail, line.bytes, line.length);
	}
	return mail_kept(mail, from);
}

struct piece
mail_keep_unbroken(struct mail *mail, struct piece piece)
{
	size_t from = mail->scratch.length;
	struct piece rest = piece_trim_lines(piece), line;

	for (bool first = true; piece_line(&rest, &line); first = false) {
		if (!first && line.length > 0)
			line = piece_from(line, 1);
		mail_keep(mail, line.bytes, line.length);
	}
	return mail_kept(mail, from);
}

struct event *
mail_add_event(struct mail *mail)
{
	void *events = mail->events;
	struct event *event;

	if (!text_grow(&events, &mail->event_capacity, mail->event_count + 1,
		sizeof(*mail->events))) {
		mail->failed = true;
		return NULL;
	}
	mail->events = events;
	event = &mail->events[mail->event_count++];
	*event = (struct event) { .time.zone = EVENT_ZONE_UNSAID };
	return event;
}

bool
mail_is_filler(struct piece status)
{
	return status.length > 4 &&
	    memcmp(status.bytes + status.length - 4, ".0.0", 4) == 0;
}
