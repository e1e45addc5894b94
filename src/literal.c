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
	literals->whole = literals->index.term_count <= LITERAL_GAP;
}

/* Does a term count as literal? Hosts, codes and statuses vary. */
static bool
is_literal(const struct term *term)
{
	return term->kind != TERM_CODE && term->kind != TERM_STATUS &&
	    term->kind != TERM_HOST;
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

static bool
is_term(const struct index *index, uint32_t term, const char *text)
{
	return term < LITERAL_GAP && term < index->term_count &&
	    strcmp(index_term(index, term), text) == 0;
}

/*
 * Reads a term. The words of replies are much the same: one that was met before
 * is not searched again.
 */
static void
read_term(const struct literals *literals, const char *word, size_t length,
    struct literal_text *text)
{
	const struct index *index = &literals->index;
	size_t slot = text_hash(0, word, length) & (LITERAL_MET - 1);
	uint32_t at = text->count++, term;

	if (text->met[slot].term == 0 ||
	    !is_term(index, text->met[slot].term - 1, word)) {
		term = index_lower_bound(index, word, length + 1);
		if (!is_term(index, term, word)) {
			text->terms[at] = LITERAL_GAP;
			return;
		}
		text->met[slot].term = term + 1;
		text->met[slot].row = lower_bound(literals, term);
	}
	text->terms[at] = (uint16_t)(text->met[slot].term - 1);
	text->rows[at] = text->met[slot].row;
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
		read_term(literals, normal_term(normal, i), term->length, text);
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

/* Where they stand, from there on; the text's count if nowhere. */
static uint32_t
find_run(const struct literals *literals, const struct literal_text *text,
    uint32_t n, uint32_t end, uint32_t at)
{
	uint16_t first = term_at(literals, n);

	while (at < text->count &&
	    ((first != LITERAL_GAP && text->terms[at] != first) ||
		!run_stands(literals, text, n, end, at)))
		at++;
	return at;
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
		at = find_run(literals, text, n, end, at);
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

/* Was the term there before, further left in the text? */
static bool
is_repeated(const struct literal_text *text, uint32_t at)
{
	for (uint32_t i = 0; i < at; i++)
		if (text->terms[i] == text->terms[at])
			return true;
	return false;
}

/* May it stand there, by its letters? */
static bool
may_stand(const struct literals *literals, const struct literal_text *text,
    const struct literal_row *row)
{
	return row->letters >= text->least &&
	    (!literals->whole || row->letters <= text->letters);
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
			cursor->row = text->rows[cursor->term];
			cursor->inside = true;
		}
		while (cursor->row < literals->count &&
		    literals->rows[cursor->row].key == key) {
			const struct literal_row *row =
			    &literals->rows[cursor->row++];

			if (may_stand(literals, text, row) &&
			    match_row(literals, text, row, match))
				return true;
		}
		cursor->inside = false;
	}
	return false;
}
