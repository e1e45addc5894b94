/*
 * The page of a reply that was judged, from a paste, a log or a bounce: what
 * this very text is, and what is known of the mails that got it.
 */
#ifndef PAGE_REPLY_H
#define PAGE_REPLY_H

#include "judge.h"
#include "page.h"

/*
 * The names of the blocks that are the admin's own lines, and of the one that
 * tells how often the reply was met. Their notes are not to be shown: the host
 * that wrote the line, and the recipient.
 */
extern const char page_own_lines[], page_met[];

/* What is shown beside it; strings are outside text made inert. */
struct page_context {
	const char *counts;	    /* in a sentence, or NULL */
	const char *recipient;	    /* the only one, or NULL */
	const char *const *samples; /* the admin's own lines */
	size_t sample_count;
};

/*
 * Appends the page of what the judge has just judged. context may be NULL.
 * Returns whether the cause is known.
 */
bool page_add_judgement(struct page *page, const struct reference *reference,
    const struct judge *judge, const struct judgement *judgement,
    const struct page_context *context);

/*
 * Judges a text as somebody pastes it: a line of a log, a reply of any number
 * of lines, or a bounce.
 */
void page_judge_paste(struct judge *judge, const char *bytes, size_t length,
    struct judgement *judgement);

#endif
