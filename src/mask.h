/*
 * A text with what varies from mail to mail replaced by the placeholders of
 * the reference: the same reply to many mails becomes one text, to be counted
 * under and to be judged once. Unlike a normalised text it reads as it was
 * sent: case, signs and codes stay.
 *
 * Names of hosts become <host>, and links <url>, but for those that are known:
 * they tell whose blocklist or policy it is.
 */
#ifndef MASK_H
#define MASK_H

#include "text.h"

/* Does the reference know the owner of this host? */
struct mask_hosts {
	bool (*is_known)(const void *context, const char *host, size_t length);
	const void *context;
};

/*
 * Appends the masked bytes; runs of blanks become one. Takes time linear in
 * the length, and the same bytes give the same text.
 */
void mask_append(struct text *text, const char *bytes, size_t length,
    const struct mask_hosts *hosts);

/*
 * Where the part of a host's name begins that its owner has registered: the
 * last two labels, or three where the last two are a registry's (co.uk).
 */
size_t mask_owner(const char *host, size_t length);

#endif
