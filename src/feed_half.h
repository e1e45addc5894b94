/*
 * The second half of a large log, read by a thread of its own while the first
 * half is read: counts of parts add up. Private to feed*.c.
 */
#ifndef FEED_HALF_H
#define FEED_HALF_H

#include "input.h"
#include "intake.h"

struct feed_half;

/*
 * Starts to read the second half of what the input has begun to read, which
 * then ends before it. NULL, and nothing is changed, if there is no use in
 * that: it is no large file of plain lines, there is one processor, or no
 * memory.
 */
struct feed_half *feed_half_start(struct input *input,
    const struct intake *intake);

/*
 * Waits for it, adds what it has counted, and frees it. Appends to *message
 * what there is to say. Returns whether all was read.
 */
bool feed_half_join(struct feed_half *half, struct intake *intake,
    struct text *message);

#endif
