#include "mail_piece.h"

#include <string.h>

#include "code.h"

enum {
	KEPT_MAX = 4 << 20, /* bytes decoded of one mail; not touched unused */
	STATUS_MAX = 11,
	NAME_MAX_LENGTH = 76, /* of a field */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0';
}

bool
piece_begins(struct piece piece, const char *word)
{
	for (size_t i = 0; word[i] != '\0'; i++)
		if (i >= piece.length || text_lower(piece.bytes[i]) != word[i])
			return false;
	return true;
}

bool
piece_is(struct piece piece, const char *word)
{
	size_t i = 0;

	while (i < piece.length && word[i] != '\0' &&
	    text_lower(piece.bytes[i]) == word[i])
		i++;
	return i == piece.length && word[i] == '\0';
}

bool
piece_same(struct piece left, struct piece right)
{
	if (left.length != right.length)
		return false;
	for (size_t i = 0; i < left.length; i++)
		if (text_lower(left.bytes[i]) != text_lower(right.bytes[i]))
			return false;
	return true;
}

ptrdiff_t
piece_find(struct piece piece, const char *word)
{
	size_t length = strlen(word);

	for (size_t at = 0; at + length <= piece.length; at++)
		if (text_lower(piece.bytes[at]) == word[0] &&
		    piece_begins(piece_behind(piece, at), word))
			return (ptrdiff_t)at;
	return PIECE_NOWHERE;
}

struct piece
piece_trim(struct piece piece)
{
	while (piece.length > 0 && is_blank(piece.bytes[piece.length - 1]))
		piece.length--;
	while (piece.length > 0 && is_blank(piece.bytes[0]))
		piece = piece_behind(piece, 1);
	return piece;
}

bool
piece_line(struct piece *rest, struct piece *line)
{
	const char *end;

	*line = *rest;
	if (rest->length == 0)
		return false;
	end = memchr(rest->bytes, '\n', rest->length);
	if (end == NULL) {
		*rest = piece_behind(*rest, rest->length);
	} else {
		line->length = (size_t)(end - rest->bytes);
		*rest = piece_behind(*rest, line->length + 1);
	}
	if (line->length > 0 && line->bytes[line->length - 1] == '\r')
		line->length--;
	return true;
}

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

enum piece_field
piece_field(struct piece *rest, struct piece *name, struct piece *value)
{
	struct piece line, next = *rest;
	const char *end;
	size_t length;

	*name = *value = (struct piece) { 0 };
	if (!piece_line(rest, &line))
		return FIELD_END;
	if (piece_trim(line).length == 0)
		return FIELD_BLANK;
	length = name_length(line);
	if (length == 0) {
		*value = line;
		return FIELD_OTHER;
	}
	*name = piece_front(line, length);
	end = line.bytes + line.length;
	while (rest->length > 0 &&
	    (rest->bytes[0] == ' ' || rest->bytes[0] == '\t')) {
		next = *rest;
		piece_line(&next, &line);
		if (piece_trim(line).length == 0)
			break;
		*rest = next;
		end = line.bytes + line.length;
	}
	value->bytes = (const char *)memchr(name->bytes + length, ':',
			   (size_t)(end - name->bytes) - length) +
	    1;
	value->length = (size_t)(end - value->bytes);
	*value = piece_trim(*value);
	return FIELD_READ;
}

struct piece
piece_status(struct piece piece)
{
	struct status status;
	size_t length = 0;

	while (length < STATUS_MAX && length < piece.length &&
	    (text_is_digit(piece.bytes[length]) || piece.bytes[length] == '.'))
		length++;
	if (length > 0 && piece.bytes[length - 1] == '.')
		length--;
	if (length < 5 || !status_parse(piece.bytes, length, &status))
		length = 0;
	return piece_front(piece, length);
}

bool
piece_has_status(struct piece piece)
{
	for (size_t at = 0; at + 5 <= piece.length; at++) {
		char before = at > 0 ? piece.bytes[at - 1] : ' ';
		size_t length;

		if (piece.bytes[at] < '2' || piece.bytes[at] > '5' ||
		    piece.bytes[at + 1] != '.' || text_is_digit(before) ||
		    before == '.')
			continue;
		length = piece_status(piece_behind(piece, at)).length;
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
	struct piece rest = piece_trim(piece), line;

	if (rest.length == 0 || memchr(rest.bytes, '\n', rest.length) == NULL)
		return rest;
	while (piece_line(&rest, &line)) {
		line = piece_trim(line);
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
	struct piece rest = piece_trim(piece), line;

	for (bool first = true; piece_line(&rest, &line); first = false) {
		if (!first && line.length > 0)
			line = piece_behind(line, 1);
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
piece_is_filler(struct piece status)
{
	return status.length > 4 &&
	    memcmp(status.bytes + status.length - 4, ".0.0", 4) == 0;
}
