/* The words that decided, as places in the text. Private to identify*.c. */
#ifndef IDENTIFY_MARKS_H
#define IDENTIFY_MARKS_H

#include "identify.h"

/* Adds [from, to) of the reply's bytes, in order and without overlaps. */
void marks_add(const struct identify *identify, struct identification *found,
    uint32_t from, uint32_t to);

/* Adds what spoke most for one cause against another, by number. base is
   where the text that was read into features begins. */
void marks_add_words(const struct identify *identify,
    struct identification *found, uint32_t base, uint32_t cause,
    uint32_t against);

#endif
