#include "mail_voice.h"

#include <string.h>

#include "mail_piece.h"

/* Cues of who said it: the first that stands in the text decides. */
static const struct {
	const char *cue;
	enum direction direction;
} cues[] = {
	/* nobody: no connection, no name, too late, a loop */
	{ "suspended: connect to", DIRECTION_NONE },
	{ "suspended: lost connection", DIRECTION_NONE },
	{ "said:", DIRECTION_REMOTE },
	{ "refused to talk to me:", DIRECTION_REMOTE },
	{ "error from remote mail server", DIRECTION_REMOTE },
	{ "remote server returned", DIRECTION_REMOTE },
	{ "{led=", DIRECTION_REMOTE },
	{ "connect to ", DIRECTION_NONE },
	{ "lost connection with", DIRECTION_NONE },
	{ "conversation with", DIRECTION_NONE },
	{ "queue.expired", DIRECTION_NONE },
	{ "message expired", DIRECTION_NONE },
	{ "retry timeout exceeded", DIRECTION_NONE },
	{ "retry time not reached", DIRECTION_NONE },
	{ "host or domain name not found", DIRECTION_NONE },
	{ "name service error", DIRECTION_NONE },
	{ "host not found", DIRECTION_NONE },
	{ "loops back to myself", DIRECTION_NONE },
	{ "mail forwarding loop", DIRECTION_NONE },
	{ "unrouteable address", DIRECTION_NONE },
	{ "dns query failed", DIRECTION_NONE },
	{ "all relevant mx records point to", DIRECTION_NONE },
};

/* The same, where our own system reports what a part of it said. */
static const char *const own_cues[] = { "unknown user", "user unknown",
	"mailbox", "maildir", "quota", "command died", "command output", "pipe",
	"command time limit" };

static bool
is_loopback(struct piece name)
{
	static const char *const names[] = { "127.0.0.1", "localhost", "[::1]",
		"::1", "[127.", "private/", "/", "[private/", "127.0.0." };

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

static enum direction
direction_of(const struct mail_speaker *speaker, struct piece reply)
{
	bool postfix = piece_begins(speaker->type, "x-postfix");

	if (postfix || !has_code(reply))
		for (size_t i = 0; i < sizeof(cues) / sizeof(cues[0]); i++)
			if (piece_find(reply, cues[i].cue) != PIECE_NOWHERE)
				return cues[i].direction;
	if (postfix) {
		for (size_t i = 0; i < sizeof(own_cues) / sizeof(own_cues[0]);
		     i++)
			if (piece_find(reply, own_cues[i]) != PIECE_NOWHERE)
				return DIRECTION_OWN;
		return DIRECTION_NONE;
	}
	if (is_loopback(speaker->remote) ||
	    is_same(speaker->remote, speaker->reporting) ||
	    piece_begins(speaker->type, "x-unix") ||
	    piece_is(speaker->type, "lmtp"))
		return DIRECTION_OWN;
	if (piece_is(speaker->type, "smtp") || speaker->remote.length > 0 ||
	    has_code(reply))
		return DIRECTION_REMOTE;
	return DIRECTION_ANY;
}

static enum stage
stage_of(struct piece reply)
{
	static const struct {
		const char *cue;
		enum stage stage;
	} stages[] = {
		{ "in reply to end of data", STAGE_END_OF_DATA },
		{ "in reply to rcpt to", STAGE_RCPT },
		{ "in reply to mail from", STAGE_MAIL },
		{ "in reply to data", STAGE_DATA },
		{ "in reply to helo", STAGE_HELO },
		{ "in reply to ehlo", STAGE_HELO },
		{ "after rcpt to", STAGE_RCPT },
		{ "after mail from", STAGE_MAIL },
		{ "after end of data", STAGE_END_OF_DATA },
		{ "after pipelined end of data", STAGE_END_OF_DATA },
		{ "after data", STAGE_DATA },
		{ "after initial connection", STAGE_CONNECT },
		{ "refused to talk to me", STAGE_CONNECT },
	};

	for (size_t i = 0; i < sizeof(stages) / sizeof(stages[0]); i++)
		if (piece_find(reply, stages[i].cue) != PIECE_NOWHERE)
			return stages[i].stage;
	return STAGE_UNSAID;
}

void
mail_voice_read(const struct mail_speaker *speaker, struct event *event)
{
	event->direction = direction_of(speaker, event->reply);
	event->stage = stage_of(event->reply);
}
