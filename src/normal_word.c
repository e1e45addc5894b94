#include "normal_word.h"

#include <string.h>

#include <utf8proc.h>

#include "normal_atom.h"

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

/* Eight bytes, the first one lowest: one load, as compilers see it. */
static uint64_t
load_eight(const char *at)
{
	const unsigned char *b = (const unsigned char *)at;

	return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 |
	    (uint64_t)b[3] << 24 | (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 |
	    (uint64_t)b[6] << 48 | (uint64_t)b[7] << 56;
}

/* Copies eight bytes, as if all were letters, in small letters. */
static void
copy_small(char *to, const char *at)
{
	uint64_t block;

	memcpy(&block, at, sizeof(block));
	block |= UINT64_C(0x2020202020202020);
	memcpy(to, &block, sizeof(block));
}

/*
 * The letters that eight bytes begin with: how many, and in *hump whether a
 * small letter comes before a capital among them, or before the first of them.
 * Each byte's answer stands in its top bit; sums do not carry into the next.
 */
static unsigned
count_letters(uint64_t block, uint64_t *small_before, bool *hump)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
	uint64_t low = (block | ones << 5) & ~tops, small, large, wrong;
	uint64_t letters = (low + ones * (0x80 - 'a')) &
	    ~(low + ones * (0x80 - 'z' - 1)) & ~block & tops;
	unsigned count = 8;

	wrong = letters ^ tops;
	if (wrong != 0) {
		count = (unsigned)__builtin_ctzll(wrong) / 8;
		letters &= (wrong & (~wrong + 1)) - 1;
	}
	small = letters & block << 2;
	large = letters & ~(block << 2);
	*hump = (large & (small << 8 | *small_before)) != 0;
	*small_before = small >> 56;
	return count;
}

size_t
normal_copy_letters(char *to, const char *at, const char *end)
{
	uint64_t small_before = 0;
	unsigned count = 8;
	char last[8] = { 0 };
	bool hump;
	size_t length = 0;

	while (count == 8 && length <= LETTERS_MAX) {
		if (end - at < 8) {
			memcpy(last, at, (size_t)(end - at));
			at = last;
			end = last + 8;
		}
		count = count_letters(load_eight(at), &small_before, &hump);
		if (hump)
			return 0;
		copy_small(to + length, at);
		length += count;
		at += count;
	}
	return length <= LETTERS_MAX ? length : 0;
}

/* Not the apostrophe: it is within a word. */
static bool
is_sign(char c)
{
	return (atom_byte(c) & (BYTE_SIGN | BYTE_AT)) != 0 && c != '\'';
}

const char *
normal_word_end(const char *at, const char *end)
{
	const char *start = at;

	for (; at < end; at++) {
		if (is_sign(*at))
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

/* Without the s of a plural; not that of `access`, `status` or `this`. */
static size_t
cut_plural(const char *word, size_t length)
{
	char before;

	if (length < 4 || word[length - 1] != 's')
		return length;
	before = word[length - 2];
	return before == 's' || before == 'u' || before == 'i' ? length :
								 length - 1;
}

static bool
is_doubled(const char *word, size_t length)
{
	return length > 3 && word[length - 1] == word[length - 2] &&
	    word[length - 1] != '\0' &&
	    strchr("bdgmnprt", word[length - 1]) != NULL;
}

/* Without ed or ing; `denied` becomes `deny`. */
static size_t
cut_past(const char *word, size_t length, bool *add_y)
{
	const char *end = word + length;

	if (length > 4 && end[-1] == 'd' && end[-2] == 'e') {
		if (end[-3] == 'i') {
			*add_y = true;
			return length - 3;
		}
		length -= 2;
	} else if (length > 5 && end[-1] == 'g' && end[-2] == 'n' &&
	    end[-3] == 'i') {
		length -= 3;
	} else {
		return length;
	}
	return is_doubled(word, length) ? length - 1 : length;
}

size_t
normal_stem(char *word, size_t length)
{
	bool add_y = false;

	length = cut_plural(word, length);
	length = cut_past(word, length, &add_y);
	/* `ie` of a plural, `e` of what is exceeded: the rest is the same. */
	if (length > 4 && word[length - 1] == 'e' && word[length - 2] == 'i') {
		length -= 2;
		add_y = true;
	} else if (length > 3 && word[length - 1] == 'e') {
		length--;
	}
	if (add_y)
		word[length++] = 'y';
	return length;
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
