/*
 * Words into lines: what layout.c writes with. A word may change its style in
 * the middle; it is broken only if it is wider than a whole line and the
 * options say so.
 */
#ifndef WRAP_H
#define WRAP_H

#include "layout.h"

struct wrap {
	struct layout *layout;
	const struct layout_options *options;
	unsigned limit;	 /* columns that lines may have; 0: all */
	unsigned indent; /* where the next lines begin */
	unsigned column; /* where the current line ends */
	bool open;	 /* a line has been begun */
	unsigned gap;	 /* blanks wanted before the next word */
	uint32_t block;	 /* what is being written, for struct line */
	const char *web; /* where it leads, if it is a web address */
	bool growing;	 /* the last word on the line may go on */
	/* The pieces of the word that is being read. */
	struct span word[64];
	size_t pieces;
	unsigned word_width;
};

/* Ends the current line, if there is one. */
void wrap_end(struct wrap *wrap);

/* Ends the current line and adds an empty one. */
void wrap_blank(struct wrap *wrap);

/* Goes on with the line that has been ended at a column, at the indent. */
void wrap_go_on(struct wrap *wrap, unsigned column);

/* Appends words, blanks as they stand; a line feed ends a line. */
void wrap_words(struct wrap *wrap, const char *text, enum style style);
void wrap_link(struct wrap *wrap, const char *text, uint32_t link);

/* A part whose web addresses are links. */
void wrap_addresses(struct wrap *wrap, const char *text, size_t length,
    enum style style);

/* A source or reference, which leads to where it can be read. */
void wrap_reference(struct wrap *wrap, const char *text);

/* Puts the text on the current line alone; what does not fit is cut. */
void wrap_cut(struct wrap *wrap, const char *text, size_t length,
    enum style style);

/* Words with web addresses; what stands in backquotes is a literal. */
void wrap_prose(struct wrap *wrap, const char *text);

#endif
