/*
 * Strings: a growing buffer, UTF-8, and making outside text inert.
 *
 * Nothing here depends on the locale. Widths are terminal columns.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A string that grows. Zero-initialised it is an empty one; data is NULL until
 * something is appended and NUL-terminated after that. When memory runs out,
 * failed is set and stays set, and what is appended from then on is dropped:
 * a caller may append many times and look once.
 */
struct text {
	char *data;
	size_t length; /* bytes, without the NUL */
	size_t capacity;
	bool failed;
};

/* Frees what the buffer owns and makes it an empty one. */
void text_release(struct text *text);

/* Makes it empty, but keeps the memory for the next use. */
void text_clear(struct text *text);

void text_append(struct text *text, const char *string);
void text_append_bytes(struct text *text, const char *bytes, size_t length);
void text_append_char(struct text *text, char c);

/*
 * Makes room for so many bytes more, and returns where they go; NULL without
 * memory. Whoever writes there moves length on, and ends it with a NUL.
 */
char *text_room(struct text *text, size_t more);

void text_append_repeated(struct text *text, char c, size_t count);

void text_printf(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void text_vprintf(struct text *text, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* The string; "" if nothing was ever appended. Borrowed until it changes. */
const char *text_string(const struct text *text);

/*
 * Makes room for count elements of the given size in the array *items, whose
 * room is *capacity elements, at least doubling it. Returns false, changing
 * nothing, when memory runs out.
 */
bool text_grow(void **items, size_t *capacity, size_t count, size_t size);

/*
 * Decodes the UTF-8 character at bytes (at least one is there) into *point.
 * Returns its length in bytes, or 0 if it is not valid UTF-8 (RFC 3629).
 */
size_t text_decode(const char *bytes, size_t length, uint32_t *point);

/* Appends one code point as UTF-8. */
void text_append_point(struct text *text, uint32_t point);

/* Columns of a code point: 0 (combining), 1 or 2. */
unsigned text_point_width(uint32_t point);

/* Columns of valid UTF-8 text without control characters. */
size_t text_width(const char *bytes, size_t length);

/*
 * May this code point be sent to a terminal as it is? Not if it is a control,
 * a format character (bidi overrides, zero-width marks ...), a surrogate, of
 * private use, or not assigned.
 */
bool text_point_is_inert(uint32_t point);

/*
 * Appends outside text so that it can do no harm: whatever is not inert, and
 * each byte that is not UTF-8, becomes a stand-in of visible ASCII: \x1b for a
 * byte, \u{202e} for a code point. Line feeds stay if keep_lines is set.
 */
void text_append_inert(struct text *text, const char *bytes, size_t length,
    bool keep_lines);

/*
 * How many of the bytes to keep, limit at most, so that no part of a UTF-8
 * character is left at the end.
 */
size_t text_cut(const char *bytes, size_t length, size_t limit);

/* The small letter of one of ASCII, whatever the locale says; else itself. */
static inline char
text_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Of ASCII as well: no other letter, digit or blank is one here. */
static inline bool
text_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
text_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
text_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* What stands between words, the ends of lines too. */
static inline bool
text_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/*
 * Are so many bytes the same but for the case of ASCII? Nothing behind the
 * first that differs is read, as behind the end of one that is shorter.
 */
static inline bool
text_same_letters(const char *left, const char *right, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text_lower(left[i]) != text_lower(right[i]))
			return false;
	return true;
}

/*
 * How many letters have to be inserted, deleted, exchanged or swapped with
 * their neighbour to make one word of the other, without regard to the case of
 * ASCII. Bytes after the first 63 of a word do not count.
 */
unsigned text_distance(const char *left, const char *right);

/*
 * A hash of the bytes, quick, for tables in memory: it is another one where
 * bytes stand in another order in numbers, and nothing to be stored. The state
 * is 0, or the hash of what stands before.
 */
uint64_t text_hash(uint64_t state, const char *bytes, size_t length);

/*
 * Cuts *rest at the first separator: returns the length of what stands before
 * it, with *part set to it, and moves *rest behind the separator, or to NULL
 * after the last part. *rest must not be NULL.
 */
size_t text_split(const char **rest, char separator, const char **part);

#endif
