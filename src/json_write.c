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

void
json_key(struct json_writer *writer, const char *key)
{
	size_t length = strlen(key);
	char *at;

	begin_value(writer);
	writer->follows = false;
	at = text_room(writer->text, length + 3);
	if (at == NULL)
		return;
	at[0] = '"';
	memcpy(at + 1, key, length);
	memcpy(at + 1 + length, "\":", 3);
	writer->text->length += length + 3;
}

/* Is one of eight bytes that one? */
static bool
has_byte(uint64_t block, char byte)
{
	uint64_t same = block ^ EACH_BYTE * (unsigned char)byte;

	return ((same - EACH_BYTE) & ~same & EACH_BYTE << 7) != 0;
}

/* Copies eight bytes; false if one of them needs an escape. */
static bool
copy_block(char *to, const char *bytes)
{
	uint64_t block;

	memcpy(&block, bytes, sizeof(block));
	if (has_byte(block, '"') || has_byte(block, '\\') ||
	    has_byte(block, '\n'))
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
	size_t plain;
	char *to;

	begin_value(writer);
	to = text_room(writer->text, 2 * length + 2);
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
	memcpy(to, "\"", 2);
	writer->text->length = (size_t)(to + 1 - writer->text->data);
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
