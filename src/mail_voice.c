#include "mail_voice.h"

#include <string.h>

#include "mail_phrase.h"

/* Who a phrase tells of: of several the one that comes first here decides. */
enum voice {
	NARROW_NONE = 1, /* nobody: what it seems to quote is its own */
	REMOTE = 2,
	OWN = 4,
	NONE = 8,	 /* nobody: no connection, no name, too late, a loop */
	CODED_NONE = 16, /* the same, even behind a code */
	HERE = 32, /* of a mailbox: our own part, if nobody else said it */
};

/* Sorted. */
static const struct phrase voices[] = {
	{ "all hosts", NONE },
	{ "all relevant mx records point to", NONE },
	{ "bad address syntax", NONE },
	{ "been in the queue too long", NONE },
	{ "cannot update mail", HERE },
	{ "command died", HERE },
	{ "command output", HERE },
	{ "command time limit", HERE },
	{ "connect to ", NONE },
	{ "connection died", NONE },
	{ "connection dropped", NONE },
	{ "connection refused", NONE },
	{ "connection timed out", NONE },
	{ "conversation with", NONE },
	{ "could not connect", NONE },
	{ "couldn't find any host", NONE },
	{ "delivery time expired", NONE | CODED_NONE },
	{ "dns error", NONE },
	{ "dns lookup", NONE },
	{ "dns query failed", NONE | CODED_NONE },
	{ "does not appear to be registered", NONE },
	{ "domain not found", NONE },
	{ "error from remote mail", REMOTE },
	{ "establish an smtp connection", NONE },
	{ "find any host", NONE },
	{ "forwarding loop", NONE },
	{ "hop count exceeded", CODED_NONE },
	{ "host not found", NONE },
	{ "host or domain name not found", NONE },
	{ "host unknown", NONE | CODED_NONE },
	{ "led=", REMOTE },
	{ "lmtp error after", OWN },
	{ "local delivery", HERE },
	{ "loops back to myself", NONE },
	{ "lost connection with", NONE },
	{ "mailbox", HERE },
	{ "maildir", HERE },
	{ "message delayed", NONE | CODED_NONE },
	{ "message expired", NONE | CODED_NONE },
	{ "mx record points to", NONE },
	{ "mx records point to", NONE },
	{ "name service error", NONE },
	{ "network is unreachable", NONE },
	{ "no mailbox here", HERE },
	{ "no mx", NONE },
	{ "no route to host", NONE },
	{ "no such user", HERE },
	{ "pipe", HERE },
	{ "queue too long", NONE },
	{ "queue.expired", NONE | CODED_NONE },
	{ "quota", HERE },
	{ "refused to talk to me:", REMOTE },
	{ "remote server returned", REMOTE },
	{ "requests to connect", NONE },
	{ "responded as follows", REMOTE },
	{ "retry time not reached", NONE },
	{ "retry timeout exceeded", NONE },
	{ "said:", REMOTE },
	{ "smtputf8 is required", NONE },
	{ "suspended: connect to", NARROW_NONE },
	{ "suspended: conversation", NARROW_NONE },
	{ "suspended: lost connection", NARROW_NONE },
	{ "suspended: transport", NARROW_NONE },
	{ "timed out", NONE },
	{ "too many hops", NONE },
	{ "unable to connect", NONE },
	{ "unknown host", NONE },
	{ "unknown local", HERE },
	{ "unknown user", HERE },
	{ "unroutable address", NONE },
	{ "unrouteable address", NONE },
	{ "user unknown", HERE },
	{ "was not offered by host", NONE },
};

static unsigned
voices_in(struct piece text)
{
	return mail_phrases_in(text, voices,
	    sizeof(voices) / sizeof(voices[0]));
}

/* Of a text without a code; DIRECTION_ANY if no voice is in it. */
static enum direction
direction_of_voices(unsigned found)
{
	if ((found & NARROW_NONE) != 0)
		return DIRECTION_NONE;
	if ((found & REMOTE) != 0)
		return DIRECTION_REMOTE;
	if ((found & OWN) != 0)
		return DIRECTION_OWN;
	return (found & NONE) != 0 ? DIRECTION_NONE : DIRECTION_ANY;
}

static bool
is_loopback(struct piece name)
{
	static const char *const names[] = { "127.0.0.", "localhost", "[::1]",
		"::1", "[127.", "private/", "/", "[private/" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (piece_starts_nocase(name, names[i]))
			return true;
	return piece_find_nocase(name, "[127.0.0.1]") != PIECE_NONE ||
	    piece_find_nocase(name, "[private/") != PIECE_NONE;
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
	unsigned found = voices_in(reply);
	enum direction direction = direction_of_voices(found);

	if (direction != DIRECTION_ANY)
		return direction;
	return (found & HERE) != 0 ? DIRECTION_OWN : DIRECTION_NONE;
}

static enum direction
direction_of(const struct mail_speaker *speaker, struct piece reply)
{
	enum direction direction;
	unsigned found;

	if (piece_starts_nocase(speaker->type, "x-postfix"))
		return direction_of_postfix(reply);
	if (is_loopback(speaker->remote) ||
	    (speaker->remote.length > 0 &&
		piece_same_nocase(speaker->remote, speaker->reporting)) ||
	    piece_starts_nocase(speaker->type, "x-unix") ||
	    piece_is_nocase(speaker->type, "lmtp"))
		return DIRECTION_OWN;
	found = voices_in(reply);
	if (has_code(reply))
		return (found & CODED_NONE) != 0 ? DIRECTION_NONE :
						   DIRECTION_REMOTE;
	direction = direction_of_voices(found);
	if (direction != DIRECTION_ANY)
		return direction;
	if (piece_is_nocase(speaker->type, "smtp"))
		return DIRECTION_REMOTE;
	direction = direction_of_voices(voices_in(speaker->context));
	if (direction != DIRECTION_ANY)
		return direction;
	if (speaker->remote.length > 0)
		return DIRECTION_REMOTE;
	return (found & HERE) != 0 ? DIRECTION_OWN : DIRECTION_ANY;
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
		if (piece_starts_nocase(text, stages[i].words))
			return stages[i].stage;
	return STAGE_UNSAID;
}

/* What a cue tells that begins at the front. */
static enum stage
stage_of_cue(struct piece here)
{
	static const char *const cues[] = { "in reply to ", "after ", ">>> ",
		"--> ", "<<< " };

	if (piece_starts_nocase(here, "refused to talk to me"))
		return STAGE_CONNECT;
	if (piece_starts_nocase(here, "does not like recipient"))
		return STAGE_RCPT;
	for (size_t i = 0; i < sizeof(cues) / sizeof(cues[0]); i++)
		if (piece_starts_nocase(here, cues[i]))
			return stage_at(piece_from(here, strlen(cues[i])));
	return STAGE_UNSAID;
}

enum stage
mail_voice_stage(struct piece text)
{
	enum stage stage = STAGE_UNSAID, found;
	char before = ' ';

	for (size_t at = 0; at < text.length; at++) {
		char c = text.bytes[at];

		/* All cues begin with one of these, behind a blank or `(`. */
		if ((before <= ' ' || before == '(' || before == '.') &&
		    (c == 'i' || c == 'a' || c == '>' || c == '-' || c == '<' ||
			c == 'r' || c == 'd' || c == 'A')) {
			found = stage_of_cue(piece_from(text, at));
			if (found != STAGE_UNSAID)
				stage = found;
		}
		before = c;
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
	text = piece_to(text, dots > 0 ? length : 0);
	if (length > 0 && memchr(text.bytes, '@', text.length) != NULL)
		text.length = 0;
	return text;
}

/* The host behind a word that leads to one, at the front; empty if none. */
static struct piece
host_behind(struct piece here)
{
	static const char *const leads[] = { "talking to ", "host ",
		"connected to ", "by ", "server " };

	for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		struct piece rest;

		if (!piece_starts_nocase(here, leads[i]))
			continue;
		rest = piece_from(here, strlen(leads[i]));
		if (i == 1 && rest.length > 0 && rest.bytes[0] == '[')
			break; /* client host [192.0.2.1] */
		return host_at(rest);
	}
	return (struct piece) { 0 };
}

/* The host alone on a line, or the address at the front of one. */
static struct piece
host_of_line(struct piece line)
{
	struct piece host;
	size_t dots = 0;

	line = piece_trim_lines(line);
	host = host_at(line);
	for (size_t i = 0; i < host.length; i++)
		dots += host.bytes[i] == '.';
	if (host.length > 0 && text_is_digit(host.bytes[0]))
		return piece_to(host, dots == 3 ? host.length : 0);
	return piece_to(host, host.length == line.length ? host.length : 0);
}

struct piece
mail_voice_relay(struct piece context)
{
	struct piece relay = { 0 }, rest = context, line;
	char before = ' ';

	for (size_t at = 0; at < context.length; at++) {
		char c = text_lower(context.bytes[at]);

		if (before <= ' ' &&
		    (c == 't' || c == 'h' || c == 'c' || c == 'b' ||
			c == 's')) {
			struct piece host = host_behind(
			    piece_from(context, at));

			if (host.length > 0)
				relay = host;
		}
		before = c;
	}
	if (relay.length > 0)
		return relay;
	while (piece_line(&rest, &line)) {
		struct piece host = host_of_line(line);

		if (host.length > 0)
			relay = host;
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
