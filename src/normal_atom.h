/* What a run of letters, digits and signs in a reply is. */
#ifndef NORMAL_ATOM_H
#define NORMAL_ATOM_H

#include <stdbool.h>
#include <stddef.h>

/* A run of characters that hangs together: a word, a host, a number ... */
struct atom {
	const char *start;
	size_t length;
	unsigned letters, digits, dots, uppers, lowers, others, humps;
};

/* May an atom hold this character? */
bool atom_has(char c);

/*
 * Reads the atom at a place, without the signs around it. Returns where the
 * run of its characters ends.
 */
const char *atom_read(struct atom *atom, const char *at, const char *end);

bool atom_is_address(const struct atom *atom);
bool atom_is_ipv4(const struct atom *atom);

/* Lower-case labels that end in letters: mail.example.org. */
bool atom_is_host(const struct atom *atom);

/* Capitals and digits, as in S3150, TSS04, OFR004_101, and 554.30. */
bool atom_is_token(const struct atom *atom);

/* Letters and digits mixed, as queue ids are. */
bool atom_is_id(const struct atom *atom);

#endif
