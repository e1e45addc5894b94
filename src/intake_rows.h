/* The rows that an intake counts under. Private to intake*.c. */
#ifndef INTAKE_ROWS_H
#define INTAKE_ROWS_H

#include "intake.h"

/* Makes room for what is remembered. False if memory ran out. */
bool intake_make_rows(struct intake *intake);

/* Forgets rows that were freed, so that they are not met again. */
void intake_forget(struct intake *intake);

/*
 * The row to count an event under. NULL if it is a text that stands alone and
 * is no reply, or if memory ran out.
 */
struct counted *intake_row(struct intake *intake, const struct event *event,
    bool alone);

/* Is a text that stands alone a reply? It is not counted. */
bool intake_is_reply(struct intake *intake, const struct piece *text);

/* Notes that a mail waits, or that one that did has come through. */
void intake_follow(struct intake *intake, struct counted *row,
    const struct event *event);

/* Tells of mails that wait which of them the other one saw delivered. */
void intake_follow_on(struct intake *intake, const struct intake *other);

#endif
