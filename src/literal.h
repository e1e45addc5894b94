/*
 * Examples that stand in a text as they are: all their literal parts, in
 * order, with anything where a placeholder stands, and anything around them.
 *
 * Each example is a list of terms of the index; it is looked at only where its
 * rarest one occurs.
 */
#ifndef LITERAL_H
#define LITERAL_H

#include "index.h"

enum {
	LITERAL_TERMS = 256,  /* read of a text */
	LITERAL_GAP = 0xffff, /* in place of a term: a placeholder */
	LITERAL_MET = 2048,   /* terms that are kept at hand: a power of two */
};

/* The terms of the examples, borrowed. */
struct literals {
	struct index index;
	const struct literal_row *rows; /* by key */
	const struct word_row *terms;	/* two to a word */
	uint32_t count;
	bool whole; /* the letters of a row are those of its terms */
};

/* A text as terms of the index; those it does not know are LITERAL_GAP. */
struct literal_text {
	uint16_t terms[LITERAL_TERMS];
	uint16_t places[LITERAL_TERMS]; /* in the terms of the normal */
	uint32_t rows[LITERAL_TERMS];	/* the first that has it as its key */
	uint32_t count, letters;
	uint32_t least; /* letters of an example that is looked for */
	/* Terms of the texts before, by their hash. */
	struct {
		uint32_t term; /* more 1; 0 is none */
		uint32_t row;
	} met[LITERAL_MET];
};

struct literal_match {
	uint32_t example;
	uint32_t row;	      /* its own, among those of all examples */
	uint32_t terms;	      /* how many literal terms it has */
	uint32_t letters;     /* and how many letters these */
	uint32_t first, last; /* where it stands, in the text's terms */
};

/* How far a text was looked through. Zero-initialised at first. */
struct literal_cursor {
	uint32_t term, row;
	bool inside;
};

void literals_init(struct literals *literals, const struct tables *tables);

/* Reads a text, in which examples of any length are looked for. */
void literal_read(const struct literals *literals, const struct normal *normal,
    struct literal_text *text);

/* Goes on to the next example that stands in the text. False at the end. */
bool literal_next(const struct literals *literals,
    const struct literal_text *text, struct literal_cursor *cursor,
    struct literal_match *match);

#endif
