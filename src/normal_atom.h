/* What a run of letters, digits and signs in a reply is. */
#ifndef NORMAL_ATOM_H
#define NORMAL_ATOM_H

#include <stdbool.h>
#include <stddef.h>

/* What a byte is; a set. */
enum {
	BYTE_LOWER = 1 << 0,
	BYTE_UPPER = 1 << 1,
	BYTE_LETTER = BYTE_LOWER | BYTE_UPPER,
	BYTE_DIGIT = 1 << 2,
	BYTE_HEX = 1 << 3,  /* of 0 to 9 and a to f, in either case */
	BYTE_SIGN = 1 << 4, /* one of . - _ + ' = */
	BYTE_AT = 1 << 5,
	BYTE_HIGH = 1 << 6, /* of a character that is not ASCII */
	/* May an atom hold it? */
	BYTE_ATOM = BYTE_LETTER | BYTE_DIGIT | BYTE_SIGN | BYTE_AT | BYTE_HIGH,
};

extern const unsigned char atom_bytes[256];

static inline unsigned
atom_byte(char c)
{
	return atom_bytes[(unsigned char)c];
}

/* A run of characters that hangs together: a word, a host, a number ... */
struct atom {
	const char *start;
	size_t length;
	unsigned letters, digits, dots, uppers, lowers, others, humps;
	unsigned signs; /* of @ */
};

/*
 * Reads the atom at a place, without the signs around it. Returns where the
 * run of its characters ends: also at a sign that is none of ASCII, as a quote
 * or a dash.
 */
const char *atom_read(struct atom *atom, const char *at, const char *end);

/* The same, but it ends before what is not ASCII: there may be no blanks. */
const char *atom_read_ascii(struct atom *atom, const char *at, const char *end);

/*
 * Looks for an address with characters beyond ASCII (RFC 6531) in the run at a
 * place; its length is 0 if there is none. Letters of other alphabets belong
 * to it, but signs of Chinese and the like only if it has no other ones, since
 * these stand against the words around them. Returns where it stopped looking.
 */
const char *atom_find_address(struct atom *atom, const char *at,
    const char *end);

bool atom_is_address(const struct atom *atom);
bool atom_is_ipv4(const struct atom *atom);

/* Lower-case labels that end in letters: mail.example.org. */
bool atom_is_host(const struct atom *atom);

/* Capitals and digits, as in S3150, TSS04, OFR004_101, and 554.30. */
bool atom_is_token(const struct atom *atom);

/*
 * Letters, then digits, perhaps more digits behind a sign: one of the tokens
 * that is no queue ID.
 */
bool atom_is_vendor_token(const struct atom *atom);

/* A status of one class: 5.7.1. */
bool atom_is_status(const struct atom *atom);

/* How long the IPv6 address is that begins at a place; 0 if none does. */
size_t atom_ipv6_length(const char *at, const char *end);

/* Letters and digits mixed, as queue ids are. */
bool atom_is_id(const struct atom *atom);

#endif
