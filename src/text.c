#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

enum {
	WORD_MAX = 63,
};

void
text_release(struct text *text)
{
	free(text->data);
	*text = (struct text) { 0 };
}

void
text_clear(struct text *text)
{
	text->length = 0;
	if (text->data != NULL)
		text->data[0] = '\0';
}

/* Makes room for more bytes and a NUL. */
static bool
text_reserve(struct text *text, size_t more)
{
	void *data = text->data;

	if (text->failed || more > SIZE_MAX / 4 - text->length ||
	    !text_grow(&data, &text->capacity, text->length + more + 1, 1)) {
		text->failed = true;
		return false;
	}
	text->data = data;
	return true;
}

char *
text_room(struct text *text, size_t more)
{
	if (text->failed ||
	    (text->capacity - text->length <= more &&
		!text_reserve(text, more)))
		return NULL;
	return text->data + text->length;
}

void
text_append_bytes(struct text *text, const char *bytes, size_t length)
{
	if (text_room(text, length) == NULL)
		return;
	if (length > 0)
		memcpy(text->data + text->length, bytes, length);
	text->length += length;
	text->data[text->length] = '\0';
}

void
text_append(struct text *text, const char *string)
{
	text_append_bytes(text, string, strlen(string));
}

void
text_append_char(struct text *text, char c)
{
	if (text_room(text, 1) == NULL)
		return;
	text->data[text->length++] = c;
	text->data[text->length] = '\0';
}

void
text_append_repeated(struct text *text, char c, size_t count)
{
	if (!text_reserve(text, count))
		return;
	memset(text->data + text->length, c, count);
	text->length += count;
	text->data[text->length] = '\0';
}

void
text_printf(struct text *text, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	text_vprintf(text, format, arguments);
	va_end(arguments);
}

void
text_vprintf(struct text *text, const char *format, va_list arguments)
{
	va_list again;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0 || !text_reserve(text, (size_t)length)) {
		text->failed = true;
		return;
	}
	vsnprintf(text->data + text->length, (size_t)length + 1, format,
	    arguments);
	text->length += (size_t)length;
}

const char *
text_string(const struct text *text)
{
	return text->data != NULL ? text->data : "";
}

bool
text_grow(void **items, size_t *capacity, size_t count, size_t size)
{
	size_t room = *capacity;
	void *grown;

	if (count <= room)
		return true;
	if (room < 16)
		room = 16;
	while (room < count) {
		if (room > SIZE_MAX / 2)
			return false;
		room *= 2;
	}
	if (room > SIZE_MAX / size)
		return false;
	grown = realloc(*items, room * size);
	if (grown == NULL)
		return false;
	*items = grown;
	*capacity = room;
	return true;
}

size_t
text_decode(const char *bytes, size_t length, uint32_t *point)
{
	utf8proc_int32_t decoded;
	utf8proc_ssize_t used;

	if (length > 0 && (unsigned char)bytes[0] < 0x80) {
		*point = (unsigned char)bytes[0];
		return 1;
	}
	used = utf8proc_iterate((const utf8proc_uint8_t *)bytes,
	    length > 4 ? 4 : (utf8proc_ssize_t)length, &decoded);
	if (used <= 0 || decoded < 0)
		return 0;
	*point = (uint32_t)decoded;
	return (size_t)used;
}

void
text_append_point(struct text *text, uint32_t point)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t length;

	length = utf8proc_encode_char((utf8proc_int32_t)point, bytes);
	text_append_bytes(text, (const char *)bytes, (size_t)length);
}

unsigned
text_point_width(uint32_t point)
{
	int width;

	if (point < 0x7f)
		return point >= 0x20;
	/* What all screens are drawn with; the tables are not touched for it. */
	if (point >= 0x2500 && point <= 0x257f)
		return 1;
	width = utf8proc_charwidth((utf8proc_int32_t)point);
	return width < 0 ? 0 : (unsigned)width;
}

size_t
text_width(const char *bytes, size_t length)
{
	size_t at = 0, used, width = 0;
	uint32_t point;

	while (at < length && bytes[at] >= 0x20 && bytes[at] < 0x7f)
		at++;
	width = at;
	while (at < length) {
		used = text_decode(bytes + at, length - at, &point);
		if (used == 0) {
			at++;
			continue;
		}
		width += text_point_width(point);
		at += used;
	}
	return width;
}

bool
text_point_is_inert(uint32_t point)
{
	if (point < 0x7f)
		return point >= 0x20;
	switch (utf8proc_category((utf8proc_int32_t)point)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return false;
	default:
		return true;
	}
}

/* How many bytes are plain characters of ASCII, which most of a text is. */
static size_t
count_plain(const char *bytes, size_t length)
{
	size_t count = 0;

	while (count < length && bytes[count] >= ' ' && bytes[count] < 0x7f)
		count++;
	return count;
}

void
text_append_inert(struct text *text, const char *bytes, size_t length,
    bool keep_lines)
{
	size_t at = 0, used;
	uint32_t point;

	while (at < length) {
		used = count_plain(bytes + at, length - at);
		text_append_bytes(text, bytes + at, used);
		at += used;
		if (at == length)
			return;
		used = text_decode(bytes + at, length - at, &point);
		if (used == 0) {
			text_printf(text, "\\x%02x", (unsigned char)bytes[at]);
			at++;
			continue;
		}
		if (text_point_is_inert(point) || (point == '\n' && keep_lines))
			text_append_bytes(text, bytes + at, used);
		else if (point < 0x80)
			text_printf(text, "\\x%02x", (unsigned)point);
		else
			text_printf(text, "\\u{%x}", (unsigned)point);
		at += used;
	}
}

static unsigned
smaller(unsigned left, unsigned right)
{
	return left < right ? left : right;
}

static bool
same_letter(char left, char right)
{
	return text_lower(left) == text_lower(right);
}

size_t
text_cut(const char *bytes, size_t length, size_t limit)
{
	size_t cut = limit;

	if (length <= limit)
		return length;
	/* A character has at most three bytes behind its first. */
	while (cut > 0 && limit - cut < 3 &&
	    ((unsigned char)bytes[cut] & 0xc0) == 0x80)
		cut--;
	return ((unsigned char)bytes[cut] & 0xc0) == 0x80 ? limit : cut;
}

/* Damerau and Levenshtein, with three rows of the table at a time. */
unsigned
text_distance(const char *left, const char *right)
{
	unsigned rows[3][WORD_MAX + 1];
	unsigned *before = rows[0], *above = rows[1], *row = rows[2], *next;
	size_t height = strlen(left), width = strlen(right);

	height = height > WORD_MAX ? WORD_MAX : height;
	width = width > WORD_MAX ? WORD_MAX : width;
	for (size_t x = 0; x <= width; x++)
		above[x] = (unsigned)x;
	for (size_t y = 1; y <= height; y++) {
		row[0] = (unsigned)y;
		for (size_t x = 1; x <= width; x++) {
			row[x] = smaller(above[x], row[x - 1]) + 1;
			row[x] = smaller(row[x],
			    above[x - 1] +
				!same_letter(left[y - 1], right[x - 1]));
			if (y > 1 && x > 1 &&
			    same_letter(left[y - 1], right[x - 2]) &&
			    same_letter(left[y - 2], right[x - 1]))
				row[x] = smaller(row[x], before[x - 2] + 1);
		}
		next = before;
		before = above;
		above = row;
		row = next;
	}
	return above[width];
}

size_t
text_split(const char **rest, char separator, const char **part)
{
	const char *end = strchr(*rest, separator);

	*part = *rest;
	if (end == NULL) {
		*rest = NULL;
		return strlen(*part);
	}
	*rest = end + 1;
	return (size_t)(end - *part);
}

static uint64_t
hash_block(uint64_t hash, uint64_t block)
{
	hash = (hash ^ block) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 32;
}

uint64_t
text_hash(uint64_t state, const char *bytes, size_t length)
{
	uint64_t hash = state + length, block;

	for (; length >= sizeof(block); length -= sizeof(block)) {
		memcpy(&block, bytes, sizeof(block));
		hash = hash_block(hash, block);
		bytes += sizeof(block);
	}
	block = 0;
	if (length > 0)
		memcpy(&block, bytes, length);
	return hash_block(hash_block(hash, block), 0);
}
