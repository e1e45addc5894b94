#include "log_bytes.h"

/* A value in quotes, in which a backslash keeps the next byte. */
static struct piece
quoted_value(struct piece value, char quote)
{
	size_t at = 0;

	while (at < value.length && value.bytes[at] != quote)
		at += value.bytes[at] == '\\' ? 2 : 1;
	return piece_to(value, at);
}

struct piece
bytes_value(struct piece piece, const char *key)
{
	size_t length = strlen(key), at = 0;
	struct piece value = { piece.bytes, 0 };

	for (;;) {
		size_t found = piece_find(piece_from(piece, at), key);

		if (found == PIECE_NONE)
			return value;
		at += found;
		if (at == 0 || strchr(" ,;([{|\t", piece.bytes[at - 1]) != NULL)
			break;
		at++;
	}
	value = piece_from(piece, at + length);
	if (piece_at(value, 0) == '<')
		return piece_to(piece_from(value, 1),
		    piece_find_byte(piece_from(value, 1), '>'));
	if (piece_at(value, 0) == '"' || piece_at(value, 0) == '\'')
		return quoted_value(piece_from(value, 1), value.bytes[0]);
	for (at = 0; at < value.length; at++)
		if (value.bytes[at] == ',' || text_is_blank(value.bytes[at]))
			break;
	return piece_to(value, at);
}

size_t
bytes_status(struct piece piece)
{
	size_t length = piece_status(piece).length;

	return text_is_letter(piece_at(piece, length)) ? 0 : length;
}

unsigned
bytes_code(struct piece piece)
{
	unsigned code;

	if (piece.length < 3 || piece_digits(piece_to(piece, 4)) != 3 ||
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
		    bytes_code(piece_from(piece, at)) != 0)
			return piece_from(piece, at);
	return piece;
}

struct piece
bytes_full_reply(struct piece piece)
{
	for (;;) {
		struct piece reply = bytes_reply(piece), status;

		if (bytes_code(reply) == 0)
			return piece_to(piece, 0);
		status = piece_from(reply, 3);
		while (status.length > 0 &&
		    strchr(" -#(", status.bytes[0]) != NULL)
			status = piece_from(status, 1);
		if (bytes_status(status) > 0 &&
		    status.bytes[0] == reply.bytes[0])
			return reply;
		piece = piece_from(reply, 3);
	}
}
