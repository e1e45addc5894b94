/* From the model's sums to shares of 1, in integers. Private to model*.c. */
#ifndef MODEL_SHARE_H
#define MODEL_SHARE_H

#include "model.h"

/* Fills the shares from the scores. */
void model_make_shares(const struct model *model, struct model_result *result);

#endif
