/*
 * The closed sets of words of the reference: in data/, in JSON and on pages
 * the same word means the same. The numbers are internal.
 */
#ifndef VOCABULARY_H
#define VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

enum entry_kind {
	ENTRY_CODE,
	ENTRY_STATUS,
	ENTRY_PAIR,
	ENTRY_CAUSE,
	ENTRY_SERVER,
	ENTRY_VENDOR,
	ENTRY_KINDS
};

enum standing {
	STANDING_NONE,
	STANDING_STANDARD,
	STANDING_EXTENSION,
	STANDING_HISTORIC,
	STANDING_NON_STANDARD,
	STANDING_VENDOR,
	STANDINGS
};

/* Will the same mail be tried again? VERDICT_NONE: there is nothing to. */
enum verdict {
	VERDICT_UNSAID,
	VERDICT_NO,
	VERDICT_YES,
	VERDICT_DEPENDS,
	VERDICT_NONE,
	VERDICTS
};

/* Who has to act. */
enum role {
	ROLE_UNSAID,
	ROLE_SENDER,
	ROLE_SENDER_ADMIN,
	ROLE_RECIPIENT,
	ROLE_RECIPIENT_ADMIN,
	ROLE_NOBODY,
	ROLES
};

/* Who said the reply to whom; DIRECTION_ANY: whoever did. */
enum direction {
	DIRECTION_ANY,
	DIRECTION_LOCAL,  /* our server to a client */
	DIRECTION_REMOTE, /* their server to ours */
	DIRECTION_OWN,	  /* another part of our own system to our server */
	DIRECTION_NONE,	  /* nobody: our own server's finding */
	DIRECTIONS
};

/* What became of the mail, by the line that tells of it. */
enum disposition {
	DISPOSITION_UNSAID,
	DISPOSITION_FAILED,
	DISPOSITION_DEFERRED,
	DISPOSITION_DELIVERED,
	DISPOSITION_REFUSED, /* by our server: direction local */
	DISPOSITIONS
};

/* What the reply answers. */
enum stage {
	STAGE_UNSAID,
	STAGE_CONNECT,
	STAGE_HELO,
	STAGE_MAIL,
	STAGE_RCPT,
	STAGE_DATA,
	STAGE_END_OF_DATA,
	STAGE_AUTH,
	STAGE_STARTTLS,
	STAGE_ANY,
	STAGE_NONE,
	STAGES
};

enum server_kind {
	SERVER_UNSAID,
	SERVER_SOFTWARE,
	SERVER_PROVIDER,
	SERVER_FILTER,
	SERVER_LIST,
	SERVER_SENDER,
	SERVER_KINDS
};

/* What a digit's explanation is about. */
enum digit_of {
	DIGIT_FIRST, /* of a reply code, RFC 5321 4.2.1 */
	DIGIT_SECOND,
	DIGIT_THIRD, /* has no general meaning: value 0 stands for all */
	DIGIT_CLASS, /* of a status, RFC 3463 2 */
	DIGIT_SUBJECT,
	DIGIT_DETAIL, /* told by the status' own entry */
	DIGITS
};

/* Whose side of the connection a fix is for. */
enum side {
	SIDE_ANY,
	SIDE_SENDER,
	SIDE_RECEIVER,
	SIDES
};

/* The names, by number. A value without a name has NULL. */
extern const char *const entry_kind_names[ENTRY_KINDS];
extern const char *const standing_names[STANDINGS];
extern const char *const verdict_names[VERDICTS];
extern const char *const role_names[ROLES];
extern const char *const direction_names[DIRECTIONS];
extern const char *const disposition_names[DISPOSITIONS];
extern const char *const stage_names[STAGES];
extern const char *const server_kind_names[SERVER_KINDS];
extern const char *const digit_of_names[DIGITS];
extern const char *const side_names[SIDES];

/* A class of reply codes or statuses, 2 to 5, in a word; "" for others. */
const char *class_name(unsigned class);

/*
 * The number of a word of the given length in one of the tables above, or
 * count if it is none of them.
 */
uint32_t vocabulary_find(const char *const *names, uint32_t count,
    const char *word, size_t length);

#endif
