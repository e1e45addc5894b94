#include "vocabulary.h"

#include <string.h>

const char *const entry_kind_names[ENTRY_KINDS] = {
	[ENTRY_CODE] = "code",
	[ENTRY_STATUS] = "status",
	[ENTRY_PAIR] = "pair",
	[ENTRY_CAUSE] = "cause",
	[ENTRY_SERVER] = "server",
	[ENTRY_VENDOR] = "vendor",
};

const char *const standing_names[STANDINGS] = {
	[STANDING_STANDARD] = "standard",
	[STANDING_EXTENSION] = "extension",
	[STANDING_HISTORIC] = "historic",
	[STANDING_NON_STANDARD] = "non-standard",
	[STANDING_VENDOR] = "vendor",
};

const char *const verdict_names[VERDICTS] = {
	[VERDICT_NO] = "no",
	[VERDICT_YES] = "yes",
	[VERDICT_DEPENDS] = "depends",
	[VERDICT_NONE] = "none",
};

const char *const role_names[ROLES] = {
	[ROLE_SENDER] = "sender",
	[ROLE_SENDER_ADMIN] = "sender-admin",
	[ROLE_RECIPIENT] = "recipient",
	[ROLE_RECIPIENT_ADMIN] = "recipient-admin",
	[ROLE_NOBODY] = "nobody",
};

const char *const direction_names[DIRECTIONS] = {
	[DIRECTION_LOCAL] = "local",
	[DIRECTION_REMOTE] = "remote",
	[DIRECTION_OWN] = "own",
	[DIRECTION_NONE] = "none",
};

const char *const disposition_names[DISPOSITIONS] = {
	[DISPOSITION_FAILED] = "failed",
	[DISPOSITION_DEFERRED] = "deferred",
	[DISPOSITION_DELIVERED] = "delivered",
	[DISPOSITION_REFUSED] = "refused",
};

const char *const stage_names[STAGES] = {
	[STAGE_CONNECT] = "connect",
	[STAGE_HELO] = "helo",
	[STAGE_MAIL] = "mail",
	[STAGE_RCPT] = "rcpt",
	[STAGE_DATA] = "data",
	[STAGE_END_OF_DATA] = "end-of-data",
	[STAGE_AUTH] = "auth",
	[STAGE_STARTTLS] = "starttls",
	[STAGE_ANY] = "any",
	[STAGE_NONE] = "none",
};

const char *const server_kind_names[SERVER_KINDS] = {
	[SERVER_SOFTWARE] = "software",
	[SERVER_PROVIDER] = "provider",
	[SERVER_FILTER] = "filter",
	[SERVER_LIST] = "list",
	[SERVER_SENDER] = "sender",
};

const char *const digit_of_names[DIGITS] = {
	[DIGIT_FIRST] = "first",
	[DIGIT_SECOND] = "second",
	[DIGIT_THIRD] = "third",
	[DIGIT_CLASS] = "class",
	[DIGIT_SUBJECT] = "subject",
	[DIGIT_DETAIL] = "detail",
};

const char *const side_names[SIDES] = {
	[SIDE_SENDER] = "sender",
	[SIDE_RECEIVER] = "receiver",
};

const char *
class_name(unsigned class)
{
	static const char *const names[] = {
		[2] = "success",
		[3] = "intermediate",
		[4] = "temporary",
		[5] = "permanent",
	};

	return class >= 2 && class <= 5 ? names[class] : "";
}

uint32_t
vocabulary_find(const char *const *names, uint32_t count, const char *word,
    size_t length)
{
	for (uint32_t i = 0; i < count; i++)
		if (names[i] != NULL && strlen(names[i]) == length &&
		    memcmp(names[i], word, length) == 0)
			return i;
	return count;
}
