#include "normal_word.h"

#include <string.h>

#include <utf8proc.h>

enum {
	FOLDED_MAX = 8, /* code points that one may become */
};

static bool
is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

const char *
normal_word_end(const char *at, const char *end)
{
	const char *start = at;

	for (; at < end; at++) {
		if (strchr(".-_+=@", *at) != NULL)
			break;
		if (at > start && is_upper(*at) && is_lower(at[-1]))
			break;
	}
	return at;
}

/* One code point that is not ASCII. */
static void
fold_point(struct text *text, uint32_t point)
{
	utf8proc_int32_t folded[FOLDED_MAX];
	utf8proc_ssize_t count;
	int boundary = UTF8PROC_BOUNDCLASS_START;

	if (point == 0x2019)
		return;
	count = utf8proc_decompose_char((utf8proc_int32_t)point, folded,
	    FOLDED_MAX,
	    UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_DECOMPOSE,
	    &boundary);
	for (utf8proc_ssize_t i = 0; i < count && i < FOLDED_MAX; i++)
		text_append_point(text, (uint32_t)folded[i]);
}

void
normal_fold(struct text *text, const char *bytes, size_t length)
{
	size_t at = 0, used;
	uint32_t point;

	while (at < length) {
		used = text_decode(bytes + at, length - at, &point);
		if (used == 0)
			used = 1;
		else if (point >= 0x80)
			fold_point(text, point);
		else if (point != '\'')
			text_append_char(text, text_lower(bytes[at]));
		at += used;
	}
}

static bool
ends_in(const char *word, size_t length, const char *ending)
{
	size_t size = strlen(ending);

	return length >= size &&
	    memcmp(word + length - size, ending, size) == 0;
}

/* Without the s of a plural. */
static size_t
cut_plural(const char *word, size_t length)
{
	if (length < 4 || word[length - 1] != 's')
		return length;
	if (ends_in(word, length, "ss") || ends_in(word, length, "us") ||
	    ends_in(word, length, "is"))
		return length;
	return length - 1;
}

/* Without ed or ing; `denied` becomes `deny`. */
static size_t
cut_past(const char *word, size_t length, bool *add_y)
{
	if (length > 4 && ends_in(word, length, "ied")) {
		*add_y = true;
		return length - 3;
	}
	if (length > 4 && ends_in(word, length, "ed"))
		length -= 2;
	else if (length > 5 && ends_in(word, length, "ing"))
		length -= 3;
	else
		return length;
	if (length > 3 && word[length - 1] == word[length - 2] &&
	    strchr("bdgmnprt", word[length - 1]) != NULL)
		length--;
	return length;
}

void
normal_stem(struct text *text, const char *word)
{
	size_t length = strlen(word);
	bool add_y = false;

	length = cut_plural(word, length);
	length = cut_past(word, length, &add_y);
	/* `ie` of a plural, `e` of what is exceeded: the rest is the same. */
	if (length > 4 && ends_in(word, length, "ie")) {
		length -= 2;
		add_y = true;
	} else if (length > 3 && word[length - 1] == 'e') {
		length--;
	}
	text_append_bytes(text, word, length);
	if (add_y)
		text_append_char(text, 'y');
}

bool
normal_is_cjk(uint32_t point)
{
	return (point >= 0x3040 && point <= 0x30ff) ||
	    (point >= 0x3400 && point <= 0x9fff) ||
	    (point >= 0xac00 && point <= 0xd7af) ||
	    (point >= 0xf900 && point <= 0xfaff) ||
	    (point >= 0x20000 && point <= 0x2ffff);
}
