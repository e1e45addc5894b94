/*
 * From shares of the model to the causes that are named. Private to
 * identify*.c. Causes are numbers of the model here, not entries.
 */
#ifndef IDENTIFY_RANK_H
#define IDENTIFY_RANK_H

#include "identify.h"

/* Adds so much of other to the result, in 1/MODEL_ONE, and the rest of it. */
void rank_mix(const struct model *model, struct model_result *result,
    const struct model_result *other, uint32_t part);

/* Gives a cause so much of all shares; what it refines has them with it. */
void rank_favour(const struct model *model, struct model_result *result,
    uint32_t cause, uint32_t part);

/* The same for several, by their votes, of which there are count. */
void rank_vote(const struct model *model, struct model_result *result,
    const uint32_t *votes, uint32_t count, uint32_t part);

/* Makes causes so many times likelier, as far as they have the votes. */
void rank_times(const struct model *model, struct model_result *result,
    const uint32_t *votes, uint32_t count, uint32_t times);

/* Takes a cause out of the race. */
void rank_exclude(const struct model *model, struct model_result *result,
    uint32_t cause);

/*
 * Fills in so many causes with the largest shares, that largest first, of those
 * that are no refinements; TABLES_NONE where there are fewer.
 */
void rank_top(const struct model *model, const struct model_result *result,
    uint32_t *top, uint32_t count);

/* What of it is known: its refinement, or the cause itself. */
uint32_t rank_refine(const struct model *model,
    const struct model_result *result, uint32_t cause);

/*
 * The refinement of the entry's cause that bears the name of who owns a host in
 * the reply; the entry itself if there is none.
 */
uint32_t rank_named(const struct reference *reference,
    const struct normal *normal, uint32_t entry);

#endif
