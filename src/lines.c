#include "lines.h"

#include <string.h>

void
lines_release(struct lines *lines)
{
	text_release(&lines->pending);
	*lines = (struct lines) { 0 };
}

/* Hands a line out, without the CR at its end. */
static void
hand_out(struct lines *lines, struct piece *line, const char *bytes,
    size_t length)
{
	if (length > LINE_LIMIT) {
		length = LINE_LIMIT;
		lines->too_long = true;
	}
	if (length > 0 && bytes[length - 1] == '\r')
		length--;
	*line = (struct piece) { bytes, length };
	lines->count++;
	lines->cut += lines->too_long;
	lines->too_long = false;
}

/* Keeps the beginning of a line; what is beyond the limit is dropped. */
static void
keep(struct lines *lines, const char *bytes, size_t length)
{
	size_t room = LINE_LIMIT - lines->pending.length;

	if (length > room) {
		length = room;
		lines->too_long = true;
	}
	text_append_bytes(&lines->pending, bytes, length);
}

bool
lines_next(struct lines *lines, const char **at, const char *end,
    struct piece *line)
{
	const char *start = *at, *feed;

	if (lines->returned) {
		text_clear(&lines->pending);
		lines->returned = false;
	}
	if (start == end)
		return false;
	feed = memchr(start, '\n', (size_t)(end - start));
	if (feed == NULL) {
		keep(lines, start, (size_t)(end - start));
		*at = end;
		return false;
	}
	*at = feed + 1;
	if (lines->pending.length == 0 && !lines->too_long) {
		hand_out(lines, line, start, (size_t)(feed - start));
		return true;
	}
	keep(lines, start, (size_t)(feed - start));
	hand_out(lines, line, text_string(&lines->pending),
	    lines->pending.length);
	lines->returned = true;
	return true;
}

bool
lines_last(struct lines *lines, struct piece *line)
{
	if (lines->returned || lines->pending.length == 0)
		return false;
	hand_out(lines, line, text_string(&lines->pending),
	    lines->pending.length);
	lines->returned = true;
	return true;
}
