/* Undoes the escapes that mail, web and logs put into a reply (reply.h). */
#ifndef REPLY_CLEAN_H
#define REPLY_CLEAN_H

#include "reply.h"

/* Fills reply->bytes and the edits that lead back. */
void reply_clean(struct reply *reply, const char *bytes, size_t length);

#endif
