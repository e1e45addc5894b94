#include "log_bytes.h"

#include "code.h"
#include "text.h"

enum {
	STATUS_MAX = 11, /* 5.123.123 and then some */
};

bool
bytes_ends(struct piece piece, const char *word)
{
	size_t length = strlen(word);

	return piece.length >= length &&
	    memcmp(piece.bytes + piece.length - length, word, length) == 0;
}

bool
bytes_starts_word(struct piece piece, const char *word)
{
	size_t at = 0;

	for (; word[at] != '\0'; at++)
		if (at == piece.length ||
		    text_lower(piece.bytes[at]) != word[at])
			return false;
	return true;
}

size_t
bytes_find(struct piece piece, const char *word)
{
	size_t length = strlen(word), at = 0;
	/* blanks are too many to look for */
	size_t anchor = word[0] == ' ' && word[1] != '\0' ? 1 : 0;

	while (piece.length - at >= length) {
		const char *found = memchr(piece.bytes + at + anchor,
		    word[anchor], piece.length - at - length + 1);

		if (found == NULL)
			break;
		found -= anchor;
		if (found[length - 1] == word[length - 1] &&
		    memcmp(found, word, length) == 0)
			return (size_t)(found - piece.bytes);
		at = (size_t)(found - piece.bytes) + 1;
	}
	return BYTES_NONE;
}

size_t
bytes_find_last(struct piece piece, const char *word)
{
	size_t length = strlen(word);

	if (piece.length < length)
		return BYTES_NONE;
	for (size_t at = piece.length - length + 1; at-- > 0;)
		if (piece.bytes[at] == word[0] &&
		    memcmp(piece.bytes + at, word, length) == 0)
			return at;
	return BYTES_NONE;
}

struct piece
bytes_trim(struct piece piece)
{
	while (piece.length > 0 && is_blank(piece.bytes[0]))
		piece = bytes_from(piece, 1);
	while (piece.length > 0 && is_blank(piece.bytes[piece.length - 1]))
		piece.length--;
	return piece;
}

struct piece
bytes_between(struct piece piece, const char *from, const char *to)
{
	size_t at = bytes_find(piece, from);

	if (at == BYTES_NONE)
		return (struct piece) { piece.bytes, 0 };
	piece = bytes_from(piece, at + strlen(from));
	return bytes_to(piece, bytes_find(piece, to));
}

struct piece
bytes_word(struct piece *rest)
{
	struct piece word = bytes_to(*rest, bytes_find_byte(*rest, ' '));

	*rest = bytes_from(*rest, word.length);
	while (rest->length > 0 && is_blank(rest->bytes[0]))
		*rest = bytes_from(*rest, 1);
	return word;
}

size_t
bytes_digits(struct piece piece)
{
	size_t count = 0;

	while (count < piece.length && text_is_digit(piece.bytes[count]))
		count++;
	return count;
}

/* A value in quotes, in which a backslash keeps the next byte. */
static struct piece
quoted_value(struct piece value, char quote)
{
	size_t at = 0;

	while (at < value.length && value.bytes[at] != quote)
		at += value.bytes[at] == '\\' ? 2 : 1;
	return bytes_to(value, at);
}

struct piece
bytes_value(struct piece piece, const char *key)
{
	size_t length = strlen(key), at = 0;
	struct piece value = { piece.bytes, 0 };

	for (;;) {
		size_t found = bytes_find(bytes_from(piece, at), key);

		if (found == BYTES_NONE)
			return value;
		at += found;
		if (at == 0 || strchr(" ,;([{|\t", piece.bytes[at - 1]) != NULL)
			break;
		at++;
	}
	value = bytes_from(piece, at + length);
	if (bytes_at(value, 0) == '<')
		return bytes_to(bytes_from(value, 1),
		    bytes_find_byte(bytes_from(value, 1), '>'));
	if (bytes_at(value, 0) == '"' || bytes_at(value, 0) == '\'')
		return quoted_value(bytes_from(value, 1), value.bytes[0]);
	for (at = 0; at < value.length; at++)
		if (value.bytes[at] == ',' || is_blank(value.bytes[at]))
			break;
	return bytes_to(value, at);
}

size_t
bytes_status(struct piece piece)
{
	size_t length = 0;
	struct status status;

	while (length < piece.length && length < STATUS_MAX &&
	    (text_is_digit(piece.bytes[length]) || piece.bytes[length] == '.'))
		length++;
	if (length > 0 && piece.bytes[length - 1] == '.')
		length--;
	if (length < 5 || !status_parse(piece.bytes, length, &status) ||
	    text_is_letter(bytes_at(piece, length)))
		return 0;
	return length;
}

unsigned
bytes_code(struct piece piece)
{
	unsigned code;

	if (piece.length < 3 || bytes_digits(bytes_to(piece, 4)) != 3 ||
	    piece.bytes[0] < '2')
		return 0;
	if (piece.length > 3 && strchr(" -,;:\"')#_.", piece.bytes[3]) == NULL)
		return 0;
	code = (unsigned)(piece.bytes[0] - '0') * 100 +
	    (unsigned)(piece.bytes[1] - '0') * 10 +
	    (unsigned)(piece.bytes[2] - '0');
	return code;
}

/* May a code follow what stands in front? Not behind 192.0.2.1: or ]:. */
static bool
may_follow(struct piece piece, size_t at)
{
	char before = at > 0 ? piece.bytes[at - 1] : ' ';

	if (before == ':')
		return at < 2 ||
		    (!text_is_digit(piece.bytes[at - 2]) &&
			piece.bytes[at - 2] != ']');
	return before != '\0' && strchr(" '\"(>_", before) != NULL;
}

struct piece
bytes_reply(struct piece piece)
{
	for (size_t at = 0; at + 3 <= piece.length; at++)
		if (piece.bytes[at] >= '2' && piece.bytes[at] <= '5' &&
		    text_is_digit(piece.bytes[at + 1]) &&
		    may_follow(piece, at) &&
		    bytes_code(bytes_from(piece, at)) != 0)
			return bytes_from(piece, at);
	return piece;
}

struct piece
bytes_full_reply(struct piece piece)
{
	for (;;) {
		struct piece reply = bytes_reply(piece), status;

		if (bytes_code(reply) == 0)
			return bytes_to(piece, 0);
		status = bytes_from(reply, 3);
		while (status.length > 0 &&
		    strchr(" -#(", status.bytes[0]) != NULL)
			status = bytes_from(status, 1);
		if (bytes_status(status) > 0 &&
		    status.bytes[0] == reply.bytes[0])
			return reply;
		piece = bytes_from(reply, 3);
	}
}
