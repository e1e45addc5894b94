#include "browser_place.h"

/* Is the span a part of a text that stands there at any width? */
static bool
is_lasting(const struct span *span)
{
	return span->length > 1 &&
	    (span->style == STYLE_TEXT || span->style == STYLE_LITERAL ||
		span->style == STYLE_EXAMPLE || span->style == STYLE_TITLE);
}

/* How many lines the block has, and which is its first. */
static size_t
lines_of_block(const struct layout *layout, uint32_t block, size_t *first)
{
	size_t count = 0;

	*first = layout->line_count;
	for (size_t i = 0; i < layout->line_count; i++) {
		if (layout->lines[i].block != block)
			continue;
		if (count++ == 0)
			*first = i;
	}
	return count;
}

struct text_place
place_at(const struct layout *layout, size_t top)
{
	struct text_place place = { 0 };
	const struct line *line;
	size_t first;

	if (top >= layout->line_count)
		return place;
	line = &layout->lines[top];
	place.block = line->block;
	place.lines = lines_of_block(layout, line->block, &first);
	place.line = top - first;
	for (uint32_t i = 0; i < line->count && place.text == NULL; i++)
		if (is_lasting(&layout->spans[line->first + i]))
			place.text = layout->spans[line->first + i].text;
	return place;
}

bool
place_holds(const struct layout *layout, size_t line, const char *text)
{
	for (uint32_t i = 0; i < layout->lines[line].count; i++) {
		const struct span *span =
		    &layout->spans[layout->lines[line].first + i];

		if (text >= span->text && text < span->text + span->length)
			return true;
	}
	return false;
}

/* The line that shows the same, now that lines are broken otherwise. */
size_t
place_find(const struct layout *layout, const struct text_place *place)
{
	size_t first, count;

	count = lines_of_block(layout, place->block, &first);
	for (size_t i = 0; i < count && place->text != NULL; i++)
		if (place_holds(layout, first + i, place->text))
			return first + i;
	if (count == 0)
		return 0;
	return first +
	    (place->lines > 1 ? place->line * count / place->lines : 0);
}
