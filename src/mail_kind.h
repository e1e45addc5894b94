/*
 * Is it a bounce? By the fields of its header and the words of its text,
 * where no part made for machines tells.
 */
#ifndef MAIL_KIND_H
#define MAIL_KIND_H

#include "mail_mime.h"

/* What the header tells. */
struct mail_signs {
	bool daemon;  /* a mail system wrote it */
	bool no_path; /* its return path is empty */
	bool automatic;
	bool list;     /* a mailing list or a newsletter */
	bool answer;   /* Re: or Fwd: */
	bool absent;   /* an out-of-office reply */
	bool failed;   /* X-Failed-Recipients */
	bool report;   /* multipart/report; report-type=delivery-status */
	unsigned cues; /* of the subject */
};

struct mail_signs mail_signs_read(struct mail *mail,
    const struct mime_message *message);

/*
 * Is a mail with these signs and the cues of its text a bounce? Named says
 * whether an address stands in the text as a recipient's. Sets *why to what
 * decided it.
 */
bool mail_signs_decide(const struct mail_signs *signs, unsigned cues,
    bool named, const char **why);

#endif
