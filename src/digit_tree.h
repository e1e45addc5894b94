/*
 * The digits of a code, a status or both as a tree:
 *
 *	554  5.7.1
 *	|||  | | +- 1 delivery not authorized
 *	|||  | +--- 7 security or policy
 */
#ifndef DIGIT_TREE_H
#define DIGIT_TREE_H

#include "page.h"

enum {
	TREE_DIGITS = 6,
};

struct digit_tree {
	size_t count;			 /* digits; 0: it cannot be drawn */
	const char *head;		 /* the digits themselves */
	const char *branch[TREE_DIGITS]; /* what stands before each, */
	const struct block *digit[TREE_DIGITS]; /* the last one first */
};

/*
 * Makes the tree of the BLOCK_DIGITs from digits on; strings are the arena's.
 * Digits of two classes at once (4.2.2 and 5.2.2) make none.
 */
void digit_tree_make(struct digit_tree *tree, struct arena *arena,
    const struct block *digits, size_t count);

/* The columns that the tree needs. */
size_t digit_tree_width(const struct digit_tree *tree);

#endif
