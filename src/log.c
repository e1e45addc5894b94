#include "log.h"

#include <jansson.h>

#include "log_events.h"
#include "log_line.h"
#include "log_read.h"

enum {
	WEB_FRONT = 300, /* bytes before the date of a web server's line */
};

void
log_release(struct log *log)
{
	text_release(&log->scratch);
	text_release(&log->queue_id);
	log_events_release(&log->events);
	json_decref(log->document);
	log->document = NULL;
	log->failed = false;
}

void
log_restart(struct log *log)
{
	text_clear(&log->queue_id);
}

bool
log_is_fresh(const struct log *log)
{
	return log->queue_id.length == 0;
}

/* Who writes under a tag: one of the readers, or somebody that tells of no
   reply. */
static const struct {
	const char *tag;  /* the beginning of it */
	log_reader *read; /* NULL: a line with this tag is silent */
} tags[] = {
	{ "postfix/policyd", NULL },
	{ "postfix/postgrey", NULL },
	{ "postfix", log_postfix_read },
	{ "exim", log_exim_read },
	{ "sendmail", log_sendmail_read },
	{ "sm-", log_sendmail_read },
	{ "zmailer", log_sendmail_read },
	{ "qmail", log_qmail_read },
	{ "rblsmtpd", log_qmail_read },
	{ "spamdyke", log_qmail_read },
	{ "tcpserver", log_qmail_read },
	{ "courier", log_courier_read },
	{ "esmtpd", log_courier_read },
	{ "inbound/", log_others_read },
	{ "outbound/", log_others_read },
	{ "dovecot", log_others_read },
	{ "haraka", log_haraka_read },
	{ "policyd", NULL },
	{ "postgrey", NULL },
	{ "sqlgrey", NULL },
	{ "gld", NULL },
	{ "milter-greylist", NULL },
	{ "greyfix", NULL },
	{ "cbpolicyd", NULL },
	{ "postfwd", NULL },
	{ "amavis", NULL },
	{ "opendkim", NULL },
	{ "opendmarc", NULL },
	{ "spamd", NULL },
	{ "spamass-milter", NULL },
	{ "rspamd", NULL },
	{ "clamd", NULL },
	{ "clamav", NULL },
	{ "clamsmtpd", NULL },
	{ "freshclam", NULL },
	{ "MailScanner", NULL },
	{ "saslauthd", NULL },
	{ "sshd", NULL },
	{ "cron", NULL },
	{ "CRON", NULL },
	{ "kernel", NULL },
	{ "systemd", NULL },
	{ "named", NULL },
	{ "unbound", NULL },
	{ "dhclient", NULL },
	{ "ntpd", NULL },
	{ "sudo", NULL },
	{ "nginx", NULL },
	{ "httpd", NULL },
	{ "apache", NULL },
	{ "haproxy", NULL },
	{ "fail2ban", NULL },
	{ "imapd", NULL },
	{ "pop3d", NULL },
	{ "imap-login", NULL },
	{ "pop3-login", NULL },
	{ "mysqld", NULL },
	{ "slapd", NULL },
	{ "rsyslogd", NULL },
	{ "dnsblog", NULL },
	{ "mlmmj", NULL },
};

/* The readers of lines whose tag does not tell, the strict before the wide. */
static log_reader *const readers[] = { log_exchange_read, log_haraka_read,
	log_courier_read, log_stalwart_read, log_others_read, log_postfix_read,
	log_exim_read, log_sendmail_read, log_smtpd_read, log_qmail_read,
	log_transcript_read };

/* Is the last part that of a daemon of Postfix: name/smtpd? */
static bool
is_postfix(struct piece tag)
{
	static const char *const daemons[] = { "/smtpd", "/smtp", "/lmtp",
		"/qmgr", "/cleanup", "/postscreen", "/local", "/virtual",
		"/pipe", "/error", "/retry", "/bounce", "/pickup", "/anvil",
		"/scache", "/master", "/tlsproxy", "/tlsmgr", "/verify",
		"/trivial-rewrite", "/dnsblog", "/proxymap", "/discard" };

	for (size_t i = 0; i < sizeof(daemons) / sizeof(daemons[0]); i++)
		if (piece_ends(tag, daemons[i]))
			return true;
	return false;
}

/* Runs a reader on an empty event. */
static enum log_result
run(log_reader *reader, struct log *log, const struct log_line *line,
    struct event *event)
{
	*event = (struct event) { 0 };
	return reader(log, line, event);
}

/* Sets the result by the tag; false if it does not tell. */
static bool
read_tagged(struct log *log, const struct log_line *line, struct event *event,
    enum log_result *result)
{
	struct piece tag = line->tag;

	*result = LOG_SILENT;
	if (tag.length == 0)
		return false;
	/* most lines of a large log, without a look into the table */
	if (piece_starts(tag, "postfix/smtp") ||
	    piece_starts(tag, "postfix/qmgr") ||
	    piece_starts(tag, "postfix/cleanup")) {
		*result = run(log_postfix_read, log, line, event);
		return true;
	}
	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++) {
		if (!piece_starts(tag, tags[i].tag))
			continue;
		if (tags[i].read != NULL)
			*result = run(tags[i].read, log, line, event);
		return true;
	}
	if (!is_postfix(tag))
		return false;
	*result = run(log_postfix_read, log, line, event);
	return true;
}

/* A line of software that is not known: a code with its status counts. */
static enum log_result
read_unknown(const struct log_line *line, struct event *event)
{
	struct piece reply = bytes_full_reply(line->body);

	if (reply.length == 0)
		return LOG_SILENT;
	*event = (struct event) { .reply = reply };
	if (piece_has(line->body, " said: ") || piece_has(line->body, "remote"))
		event->direction = DIRECTION_REMOTE;
	return LOG_EVENT;
}

/* The log of a web server: `192.0.2.1 - - [21/Nov/2026:10:20:31 +0000] "` */
static bool
is_web(struct piece body)
{
	size_t at = piece_find(piece_to(body, WEB_FRONT), " [");

	return at != PIECE_NONE && text_is_digit(piece_at(body, at + 2)) &&
	    piece_at(body, at + 4) == '/' && piece_at(body, at + 8) == '/' &&
	    piece_at(body, at + 13) == ':';
}

static enum log_result
read_untagged(struct log *log, const struct log_line *line, struct event *event)
{
	enum log_result result = LOG_FOREIGN;

	if (!line->framed)
		result = run(log_queue_read, log, line, event);
	for (size_t i = 0;
	     i < sizeof(readers) / sizeof(readers[0]) && result == LOG_FOREIGN;
	     i++)
		result = run(readers[i], log, line, event);
	if (result == LOG_FOREIGN && line->framed)
		result = read_unknown(line, event);
	else if (result == LOG_FOREIGN && is_web(line->body))
		result = LOG_SILENT;
	return result;
}

/* Sets what all readers have in common. */
static void
finish(struct log *log, const struct log_line *line, struct event *event)
{
	log_time_read(line, log->now, &log->day, &event->time);
	event->host = line->host;
	if (event->code == 0)
		event->code = bytes_code(event->reply);
	if (event->code != 0)
		event->class = 0;
}

enum log_result
log_read(struct log *log, const char *bytes, size_t length, struct event *event)
{
	struct log_line line;
	enum log_result result = LOG_FOREIGN;

	log_frame_read(&line, bytes, length);
	if (log->events.list != NULL || log->events.recipients != NULL)
		log_events_restart(&log->events);
	if (piece_at(line.body, 0) == '{' || piece_at(line.body, 0) == '[') {
		*event = (struct event) { 0 };
		result = log_json_read(log, &line, event);
	}
	if (result == LOG_FOREIGN && !read_tagged(log, &line, event, &result))
		result = read_untagged(log, &line, event);
	if (result == LOG_FOREIGN && line.framed)
		result = LOG_SILENT;
	log->failed = log->failed || log->scratch.failed ||
	    log->queue_id.failed || log->events.text.failed;
	if (result == LOG_EVENT)
		finish(log, &line, event);
	return result;
}

bool
log_next(struct log *log, struct event *event)
{
	struct log_line line = { 0 };

	if (log->events.list == NULL && log->events.recipients == NULL)
		return false;
	if (log_json_next(log, &line, event) != LOG_EVENT)
		return false;
	finish(log, &line, event);
	log->failed = log->failed || log->scratch.failed ||
	    log->events.text.failed;
	return true;
}

struct piece
log_told(const struct log *log)
{
	return (struct piece) { text_string(&log->events.text),
		log->events.text.length };
}
