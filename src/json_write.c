#include "json_write.h"

#include <string.h>

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
	begin_value(writer);
	text_append_char(writer->text, '"');
	text_append(writer->text, key);
	text_append_bytes(writer->text, "\":", 2);
	writer->follows = false;
}

void
json_write_string(struct json_writer *writer, const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length, *plain = bytes;

	begin_value(writer);
	text_append_char(writer->text, '"');
	for (; at < end; at++) {
		if (*at != '"' && *at != '\\' && *at != '\n')
			continue;
		text_append_bytes(writer->text, plain, (size_t)(at - plain));
		text_append_char(writer->text, '\\');
		text_append_char(writer->text, *at == '\n' ? 'n' : *at);
		plain = at + 1;
	}
	text_append_bytes(writer->text, plain, (size_t)(end - plain));
	text_append_char(writer->text, '"');
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
