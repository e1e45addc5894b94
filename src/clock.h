/* The time that passes. Part of the shell. */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

/* Milliseconds since some start, which no change of the date moves. */
int64_t clock_now(void);

#endif
