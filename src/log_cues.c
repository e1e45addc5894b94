#include "log_cues.h"

#include "log_peer.h"
#include "log_stage.h"

#define START CUE_START
#define WITHIN CUE_WITHIN
#define NONE DIRECTION_NONE
#define OWN DIRECTION_OWN
#define REMOTE DIRECTION_REMOTE
#define LOCAL DIRECTION_LOCAL
#define ALL QUOTE_ALL
#define BEHIND QUOTE_BEHIND
#define CODE QUOTE_CODE

/*
 * A row a cue, the narrow before the wide. Each has a line in tests/log/lines.
 */

/* Postfix: smtp(8), lmtp(8) and qmgr(8). */
static const struct cue postfix_cues[] = {
	{ "connect to ", START, NONE, STAGE_CONNECT, 4, ALL },
	{ "lost connection with ", START, NONE, STAGE_ANY, 4, ALL },
	{ "conversation with ", START, NONE, STAGE_ANY, 4, ALL },
	{ "Host or domain name not found", START, NONE, STAGE_UNSAID, 0, ALL },
	{ "Name service error", START, NONE, STAGE_UNSAID, 0, ALL },
	{ "Host found but no data record", START, NONE, STAGE_UNSAID, 0, ALL },
	{ "unable to look up", START, NONE, STAGE_UNSAID, 0, ALL },
	{ "mail for ", START, NONE, STAGE_UNSAID, 0, ALL },
	{ "mail transport unavailable", START, NONE, STAGE_UNSAID, 4, ALL },
	{ "transport is unavailable", START, NONE, STAGE_UNSAID, 4, ALL },
	{ "expired, ", START, NONE, STAGE_UNSAID, 5, ALL },
	{ "mail forwarding loop", START, NONE, STAGE_UNSAID, 5, ALL },
	{ "message size ", START, NONE, STAGE_UNSAID, 0, ALL },
	{ "Cannot start TLS", START, NONE, STAGE_STARTTLS, 4, ALL },
	{ "Server certificate ", START, NONE, STAGE_STARTTLS, 4, ALL },
	{ "TLS is required, but was not ", START, NONE, STAGE_STARTTLS, 4,
	    ALL },
	{ "TLS is required, but our ", START, NONE, STAGE_STARTTLS, 4, ALL },
	/* behind the name of the server */
	{ " said: ", START, REMOTE, STAGE_UNSAID, 0, BEHIND },
	{ " refused to talk to me: ", START, REMOTE, STAGE_CONNECT, 0, BEHIND },
	{ " refused to start TLS: ", START, REMOTE, STAGE_STARTTLS, 0, BEHIND },
	{ "SASL authentication failed", START, NONE, STAGE_AUTH, 4, ALL },
	{ "TLS is required", START, NONE, STAGE_STARTTLS, 4, ALL },
};

/* Exim: what stands behind the address and the fields of a delivery. */
static const struct cue exim_cues[] = {
	{ "SMTP error from remote mail server after ", WITHIN, REMOTE,
	    STAGE_ANY, 0, CODE },
	{ "SMTP error from remote mailer after ", WITHIN, REMOTE, STAGE_ANY, 0,
	    CODE },
	{ "SMTP error from remote ", WITHIN, REMOTE, STAGE_UNSAID, 0, CODE },
	{ "LMTP error from remote mail server after ", WITHIN, REMOTE,
	    STAGE_ANY, 0, CODE },
	{ "LMTP error after ", WITHIN, OWN, STAGE_ANY, 0, CODE },
	{ "PRDR error after ", WITHIN, REMOTE, STAGE_ANY, 0, CODE },
	{ "Malformed SMTP reply", WITHIN, REMOTE, STAGE_UNSAID, 0, CODE },
	{ "Malformed LMTP reply", WITHIN, OWN, STAGE_UNSAID, 0, CODE },
	{ "closed connection in response to ", WITHIN, REMOTE, STAGE_ANY, 4,
	    ALL },
	{ "retry time not reached", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "retry timeout exceeded", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "SMTP timeout after ", WITHIN, NONE, STAGE_ANY, 4, ALL },
	{ "SMTP timeout while connected ", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "LMTP timeout after ", WITHIN, NONE, STAGE_ANY, 4, ALL },
	{ "SMTP(", START, NONE, STAGE_UNSAID, 0, ALL },
	{ "TLS session: ", WITHIN, NONE, STAGE_STARTTLS, 0, ALL },
	{ "TLS session is required", WITHIN, NONE, STAGE_STARTTLS, 0, ALL },
	{ "TLS error on connection to ", WITHIN, NONE, STAGE_STARTTLS, 4, ALL },
	{ "DANE error", WITHIN, NONE, STAGE_STARTTLS, 0, ALL },
	{ "DANE attempt failed", WITHIN, NONE, STAGE_STARTTLS, 0, ALL },
	{ "all relevant MX records point to ", WITHIN, NONE, STAGE_UNSAID, 0,
	    ALL },
	{ "host lookup did not complete", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "lowest numbered MX record points to local host", WITHIN, NONE,
	    STAGE_UNSAID, 0, ALL },
	{ "remote host address is the local host", WITHIN, NONE, STAGE_UNSAID,
	    0, ALL },
	{ "Unrouteable address", WITHIN, NONE, STAGE_UNSAID, 0, ALL },
	{ "Unroutable address", WITHIN, NONE, STAGE_UNSAID, 0, ALL },
	{ "Connection timed out", WITHIN, NONE, STAGE_CONNECT, 4, ALL },
	{ "Connection refused", WITHIN, NONE, STAGE_CONNECT, 4, ALL },
	{ "Connection reset by peer", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "No route to host", WITHIN, NONE, STAGE_CONNECT, 4, ALL },
	{ "Network is unreachable", WITHIN, NONE, STAGE_CONNECT, 4, ALL },
	{ "Network unreachable", WITHIN, NONE, STAGE_CONNECT, 4, ALL },
	{ "Operation timed out", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "Broken pipe", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
};

/* Sendmail: what stands behind stat= or reply=, without `Deferred: `. */
static const struct cue sendmail_cues[] = {
	{ "403 4.7.0 TLS handshake", START, NONE, STAGE_STARTTLS, 0, ALL },
	{ "Connection timed out", WITHIN, NONE, STAGE_CONNECT, 4, ALL },
	{ "Connection refused", WITHIN, NONE, STAGE_CONNECT, 4, ALL },
	{ "Connection reset", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "Connection closed by", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "connection reset", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "Operation timed out", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "timeout ", START, NONE, STAGE_UNSAID, 4, ALL },
	{ "No route to host", WITHIN, NONE, STAGE_CONNECT, 4, ALL },
	{ "Network is unreachable", WITHIN, NONE, STAGE_CONNECT, 4, ALL },
	{ "Broken pipe", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "Name server: ", WITHIN, NONE, STAGE_UNSAID, 0, ALL },
	{ "host name lookup failure", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "Host unknown", START, NONE, STAGE_UNSAID, 5, ALL },
	{ "Cannot send message ", START, NONE, STAGE_UNSAID, 5, ALL },
	{ "cannot send message ", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "Local configuration error", START, NONE, STAGE_UNSAID, 5, ALL },
	{ "mail loops back to me", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "MX list for ", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "read error from ", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "Too many hops", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "local mailer (", WITHIN, OWN, STAGE_UNSAID, 4, ALL },
	{ "unknown mailer error", START, OWN, STAGE_UNSAID, 5, ALL },
};

/* qmail-remote and qmail-send, its _ made blanks. What else there is was said
   by a local delivery. */
static const struct cue qmail_cues[] = {
	{ "Remote host said: ", WITHIN, REMOTE, STAGE_UNSAID, 0, BEHIND },
	{ "remote host said: ", WITHIN, REMOTE, STAGE_UNSAID, 0, BEHIND },
	{ "find any host named ", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "able to establish an SMTP connection", WITHIN, NONE, STAGE_CONNECT,
	    4, ALL },
	{ "CNAME lookup failed", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "find a mail exchanger", WITHIN, NONE, STAGE_UNSAID, 0, ALL },
	{ "connection died", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "best-preference MX", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "in the queue too long", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "TLS ", WITHIN, NONE, STAGE_STARTTLS, 0, ALL },
	{ "all MX ", WITHIN, NONE, STAGE_UNSAID, 0, ALL },
	{ "message is looping", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "DNS ", START, NONE, STAGE_UNSAID, 4, ALL },
	{ "Connected to ", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
};

/* OpenSMTPD: what its mta says without having been told. */
static const struct cue smtpd_cues[] = {
	{ "Remote host said: ", WITHIN, REMOTE, STAGE_UNSAID, 0, BEHIND },
	{ "Network error on destination MXs", WITHIN, NONE, STAGE_CONNECT, 4,
	    ALL },
	{ "Connection ", START, NONE, STAGE_CONNECT, 4, ALL },
};

/* Words that stand by themselves, in a ticket or an export. */
static const struct cue bare_cues[] = {
	{ "Remote Server returned ", WITHIN, REMOTE, STAGE_UNSAID, 0, CODE },
	{ "Remote server returned ", WITHIN, REMOTE, STAGE_UNSAID, 0, CODE },
	{ "{LED=", WITHIN, REMOTE, STAGE_UNSAID, 0, BEHIND },
	{ "[Message=", WITHIN, REMOTE, STAGE_UNSAID, 0, QUOTE_CODED },
	{ "Remote host said: ", WITHIN, REMOTE, STAGE_UNSAID, 0, BEHIND },
	{ "Remote_host_said:_", WITHIN, REMOTE, STAGE_UNSAID, 0, BEHIND },
	{ "SMTP error from remote mail server after ", WITHIN, REMOTE,
	    STAGE_ANY, 0, CODE },
	{ "SMTP error from remote ", WITHIN, REMOTE, STAGE_UNSAID, 0, CODE },
	{ "LMTP error after ", WITHIN, OWN, STAGE_ANY, 0, CODE },
	{ " refused to talk to me: ", WITHIN, REMOTE, STAGE_CONNECT, 0,
	    BEHIND },
	{ "] said: ", WITHIN, REMOTE, STAGE_UNSAID, 0, BEHIND },
	{ "closed connection in response to ", WITHIN, REMOTE, STAGE_ANY, 4,
	    ALL },
	{ "retry time not reached", WITHIN, NONE, STAGE_UNSAID, 4, ALL },
	{ "retry timeout exceeded", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "SMTP timeout after ", START, NONE, STAGE_ANY, 4, ALL },
	{ "all relevant MX records point to ", WITHIN, NONE, STAGE_UNSAID, 0,
	    ALL },
	{ "Unrouteable address", START, NONE, STAGE_UNSAID, 5, ALL },
	{ " loops back to myself", WITHIN, NONE, STAGE_UNSAID, 5, ALL },
	{ "Deferred: Connection ", START, NONE, STAGE_CONNECT, 4, ALL },
	{ "Deferred: Operation ", START, NONE, STAGE_UNSAID, 4, ALL },
	{ "Deferred: Name server", START, NONE, STAGE_UNSAID, 4, ALL },
	{ "Host unknown (Name server", START, NONE, STAGE_UNSAID, 5, ALL },
	{ "Host not found", START, NONE, STAGE_UNSAID, 0, ALL },
	{ "Temporary failure in name resolution", WITHIN, NONE, STAGE_UNSAID, 4,
	    ALL },
	{ "Operation timed out", START, NONE, STAGE_UNSAID, 4, ALL },
	{ "Connection timed out", START, NONE, STAGE_CONNECT, 4, ALL },
	{ "Connection refused", START, NONE, STAGE_CONNECT, 4, ALL },
	{ "Connection reset by peer", START, NONE, STAGE_UNSAID, 4, ALL },
	{ "No route to host", START, NONE, STAGE_CONNECT, 4, ALL },
	{ "Network is unreachable", START, NONE, STAGE_CONNECT, 4, ALL },
};

static const struct {
	const struct cue *rows;
	size_t count;
} tables[CUE_TABLES] = {
#define TABLE(rows) \
	{ \
		rows, sizeof(rows) / sizeof((rows)[0]) \
	}
	[CUES_POSTFIX] = TABLE(postfix_cues),
	[CUES_EXIM] = TABLE(exim_cues),
	[CUES_SENDMAIL] = TABLE(sendmail_cues),
	[CUES_QMAIL] = TABLE(qmail_cues),
	[CUES_SMTPD] = TABLE(smtpd_cues),
	[CUES_BARE] = TABLE(bare_cues),
};

/* Where the phrase ends in the text, or PIECE_NONE. */
static size_t
find_cue(const struct cue *cue, struct piece text)
{
	size_t at;

	if (cue->place == CUE_START && piece_at(text, 0) != cue->phrase[0])
		return PIECE_NONE;
	if (cue->place == CUE_START)
		return piece_starts(text, cue->phrase) ? strlen(cue->phrase) :
							 PIECE_NONE;
	at = piece_find(text, cue->phrase);
	return at == PIECE_NONE ? at : at + strlen(cue->phrase);
}

/* The stage by the words behind the phrase, or behind ` while `. */
static enum stage
stage_behind(struct piece rest)
{
	size_t at = piece_find(rest, " while ");

	if (at != PIECE_NONE)
		rest = piece_from(rest, at + strlen(" while "));
	return log_stage_of(rest);
}

/* The stage of `(in reply to RCPT TO command)` at the end. */
static enum stage
stage_of_reply(struct piece text)
{
	size_t at = piece_find_last(text, "(in reply to ");

	if (at == PIECE_NONE)
		return STAGE_UNSAID;
	return log_stage_of(piece_from(text, at + strlen("(in reply to ")));
}

/*
 * The first row of the table that the text has, and in *rest what stands behind
 * its phrase; NULL if there is none.
 */
static const struct cue *
find_row(enum cue_table table, struct piece text, struct piece *rest)
{
	for (size_t i = 0; i < tables[table].count; i++) {
		const struct cue *cue = &tables[table].rows[i];
		size_t behind = find_cue(cue, text);

		if (behind == PIECE_NONE)
			continue;
		*rest = piece_from(text, behind);
		if (cue->quote != QUOTE_CODED || bytes_code(*rest) != 0)
			return cue;
	}
	return NULL;
}

static void
apply(const struct cue *cue, struct piece text, struct piece rest,
    struct event *event)
{
	event->direction = cue->direction;
	event->stage = cue->stage == STAGE_ANY ? stage_behind(rest) :
						 cue->stage;
	event->class = cue->class;
	event->reply = text;
	if (cue->quote == QUOTE_BEHIND || cue->quote == QUOTE_CODED)
		event->reply = rest;
	else if (cue->quote == QUOTE_CODE)
		event->reply = bytes_reply(rest);
}

const struct cue *
log_cue_apply(enum cue_table table, struct piece text, struct event *event)
{
	struct piece rest;
	const struct cue *cue = find_row(table, text, &rest);

	if (cue != NULL)
		apply(cue, text, rest, event);
	return cue;
}

const struct cue *
log_cue_apply_postfix(struct piece text, struct event *event)
{
	static const char *const starts[] = { "host ",
		"SASL authentication failed; server ",
		"TLS is required, but host " };
	struct piece rest = text, relay, said;
	const struct cue *cue;
	size_t row = 0;

	while (row < 3 && !piece_skip(&rest, starts[row]))
		row++;
	if (row == 3)
		return log_cue_apply(CUES_POSTFIX, text, event);
	relay = piece_to(rest, piece_find_byte(rest, ' '));
	rest = piece_from(rest, relay.length);
	cue = find_row(CUES_POSTFIX, rest, &said);
	/* behind the name of a server only what it said is a cue */
	if (cue == NULL || cue->quote != QUOTE_BEHIND)
		return NULL;
	apply(cue, rest, said, event);
	event->relay = relay;
	if (row == 1)
		event->stage = STAGE_AUTH;
	else if (event->stage == STAGE_UNSAID)
		event->stage = stage_of_reply(event->reply);
	if (log_peer_is_own(relay))
		event->direction = DIRECTION_OWN;
	return cue;
}
