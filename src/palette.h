/*
 * How each style looks, on screens and in text. Bold, underlined and reversed
 * come first; a colour only repeats what they or the words say. Each colour
 * can be read on black and on white alike.
 */
#ifndef PALETTE_H
#define PALETTE_H

#include "style.h"
#include "text.h"

enum {
	LOOK_BOLD = 1,
	LOOK_UNDERLINED = 2,
	LOOK_REVERSED = 4,
};

/* What may be used of it: nothing at all, attributes alone, or colours too. */
enum looks {
	LOOKS_NONE,
	LOOKS_BARE,
	LOOKS_FEW,  /* the first 8 colours */
	LOOKS_MANY, /* 256 of them */
};

struct look {
	unsigned attributes;
	/* Of the usual 8 and 256 colours; 0 is the terminal's own. */
	unsigned char few, many;
};

extern const struct look palette[STYLES];

/* The colour of a style, 0 if it is to have none. */
unsigned palette_colour(enum style style, enum looks looks);

/*
 * Appends bytes in a style, between sequences of ECMA-48 (8.3.117, SGR) if it
 * has a look.
 */
void palette_append(struct text *text, const char *bytes, size_t length,
    enum style style, enum looks looks);

#endif
