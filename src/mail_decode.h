/*
 * What a part of a mail says, as UTF-8: transfer encodings (RFC 2045 6),
 * charsets by iconv(3), and words of headers (RFC 2047).
 */
#ifndef MAIL_DECODE_H
#define MAIL_DECODE_H

#include "mail_mime.h"

/* Converters, kept from mail to mail. */
struct mail_charsets;

void mail_charsets_free(struct mail_charsets *charsets);

/*
 * The bytes of a part, in UTF-8 if its charset is known. Borrowed of the mail
 * or of its memory. What cannot be decoded is as it is.
 */
struct piece mail_decode(struct mail *mail, const struct mime_part *part);

/* The bytes of a part, its charset not looked at. */
struct piece mail_decode_bytes(struct mail *mail, const struct mime_part *part);

/* A header's value with its encoded words decoded. */
struct piece mail_decode_words(struct mail *mail, struct piece value);

#endif
