/*
 * Web addresses: in prose, and those that a reference of the data stands for.
 *
 * Only http and https, and only visible ASCII: such an address can be shown
 * and handed to another program as it is.
 */
#ifndef WEB_H
#define WEB_H

#include "text.h"

enum {
	WEB_SIZE = 1024, /* bytes; what is longer is no address */
};

/*
 * Finds the first address in the bytes, without the sign of a sentence that
 * ends behind it. Returns its start, or NULL if there is none. Linear time.
 */
const char *web_find(const char *bytes, size_t length, size_t *found);

/*
 * Appends where a source or a reference is to be read: an address in it, the
 * section of `RFC 5321 4.2.3`, the file of `github:owner/name path date`.
 * Returns false, appending nothing, if it names no such place.
 */
bool web_of_reference(struct text *address, const char *reference);

#endif
