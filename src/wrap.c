#include "wrap.h"

#include <string.h>

#include "web.h"

/* Makes room for one more line and one more span. */
static bool
make_room(struct layout *layout)
{
	void *lines = layout->lines, *spans = layout->spans;

	if (layout->failed ||
	    !text_grow(&lines, &layout->line_capacity, layout->line_count + 1,
		sizeof(*layout->lines))) {
		layout->failed = true;
		return false;
	}
	layout->lines = lines;
	if (!text_grow(&spans, &layout->span_capacity, layout->span_count + 1,
		sizeof(*layout->spans))) {
		layout->failed = true;
		return false;
	}
	layout->spans = spans;
	return true;
}

/* Is there room for one more line and one more span? */
static bool
has_room(struct layout *layout)
{
	return (layout->line_count < layout->line_capacity &&
		   layout->span_count < layout->span_capacity) ||
	    make_room(layout);
}

/* There has to be room for the line. */
static void
begin_line(struct wrap *wrap)
{
	struct layout *layout = wrap->layout;

	layout->lines[layout->line_count++] = (struct line) {
		(uint32_t)layout->span_count, 0, wrap->block
	};
	wrap->open = true;
	wrap->column = 0;
	wrap->gap = wrap->indent;
}

/* Does the span go on with the text of the last one, a blank between them? */
static bool
goes_on(const struct wrap *wrap, const struct span *last,
    const struct span *span)
{
	return wrap->gap == 1 && last->text + last->length + 1 == span->text &&
	    last->text[last->length] == ' ' && last->style == span->style &&
	    span_leads_as(last, span);
}

static void
add_span(struct wrap *wrap, const struct span *span)
{
	struct layout *layout = wrap->layout;

	if (!has_room(layout))
		return;
	if (!wrap->open)
		begin_line(wrap);
	if (wrap->column > 0 && layout->span_count > 0 &&
	    goes_on(wrap, &layout->spans[layout->span_count - 1], span)) {
		layout->spans[layout->span_count - 1].length += 1 +
		    span->length;
		layout->spans[layout->span_count - 1].width += 1 + span->width;
		wrap->column += 1 + span->width;
		wrap->gap = 0;
		return;
	}
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
	unsigned width = wrap->options->width;

	if (wrap->limit > 0 && wrap->limit < width)
		width = wrap->limit;
	return used < width ? width - used : 0;
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

/* What comes next has no room here: ends a line that holds something. */
static bool
end_full_line(struct wrap *wrap)
{
	if (!wrap->open || wrap->column <= wrap->indent)
		return false;
	wrap->open = false;
	return true;
}

/* Puts the pieces of a word on this line or the next. */
static void
put_pieces(struct wrap *wrap)
{
	bool fits = wrap->word_width <= room(wrap);

	if (!fits && end_full_line(wrap))
		fits = wrap->word_width <= room(wrap);
	for (size_t i = 0; i < wrap->pieces; i++) {
		if (fits || !wrap->options->break_words)
			add_span(wrap, &wrap->word[i]);
		else
			add_broken(wrap, wrap->word[i]);
	}
	wrap->pieces = 0;
	wrap->word_width = 0;
}

/* The word that has been read is over. */
static void
flush_word(struct wrap *wrap)
{
	wrap->growing = false;
	if (wrap->pieces > 0)
		put_pieces(wrap);
}

static void
add_piece(struct wrap *wrap, const struct span *piece)
{
	if (wrap->pieces == sizeof(wrap->word) / sizeof(wrap->word[0]))
		put_pieces(wrap);
	wrap->word[wrap->pieces++] = *piece;
	wrap->word_width += piece->width;
}

/* The last word on the line goes on: takes it off, as the first piece. */
static void
take_back(struct wrap *wrap)
{
	struct layout *layout = wrap->layout;
	struct span *last = &layout->spans[layout->span_count - 1];
	struct span piece = *last;
	uint32_t word = last->length, kept;

	while (word > 0 && last->text[word - 1] != ' ')
		word--;
	for (kept = word; kept > 0 && last->text[kept - 1] == ' ';)
		kept--;
	wrap->column -= last->length - kept;
	wrap->gap = word - kept;
	last->width -= last->length - kept;
	last->length = kept;
	if (kept == 0) {
		wrap->column -= last->gap;
		wrap->gap = last->gap;
		layout->span_count--;
		layout->lines[layout->line_count - 1].count--;
	}
	piece.text += word;
	piece.length -= word;
	piece.width = piece.length;
	add_piece(wrap, &piece);
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
	if (has_room(wrap->layout))
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

/* The highest bit of each byte that is not ASCII, or is a line feed. */
static uint64_t
odd_bytes(const char *bytes)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t eight;

	memcpy(&eight, bytes, sizeof(eight));
	/* In ASCII a line feed alone borrows from the highest bit. */
	return (eight | ((eight ^ '\n' * ones) - ones)) & 0x80 * ones;
}

/* How many bytes stand before the first that is not ASCII, or a line feed. */
static size_t
plain_length(const char *text, size_t length)
{
	size_t at = 0;

	while (at + 16 <= length &&
	    (odd_bytes(text + at) | odd_bytes(text + at + 8)) == 0)
		at += 16;
	if (at + 8 <= length && odd_bytes(text + at) == 0)
		at += 8;
	/* What is left at the end is looked at with what stands before it. */
	if (length >= 8 && at + 8 > length && odd_bytes(text + length - 8) == 0)
		return length;
	while (
	    at < length && (unsigned char)text[at] < 0x80 && text[at] != '\n')
		at++;
	return at;
}

/* Where the last blank behind a word stands, up to a place; 0: nowhere. */
static size_t
last_blank(const char *text, size_t at)
{
	for (;; at--) {
		while (at > 0 && text[at] != ' ')
			at--;
		if (at == 0 || text[at - 1] != ' ')
			return at;
	}
}

/* Adds that much of the rest, which is plain ASCII, to the line. */
static void
add_plain(struct wrap *wrap, struct span *rest, size_t length)
{
	rest->length = (uint32_t)length;
	rest->width = (uint32_t)length;
	add_span(wrap, rest);
}

/*
 * Adds the whole words that a line has room for at once; plain is how much of
 * the rest begins with plain ASCII. What ends the text may be the first part of
 * a word that goes on, see take_back(). Returns how many bytes that was: 0 if a
 * word has begun already, or the first one has to be looked at by itself.
 */
static size_t
add_line(struct wrap *wrap, struct span *rest, size_t length, size_t plain)
{
	size_t columns = room(wrap), seen, at;

	if (wrap->pieces > 0 || plain == 0 || rest->text[0] == ' ')
		return 0;
	if (plain == length && length <= columns &&
	    rest->text[length - 1] != ' ') {
		add_plain(wrap, rest, length);
		wrap->growing = !wrap->layout->failed;
		return length;
	}
	seen = plain > columns ? columns + 1 : plain;
	at = last_blank(rest->text, seen - (seen > columns || seen == length));
	if (at > 0) {
		add_plain(wrap, rest, at++);
		wrap->gap = 1;
	}
	if (at == seen || rest->text[at] == ' ')
		return at;
	/* Here is no room for the next word; for the first one on a new line? */
	if (plain > columns && end_full_line(wrap) && at == 0)
		return add_line(wrap, rest, length, plain);
	return at;
}

/* Adds the next word, and the end of a word or line that stands behind it. */
static size_t
add_word(struct wrap *wrap, struct span *rest, size_t length)
{
	const char *text = rest->text;
	size_t end = 0;

	while (end < length && text[end] != ' ' && text[end] != '\n')
		end++;
	if (end > 0) {
		rest->length = (uint32_t)end;
		rest->width = (uint32_t)text_width(text, end);
		add_piece(wrap, rest);
	}
	if (end == length)
		return length;
	if (text[end] == '\n')
		wrap_end(wrap);
	else
		end_word(wrap);
	return end + 1;
}

static void
add_words(struct wrap *wrap, const char *text, size_t length, enum style style,
    uint32_t link)
{
	struct span rest = { .text = text,
		.link = link,
		.style = style,
		.web = wrap->web };
	const char *end = text + length, *plain_end = text;
	size_t added;

	if (length > 0 && wrap->growing && text[0] != ' ' && text[0] != '\n')
		take_back(wrap);
	wrap->growing = wrap->growing && length == 0;
	for (; rest.text < end; rest.text += added) {
		length = (size_t)(end - rest.text);
		if (plain_end <= rest.text)
			plain_end = rest.text + plain_length(rest.text, length);
		added = add_line(wrap, &rest, length,
		    (size_t)(plain_end - rest.text));
		if (added == 0)
			added = add_word(wrap, &rest, length);
	}
}

void
wrap_words(struct wrap *wrap, const char *text, enum style style)
{
	add_words(wrap, text, strlen(text), style, TABLES_NONE);
}

void
wrap_link(struct wrap *wrap, const char *text, uint32_t link)
{
	add_words(wrap, text, strlen(text), STYLE_LINK, link);
}

/* A text that leads to a web address, which is kept. */
static void
add_web(struct wrap *wrap, const char *text, size_t length, const char *web,
    size_t web_length)
{
	wrap->web = arena_copy(&wrap->layout->arena, web, web_length);
	add_words(wrap, text, length, STYLE_LINK, TABLES_NONE);
	wrap->web = NULL;
}

void
wrap_addresses(struct wrap *wrap, const char *text, size_t length,
    enum style style)
{
	const char *end = text + length, *web;
	size_t found;

	while (!wrap->options->no_web &&
	    (web = web_find(text, (size_t)(end - text), &found)) != NULL) {
		add_words(wrap, text, (size_t)(web - text), style, TABLES_NONE);
		add_web(wrap, web, found, web, found);
		text = web + found;
	}
	add_words(wrap, text, (size_t)(end - text), style, TABLES_NONE);
}

void
wrap_reference(struct wrap *wrap, const char *text)
{
	struct text address = { 0 };

	if (wrap->options->no_web || !web_of_reference(&address, text))
		wrap_prose(wrap, text);
	else if (!address.failed)
		add_web(wrap, text, strlen(text), address.data, address.length);
	wrap->layout->failed = wrap->layout->failed || address.failed;
	text_release(&address);
}

void
wrap_cut(struct wrap *wrap, const char *text, size_t length, enum style style)
{
	struct span span = {
		.text = text,
		.length = (uint32_t)length,
		.width = (uint32_t)text_width(text, length),
		.link = TABLES_NONE,
		.style = style,
	};
	unsigned width;

	flush_word(wrap);
	if (length == 0)
		return;
	if (span.width > room(wrap)) {
		span.length = (uint32_t)fit(text, length,
		    room(wrap) > 1 ? room(wrap) - 1 : 1, &width);
		span.width = width;
		span.cut = true;
	}
	add_span(wrap, &span);
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
		if (style == STYLE_TEXT)
			wrap_addresses(wrap, part, length, style);
		else
			add_words(wrap, part, length, style, TABLES_NONE);
		style = style == STYLE_TEXT ? STYLE_LITERAL : STYLE_TEXT;
	}
}
