/*
 * A reply as JSON: how it was read, who said it, what became of the mail, its
 * cause and how sure that is. The schema is documented in smtpcode(1).
 */
#ifndef JSON_REPLY_H
#define JSON_REPLY_H

#include "digest.h"
#include "redact.h"

/* What a judge has just judged. */
struct json_reply_source {
	const struct reference *reference;
	const struct judge *judge;
	const struct judgement *judgement;
	struct redact *redact; /* masks what is from outside; NULL: nothing */
	const struct digest_row *row; /* its counts, or NULL */
};

/*
 * Appends an object. A line that is not 0 is the number of the line of input
 * that it answers; where that holds no reply all else is null. False if memory
 * ran out.
 */
bool json_reply(struct text *text, const struct json_reply_source *source,
    uint64_t line);

/*
 * Appends what an input adds up to, and a line feed: the totals, and a reply
 * for each row. False if memory ran out.
 */
bool json_input(struct text *text, struct intake *intake,
    const struct digest *digest, const char *query, struct redact *redact);

#endif
