#include "mail_kind.h"

#include <string.h>

#include "mail_cues.h"
#include "mail_decode.h"

enum {
	FIELD_MAX = 998, /* bytes of a field that are looked at */
};

static bool
has_any(struct piece text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (piece_find_nocase(text, *words) != PIECE_NONE)
			return true;
	return false;
}

static bool
is_daemon(struct piece from)
{
	static const char *const names[] = { "mailer-daemon", "postmaster",
		"post_master", "mail-daemon", "mailerdaemon", "mail delivery",
		"mdaemon@", "mail_router", "mail router", "microsoftexchange",
		"microsoft outlook", "system administrator",
		"mail administrator", "maildelivery", "mail system", "bounce@",
		"bounces@", "mailsystem", "mail-system", "delivery system",
		"delivery@", "courier-mta", "dsn@", "daemon@", NULL };

	return piece_is_nocase(piece_trim_lines(from), "<>") ||
	    has_any(from, names);
}

/* Only a pair of brackets: nobody is to be told of its own failure. */
static bool
is_empty_path(struct piece path)
{
	return path.length > 0 && piece_is_nocase(path, "<>");
}

struct mail_signs
mail_signs_read(struct mail *mail, const struct mime_message *message)
{
	static const char *const bulk[] = { "bulk", "list", "junk", NULL };
	const struct piece *fields = message->fields;
	struct mail_signs signs = { 0 };
	struct piece subject = mail_decode_words(mail,
	    piece_to(fields[MIME_SUBJECT], FIELD_MAX));
	struct piece automatic = fields[MIME_AUTO_SUBMITTED];
	unsigned front = mail_cues_at(subject);

	signs.daemon = is_daemon(
	    mail_decode_words(mail, piece_to(fields[MIME_FROM], FIELD_MAX)));
	signs.no_path = is_empty_path(fields[MIME_RETURN_PATH]);
	signs.automatic = automatic.length > 0 &&
	    !piece_starts_nocase(automatic, "no");
	signs.absent = fields[MIME_AUTOREPLY].length > 0 ||
	    ((front | mail_cues_in(subject)) & CUE_ABSENT) != 0;
	signs.list = fields[MIME_LIST].length > 0 ||
	    (has_any(piece_to(fields[MIME_PRECEDENCE], FIELD_MAX), bulk) &&
		!signs.daemon && !signs.no_path);
	signs.answer = (front & CUE_ANSWER) != 0;
	signs.failed = fields[MIME_FAILED_RECIPIENTS].length > 0;
	signs.report = message->is_report &&
	    (message->report.length == 0 ||
		piece_starts_nocase(message->report, "delivery"));
	signs.cues = mail_cues_in(subject);
	return signs;
}

bool
mail_signs_decide(const struct mail_signs *signs, unsigned cues, bool named,
    const char **why)
{
	const unsigned told = CUE_FAILED | CUE_DELAYED | CUE_DELIVERED;
	bool subject = (signs->cues & told) != 0, text = (cues & told) != 0;

	*why = "the header names failed recipients";
	if (signs->failed)
		return true;
	*why = "it is a report of a mail system";
	if (signs->report)
		return true;
	*why = "an automatic reply of a person's mailbox";
	if (signs->absent)
		return false;
	*why = "an answer to another mail, or a forwarded one";
	if (signs->answer)
		return false;
	*why = "from a mailing list";
	if (signs->list)
		return false;
	*why = "sender and words are those of a bounce";
	if (signs->daemon && (subject || (text && named)))
		return true;
	if ((signs->no_path || signs->automatic) && subject && text)
		return true;
	*why = "nothing in it says that a mail system wrote it";
	if (signs->daemon)
		*why = "nothing in it says that a delivery failed";
	else if (signs->automatic)
		*why = "an automatic mail that is no bounce";
	return false;
}
