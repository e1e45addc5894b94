#include "known_hosts.h"

#include <string.h>

/* The hash of the domain that a host is of. */
static uint64_t
hash_of(const char *host, size_t length)
{
	size_t owner = mask_owner(host, length);

	return hash_any_case(HASH_SEED, host + owner, length - owner);
}

void
known_hosts_init(struct known_hosts *known, const struct reference *reference)
{
	const struct tables *tables = &reference->tables;

	*known = (struct known_hosts) { 0 };
	for (uint32_t i = 0; i < tables->domain_count; i++) {
		const char *domain = reference_string(reference,
		    tables->domains[i].text);

		if (hash_table_put(&known->domains,
			hash_of(domain, strlen(domain))) == NULL)
			known->failed = true;
	}
}

void
known_hosts_release(struct known_hosts *known)
{
	hash_table_release(&known->domains);
	*known = (struct known_hosts) { 0 };
}

bool
known_hosts_has(const struct known_hosts *known, const char *host,
    size_t length)
{
	return hash_table_has(&known->domains, hash_of(host, length));
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
