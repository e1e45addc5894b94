#include "search_slips.h"

#include <string.h>

enum {
	LONG_WORD = 7,	/* letters from which two slips are forgiven */
	SHORT_WORD = 4, /* and from which one is, */
	SHORT_STEM = 3, /* or from which one is in a stem */
	WIDER = 1,	/* letters fewer will do where much is forgiven */
	FAR = SLIPS_MAX + 1,
};

uint32_t
slips_letters(const char *text)
{
	uint32_t set = 0;

	for (; *text != '\0'; text++)
		set |= 1u << ((unsigned char)*text & 31);
	return set;
}

void
slips_word_init(struct slips_word *word, const char *text, size_t length,
    size_t written, bool wide)
{
	*word = (struct slips_word) {
		.text = text,
		.length = length,
		.letters = slips_letters(text),
	};
	/* What was written was no shorter word than its stem seems to be. */
	if (length >= SHORT_STEM && length < SHORT_WORD && written > SHORT_WORD)
		length = SHORT_WORD;
	length += wide ? WIDER : 0;
	if (length < SLIPS_WORD)
		word->most = length >= LONG_WORD ? 2 : length >= SHORT_WORD;
}

static unsigned
count_bits(uint32_t set)
{
	return (unsigned)__builtin_popcount(set);
}

/* Cannot they be near, as their lengths and letters tell? */
static bool
are_far(const struct slips_word *word, size_t length, uint32_t letters,
    bool beginning)
{
	unsigned most = word->most;

	if (most == 0 || word->length > length + most)
		return true;
	if (beginning)
		return count_bits(word->letters & ~letters) > most;
	return length > word->length + most ||
	    count_bits(word->letters ^ letters) > 2 * most;
}

static unsigned char
least(unsigned a, unsigned b)
{
	return (unsigned char)(a < b ? a : b);
}

/* Three rows of the table, one a letter of the word. */
struct rows {
	unsigned char cells[3][SLIPS_WORD + SLIPS_MAX + 2];
	unsigned char *before, *above, *row;
};

/*
 * The next row, for letter y of the word, counted from 1: no more of it than
 * can be near. Returns the least of it.
 */
static unsigned
fill_row(struct rows *rows, const struct slips_word *word, const char *term,
    size_t length, size_t y)
{
	const unsigned char *before = rows->before, *above = rows->above;
	size_t from = y > word->most ? y - word->most : 1;
	size_t to = y + word->most < length ? y + word->most : length;
	unsigned char *row = rows->row, lowest = FAR;

	row[from - 1] = from == 1 ? least((unsigned)y, FAR) : FAR;
	lowest = row[from - 1];
	for (size_t x = from; x <= to; x++) {
		bool same = word->text[y - 1] == term[x - 1];

		row[x] = least(least(above[x], row[x - 1]) + 1u,
		    above[x - 1] + (same ? 0u : 1u));
		if (y > 1 && x > 1 && word->text[y - 1] == term[x - 2] &&
		    word->text[y - 2] == term[x - 1])
			row[x] = least(row[x], before[x - 2] + 1u);
		lowest = least(lowest, row[x]);
	}
	row[to + 1] = FAR;
	return lowest;
}

/* The cell of the last row that counts. */
static unsigned
last_cell(const struct rows *rows, const struct slips_word *word, size_t length,
    bool beginning)
{
	size_t from = word->length > word->most ? word->length - word->most : 0;
	size_t to = word->length + word->most;
	unsigned lowest = FAR;

	if (!beginning)
		return rows->above[length];
	for (size_t x = from; x <= to && x <= length; x++)
		lowest = least(lowest, rows->above[x]);
	return lowest;
}

unsigned
slips_between(const struct slips_word *word, const char *term, size_t length,
    uint32_t letters, bool beginning)
{
	struct rows rows;
	unsigned slips;

	if (are_far(word, length, letters, beginning))
		return FAR;
	rows.before = rows.cells[0];
	rows.above = rows.cells[1];
	rows.row = rows.cells[2];
	for (unsigned x = 0; x <= SLIPS_MAX + 1; x++)
		rows.above[x] = (unsigned char)x;
	for (size_t y = 1; y <= word->length; y++) {
		unsigned char *next = rows.before;

		if (fill_row(&rows, word, term, length, y) > word->most)
			return FAR;
		rows.before = rows.above;
		rows.above = rows.row;
		rows.row = next;
	}
	slips = last_cell(&rows, word, length, beginning);
	return slips <= word->most ? slips : FAR;
}
