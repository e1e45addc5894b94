/* Vendor codes in a text: S3150, [TSS04], AUP#In-1310, OFR004_101. */
#ifndef VENDOR_CODE_H
#define VENDOR_CODE_H

#include <stddef.h>

#include "tables.h"

enum {
	VENDOR_CODES = 1024, /* most that are known */
};

/* All of them by their first byte, borrowed. */
struct vendor_codes {
	const struct tables *tables;
	uint32_t order[VENDOR_CODES]; /* entries */
	uint32_t names[VENDOR_CODES]; /* what they are called */
	/* Their second bytes; 0 where that may be one of several. */
	unsigned char second[VENDOR_CODES];
	uint16_t first[256 + 1]; /* in the order, by byte */
};

void vendor_codes_init(struct vendor_codes *codes, const struct tables *tables);

/*
 * Finds the next one from *at on, and sets *from and *at to where it begins
 * and ends. Returns its entry, or TABLES_NONE if there is none.
 */
uint32_t vendor_codes_next(const struct vendor_codes *codes, const char *bytes,
    size_t length, size_t *from, size_t *at);

#endif
