#include "reply_clean.h"

#include <string.h>

enum {
	PRINTABLE = 3, /* bytes of =C3 */
};

struct cleaner {
	struct reply *reply;
	const char *bytes;
	size_t at, length;
	bool underscores; /* qmail wrote them for blanks */
};

/* Notes that from here on so many bytes more were left out. */
static void
note_edit(struct cleaner *cleaner, size_t skipped)
{
	struct reply *reply = cleaner->reply;
	void *edits = reply->edits;
	uint32_t before = 0;

	if (reply->edit_count > 0)
		before = reply->edits[reply->edit_count - 1].skipped;
	if (!text_grow(&edits, &reply->edit_capacity, reply->edit_count + 1,
		sizeof(*reply->edits))) {
		reply->failed = true;
		return;
	}
	reply->edits = edits;
	reply->edits[reply->edit_count++] = (struct reply_edit) {
		.at = (uint32_t)reply->bytes.length,
		.skipped = before + (uint32_t)skipped,
	};
}

/* Takes so many bytes for one character, or for none where c is NUL. */
static void
replace(struct cleaner *cleaner, size_t length, char c)
{
	if (c != '\0')
		text_append_char(&cleaner->reply->bytes, c);
	cleaner->at += length;
	note_edit(cleaner, length - (c != '\0'));
}

static int
hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The byte that =XX stands for at a place; -1 if none is written there. */
static int
printable_byte(const struct cleaner *cleaner, size_t at)
{
	int high, low;

	if (at + PRINTABLE > cleaner->length || cleaner->bytes[at] != '=')
		return -1;
	high = hex_value(cleaner->bytes[at + 1]);
	low = hex_value(cleaner->bytes[at + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/*
 * Quoted-printable: a soft line break, `=` and blank, and bytes beyond ASCII
 * where two stand together. A single one may be a queue id.
 */
static bool
read_printable(struct cleaner *cleaner)
{
	const char *bytes = cleaner->bytes + cleaner->at;
	size_t left = cleaner->length - cleaner->at;
	int byte, next, before;

	if (left > 1 && bytes[1] == '\n')
		return replace(cleaner, 2, '\0'), true;
	if (left > 2 && bytes[1] == '\r' && bytes[2] == '\n')
		return replace(cleaner, PRINTABLE, '\0'), true;
	byte = printable_byte(cleaner, cleaner->at);
	if (byte == ' ' || byte == '=')
		return replace(cleaner, PRINTABLE, (char)byte), true;
	if (byte < 0x80)
		return false;
	next = printable_byte(cleaner, cleaner->at + PRINTABLE);
	before = cleaner->at < PRINTABLE ?
	    -1 :
	    printable_byte(cleaner, cleaner->at - PRINTABLE);
	if (next < 0x80 && before < 0x80)
		return false;
	return replace(cleaner, PRINTABLE, (char)byte), true;
}

static bool
read_entity(struct cleaner *cleaner)
{
	static const struct {
		const char *name;
		char c;
	} entities[] = {
		{ "&lt;", '<' },
		{ "&gt;", '>' },
		{ "&amp;", '&' },
		{ "&quot;", '"' },
		{ "&#39;", '\'' },
		{ "&apos;", '\'' },
		{ "&#039;", '\'' },
		{ "&#34;", '"' },
		{ "&nbsp;", ' ' },
		{ "&#160;", ' ' },
		{ "&#x27;", '\'' },
		{ "&#60;", '<' },
		{ "&#62;", '>' },
		{ "&#10;", '\n' },
		{ "&rsquo;", '\'' },
	};
	const char *bytes = cleaner->bytes + cleaner->at;
	size_t left = cleaner->length - cleaner->at;

	for (size_t i = 0; i < sizeof(entities) / sizeof(entities[0]); i++) {
		size_t length = strlen(entities[i].name);

		if (length > left ||
		    memcmp(bytes, entities[i].name, length) != 0)
			continue;
		/* &amp;lt; was escaped twice. */
		if (entities[i].c == '&' && left > length + 2 &&
		    strchr("lgqa#n", bytes[length]) != NULL &&
		    memchr(bytes + length, ';',
			left - length < 7 ? left - length : 7) != NULL)
			return replace(cleaner, length - 1, '\0'), true;
		return replace(cleaner, length, entities[i].c), true;
	}
	return false;
}

/* <br> of a web page: the end of a line. */
static bool
read_break(struct cleaner *cleaner)
{
	static const char *const breaks[] = { "<br>", "<br/>", "<br />",
		"<BR>" };
	size_t left = cleaner->length - cleaner->at;

	for (size_t i = 0; i < sizeof(breaks) / sizeof(breaks[0]); i++) {
		size_t length = strlen(breaks[i]);

		if (length <= left &&
		    memcmp(cleaner->bytes + cleaner->at, breaks[i], length) ==
			0)
			return replace(cleaner, length, '\n'), true;
	}
	return false;
}

/* A written \n or \r\n, unless a word goes on behind it (C:\new). */
static bool
read_backslash(struct cleaner *cleaner)
{
	const char *bytes = cleaner->bytes + cleaner->at;
	size_t left = cleaner->length - cleaner->at, length = 2;

	if (left < 2)
		return false;
	if (bytes[1] == '"' || bytes[1] == '/' || bytes[1] == '\'')
		return replace(cleaner, 2, bytes[1]), true;
	if (left >= 4 && bytes[1] == 'r' && bytes[2] == '\\' && bytes[3] == 'n')
		length = 4;
	else if (bytes[1] != 'n' && bytes[1] != 'r' && bytes[1] != 't')
		return false;
	if (length == 2 && left > 2 && bytes[2] >= 'a' && bytes[2] <= 'z')
		return false;
	return replace(cleaner, length, bytes[1] == 't' ? ' ' : '\n'), true;
}

/*
 * Signs that web pages and word processors write for those of ASCII, or beside
 * them: blanks that do not break, quotes, dashes, what shows as nothing.
 */
static bool
read_typography(struct cleaner *cleaner)
{
	static const struct {
		const char *written;
		char c;
	} signs[] = {
		{ "\xc2\xa0", ' ' },	 /* no-break space */
		{ "\xe2\x80\xaf", ' ' }, /* narrow no-break space */
		{ "\xe2\x80\x87", ' ' }, /* figure space */
		{ "\xe2\x80\x89", ' ' }, /* thin space */
		{ "\xe3\x80\x80", ' ' }, /* ideographic space */
		{ "\xe2\x80\x9c", '"' }, /* double quotes, high and low */
		{ "\xe2\x80\x9d", '"' }, { "\xe2\x80\x9e", '"' },
		{ "\xe2\x80\x98", '\'' }, /* single ones */
		{ "\xe2\x80\x99", '\'' },
		{ "\xe2\x80\x90", '-' }, /* hyphens and dashes */
		{ "\xe2\x80\x91", '-' }, { "\xe2\x80\x93", '-' },
		{ "\xc2\xad", '\0' },	  /* soft hyphen */
		{ "\xe2\x80\x8b", '\0' }, /* zero width space */
		{ "\xef\xbb\xbf", '\0' }, /* byte order mark */
	};
	const char *bytes = cleaner->bytes + cleaner->at;
	size_t left = cleaner->length - cleaner->at;

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		size_t length = strlen(signs[i].written);

		if (length <= left &&
		    memcmp(bytes, signs[i].written, length) == 0)
			return replace(cleaner, length, signs[i].c), true;
	}
	return false;
}

static bool
read_escape(struct cleaner *cleaner)
{
	switch (cleaner->bytes[cleaner->at]) {
	case '\xc2':
	case '\xe2':
	case '\xe3':
	case '\xef':
		return read_typography(cleaner);
	case '&':
		return read_entity(cleaner);
	case '=':
		return read_printable(cleaner);
	case '<':
		return read_break(cleaner);
	case '\\':
		return read_backslash(cleaner);
	default:
		return false;
	}
}

/* Did qmail write it: `Remote_host_said:_550_...`? */
static bool
has_underscores(const char *bytes, size_t length)
{
	size_t underscores = 0, blanks = 0;

	for (size_t i = 0; i < length; i++) {
		underscores += bytes[i] == '_';
		blanks += bytes[i] == ' ';
	}
	return underscores > 3 &&
	    (underscores > blanks ||
		(length > 6 && memchr(bytes, ':', length) != NULL &&
		    underscores * 2 > blanks && underscores > 5));
}

/* May an escape or another sign that is written otherwise begin there? */
static inline bool
may_be_replaced(char c)
{
	switch (c) {
	case '\0':
	case '&':
	case '=':
	case '<':
	case '\\':
	case '_':
	case '\xc2':
	case '\xe2':
	case '\xe3':
	case '\xef':
		return true;
	default:
		return false;
	}
}

void
reply_clean(struct reply *reply, const char *bytes, size_t length)
{
	struct cleaner cleaner = { .reply = reply, .bytes = bytes };

	if (length > UINT32_MAX / 2)
		length = UINT32_MAX / 2;
	cleaner.length = length;
	cleaner.underscores = has_underscores(bytes, length);
	reply->edit_count = 0;
	text_clear(&reply->bytes);
	while (cleaner.at < length) {
		size_t plain = cleaner.at;
		char c;

		while (plain < length && !may_be_replaced(bytes[plain]))
			plain++;
		text_append_bytes(&reply->bytes, bytes + cleaner.at,
		    plain - cleaner.at);
		cleaner.at = plain;
		if (plain == length || read_escape(&cleaner))
			continue;
		c = bytes[cleaner.at++];
		if (c == '_' && cleaner.underscores)
			c = ' ';
		text_append_char(&reply->bytes, c == '\0' ? ' ' : c);
	}
	reply->failed = reply->failed || reply->bytes.failed;
}
