/*
 * Documents of JSON that go on over several lines, put together: each object
 * by itself, also of a list. Private to intake*.c.
 */
#ifndef INTAKE_DOCUMENT_H
#define INTAKE_DOCUMENT_H

#include "intake.h"

/* Takes a line or a document, which are borrowed. */
typedef void intake_taker(struct intake *intake, const struct piece *line);

/*
 * Takes a line of a document, and hands each object on that is whole. Lines
 * that turn out to be of none are handed on as they were. False if the line
 * stands by itself: it was not taken.
 */
bool intake_document_take(struct intake *intake, const struct piece *line,
    intake_taker *take);

/* Hands on what has begun: it is not whole. */
void intake_document_end(struct intake *intake, intake_taker *take);

#endif
