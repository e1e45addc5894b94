#include "known_hosts.h"

#include <stdlib.h>
#include <string.h>

static uint64_t
hash_of(const char *host, size_t length)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text_lower(host[i])) *
		    UINT64_C(0x100000001b3);
	return hash == 0 ? 1 : hash;
}

void
known_hosts_init(struct known_hosts *known, const struct reference *reference)
{
	const struct tables *tables = &reference->tables;
	size_t size = 1, place;

	while (size < 2 * (size_t)tables->domain_count + 1)
		size *= 2;
	*known = (struct known_hosts) { .size = size };
	known->hashes = calloc(size, sizeof(*known->hashes));
	if (known->hashes == NULL) {
		known->failed = true;
		return;
	}
	for (uint32_t i = 0; i < tables->domain_count; i++) {
		const char *domain = reference_string(reference,
		    tables->domains[i].text);
		uint64_t hash = hash_of(domain, strlen(domain));

		for (place = hash & (size - 1); known->hashes[place] != 0;)
			place = (place + 1) & (size - 1);
		known->hashes[place] = hash;
	}
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
