/*
 * Masking what tells of persons and machines, so that a text may be shown to
 * others: addresses, IP addresses, ids, and hosts but those of the servers of
 * the reference. The same value has the same mask everywhere, and who reads
 * can follow it; of a host's name the last label stays: host-3.org.
 */
#ifndef REDACT_H
#define REDACT_H

#include "known_hosts.h"
#include "redact_public.h"
#include "redact_values.h"
#include "text.h"

/* Zero-initialised it has masked nothing. */
struct redact {
	struct known_hosts known;
	struct redact_public public;
	/*
	 * Are masks placeholders, the same for all values of a kind? Then what
	 * several runs have masked adds up.
	 */
	bool fixed;
	struct redact_values values; /* what has been masked */
	uint64_t mailbox;	     /* of redact_note_user() */
	bool failed;		     /* memory ran out: what was to be masked is
				<text> */
};

void redact_init(struct redact *redact, const struct reference *reference);
void redact_release(struct redact *redact);

/*
 * Tells the name of the host that wrote a line: as it has no domain mostly, it
 * is masked where it stands near the beginning, or alone.
 */
void redact_note_host(struct redact *redact, const char *name, size_t length);

/*
 * Tells for whom the next texts were meant, an address, or "" for nobody: a
 * reply often names the mailbox without its domain.
 */
void redact_note_user(struct redact *redact, const char *name, size_t length);

/* Appends the bytes with masks. What they hold is as inert as before. */
void redact_append(struct redact *redact, struct text *text, const char *bytes,
    size_t length);

#endif
