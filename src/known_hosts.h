/*
 * The domains of the servers that the reference tells of: who reads a log may
 * see these, and they tell whose list or policy it is. All others are private.
 */
#ifndef KNOWN_HOSTS_H
#define KNOWN_HOSTS_H

#include "hash_table.h"
#include "mask.h"
#include "reference.h"

/* Zero-initialised it knows none. */
struct known_hosts {
	struct hash_table domains;
	bool failed; /* memory ran out */
};

/*
 * Takes those of what servers' records say of hosts and links, and those that
 * their replies name themselves, such as the lists that they ask; none that an
 * admin's own records tell.
 */
void known_hosts_init(struct known_hosts *known,
    const struct reference *reference);
void known_hosts_release(struct known_hosts *known);

/* Is it one of their domains, or a host below one? */
bool known_hosts_has(const struct known_hosts *known, const char *host,
    size_t length);

/* The same, for mask_append; borrows it. */
struct mask_hosts known_hosts_for_mask(const struct known_hosts *known);

#endif
