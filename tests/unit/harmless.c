#include "harmless.h"

/* A character of valid UTF-8: its length, or 0. */
static size_t
decode(const unsigned char *at, size_t length, uint32_t *point)
{
	size_t more = at[0] < 0x80 ? 0 :
	    at[0] >= 0xf0	   ? 3 :
	    at[0] >= 0xe0	   ? 2 :
				     1;
	static const uint32_t least[] = { 0, 0x80, 0x800, 0x10000 };
	static const unsigned char mask[] = { 0x7f, 0x1f, 0x0f, 0x07 };

	if ((at[0] >= 0x80 && at[0] < 0xc0) || at[0] >= 0xf8 || more >= length)
		return 0;
	*point = at[0] & mask[more];
	for (size_t i = 1; i <= more; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
		*point = *point << 6 | (at[i] & 0x3f);
	}
	if (*point < least[more] || *point > 0x10ffff ||
	    (*point >= 0xd800 && *point <= 0xdfff))
		return 0;
	return more + 1;
}

static bool
is_harmful(uint32_t point)
{
	static const uint32_t ranges[][2] = { { 0x00, 0x09 }, { 0x0b, 0x1f },
		{ 0x7f, 0x9f }, { 0xad, 0xad }, { 0x61c, 0x61c },
		{ 0x180e, 0x180e }, { 0x200b, 0x200f }, { 0x2028, 0x202e },
		{ 0x2060, 0x206f }, { 0xe000, 0xf8ff }, { 0xfdd0, 0xfdef },
		{ 0xfeff, 0xfeff }, { 0xfff0, 0xfffb }, { 0xfffe, 0xffff },
		{ 0x1d173, 0x1d17a }, { 0xe0000, 0xe00ff },
		{ 0xe01f0, 0x10ffff } };

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (point >= ranges[i][0] && point <= ranges[i][1])
			return true;
	return false;
}

bool
is_harmless(const char *bytes, size_t length)
{
	size_t at = 0, used;
	uint32_t point = 0;

	for (; at < length; at += used) {
		used = decode((const unsigned char *)bytes + at, length - at,
		    &point);
		if (used == 0 || is_harmful(point))
			return false;
	}
	return true;
}

uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}
