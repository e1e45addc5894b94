#include "json_write.h"

#include <string.h>

#define EACH_BYTE UINT64_C(0x0101010101010101)

enum {
	BLOCK = sizeof(uint64_t),
};

static void
begin_value(struct json_writer *writer)
{
	if (writer->follows)
		text_append_char(writer->text, ',');
	writer->follows = true;
}

void
json_open(struct json_writer *writer, char bracket)
{
	begin_value(writer);
	text_append_char(writer->text, bracket);
	writer->follows = false;
}

void
json_close(struct json_writer *writer, char bracket)
{
	text_append_char(writer->text, bracket);
	writer->follows = true;
}

/*
 * Room for a value or a key of at most so many bytes, its comma and a NUL, and
 * where it is to be put; NULL if there is none.
 */
static char *
begin_bytes(struct json_writer *writer, size_t most)
{
	char *at = text_room(writer->text, most + 1);

	if (at != NULL && writer->follows)
		*at++ = ',';
	writer->follows = true;
	return at;
}

static void
end_bytes(struct json_writer *writer, char *end)
{
	*end = '\0';
	writer->text->length = (size_t)(end - writer->text->data);
}

void
json_key(struct json_writer *writer, const char *key)
{
	size_t length = strlen(key);
	char *at = begin_bytes(writer, length + 3);

	writer->follows = false;
	if (at == NULL)
		return;
	at[0] = '"';
	memcpy(at + 1, key, length);
	memcpy(at + 1 + length, "\":", 2);
	end_bytes(writer, at + length + 3);
}

/* Is one of eight bytes below that one, which is 128 at most? */
static bool
has_below(uint64_t block, unsigned byte)
{
	return ((block - EACH_BYTE * byte) & ~block & EACH_BYTE << 7) != 0;
}

/*
 * Copies eight bytes; false if one of them may need an escape. With the bit
 * turned that tells a quote from a blank, the quote is a blank, a line feed
 * stays below, and all else of text is above; a backslash is 0 without its own.
 */
static bool
copy_block(char *to, const char *bytes)
{
	uint64_t block;

	memcpy(&block, bytes, sizeof(block));
	if (has_below(block ^ EACH_BYTE * ('"' ^ ' '), ' ' + 1) ||
	    has_below(block ^ EACH_BYTE * '\\', 1))
		return false;
	memcpy(to, &block, sizeof(block));
	return true;
}

/* Copies what needs no escapes, by eight bytes; returns how many it was. */
static size_t
copy_plain(char *to, const char *bytes, size_t length)
{
	size_t at = 0;

	if (length < BLOCK)
		return 0;
	for (; length - at >= BLOCK; at += BLOCK)
		if (!copy_block(to + at, bytes + at))
			return at;
	/* What is left, with some of what was copied already. */
	return copy_block(to + length - BLOCK, bytes + length - BLOCK) ?
	    length :
	    at;
}

void
json_write_string(struct json_writer *writer, const char *bytes, size_t length)
{
	const char *end = bytes + length;
	char *to = begin_bytes(writer, 2 * length + 2);
	size_t plain;

	if (to == NULL)
		return;
	*to++ = '"';
	while (bytes < end) {
		plain = copy_plain(to, bytes, (size_t)(end - bytes));
		to += plain;
		bytes += plain;
		for (int i = 0; i < BLOCK && bytes < end; i++, bytes++) {
			if (*bytes == '"' || *bytes == '\\' || *bytes == '\n')
				*to++ = '\\';
			*to++ = *bytes == '\n' ? 'n' : *bytes;
		}
	}
	*to++ = '"';
	end_bytes(writer, to);
}

void
json_write_text(struct json_writer *writer, const char *string)
{
	if (string == NULL || string[0] == '\0')
		json_write_null(writer);
	else
		json_write_string(writer, string, strlen(string));
}

void
json_write_null(struct json_writer *writer)
{
	begin_value(writer);
	text_append_bytes(writer->text, "null", 4);
}

void
json_write_bool(struct json_writer *writer, bool value)
{
	begin_value(writer);
	text_append(writer->text, value ? "true" : "false");
}

static void
append_digits(struct text *text, uint64_t number, unsigned least)
{
	char digits[20];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0 || sizeof(digits) - at < least);
	text_append_bytes(text, digits + at, sizeof(digits) - at);
}

void
json_write_number(struct json_writer *writer, uint64_t number)
{
	begin_value(writer);
	append_digits(writer->text, number, 1);
}

void
json_write_thousandths(struct json_writer *writer, uint32_t number)
{
	uint32_t part = number % 1000;
	unsigned digits = 3;

	begin_value(writer);
	while (digits > 1 && part % 10 == 0) {
		part /= 10;
		digits--;
	}
	append_digits(writer->text, number / 1000, 1);
	text_append_char(writer->text, '.');
	append_digits(writer->text, part, digits);
}
