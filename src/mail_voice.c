#include "mail_voice.h"

#include <string.h>

/* A phrase, and who it tells of. */
struct voice {
	const char *cue;
	enum direction direction;
};

/*
 * In a reply, or in what leads to it: the first of the table that stands
 * there decides, so the narrow ones come first.
 */
static const struct voice reply_voices[] = {
	{ "suspended: connect to", DIRECTION_NONE },
	{ "suspended: lost connection", DIRECTION_NONE },
	{ "suspended: transport", DIRECTION_NONE },
	{ "suspended: conversation", DIRECTION_NONE },
	{ "{led=", DIRECTION_REMOTE },
	{ "said:", DIRECTION_REMOTE },
	{ "refused to talk to me:", DIRECTION_REMOTE },
	{ "error from remote mail", DIRECTION_REMOTE },
	{ "remote server returned", DIRECTION_REMOTE },
	{ "lmtp error after", DIRECTION_OWN },
	{ "connect to ", DIRECTION_NONE },
	{ "lost connection with", DIRECTION_NONE },
	{ "conversation with", DIRECTION_NONE },
	{ "connection refused", DIRECTION_NONE },
	{ "connection timed out", DIRECTION_NONE },
	{ "requests to connect", DIRECTION_NONE },
	{ "connection dropped", DIRECTION_NONE },
	{ "connection died", DIRECTION_NONE },
	{ "establish an smtp connection", DIRECTION_NONE },
	{ "no route to host", DIRECTION_NONE },
	{ "retry timeout exceeded", DIRECTION_NONE },
	{ "retry time not reached", DIRECTION_NONE },
	{ "host or domain name not found", DIRECTION_NONE },
	{ "name service error", DIRECTION_NONE },
	{ "host not found", DIRECTION_NONE },
	{ "host unknown", DIRECTION_NONE },
	{ "find any host", DIRECTION_NONE },
	{ "loops back to myself", DIRECTION_NONE },
	{ "forwarding loop", DIRECTION_NONE },
	{ "unrouteable address", DIRECTION_NONE },
	{ "unroutable address", DIRECTION_NONE },
	{ "couldn't find any host", DIRECTION_NONE },
	{ "all hosts", DIRECTION_NONE },
	{ "mx records point to", DIRECTION_NONE },
	{ "mx record points to", DIRECTION_NONE },
	{ "bad address syntax", DIRECTION_NONE },
	{ "message expired", DIRECTION_NONE },
	{ "been in the queue too long", DIRECTION_NONE },
	{ "queue too long", DIRECTION_NONE },
};

/* The same behind a code, where our own system gave itself one. */
static const struct voice coded_voices[] = {
	{ "queue.expired", DIRECTION_NONE },
	{ "message expired", DIRECTION_NONE },
	{ "delivery time expired", DIRECTION_NONE },
	{ "dns query failed", DIRECTION_NONE },
	{ "hop count exceeded", DIRECTION_NONE },
	{ "host unknown (name server", DIRECTION_NONE },
};

/* What a part of our own system says of a mailbox here. */
static const char *const own_cues[] = { "unknown user", "user unknown",
	"no mailbox here", "mailbox", "maildir", "quota", "command died",
	"command output", "pipe", "command time limit", "local delivery",
	"cannot update mail", "no such user", "unknown local" };

static const struct voice *
find_voice(struct piece text, const struct voice *voices, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (piece_find(text, voices[i].cue) != PIECE_NOWHERE)
			return &voices[i];
	return NULL;
}

#define FIND_VOICE(text, voices) \
	find_voice(text, voices, sizeof(voices) / sizeof((voices)[0]))

static bool
is_own(struct piece reply)
{
	for (size_t i = 0; i < sizeof(own_cues) / sizeof(own_cues[0]); i++)
		if (piece_find(reply, own_cues[i]) != PIECE_NOWHERE)
			return true;
	return false;
}

static bool
is_loopback(struct piece name)
{
	static const char *const names[] = { "127.0.0.", "localhost", "[::1]",
		"::1", "[127.", "private/", "/", "[private/" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (piece_begins(name, names[i]))
			return true;
	return piece_find(name, "[127.0.0.1]") != PIECE_NOWHERE ||
	    piece_find(name, "[private/") != PIECE_NOWHERE;
}

static bool
is_same(struct piece left, struct piece right)
{
	if (left.length == 0 || left.length != right.length)
		return false;
	for (size_t i = 0; i < left.length; i++)
		if (text_lower(left.bytes[i]) != text_lower(right.bytes[i]))
			return false;
	return true;
}

static bool
has_code(struct piece reply)
{
	return reply.length >= 3 && reply.bytes[0] >= '2' &&
	    reply.bytes[0] <= '5' && reply.bytes[1] >= '0' &&
	    reply.bytes[1] <= '9' && reply.bytes[2] >= '0' &&
	    reply.bytes[2] <= '9';
}

/* What Postfix found itself, or repeats of what was said to it. */
static enum direction
direction_of_postfix(struct piece reply)
{
	const struct voice *voice = FIND_VOICE(reply, reply_voices);

	if (voice != NULL)
		return voice->direction;
	return is_own(reply) ? DIRECTION_OWN : DIRECTION_NONE;
}

static enum direction
direction_of(const struct mail_speaker *speaker, struct piece reply)
{
	const struct voice *voice;

	if (piece_begins(speaker->type, "x-postfix"))
		return direction_of_postfix(reply);
	if (is_loopback(speaker->remote) ||
	    is_same(speaker->remote, speaker->reporting) ||
	    piece_begins(speaker->type, "x-unix") ||
	    piece_is(speaker->type, "lmtp"))
		return DIRECTION_OWN;
	voice = has_code(reply) ? FIND_VOICE(reply, coded_voices) :
				  FIND_VOICE(reply, reply_voices);
	if (voice != NULL)
		return voice->direction;
	if (has_code(reply) || piece_is(speaker->type, "smtp"))
		return DIRECTION_REMOTE;
	voice = FIND_VOICE(speaker->context, reply_voices);
	if (voice != NULL)
		return voice->direction;
	if (speaker->remote.length > 0)
		return DIRECTION_REMOTE;
	return is_own(reply) ? DIRECTION_OWN : DIRECTION_ANY;
}

/* A command that was answered, as it stands behind a cue. */
static enum stage
stage_at(struct piece text)
{
	static const struct {
		const char *words;
		enum stage stage;
	} stages[] = {
		{ "rcpt", STAGE_RCPT },
		{ "pipelined rcpt", STAGE_RCPT },
		{ "mail from", STAGE_MAIL },
		{ "pipelined mail from", STAGE_MAIL },
		{ "end of data", STAGE_END_OF_DATA },
		{ "pipelined end of data", STAGE_END_OF_DATA },
		{ "data", STAGE_DATA },
		{ "helo", STAGE_HELO },
		{ "ehlo", STAGE_HELO },
		{ "initial connection", STAGE_CONNECT },
		{ "auth", STAGE_AUTH },
		{ "starttls", STAGE_STARTTLS },
		{ "i sent the message", STAGE_END_OF_DATA },
	};

	for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
		if (piece_begins(text, stages[i].words))
			return stages[i].stage;
	return STAGE_UNSAID;
}

enum stage
mail_voice_stage(struct piece text)
{
	static const char *const cues[] = { "in reply to ", "after ", ">>> ",
		"--> ", "refused to talk to me", "does not like recipient" };
	enum stage stage = STAGE_UNSAID;

	for (size_t at = 0; at < text.length; at++) {
		struct piece here = piece_behind(text, at);

		if (strchr("iIaA>-rRdD", text.bytes[at]) == NULL)
			continue;
		for (size_t i = 0; i < sizeof(cues) / sizeof(cues[0]); i++) {
			enum stage found;

			if (!piece_begins(here, cues[i]))
				continue;
			if (cues[i][0] == 'r' || cues[i][0] == 'd')
				found = cues[i][0] == 'r' ? STAGE_CONNECT :
							    STAGE_RCPT;
			else
				found = stage_at(
				    piece_behind(here, strlen(cues[i])));
			if (found != STAGE_UNSAID)
				stage = found;
		}
	}
	return stage;
}

/* A host's name or address at the front: with a dot, or in brackets. */
static struct piece
host_at(struct piece text)
{
	size_t length = 0, dots = 0;

	while (length < text.length &&
	    strchr(" \t\r\n<>()'\",;", text.bytes[length]) == NULL)
		dots += text.bytes[length++] == '.';
	/* name [address] */
	if (dots > 0 && length + 1 < text.length && text.bytes[length] == ' ' &&
	    text.bytes[length + 1] == '[')
		while (length < text.length && text.bytes[length] != ']' &&
		    text.bytes[length] != '\n')
			length++;
	if (length < text.length && text.bytes[length] == ']')
		length++;
	while (length > 0 && strchr(".:", text.bytes[length - 1]) != NULL)
		length--;
	return piece_front(text, dots > 0 ? length : 0);
}

struct piece
mail_voice_relay(struct piece context)
{
	static const char *const leads[] = { "talking to ", "host ",
		"connected to ", "giving up on ", " by ", "server ", "<" };
	struct piece relay = { 0 };

	for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		struct piece rest = context;
		ptrdiff_t at;

		while ((at = piece_find(rest, leads[i])) != PIECE_NOWHERE) {
			struct piece host;

			rest = piece_behind(rest,
			    (size_t)at + strlen(leads[i]));
			host = host_at(rest);
			if (host.length > 0 &&
			    memchr(host.bytes, '@', host.length) == NULL)
				relay = host;
		}
		if (relay.length > 0)
			return relay;
	}
	return relay;
}

void
mail_voice_read(const struct mail_speaker *speaker, struct event *event)
{
	event->direction = direction_of(speaker, event->reply);
	event->stage = mail_voice_stage(event->reply);
	if (event->stage == STAGE_UNSAID)
		event->stage = mail_voice_stage(speaker->context);
	if (event->relay.length == 0 && event->direction != DIRECTION_NONE)
		event->relay = mail_voice_relay(speaker->context);
}
