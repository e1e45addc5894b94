#include "literal.h"

#include <string.h>

void
literals_init(struct literals *literals, const struct tables *tables)
{
	*literals = (struct literals) {
		.rows = tables->literals,
		.terms = tables->literal_terms,
		.count = tables->literal_count,
	};
	index_of_tables(&literals->index, tables);
}

/* Does a term count as literal? Hosts, codes and statuses vary. */
static bool
is_literal(const struct term *term)
{
	return term->kind != TERM_CODE && term->kind != TERM_STATUS &&
	    term->kind != TERM_HOST;
}

static uint16_t
find_term(const struct index *index, const char *text, size_t length)
{
	uint32_t term = index_lower_bound(index, text, length + 1);

	if (term >= LITERAL_GAP || term >= index->term_count ||
	    strcmp(index_term(index, term), text) != 0)
		return LITERAL_GAP;
	return (uint16_t)term;
}

void
literal_read(const struct literals *literals, const struct normal *normal,
    struct literal_text *text)
{
	text->count = text->letters = text->least = 0;
	for (size_t i = 0; i < normal->count && text->count < LITERAL_TERMS;
	     i++) {
		const struct term *term = &normal->terms[i];

		if (!is_literal(term))
			continue;
		text->letters += term->length;
		text->places[text->count] = (uint16_t)i;
		text->terms[text->count++] = find_term(&literals->index,
		    normal_term(normal, i), term->length);
	}
}

/* The n-th of the literal terms. */
static uint16_t
term_at(const struct literals *literals, uint32_t n)
{
	return (uint16_t)(literals->terms[n / 2].word >> n % 2 * 16);
}

/* Do the terms from n up to the next gap stand in the text there? */
static bool
run_stands(const struct literals *literals, const struct literal_text *text,
    uint32_t n, uint32_t end, uint32_t at)
{
	for (; n < end && term_at(literals, n) != LITERAL_GAP; n++, at++)
		if (at >= text->count ||
		    text->terms[at] != term_at(literals, n))
			return false;
	return true;
}

/* All runs in order, each as far to the left as it goes. */
static bool
match_row(const struct literals *literals, const struct literal_text *text,
    const struct literal_row *row, struct literal_match *match)
{
	uint32_t n = row->terms.first, end = n + row->terms.count, at = 0;

	*match = (struct literal_match) { .example = row->example,
		.row = (uint32_t)(row - literals->rows),
		.letters = row->letters,
		.first = TABLES_NONE };
	while (n < end) {
		while (
		    at < text->count && !run_stands(literals, text, n, end, at))
			at++;
		if (at == text->count)
			return false;
		if (match->first == TABLES_NONE)
			match->first = at;
		for (; n < end && term_at(literals, n) != LITERAL_GAP; n++) {
			at++;
			match->terms++;
		}
		n += n < end;
	}
	match->last = at;
	return match->terms > 0;
}

/* The first row of a key, or behind it. */
static uint32_t
lower_bound(const struct literals *literals, uint32_t key)
{
	uint32_t low = 0, high = literals->count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (literals->rows[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Was the term there before, further left in the text? */
static bool
is_repeated(const struct literal_text *text, uint32_t at)
{
	for (uint32_t i = 0; i < at; i++)
		if (text->terms[i] == text->terms[at])
			return true;
	return false;
}

bool
literal_next(const struct literals *literals, const struct literal_text *text,
    struct literal_cursor *cursor, struct literal_match *match)
{
	for (; cursor->term < text->count; cursor->term++) {
		uint32_t key = text->terms[cursor->term];

		if (!cursor->inside) {
			if (key == LITERAL_GAP ||
			    is_repeated(text, cursor->term))
				continue;
			cursor->row = lower_bound(literals, key);
			cursor->inside = true;
		}
		while (cursor->row < literals->count &&
		    literals->rows[cursor->row].key == key) {
			const struct literal_row *row =
			    &literals->rows[cursor->row++];

			if (row->letters >= text->least &&
			    match_row(literals, text, row, match))
				return true;
		}
		cursor->inside = false;
	}
	return false;
}
