#include "mail_events.h"

#include <string.h>

#include "mail_cues.h"
#include "mail_date.h"
#include "mail_decode.h"
#include "mail_voice.h"

/* The code at the front of a reply; 0 if there is none. */
static unsigned
code_of(struct piece reply)
{
	unsigned code = 0;

	if (reply.length < 3 || reply.bytes[0] < '2' || reply.bytes[0] > '5')
		return 0;
	for (size_t i = 0; i < 3; i++) {
		if (reply.bytes[i] < '0' || reply.bytes[i] > '9')
			return 0;
		code = code * 10 + (unsigned)(reply.bytes[i] - '0');
	}
	return code;
}

/* The status that stands at the front of a reply, behind its code. */
static struct piece
front_status(struct piece reply)
{
	if (code_of(reply) > 0)
		reply = piece_from(reply, 3);
	while (reply.length > 0 && strchr(" -#(", reply.bytes[0]) != NULL)
		reply = piece_from(reply, 1);
	return piece_status(reply);
}

/* Takes the reply of the prose for the one that the report gives. */
static void
take_reply(struct event *event, const struct mail_said *said)
{
	struct piece status = front_status(event->reply);

	if (!said->has_code)
		event->code = code_of(event->reply);
	if (status.length > 0 && !mail_is_filler(status))
		event->status = status;
	if (mail_has_status(said->text))
		event->status = (struct piece) { 0 };
	event->reply = said->text;
}

/* Who said it and in answer to what, where only the prose tells it. */
static void
add_circumstances(struct event *event, struct piece span)
{
	if (event->stage == STAGE_UNSAID)
		event->stage = mail_voice_stage(span);
	if (event->relay.length == 0 && event->direction == DIRECTION_REMOTE)
		event->relay = mail_voice_relay(span);
}

static void
improve(struct mail *mail, const struct mail_bounce *bounce,
    struct event *event, bool alone)
{
	size_t number = mail_prose_find(&bounce->prose, event->recipient);
	bool success = event->disposition == DISPOSITION_DELIVERED;
	struct mail_speaker speaker = { 0 };
	struct mail_said said;
	enum direction before = event->direction;

	if (number != PROSE_NO_ONE)
		add_circumstances(event,
		    mail_prose_span(&bounce->prose, number));
	if ((number == PROSE_NO_ONE && !alone) ||
	    mail_said_is_useful(event->reply) ||
	    (success && event->reply.length > 0) ||
	    !mail_prose_reason(mail, &bounce->prose, number, success, &said) ||
	    !mail_said_is_useful(said.text))
		return;
	take_reply(event, &said);
	speaker.context = said.context;
	speaker.remote = event->relay;
	speaker.reporting = event->host;
	mail_voice_read(&speaker, event);
	/* A code that the report gives was said by whom it says. */
	if (event->direction == DIRECTION_ANY ||
	    (event->code != 0 && before != DIRECTION_ANY))
		event->direction = before;
}

void
mail_events_improve(struct mail *mail, const struct mail_bounce *bounce)
{
	size_t count = mail->event_count - bounce->first;

	for (size_t i = 0; i < count && i < PROSE_RECIPIENTS; i++)
		improve(mail, bounce, &mail->events[bounce->first + i],
		    count == 1);
}

/* The cues of what stands before the first recipient, and of the subject. */
static unsigned
heading_cues(const struct mail_bounce *bounce)
{
	const struct mail_prose *prose = &bounce->prose;
	struct piece heading = prose->text;

	if (prose->count > 0)
		heading = piece_to(heading, prose->places[0].behind);
	return bounce->signs.cues | mail_cues_in(heading);
}

/* What became of the mail, by the words around the reply. */
static enum disposition
disposition_of(const struct mail_bounce *bounce, unsigned cues,
    struct piece reply)
{
	const struct mail_prose *prose = &bounce->prose;
	unsigned code = code_of(reply);

	if ((cues & CUE_DELAYED) != 0 ||
	    ((prose->cues & CUE_DELAYED) != 0 && code < 500))
		return DISPOSITION_DEFERRED;
	if ((cues & CUE_DELIVERED) != 0 && code < 400)
		return DISPOSITION_DELIVERED;
	return DISPOSITION_FAILED;
}

static unsigned
class_of(enum disposition disposition)
{
	switch (disposition) {
	case DISPOSITION_DELIVERED:
		return 2;
	case DISPOSITION_DEFERRED:
		return 4;
	default:
		return 5;
	}
}

/* Adds an event for a recipient, whose number in the prose may be no one's. */
static void
make_event(struct mail *mail, const struct mail_bounce *bounce, unsigned cues,
    struct piece recipient, size_t number)
{
	struct mail_speaker speaker = { 0 };
	struct mail_said said;
	struct event *event;
	bool success = (bounce->signs.cues & CUE_DELIVERED) != 0;

	if (!mail_prose_reason(mail, &bounce->prose, number, success, &said))
		said = (struct mail_said) { 0 };
	if (recipient.length == 0 && said.text.length == 0)
		return;
	event = mail_add_event(mail);
	if (event == NULL)
		return;
	event->recipient = recipient;
	event->reply = said.text;
	event->disposition = disposition_of(bounce, cues, said.text);
	event->class = class_of(event->disposition);
	speaker.context = said.context;
	mail_voice_read(&speaker, event);
}

/* Those that the field X-Failed-Recipients names. */
static void
make_failed(struct mail *mail, const struct mail_bounce *bounce, unsigned cues)
{
	struct piece rest = bounce->message->fields[MIME_FAILED_RECIPIENTS];

	for (int i = 0; i < PROSE_RECIPIENTS; i++) {
		struct piece address = mail_address_in(rest);

		if (address.length == 0)
			return;
		rest = piece_from(rest,
		    (size_t)(address.bytes + address.length - rest.bytes));
		make_event(mail, bounce, cues, address,
		    mail_prose_find(&bounce->prose, address));
	}
	mail->cut = true;
}

void
mail_events_make(struct mail *mail, const struct mail_bounce *bounce)
{
	unsigned cues = heading_cues(bounce);

	if (bounce->signs.failed)
		make_failed(mail, bounce, cues);
	if (mail->event_count > bounce->first)
		return;
	for (size_t i = 0; i < bounce->prose.count; i++)
		make_event(mail, bounce, cues,
		    bounce->prose.places[i].recipient, i);
	if (bounce->prose.count == 0)
		make_event(mail, bounce, cues, (struct piece) { 0 },
		    PROSE_NO_ONE);
}

/* Exchange names itself in the text. */
static struct piece
generating_server(struct piece text)
{
	static const char lead[] = "generating server:";
	size_t at = piece_find_nocase(text, lead);
	struct piece line;

	if (at == PIECE_NONE)
		return (struct piece) { 0 };
	text = piece_from(text, at + strlen(lead));
	piece_line(&text, &line);
	return piece_trim_lines(line);
}

void
mail_events_finish(struct mail *mail, const struct mail_bounce *bounce)
{
	struct piece message = bounce->report.queue;
	struct piece host = bounce->report.reporting;

	if (message.length == 0)
		message = bounce->returned;
	if (message.length == 0)
		message = bounce->report.envelope;
	if (host.length == 0)
		host = generating_server(bounce->prose.text);
	for (size_t i = bounce->first; i < mail->event_count; i++) {
		struct event *event = &mail->events[i];

		event->message = message;
		event->host = host;
		if (!event->time.said)
			event->time = mail_date(
			    bounce->message->fields[MIME_DATE]);
	}
}
