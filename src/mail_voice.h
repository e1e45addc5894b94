/*
 * Who said it (DESIGN 5), and in answer to what, by the words of a bounce.
 */
#ifndef MAIL_VOICE_H
#define MAIL_VOICE_H

#include "mail_piece.h"

/* What is known of the speaker; empty where it is not said. */
struct mail_speaker {
	struct piece type; /* of the Diagnostic-Code: smtp, X-Postfix ... */
	struct piece remote;
	struct piece reporting;
};

/* Sets direction and stage of an event by its reply and its speaker. */
void mail_voice_read(const struct mail_speaker *speaker, struct event *event);

#endif
