/* Which server a reply came from, by the host that said it. Private to digest.
 */
#ifndef DIGEST_RELAY_H
#define DIGEST_RELAY_H

#include "counted.h"
#include "reference.h"

enum {
	DIGEST_RELAY_HOSTS = 24,
};

/* Names of a server's hosts, and of domains that they are below. */
struct digest_relay {
	struct piece hosts[DIGEST_RELAY_HOSTS]; /* borrowed for ever */
	size_t count;
};

/* Gathers them from what tells the server by its hosts. */
void digest_relay_init(struct digest_relay *relay,
    const struct reference *reference, uint32_t server);

/*
 * Did most of the replies of a row come from there? What our own server said
 * came from nobody else.
 */
bool digest_relay_said(const struct digest_relay *relay,
    const struct counted *counted);

#endif
