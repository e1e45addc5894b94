#include "mail_phrase.h"

/* Does the phrase, whose first byte is looked at already, begin there? */
static bool
stands_at(const char *bytes, size_t length, const char *words)
{
	for (size_t i = 1; words[i] != '\0'; i++)
		if (i >= length || text_lower(bytes[i]) != words[i])
			return false;
	return true;
}

unsigned
mail_phrases_in(struct piece text, const struct phrase *phrases, size_t count)
{
	/* One more than the number of the first phrase with a byte. */
	uint16_t firsts[256] = { 0 };
	char before = ' ';
	unsigned value = 0;

	for (size_t i = count; i > 0; i--)
		firsts[(unsigned char)phrases[i - 1].words[0]] = (uint16_t)i;
	for (size_t at = 0; at < text.length; at++) {
		char c = text_lower(text.bytes[at]);
		size_t first = firsts[(unsigned char)c];

		if (first > 0 && !(before >= 'a' && before <= 'z'))
			for (size_t i = first - 1;
			     i < count && phrases[i].words[0] == c; i++)
				if (stands_at(text.bytes + at, text.length - at,
					phrases[i].words))
					value |= phrases[i].value;
		before = c;
	}
	return value;
}

unsigned
mail_phrases_at(struct piece text, const struct phrase *phrases, size_t count)
{
	unsigned char c;
	size_t low = 0, high = count;
	unsigned value = 0;

	if (text.length == 0)
		return 0;
	c = (unsigned char)text_lower(text.bytes[0]);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if ((unsigned char)phrases[middle].words[0] < c)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < count && (unsigned char)phrases[low].words[0] == c; low++)
		if (stands_at(text.bytes, text.length, phrases[low].words))
			value |= phrases[low].value;
	return value;
}
