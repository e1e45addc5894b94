/*
 * What a name tells of somebody: of a host, of a mailbox, of a mail. Private
 * to redact*.c.
 */
#ifndef REDACT_NAMES_H
#define REDACT_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "normal_atom.h"

/*
 * Is it a host's name: labels of which the last is of letters, however they are
 * written? Files in links are none.
 */
bool redact_is_host(const struct atom *atom);

/*
 * How much of the front of a provider's or a list's host tells of somebody
 * else: of a customer, or of the address that a list was asked for.
 */
size_t redact_front(const char *host, size_t length);

/* Is it an id of a mail or a session: neither a date nor a vendor's code? */
bool redact_is_id(const struct atom *atom);

/* Is it a mailbox that tells nobody: a role, or a word of replies? */
bool redact_is_common(const char *name, size_t length);

#endif
