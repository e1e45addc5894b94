/*
 * Who said it, and in answer to what, by the words of a bounce.
 */
#ifndef MAIL_VOICE_H
#define MAIL_VOICE_H

#include "mail_piece.h"

/* What is known of the speaker; empty where it is not said. */
struct mail_speaker {
	struct piece type; /* of the Diagnostic-Code: smtp, X-Postfix ... */
	struct piece remote;
	struct piece reporting;
	struct piece context; /* what stands before the reply */
};

/*
 * Sets direction and stage of an event by its reply and its speaker, and its
 * relay if the context names one and nothing else did.
 */
void mail_voice_read(const struct mail_speaker *speaker, struct event *event);

/* The host that a text names last; empty if none. */
struct piece mail_voice_relay(struct piece text);

/* What the last command was that a text says was answered. */
enum stage mail_voice_stage(struct piece text);

#endif
