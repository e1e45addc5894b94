/*
 * Cues: phrases in the words of a line that tell who said what to whom. The
 * line's own verb (`reject:`, `status=`, `**`) has been heeded before: it tells
 * what became of the mail. Private to log*.c.
 */
#ifndef LOG_CUES_H
#define LOG_CUES_H

#include "log_bytes.h"

/* Whose words they are. */
enum cue_table {
	CUES_POSTFIX,
	CUES_EXIM,
	CUES_SENDMAIL,
	CUES_QMAIL,
	CUES_SMTPD, /* OpenSMTPD */
	CUES_BARE,  /* words that stand by themselves */
	CUE_TABLES,
};

enum cue_place {
	CUE_START,  /* the text begins with it */
	CUE_WITHIN, /* it stands somewhere */
};

enum cue_quote {
	QUOTE_ALL,    /* all of the text is what was said, or what happened */
	QUOTE_BEHIND, /* what follows the phrase was said */
	QUOTE_CODE,   /* from the first code behind the phrase on */
	QUOTE_CODED,  /* what stands behind it, only if a code begins that */
};

/* The phrase itself: a pointer would have to be set at each start. */
struct cue {
	char phrase[60];
	enum cue_place place;
	enum direction direction;
	enum stage stage; /* STAGE_ANY: what follows the phrase tells it */
	unsigned class;	  /* where the words tell it; else 0 */
	enum cue_quote quote;
};

/*
 * Finds the first row of the table that the text has, and sets direction,
 * stage, class and reply of the event by it. NULL, changing nothing, if there
 * is none.
 */
const struct cue *log_cue_apply(enum cue_table table, struct piece text,
    struct event *event);

/*
 * The same for what smtp(8) and lmtp(8) of Postfix tell, in which the name of
 * the server stands first: sets the relay too.
 */
const struct cue *log_cue_apply_postfix(struct piece text, struct event *event);

#endif
