/*
 * Which values have been masked, and the number of each among those of its
 * kind: the same value has the same one. Private to redact*.c.
 */
#ifndef REDACT_VALUES_H
#define REDACT_VALUES_H

#include "hash_table.h"

enum redact_kind {
	REDACT_USER,
	REDACT_HOST,
	REDACT_IP,
	REDACT_ID,
	REDACT_NOTED, /* of hosts, those that were told */
	REDACT_KINDS
};

/* Zero-initialised it is empty. */
struct redact_values {
	struct hash_table table;
	uint32_t numbers[REDACT_KINDS]; /* the last one of each kind */
};

void redact_values_release(struct redact_values *values);

/* Case does not matter. Never 0. */
uint64_t redact_hash(enum redact_kind kind, const char *bytes, size_t length);

bool redact_values_has(const struct redact_values *values, uint64_t hash);

/* The number of a value, from 1; 0 if memory ran out. */
uint32_t redact_number(struct redact_values *values, enum redact_kind kind,
    const char *bytes, size_t length);

#endif
