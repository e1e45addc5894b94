/* Words of a normalised text: where they end, and their plain form. */
#ifndef NORMAL_WORD_H
#define NORMAL_WORD_H

#include "text.h"

/*
 * Where the word that begins at at ends: at a sign, a digit or, as in
 * RecipientNotFound, where a capital follows a small letter.
 */
const char *normal_word_end(const char *at, const char *end);

/* Appends the letters without case and marks, and without apostrophes. */
void normal_fold(struct text *text, const char *bytes, size_t length);

/* Appends a folded word without the ending of a plural or a past form. */
void normal_stem(struct text *text, const char *word);

/* Is it written without blanks between words? */
bool normal_is_cjk(uint32_t point);

#endif
