/* What might have been meant: for messages about what is not known. */
#ifndef LOOKUP_NEAREST_H
#define LOOKUP_NEAREST_H

#include "reference.h"
#include "text.h"

/* Appends that a code is not known, and the nearest that are. */
void lookup_name_codes(struct text *message, const struct reference *reference,
    unsigned code);

/* Appends that a name is not known, and the nearest causes, servers, codes. */
void lookup_name_words(struct text *message, const struct reference *reference,
    const char *word);

#endif
