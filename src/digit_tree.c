#include "digit_tree.h"

#include <string.h>

enum {
	HEAD_SIZE = 32,
};

/* What stands between a digit and the one before it. */
static const char *
separator(const struct block *before, const struct block *digit)
{
	if (before == NULL || digit->word <= DIGIT_THIRD)
		return "";
	return digit->word == DIGIT_CLASS ? "  " : ".";
}

/* Bars under the digits before it, a corner under it, and a line from there. */
static const char *
branch(struct arena *arena, const size_t *columns, size_t at, size_t width)
{
	char row[HEAD_SIZE + 2];

	memset(row, ' ', sizeof(row));
	for (size_t i = 0; i < at; i++)
		row[columns[i]] = '|';
	row[columns[at]] = '+';
	memset(row + columns[at] + 1, '-', width - columns[at]);
	return arena_copy(arena, row, width + 1);
}

void
digit_tree_make(struct digit_tree *tree, struct arena *arena,
    const struct block *digits, size_t count)
{
	size_t columns[TREE_DIGITS], width = 0;
	char head[HEAD_SIZE] = "";

	*tree = (struct digit_tree) { 0 };
	if (count == 0 || count > TREE_DIGITS)
		return;
	for (size_t i = 0; i < count; i++) {
		const struct block *before = i > 0 ? &digits[i - 1] : NULL;
		const char *gap = separator(before, &digits[i]);

		if (before != NULL && before->word == digits[i].word)
			return;
		if (strlen(head) + strlen(gap) + strlen(digits[i].name) >=
		    sizeof(head))
			return;
		strcat(head, gap);
		columns[i] = strlen(head);
		strcat(head, digits[i].name);
	}
	width = columns[count - 1] + 1;
	tree->count = count;
	tree->head = arena_copy(arena, head, strlen(head));
	for (size_t i = 0; i < count; i++) {
		tree->digit[i] = &digits[count - 1 - i];
		tree->branch[i] = branch(arena, columns, count - 1 - i, width);
	}
}

size_t
digit_tree_width(const struct digit_tree *tree)
{
	size_t most = 0, width;

	for (size_t i = 0; i < tree->count; i++) {
		const struct block *digit = tree->digit[i];

		width = strlen(tree->branch[i]) + 1 + strlen(digit->name) + 1 +
		    text_width(digit->label, strlen(digit->label));
		most = width > most ? width : most;
	}
	return most;
}
