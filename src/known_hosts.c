#include "known_hosts.h"

#include <stdlib.h>
#include <string.h>

#include "normal_atom.h"

enum {
	PLACES = 1 << 13, /* more than twice the domains of all servers */
};

static uint64_t
hash_of(const char *host, size_t length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text_lower(host[i])) *
		    UINT64_C(0x100000001b3);
	return hash == 0 ? 1 : hash;
}

static void
add(struct known_hosts *known, const char *host, size_t length)
{
	size_t owner = mask_owner(host, length), place;
	uint64_t hash = hash_of(host + owner, length - owner);

	for (place = hash & (known->size - 1); known->hashes[place] != 0;
	     place = (place + 1) & (known->size - 1))
		if (known->hashes[place] == hash)
			return;
	known->hashes[place] = hash;
}

/* Is it of the names that stand for any (RFC 2606)? */
static bool
is_sample(const struct atom *atom)
{
	return atom->length >= 11 &&
	    memcmp(atom->start + atom->length - 11, "example", 7) == 0;
}

/* Leaves the domain of an address. */
static void
drop_mailbox(struct atom *atom)
{
	const char *sign = memchr(atom->start, '@', atom->length);

	if (sign == NULL)
		return;
	atom->length -= (size_t)(sign + 1 - atom->start);
	atom->start = sign + 1;
}

static void
add_hosts_of(struct known_hosts *known, const char *string, size_t *room)
{
	const char *end = string + strlen(string), *at = string;
	struct atom atom;

	while (at < end) {
		if ((atom_byte(*at) & BYTE_ATOM) == 0) {
			at++;
			continue;
		}
		at = atom_read(&atom, at, end);
		drop_mailbox(&atom);
		if (atom_is_host(&atom) && !is_sample(&atom) && *room > 0) {
			(*room)--;
			add(known, atom.start, atom.length);
		}
	}
}

void
known_hosts_init(struct known_hosts *known, const struct reference *reference)
{
	uint32_t count = reference_count(reference, ENTRY_SERVER);
	size_t room = PLACES / 2;

	*known = (struct known_hosts) { .size = PLACES };
	known->hashes = calloc(PLACES, sizeof(*known->hashes));
	if (known->hashes == NULL) {
		known->failed = true;
		return;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t entry = reference_nth(reference, ENTRY_SERVER, i);
		const struct entry_row *row = reference_entry(reference, entry);
		const struct slice slices[] = { row->recognise, row->docs,
			row->delist, row->postmaster };

		/* An admin's own records are private. */
		if (reference_is_own(reference, entry))
			continue;
		for (size_t j = 0; j < sizeof(slices) / sizeof(slices[0]); j++)
			for (uint32_t k = 0; k < slices[j].count; k++)
				add_hosts_of(known,
				    reference_item(reference, slices[j], k),
				    &room);
	}
	count = reference_example_count(reference);
	for (uint32_t i = 0; i < count; i++)
		if (!reference_is_own_example(reference, i))
			add_hosts_of(known,
			    reference_string(reference,
				reference_example(reference, i)->text),
			    &room);
}

void
known_hosts_release(struct known_hosts *known)
{
	free(known->hashes);
	*known = (struct known_hosts) { 0 };
}

bool
known_hosts_has(const struct known_hosts *known, const char *host,
    size_t length)
{
	size_t owner = mask_owner(host, length);
	uint64_t hash;

	if (known->hashes == NULL)
		return false;
	hash = hash_of(host + owner, length - owner);
	for (size_t place = hash & (known->size - 1); known->hashes[place] != 0;
	     place = (place + 1) & (known->size - 1))
		if (known->hashes[place] == hash)
			return true;
	return false;
}

static bool
is_known(const void *context, const char *host, size_t length)
{
	return known_hosts_has(context, host, length);
}

struct mask_hosts
known_hosts_for_mask(const struct known_hosts *known)
{
	return (struct mask_hosts) { is_known, known };
}
