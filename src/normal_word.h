/* Words of a normalised text: where they end, and their plain form. */
#ifndef NORMAL_WORD_H
#define NORMAL_WORD_H

#include "text.h"

enum {
	LETTERS_MAX = 64,		/* of a word that is copied in one go */
	LETTERS_ROOM = LETTERS_MAX + 8, /* what the copying may touch */
};

/*
 * Copies the ASCII letters at a place in small letters to where LETTERS_ROOM
 * bytes are free. Returns how many there are; 0 if a small letter comes before
 * a capital, and if they are more than LETTERS_MAX.
 */
size_t normal_copy_letters(char *to, const char *at, const char *end);

/*
 * Where the word that begins at at ends: at a sign, a digit or, as in
 * RecipientNotFound, where a capital follows a small letter.
 */
const char *normal_word_end(const char *at, const char *end);

/* Appends the letters without case and marks, and without apostrophes. */
void normal_fold(struct text *text, const char *bytes, size_t length);

/*
 * Cuts the ending of a plural or a past form from a folded word, in place;
 * returns the length of what is left.
 */
size_t normal_stem(char *word, size_t length);

/* Is it written without blanks between words? */
bool normal_is_cjk(uint32_t point);

#endif
