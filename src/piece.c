#include "piece.h"

#include "code.h"

enum {
	STATUS_MAX = 11, /* 5.123.123 and then some */
};

bool
piece_ends(struct piece piece, const char *word)
{
	size_t length = strlen(word);

	return piece.length >= length &&
	    memcmp(piece.bytes + piece.length - length, word, length) == 0;
}

bool
piece_starts_nocase(struct piece piece, const char *word)
{
	for (size_t at = 0; word[at] != '\0'; at++)
		if (at >= piece.length ||
		    text_lower(piece.bytes[at]) != word[at])
			return false;
	return true;
}

bool
piece_is_nocase(struct piece piece, const char *word)
{
	return piece.length == strlen(word) && piece_starts_nocase(piece, word);
}

bool
piece_same_nocase(struct piece left, struct piece right)
{
	return left.length == right.length &&
	    text_same_letters(left.bytes, right.bytes, left.length);
}

size_t
piece_find(struct piece piece, const char *word)
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
	return PIECE_NONE;
}

size_t
piece_find_nocase(struct piece piece, const char *word)
{
	size_t length = strlen(word);

	for (size_t at = 0; at + length <= piece.length; at++)
		if (text_lower(piece.bytes[at]) == word[0] &&
		    piece_starts_nocase(piece_from(piece, at), word))
			return at;
	return PIECE_NONE;
}

size_t
piece_find_last(struct piece piece, const char *word)
{
	size_t length = strlen(word);

	if (piece.length < length)
		return PIECE_NONE;
	for (size_t at = piece.length - length + 1; at-- > 0;)
		if (piece.bytes[at] == word[0] &&
		    memcmp(piece.bytes + at, word, length) == 0)
			return at;
	return PIECE_NONE;
}

struct piece
piece_between(struct piece piece, const char *from, const char *to)
{
	size_t at = piece_find(piece, from);

	if (at == PIECE_NONE)
		return (struct piece) { piece.bytes, 0 };
	piece = piece_from(piece, at + strlen(from));
	return piece_to(piece, piece_find(piece, to));
}

struct piece
piece_trim(struct piece piece)
{
	piece_skip_blanks(&piece);
	while (piece.length > 0 && text_is_blank(piece_last(piece)))
		piece.length--;
	return piece;
}

static bool
is_space_or_nul(char c)
{
	return text_is_space(c) || c == '\0';
}

struct piece
piece_trim_lines(struct piece piece)
{
	while (piece.length > 0 && is_space_or_nul(piece_last(piece)))
		piece.length--;
	while (piece.length > 0 && is_space_or_nul(piece.bytes[0]))
		piece = piece_from(piece, 1);
	return piece;
}

size_t
piece_digits(struct piece piece)
{
	size_t count = 0;

	while (count < piece.length && text_is_digit(piece.bytes[count]))
		count++;
	return count;
}

struct piece
piece_status(struct piece piece)
{
	size_t length = 0;
	struct status status;

	while (length < piece.length && length < STATUS_MAX &&
	    (text_is_digit(piece.bytes[length]) || piece.bytes[length] == '.'))
		length++;
	if (length > 0 && piece.bytes[length - 1] == '.')
		length--;
	if (length < 5 || !status_parse(piece.bytes, length, &status))
		length = 0;
	return piece_to(piece, length);
}

struct piece
piece_word(struct piece *rest)
{
	struct piece word = piece_to(*rest, piece_find_byte(*rest, ' '));

	*rest = piece_from(*rest, word.length);
	piece_skip_blanks(rest);
	return word;
}

bool
piece_line(struct piece *rest, struct piece *line)
{
	size_t end = piece_find_byte(*rest, '\n');

	if (rest->length == 0) {
		*line = *rest;
		return false;
	}
	*line = piece_to(*rest, end);
	*rest = piece_from(*rest, end == PIECE_NONE ? end : end + 1);
	if (piece_last(*line) == '\r')
		line->length--;
	return true;
}
