#include "wrap.h"

#include <string.h>

#include "text.h"

static void
begin_line(struct wrap *wrap)
{
	struct layout *layout = wrap->layout;
	void *lines = layout->lines;

	if (!text_grow(&lines, &layout->line_capacity, layout->line_count + 1,
		sizeof(*layout->lines))) {
		layout->failed = true;
		return;
	}
	layout->lines = lines;
	layout->lines[layout->line_count++] = (struct line) {
		(uint32_t)layout->span_count, 0, wrap->block
	};
	wrap->open = true;
	wrap->column = 0;
	wrap->gap = wrap->indent;
}

static void
add_span(struct wrap *wrap, const struct span *span)
{
	struct layout *layout = wrap->layout;
	void *spans = layout->spans;

	if (!wrap->open)
		begin_line(wrap);
	if (layout->failed ||
	    !text_grow(&spans, &layout->span_capacity, layout->span_count + 1,
		sizeof(*layout->spans))) {
		layout->failed = true;
		return;
	}
	layout->spans = spans;
	layout->spans[layout->span_count] = *span;
	layout->spans[layout->span_count].gap = wrap->gap;
	layout->span_count++;
	layout->lines[layout->line_count - 1].count++;
	wrap->column += wrap->gap + span->width;
	wrap->gap = 0;
}

/* The columns that are left on the current line. */
static unsigned
room(const struct wrap *wrap)
{
	unsigned used = wrap->open ? wrap->column + wrap->gap : wrap->indent;

	return used < wrap->options->width ? wrap->options->width - used : 0;
}

/* How many bytes of the text fill at most that many columns, one at least. */
static size_t
fit(const char *text, size_t length, unsigned columns, unsigned *width)
{
	size_t at = 0, used;
	uint32_t point;
	unsigned one;

	*width = 0;
	while (at < length) {
		used = text_decode(text + at, length - at, &point);
		one = used == 0 ? 1 : text_point_width(point);
		if (at > 0 && *width + one > columns)
			break;
		*width += one;
		at += used == 0 ? 1 : used;
	}
	return at;
}

/* Adds a piece that may be wider than what is left of the line. */
static void
add_broken(struct wrap *wrap, struct span piece)
{
	size_t length = piece.length;
	unsigned width;

	while (length > 0) {
		fit(piece.text, length, 0, &width);
		if (room(wrap) < width && wrap->open && wrap->column > 0)
			wrap->open = false;
		piece.length = (uint32_t)fit(piece.text, length, room(wrap),
		    &width);
		piece.width = width;
		add_span(wrap, &piece);
		if (wrap->layout->failed)
			return;
		piece.text += piece.length;
		length -= piece.length;
	}
}

/* Puts the word that has been read on this line or the next. */
static void
flush_word(struct wrap *wrap)
{
	bool fits = wrap->word_width <= room(wrap);

	if (wrap->pieces == 0)
		return;
	if (!fits && wrap->open && wrap->column > wrap->indent) {
		wrap->open = false;
		fits = wrap->word_width <= room(wrap);
	}
	for (size_t i = 0; i < wrap->pieces; i++) {
		if (fits || !wrap->options->break_words)
			add_span(wrap, &wrap->word[i]);
		else
			add_broken(wrap, wrap->word[i]);
	}
	wrap->pieces = 0;
	wrap->word_width = 0;
}

static void
add_piece(struct wrap *wrap, const char *text, size_t length, enum style style,
    uint32_t link)
{
	struct span *piece;

	if (length == 0)
		return;
	if (wrap->pieces == sizeof(wrap->word) / sizeof(wrap->word[0]))
		flush_word(wrap);
	piece = &wrap->word[wrap->pieces++];
	*piece = (struct span) {
		.text = text,
		.length = (uint32_t)length,
		.width = (uint32_t)text_width(text, length),
		.link = link,
		.style = style,
	};
	wrap->word_width += piece->width;
}

/* A blank: the word is over; the next one stands that much behind it. */
static void
end_word(struct wrap *wrap)
{
	flush_word(wrap);
	if (wrap->open && wrap->column > 0)
		wrap->gap++;
}

void
wrap_end(struct wrap *wrap)
{
	flush_word(wrap);
	wrap->open = false;
}

void
wrap_blank(struct wrap *wrap)
{
	wrap_end(wrap);
	if (wrap->layout->line_count == 0)
		return;
	begin_line(wrap);
	wrap->open = false;
}

void
wrap_go_on(struct wrap *wrap, unsigned column)
{
	if (column >= wrap->indent)
		return;
	wrap->open = true;
	wrap->column = column;
	wrap->gap = wrap->indent - column;
}

/* How many bytes there are before the first that is not ASCII, or a line feed. */
static size_t
plain_length(const char *text, size_t length)
{
	const char *line_feed = memchr(text, '\n', length);
	size_t at = 0;
	uint64_t eight;

	if (line_feed != NULL)
		length = (size_t)(line_feed - text);
	for (; at + sizeof(eight) <= length; at += sizeof(eight)) {
		memcpy(&eight, text + at, sizeof(eight));
		if ((eight & 0x8080808080808080u) != 0)
			break;
	}
	while (at < length && (unsigned char)text[at] < 0x80)
		at++;
	return at;
}

/*
 * Adds at once as many whole words as the line has room for, where they are
 * plain ASCII, and returns how many bytes they are: 0 if a word has begun
 * already, or the first one does not fit. The last word of the text is left,
 * since what comes behind it may be a part of it.
 */
static size_t
add_line(struct wrap *wrap, const char *text, size_t length, enum style style,
    uint32_t link)
{
	size_t columns = room(wrap), at;
	struct span span = {
		.text = text,
		.link = link,
		.style = style,
	};

	if (wrap->pieces > 0 || text[0] == ' ')
		return 0;
	at = plain_length(text, length <= columns ? length : columns + 1);
	if (at == length || at > columns)
		at--;
	while (at > 0 && (text[at] != ' ' || text[at - 1] == ' '))
		at--;
	if (at == 0)
		return 0;
	span.length = (uint32_t)at;
	span.width = (uint32_t)at;
	add_span(wrap, &span);
	return at;
}

static void
add_words(struct wrap *wrap, const char *text, size_t length, enum style style,
    uint32_t link)
{
	const char *end = text + length, *stop;

	while (text < end) {
		text += add_line(wrap, text, (size_t)(end - text), style, link);
		for (stop = text; stop < end && *stop != ' ' && *stop != '\n';)
			stop++;
		add_piece(wrap, text, (size_t)(stop - text), style, link);
		if (stop == end)
			return;
		if (*stop == '\n')
			wrap_end(wrap);
		else
			end_word(wrap);
		text = stop + 1;
	}
}

void
wrap_words(struct wrap *wrap, const char *text, enum style style)
{
	add_words(wrap, text, strlen(text), style, TABLES_NONE);
}

void
wrap_part(struct wrap *wrap, const char *text, size_t length, enum style style)
{
	add_words(wrap, text, length, style, TABLES_NONE);
}

void
wrap_link(struct wrap *wrap, const char *text, uint32_t link)
{
	add_words(wrap, text, strlen(text), STYLE_LINK, link);
}

void
wrap_prose(struct wrap *wrap, const char *text)
{
	const char *rest = text, *part;
	enum style style = STYLE_TEXT;
	size_t length;

	while (rest != NULL) {
		length = text_split(&rest, '`', &part);
		if (wrap->options->marks && style == STYLE_LITERAL) {
			part--;
			length += rest != NULL ? 2 : 1;
		}
		add_words(wrap, part, length, style, TABLES_NONE);
		style = style == STYLE_TEXT ? STYLE_LITERAL : STYLE_TEXT;
	}
}
