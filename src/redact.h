/*
 * Masking what tells of persons and machines, so that a text may be shown to
 * others: addresses, IP addresses, ids, and hosts but those of the servers of
 * the reference. The same value has the same mask everywhere, and who reads
 * can follow it; of a host's name the last label stays: host-3.org.
 */
#ifndef REDACT_H
#define REDACT_H

#include "known_hosts.h"
#include "text.h"

/* Zero-initialised it has masked nothing. */
struct redact {
	struct known_hosts known;
	/* What has been masked: hashes of values, a table, 0 is empty. */
	struct redact_value {
		uint64_t hash;
		uint32_t number;
	} * values;
	size_t count, capacity;
	uint32_t numbers[5]; /* the last one of each kind of value */
	bool failed;	     /* memory ran out: what was to be masked is
				<text> */
};

void redact_init(struct redact *redact, const struct reference *reference);
void redact_release(struct redact *redact);

/*
 * Tells the name of the host that wrote a line: as it has no domain mostly, it
 * is masked where it stands near the beginning, or alone.
 */
void redact_note_host(struct redact *redact, const char *name, size_t length);

/* Appends the bytes with masks. What they hold is as inert as before. */
void redact_append(struct redact *redact, struct text *text, const char *bytes,
    size_t length);

#endif
