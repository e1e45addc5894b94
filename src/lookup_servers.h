/* Operands that name a server beside other things. Private to lookup*.c. */
#ifndef LOOKUP_SERVERS_H
#define LOOKUP_SERVERS_H

#include "lookup.h"

/*
 * Adds the entries that have the word as another name, if there are any; of
 * several the message tells that it is the name of all.
 */
bool lookup_add_aliases(struct lookup *lookup,
    const struct reference *reference, const char *word, size_t length);

/* Moves servers behind all else: what they say of that comes first in it. */
void lookup_servers_last(struct lookup *lookup);

/*
 * Reads servers beside a word for a part of their page, `outlook delist`. False
 * if the words are anything else; nothing is added then.
 */
bool lookup_server_part(struct lookup *lookup,
    const struct reference *reference, const char *const *words, size_t count);

/*
 * Reads words of which not all are names, but the first few or the last few
 * name servers: `yahoo temporarily deferred` is a search among their replies,
 * LOOKUP_SEARCH. LOOKUP_TEXT if they are anything else; nothing is added then.
 */
enum lookup_result lookup_server_words(struct lookup *lookup,
    const struct reference *reference, const char *const *words, size_t count);

#endif
