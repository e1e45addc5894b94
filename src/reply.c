#include "reply.h"

#include <stdlib.h>
#include <string.h>

#include "reply_clean.h"
#include "reply_scan.h"

enum {
	QUOTE_MIN = 8, /* letters of a quotation that has no code */
};

/* A text with the places where replies begin in it. */
struct finder {
	struct reply *reply;
	struct reply_start starts[REPLY_STARTS];
	size_t count;
};

void
reply_release(struct reply *reply)
{
	text_release(&reply->bytes);
	free(reply->edits);
	*reply = (struct reply) { 0 };
}

size_t
reply_place(const struct reply *reply, size_t at)
{
	size_t low = 0, high = reply->edit_count;

	/* The last edit that is not behind the place. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (reply->edits[middle].at <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? at : at + reply->edits[low - 1].skipped;
}

bool
reply_status(const struct reply *reply, const struct reply_part *part,
    struct status *status)
{
	size_t length = part->status.to - part->status.from;

	return length > 0 &&
	    status_parse(text_string(&reply->bytes) + part->status.from, length,
		status);
}

unsigned
reply_class(const struct reply *reply, const struct reply_part *part)
{
	struct status status;

	if (part->code != 0)
		return part->code / 100;
	return reply_status(reply, part, &status) ?
	    status_class(status.classes) :
	    0;
}

size_t
reply_cut_tail(const char *bytes, size_t length)
{
	static const char tail[] = "(in reply to ";
	size_t size = sizeof(tail) - 1;

	for (size_t at = length; at > size; at--)
		if (bytes[at - size] == '(' &&
		    memcmp(bytes + at - size, tail, size) == 0)
			return at - size;
	return length;
}

static void
trim(const struct text *bytes, struct reply_span *span)
{
	while (span->to > span->from &&
	    strchr(" \t\r\n)}]\"';", bytes->data[span->to - 1]) != NULL)
		span->to--;
	while (span->from < span->to &&
	    strchr(" \t\r\n", bytes->data[span->from]) != NULL)
		span->from++;
}

/* Sets a part that begins at from and ends before to. */
static void
set_part(const struct reply *reply, struct reply_part *part, size_t from,
    size_t to, unsigned code)
{
	size_t text = from + (code != 0 ? 3 : 0);

	to = from +
	    reply_cut_tail(text_string(&reply->bytes) + from, to - from);
	*part = (struct reply_part) { .code = code };
	part->whole = (struct reply_span) { (uint32_t)from, (uint32_t)to };
	trim(&reply->bytes, &part->whole);
	part->status = reply_scan_status(&reply->bytes, text, part->whole.to,
	    code / 100);
	while (text < part->whole.to && part->status.to > 0 &&
	    text < part->status.from &&
	    strchr(" -#(\t", reply->bytes.data[text]) != NULL)
		text++;
	part->text = part->whole;
	part->text.from = text == part->status.from && part->status.to > 0 ?
	    part->status.to :
	    (uint32_t)(from + (code != 0 ? 3 : 0));
	if (part->text.from > part->text.to)
		part->text.from = part->text.to;
	while (part->text.from < part->text.to &&
	    strchr(" -:)\t\n", reply->bytes.data[part->text.from]) != NULL)
		part->text.from++;
}

/* Does the start only go on with the lines of the reply before it? */
static bool
goes_on(const struct finder *finder, size_t first, size_t next)
{
	const struct reply_start *starts = finder->starts;

	if (starts[next].code != starts[first].code)
		return false;
	for (size_t i = next; i > first; i--)
		if (starts[i - 1].code == starts[first].code)
			return starts[i - 1].goes_on;
	return false;
}

/* Is what stands on the line before it a sentence that announces it? */
static bool
is_announced(const struct text *bytes, size_t at)
{
	while (at > 0 && strchr(" \t\r\n>|", bytes->data[at - 1]) != NULL)
		at--;
	return at > 1 &&
	    (bytes->data[at - 1] == ':' ||
		(bytes->data[at - 1] == '>' && bytes->data[at - 2] == '-') ||
		bytes->data[at - 1] == '(');
}

/* Is it one of them, or the NUL behind the text? */
static bool
is_in(const char *set, char c)
{
	return c == '\0' || strchr(set, c) != NULL;
}

static bool
is_failure(unsigned code)
{
	return code >= 400;
}

/* Does a quotation open within one? */
static bool
opens_quote(const struct text *bytes, size_t at)
{
	return is_in(" (:=[", bytes->data[at - 1]) &&
	    !is_in(" ,", bytes->data[at + 1]);
}

/* May it be an apostrophe: the users' mail? */
static bool
is_plural(const struct text *bytes, size_t at)
{
	return bytes->data[at] == '\'' && bytes->data[at - 1] == 's' &&
	    bytes->data[at + 1] == ' ';
}

/*
 * Where the quotation ends that opens just before from; to if none does. What
 * stands behind key= is no quotation: what other keys tell belongs to it.
 */
static size_t
closing_of(const struct text *bytes, size_t from, size_t to)
{
	char quote = from > 0 ? bytes->data[from - 1] : '\0';
	size_t maybe = to;
	unsigned depth = 1;
	bool doubled = false;

	if ((quote != '"' && quote != '\'') ||
	    (from > 1 && bytes->data[from - 2] == '='))
		return to;
	for (size_t at = from; at < to; at++) {
		bool pair = bytes->data[at] == quote &&
		    bytes->data[at + 1] == quote;

		if (bytes->data[at] != quote)
			continue;
		if (opens_quote(bytes, at)) {
			depth++;
			doubled = pair;
			at += pair;
		} else if (pair && depth > 1) {
			depth--;
			at += doubled;
		} else if (is_plural(bytes, at)) {
			maybe = maybe == to && depth == 1 ? at : maybe;
		} else if (is_in(" \t\r\n,.;:!)}]", bytes->data[at + 1]) &&
		    --depth == 0) {
			return at;
		}
	}
	return maybe;
}

/* The same, but of no quotation that holds numbers only. */
static size_t
end_of_quote(const struct text *bytes, size_t from, size_t to)
{
	size_t close = closing_of(bytes, from, to);

	for (size_t at = from; at < close; at++)
		if ((unsigned char)bytes->data[at] > '@')
			return close;
	return to;
}

/*
 * Is it only named there, and quoted behind? Server Error: 550; code "550",
 * with message "550 No such user"
 */
static bool
is_named_only(const struct finder *finder, size_t n)
{
	const struct text *bytes = &finder->reply->bytes;
	size_t from = finder->starts[n].at, at = from + 3;

	if (n + 1 == finder->count ||
	    finder->starts[n + 1].code != finder->starts[n].code ||
	    finder->starts[n].goes_on)
		return false;
	if (closing_of(bytes, from, bytes->length) == at)
		return true;
	while (at < bytes->length && is_in(" \t\r,;", bytes->data[at]))
		at++;
	return bytes->data[at] == '\n';
}

/* The start of the reply reported: the first failure, else the first. */
static size_t
choose_outer(const struct finder *finder)
{
	for (size_t i = 0; i < finder->count; i++)
		if (is_failure(finder->starts[i].code) &&
		    !is_named_only(finder, i))
			return i;
	return 0;
}

static void
add_other(struct reply *reply, size_t from, size_t to, unsigned code)
{
	if (reply->other_count < REPLY_OTHERS)
		set_part(reply, &reply->others[reply->other_count++], from,
		    reply_scan_end(&reply->bytes, from, to), code);
}

/*
 * Looks through the starts behind the outer one: lines of the same reply, a
 * quotation inside it, or replies of their own. Returns where the outer reply
 * ends, and sets *inner to the start of the innermost, 0 if there is none.
 */
static size_t
walk_starts(struct finder *finder, size_t outer, size_t *inner)
{
	struct reply *reply = finder->reply;
	const struct text *bytes = &reply->bytes;
	size_t from = finder->starts[outer].at;
	size_t close = end_of_quote(bytes, from, bytes->length);
	size_t end = reply_scan_end(bytes, from, close);
	bool ended = false;

	for (size_t i = outer + 1; i < finder->count; i++) {
		const struct reply_start *start = &finder->starts[i];
		size_t stop = i + 1 < finder->count ? finder->starts[i + 1].at :
						      bytes->length;

		if (!ended && start->at < end) {
			if (goes_on(finder, outer, i))
				continue;
			if (!start->line || is_announced(bytes, start->at)) {
				if (start->quoted || start->line)
					*inner = i;
				continue;
			}
			end = start->at;
		}
		ended = true;
		/* Who shows a quotation names its code behind it: Error: 550, */
		if (start->line || start->at < close ||
		    bytes->data[start->at + 3] != ',')
			add_other(reply, start->at, stop, start->code);
	}
	return end;
}

/* Enough letters for a quotation? */
static bool
has_letters(const struct text *bytes, size_t from, size_t to)
{
	size_t letters = 0;

	for (; from < to && letters < QUOTE_MIN; from++)
		letters += (unsigned char)bytes->data[from] > 0x40;
	return letters >= QUOTE_MIN;
}

/* A quotation without a code: `responded with: Connection refused`. */
static void
find_quote(struct reply *reply, size_t from, size_t to)
{
	size_t quote = reply_scan_quote(&reply->bytes, from, to);

	if (quote == to || !has_letters(&reply->bytes, quote, to))
		return;
	reply->has_inner = true;
	set_part(reply, &reply->inner, quote, to, 0);
}

/* A text in which no code stands: all of it is the reply. */
static void
find_codeless(struct reply *reply)
{
	size_t length = reply->bytes.length;

	set_part(reply, &reply->outer, 0, length, 0);
	reply->inner = reply->outer;
	find_quote(reply, 0, length);
	if (reply->outer.status.to == 0)
		return;
	if (reply->has_inner && reply->inner.status.to == 0)
		reply->inner.status = reply->outer.status;
}

void
reply_find(struct reply *reply, const char *bytes, size_t length)
{
	struct finder finder = { .reply = reply };
	size_t outer, inner = 0, end;

	reply->other_count = 0;
	reply->has_inner = false;
	reply->failed = false;
	reply_clean(reply, bytes, length);
	finder.count = reply_scan(&reply->bytes, finder.starts);
	if (finder.count == 0) {
		find_codeless(reply);
		return;
	}
	outer = choose_outer(&finder);
	for (size_t i = 0; i < outer; i++)
		if (!is_named_only(&finder, i) &&
		    (finder.starts[i].line || i + 1 == outer))
			add_other(reply, finder.starts[i].at,
			    finder.starts[i + 1].at, finder.starts[i].code);
	end = walk_starts(&finder, outer, &inner);
	set_part(reply, &reply->outer, finder.starts[outer].at, end,
	    finder.starts[outer].code);
	reply->inner = reply->outer;
	if (inner != 0) {
		reply->has_inner = true;
		set_part(reply, &reply->inner, finder.starts[inner].at,
		    end_of_quote(&reply->bytes, finder.starts[inner].at, end),
		    finder.starts[inner].code);
	} else {
		find_quote(reply, reply->outer.text.from,
		    reply->outer.whole.to);
	}
}
